"""Bring the facts and sums of the statistics up to date, as the worker does every hour."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from reports.facts.rebuild import rebuild


class Command(BaseCommand):
    """Count anew and say how many there are and how long it took."""

    help = "Make the facts and sums of the statistics anew from the records; what has not changed is not written"

    def handle(self, *args: Any, **options: Any) -> None:
        run = rebuild(now=timezone.now())
        self.stdout.write(
            f"{run.cases} cases, {run.evictions} evictions, {run.cells} sums in {run.seconds} seconds", ending="\n"
        )
