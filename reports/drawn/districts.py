"""Evictions by district over some years, a small chart each."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from accounts import wording

from ..charts.figure import Figure
from ..charts.figures import multiples_figure
from ..charts.multiples import Panel
from ..sentences import largest
from ..values import Value


def evictions_in_districts(years: Mapping[int, Value | None]) -> Figure | None:
    """A panel per district on one scale; a year that is hidden or without records is a gap. None without districts."""
    names = {part.code: str(part.label) for value in years.values() if value is not None for part in value.parts}
    panels = [Panel(name, tuple(_in_district(value, code) for value in years.values())) for code, name in names.items()]
    if len(panels) < 2 or all(value is None for panel in panels for value in panel.values):
        return None
    return multiples_figure(
        "chart-districts", _title(years), panels, years=list(years), place=_("District"), note=_note(years)
    )


def _in_district(value: Value | None, code: str) -> float | None:
    if value is None or value.is_hidden or value.are_parts_hidden:
        return None
    if not value.parts:
        return 0.0 if value.count == 0 else None
    return next((None if part.value is None else float(part.value) for part in value.parts if part.code == code), 0.0)


def _title(years: Mapping[int, Value | None]) -> str:
    first, last = min(years), max(years)
    value = years[last]
    most = largest(value) if value is not None and not value.is_hidden else None
    if most is None:
        return _("Evictions by district from %(first)s to %(last)s") % {"first": first, "last": last}
    facts = {"year": last, "district": most.label, "count": wording.number(most.count)}
    return _("Most evictions in %(year)s: %(district)s (%(count)s)") % facts


def _note(years: Mapping[int, Value | None]) -> str:
    values = [value for value in years.values() if value is not None]
    if any(value.are_parts_hidden or any(part.is_hidden for part in value.parts) for value in values):
        return _("Shaded: the count is hidden or not known.")
    return _("Shaded: no records.") if None in years.values() else ""
