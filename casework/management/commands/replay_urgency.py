"""Shows the order the worklist had on a past day, from what was recorded by then; no names, case numbers only."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from accounts.models import Unit
from casework.replaying import cases_of_unit, replay


class Command(BaseCommand):
    help = "Shows the order the worklist had on a past day, from what was recorded by then"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--as-of", required=True, metavar="DATE", type=_day, help="the day, as 2026-11-22")
        parser.add_argument("--unit", default="", metavar="NAME", help="only the cases of this unit")
        parser.add_argument("--json", action="store_true", help="for a program to read")
        parser.add_argument("--limit", type=int, default=None, metavar="N", help="only the first so many")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each open case of that day: when it came up, its number, what was due, why."""
        if options["unit"] and not Unit.objects.filter(name=options["unit"]).exists():
            raise CommandError(f"There is no unit named {options['unit']}.")
        with translation.override("da"):
            found = replay(cases_of_unit(options["unit"]), as_of=options["as_of"])[: options["limit"]]
        if options["json"]:
            self.stdout.write(json.dumps([one._asdict() for one in found], default=str, ensure_ascii=False, indent=2))
            return
        for place, one in enumerate(found, start=1):
            taken = "" if one.is_assigned else " (ikke taget)"
            self.stdout.write(f"{place:>5}  {one.key}  {one.case}  {one.due_on}  {one.reason}{taken}")


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{text} is no day; write it as 2026-11-22.") from None
