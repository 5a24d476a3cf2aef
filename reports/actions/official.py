"""Taking in the figures the court administration has published."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from django.db import transaction

from ..importing import read_official_figures
from ..models import OfficialFigure

#: The project's own copy of what is publicly known.
KNOWN_FIGURES = Path(__file__).parents[1] / "official_figures.csv"

_FACTS = ["area", "grounds", "unit", "value", "is_approximate", "is_provisional", "series_break", "source"]


@dataclasses.dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    added: int
    changed: int
    unchanged: int


def import_known_figures(*, now: dt.datetime) -> Imported:
    """Take in the project's own copy of the official figures."""
    return import_official_figures(read_official_figures(KNOWN_FIGURES.read_bytes()), now=now)


@transaction.atomic
def import_official_figures(figures: Iterable[OfficialFigure], *, now: dt.datetime) -> Imported:
    """Add the figures that are new and correct those that differ; the same figures again write nothing.

    Figures that are stored and not among these stay: an import never removes one.
    """
    stored = {figure.key: figure for figure in OfficialFigure.objects.select_for_update(of=("self",)).order_by("pk")}
    added: list[OfficialFigure] = []
    changed: list[OfficialFigure] = []
    unchanged = 0
    for figure in figures:
        figure.imported_at = now
        known = stored.get(figure.key)
        if known is None:
            added.append(figure)
        elif _facts(known) == _facts(figure):
            unchanged += 1
        else:
            figure.pk = known.pk
            changed.append(figure)
    OfficialFigure.objects.bulk_create(added)
    OfficialFigure.objects.bulk_update(changed, [*_FACTS, "imported_at"])
    return Imported(len(added), len(changed), unchanged)


def _facts(figure: OfficialFigure) -> list[object]:
    return [getattr(figure, name) for name in _FACTS]
