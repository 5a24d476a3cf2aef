"""What a manager sees of the editions: year by year what is published, what waits, and what is said of the year."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict

from django.utils import timezone

from accounts.models import Municipality
from accounts.scope import Scope

from ..models import Annotation, Edition, EditionProposal
from ..queries import official_series, years_to_show
from ..reach import of_municipality
from ..tables import Words
from .shown import words


@dataclasses.dataclass(frozen=True, slots=True)
class YearLine:
    """A year with its editions, the latest first, the proposal that is open, the last answered one, and its remarks."""

    year: int
    editions: tuple[Edition, ...]
    open: EditionProposal | None
    answered: EditionProposal | None
    remarks: tuple[Annotation, ...]


def year_lines(scope: Scope, *, today: dt.date) -> list[YearLine]:
    """Every year that is over and has something to publish, the newest first."""
    municipality = Municipality.objects.get(pk=scope.municipality_id)
    reach = of_municipality(municipality)
    years = [year for year in years_to_show(reach, official_series(reach), today=today) if year < today.year]
    editions, proposals, remarks = _editions(municipality), _proposals(scope), _remarks(scope)
    return [
        YearLine(
            year,
            tuple(editions[year]),
            next((one for one in proposals[year] if one.is_open), None),
            next((one for one in proposals[year] if not one.is_open), None),
            tuple(remarks[year]),
        )
        for year in sorted({*years, *editions.keys(), *remarks.keys()}, reverse=True)
    ]


def standing_remarks(scope: Scope, year: int) -> list[Annotation]:
    """What is said of a year, the oldest first."""
    return list(Annotation.objects.visible_to(scope).standing().filter(year=year).order_by("pk"))


def remarks_of(scope: Scope, years: range) -> list[tuple[str, dt.date]]:
    """What is said of some years, in the reader's language, with the day it was written; of several each its year."""
    found = Annotation.objects.visible_to(scope).standing().filter(year__in=years).order_by("year", "pk")
    return [(_said(one, is_alone=len(years) == 1), timezone.localdate(one.written_at)) for one in found]


def _said(remark: Annotation, *, is_alone: bool) -> str:
    text = words(Words(remark.text_en, remark.text_da))
    return text if is_alone else f"{remark.year}: {text}"


def _editions(municipality: Municipality) -> dict[int, list[Edition]]:
    found: dict[int, list[Edition]] = defaultdict(list)
    rows = Edition.objects.without_document().filter(municipality=municipality).select_related("municipality")
    for row in rows.newest_first():
        found[row.year].append(row)
    return found


def _proposals(scope: Scope) -> dict[int, list[EditionProposal]]:
    found: dict[int, list[EditionProposal]] = defaultdict(list)
    rows = EditionProposal.objects.visible_to(scope).defer("document", "known_counts").select_related("proposed_by")
    for row in rows.order_by("-proposed_at", "-pk"):
        found[row.year].append(row)
    return found


def _remarks(scope: Scope) -> dict[int, list[Annotation]]:
    found: dict[int, list[Annotation]] = defaultdict(list)
    rows = Annotation.objects.visible_to(scope).standing().select_related("written_by").order_by("pk")
    for row in rows:
        found[row.year].append(row)
    return found
