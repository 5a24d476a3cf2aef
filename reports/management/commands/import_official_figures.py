"""Take in the court administration's yearly counts from a CSV file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.actions import KNOWN_FIGURES, import_official_figures
from reports.importing import UnreadableFigures, read_official_figures


class Command(BaseCommand):
    help = (
        "Takes in official figures of evictions from a UTF-8 CSV file: all of it, or nothing when a line is faulty. "
        "The same file again changes nothing; a changed value is corrected."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, default=KNOWN_FIGURES, help="default: the project's own copy")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        try:
            figures = read_official_figures(path.read_bytes())
        except OSError as error:
            fault = _("%(file)s cannot be read: %(reason)s.") % {"file": path, "reason": error.strerror}
            raise CommandError(fault, returncode=2) from error
        except UnreadableFigures as error:
            fault = _("%(file)s was not taken in.") % {"file": path}
            raise CommandError(f"{fault}\n{error}") from error
        done = import_official_figures(figures, now=timezone.now())
        self.stdout.write(
            _("%(file)s: %(added)d added, %(changed)d changed, %(unchanged)d unchanged.")
            % {"file": path.name, "added": done.added, "changed": done.changed, "unchanged": done.unchanged}
        )
