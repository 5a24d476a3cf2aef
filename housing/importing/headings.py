"""Finds the line of headings in a list and says where each field stands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .csv_lines import NumberedLine
from .folding import fold
from .layouts import Layout
from .rows import COLUMN_LENGTH, shown
from .unreadable import UnreadableFile

#: The headings stand within the first lines, after a title or two.
SEARCHED_LINES = 40
_SHOWN_HEADINGS = 30
_SHOWN_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field of a layout stands in a list."""

    line: int
    headings: tuple[str, ...]
    places: Mapping[str, int]

    @property
    def width(self) -> int:
        return len(self.headings)

    def heading(self, field: str) -> str:
        """The sender's own heading of a field, as it may be shown; "" where the list has none."""
        place = self.places.get(field)
        return "" if place is None else shown(" ".join(self.headings[place].split()), COLUMN_LENGTH)


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a line serves as the headings of a layout."""

    columns: Columns
    missing: tuple[str, ...]
    repeated: str

    @property
    def is_whole(self) -> bool:
        return not self.missing

    @property
    def rank(self) -> tuple[bool, int]:
        return (self.is_whole, len(self.columns.places))


def best_fit(lines: Iterable[NumberedLine], layout: Layout) -> Fit | None:
    """The line among the first that serves best as headings; the earliest of equals. None where none is known."""
    best: Fit | None = None
    for line, record, _unread in lines:
        fit = _fit(line, record, layout)
        if fit.columns.places and (best is None or fit.rank > best.rank):
            best = fit
    return best


def checked(fit: Fit | None, first_line: list[str], layout: Layout) -> Columns:
    """The columns of a fit that serves. Raises `UnreadableFile`, saying what was sought and what stands there."""
    if fit is None or not fit.is_whole:
        standing = fit.columns.headings if fit else tuple(first_line)
        missing = fit.missing if fit else tuple(sorted(layout.needed))
        raise UnreadableFile("heading_missing", _sought_and_found(missing, standing, layout))
    if fit.repeated:
        raise UnreadableFile("heading_twice", shown(fit.repeated, _SHOWN_LENGTH))
    return fit.columns


def absent(columns: Columns, layout: Layout) -> Iterator[str]:
    """The layout's headings that a list lacks although one line could be read without them.

    A second tenant's columns, the association's and the phone number's may be left out in silence.
    """
    silent = {"association", "phone"}
    for name, headings in layout.spellings.items():
        is_later_tenant = name.startswith(("name_", "cpr_")) and not name.endswith("_1")
        if name not in columns.places and name not in silent and not is_later_tenant:
            yield headings[0]


def _fit(line: int, record: list[str], layout: Layout) -> Fit:
    headings = tuple(record[: _last_filled(record)])
    folded = [fold(heading) for heading in headings]
    places: dict[str, int] = {}
    repeated = ""
    for name, spellings in layout.spellings.items():
        for spelling in map(fold, spellings):
            if spelling in folded:
                places[name] = folded.index(spelling)
                repeated = repeated or (headings[places[name]] if folded.count(spelling) > 1 else "")
                break
    missing = tuple(sorted(layout.needed - places.keys()))
    return Fit(Columns(line, headings, places), missing, repeated)


def _last_filled(record: list[str]) -> int:
    return max((place for place, cell in enumerate(record, start=1) if cell.strip()), default=0)


def _sought_and_found(missing: tuple[str, ...], standing: tuple[str, ...], layout: Layout) -> str:
    sought = ", ".join(f"“{layout.spellings[name][0]}”" for name in missing)
    filled = [shown(" ".join(heading.split()), _SHOWN_LENGTH) for heading in standing if heading.strip()]
    found = ", ".join(f"“{heading}”" for heading in filled[:_SHOWN_HEADINGS])
    if not found:
        return _("Sought: %(sought)s. No headings were found.") % {"sought": sought}
    return _("Sought: %(sought)s. Found: %(found)s.") % {"sought": sought, "found": found}
