"""What the year showed, in the sentences an edition begins with: made of what its tables show, and frozen with them."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording

from ..official import Series
from ..sentences import official_sentence
from ..tables import Words
from . import reading
from .document import Document
from .own_and_official import EVICTIONS_TABLE, evictions_of


def in_both(document: Document) -> tuple[Words, ...]:
    """The sentences in both languages."""
    with translation.override("en"):
        english = list(sentences(document, "en"))
    with translation.override("da"):
        danish = list(sentences(document, "da"))
    return tuple(Words(*pair) for pair in zip(english, danish, strict=True))


def sentences(document: Document, language: str) -> Iterator[str]:
    """In the language of the screen, which must be the one named.

    The official figure of the year comes first; where that is not known, the last change that is.
    """
    official = _official(document, language)
    is_known = official is not None and official.of(document.year) is not None
    if official is not None and is_known:
        yield from _official_told(official, document.year)
    yield from _own(document)
    if official is not None and not is_known:
        yield from _official_told(official, document.year)
    yield from _in_time(document)
    yield from _averted(document)


def _official(document: Document, language: str) -> Series | None:
    series = reading.official_series(document, language)
    return next((one for one in series if one.area_code == document.municipality_code), None)


def _official_told(official: Series, year: int) -> Iterator[str]:
    figure = official.of(year)
    if figure is None:
        facts = {"year": year, "area": official.area}
        yield _("The court administration’s figure for %(area)s in %(year)s is not publicly known.") % facts
    else:
        yield official_sentence(figure, official.change(year))
    firm = [(one, change) for one in official.years if (change := official.change(one.year))]
    if firm and firm[-1][0].year != year and not (figure and official.change(year)):
        yield official_sentence(*firm[-1])


def _own(document: Document) -> Iterator[str]:
    cell = evictions_of(document.tables)
    if cell is None or reading.table_of(document, EVICTIONS_TABLE) is None:
        return
    facts = {"year": document.year, "place": document.municipality}
    if cell.value is None:
        yield _("How many evictions Fasthold recorded in %(place)s in %(year)s is hidden.") % facts
    elif not cell.value:
        yield _("In %(year)s Fasthold recorded no evictions in %(place)s.") % facts
    else:
        count = int(cell.value)
        yield ngettext(
            "In %(year)s Fasthold recorded %(count)s eviction in %(place)s.",
            "In %(year)s Fasthold recorded %(count)s evictions in %(place)s.",
            count,
        ) % (facts | {"count": wording.number(count)})


def _in_time(document: Document) -> Iterator[str]:
    cells = reading.cells_of(document, "reached_within_7_days")
    cases, share = reading.count(cells, "all"), reading.number(cells, "within_7_days", "share")
    if cases and share is not None:
        facts = {"cases": wording.number(cases), "share": wording.percent(share)}
        yield (
            ngettext(
                "Of %(cases)s case opened, %(share)s were reached within 7 days.",
                "Of %(cases)s cases opened, %(share)s were reached within 7 days.",
                cases,
            )
            % facts
        )


def _averted(document: Document) -> Iterator[str]:
    cells = reading.cells_of(document, "averted")
    closed, averted = reading.count(cells, "all"), reading.count(cells, "averted")
    if closed and averted is not None:
        facts = {"closed": wording.number(closed), "averted": wording.number(averted)}
        yield (
            ngettext(
                "Of %(closed)s case that was closed, %(averted)s ended with the eviction averted.",
                "Of %(closed)s cases that were closed, %(averted)s ended with the eviction averted.",
                closed,
            )
            % facts
        )
