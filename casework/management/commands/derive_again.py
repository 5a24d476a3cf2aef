"""Derives what cases carry anew from their records: deadlines, stage and the order of the worklist."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from casework import derived
from casework.models import Case


class Command(BaseCommand):
    help = "Derives deadlines and the order of the worklist anew from the records, after an upgrade that changed a rule"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--municipality", metavar="CODE", help="only the cases of this municipality")

    def handle(self, *args: Any, **options: Any) -> None:
        """One round after the other, each in a transaction of its own: it may be stopped and run again."""
        cases = Case.objects.order_by("pk")
        if options["municipality"]:
            cases = cases.filter(municipality__code=options["municipality"])
        ids = list(cases.values_list("pk", flat=True))
        today = timezone.localdate()
        for start in range(0, len(ids), derived.ROUND):
            derived.refresh(ids[start : start + derived.ROUND], today=today)
        self.stdout.write(f"{len(ids)} cases derived again")
