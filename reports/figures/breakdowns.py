"""Sums by code as the parts of a figure, each under its name."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from housing.codes import name_of
from housing.enums import District

from ..counts import Counts, Days
from ..facts.words import AGES, UNKNOWN, YEARS_IN_HOME, bands
from ..values import Part, Value, percentage

HALF = Decimal("0.5")
#: The parts of everything that is told by how soon it happened.
SOON = (7, 14, 30)


def by_choice(counts: Mapping[str, int], choices: type[TextChoices]) -> tuple[Part, ...]:
    """Counts by fixed words, each word named, also when there is none of it."""
    return tuple(Part.counted(choice.value, choice.label, counts.get(choice.value, 0)) for choice in choices)


def by_code(counts: Mapping[str, int], code_list: str) -> tuple[Part, ...]:
    """Counts by code, under their names in the code book; codes that do not occur are left out."""
    return tuple(Part.counted(code, name_of(code_list, code), count) for code, count in sorted(counts.items()))


def by_association(counts: Counts, measure: str) -> tuple[Part, ...]:
    """A measure by association, in the order of the names."""
    named = [(*counts.names.association(pk), count) for pk, count in counts.by(measure, "association").items()]
    return tuple(
        Part.counted(code, name, count) for code, name, count in sorted(named, key=lambda one: (one[1], one[0]))
    )


def by_district(counts: Mapping[str, int]) -> tuple[Part, ...]:
    """Counts by district, all of them once there is any count; homes outside Copenhagen have none."""
    parts = [Part.counted(place.value, place.label, counts.get(place.value, 0)) for place in District if any(counts)]
    if nowhere := counts.get("0"):
        parts.append(Part.counted("none", _("No district"), nowhere))
    return tuple(parts)


def by_age(counts: Mapping[str, int]) -> tuple[Part, ...]:
    """Counts by the bands of age."""
    return _by_band(counts, AGES)


def by_years(counts: Mapping[str, int]) -> tuple[Part, ...]:
    """Counts by the bands of years."""
    return _by_band(counts, YEARS_IN_HOME)


def _by_band(counts: Mapping[str, int], starts: tuple[int, ...]) -> tuple[Part, ...]:
    labels = [
        ngettext("Under %(count)d year", "Under %(count)d years", starts[0]) % {"count": starts[0]},
        *(_between(first, following - 1) for first, following in itertools.pairwise(starts)),
        ngettext("%(count)d year or more", "%(count)d years or more", starts[-1]) % {"count": starts[-1]},
    ]
    parts = [Part.counted(code, label, counts.get(code, 0)) for code, label in zip(bands(starts), labels, strict=True)]
    if unknown := counts.get(UNKNOWN):
        parts.append(Part.counted(UNKNOWN, _("Unknown"), unknown))
    return tuple(parts)


def _between(first: int, last: int) -> str:
    if first == last:
        return ngettext("%(count)d year", "%(count)d years", first) % {"count": first}
    return _("%(first)d–%(last)d years") % {"first": first, "last": last}


def how_soon(days: Days, whole: int) -> tuple[Part, ...]:
    """How many of all waited how long: within 7, 14 and 30 days, longer, or still."""
    seven, fourteen, thirty = (days.within(limit) for limit in SOON)
    return (
        Part.counted("within_7_days", _("Within 7 days"), seven),
        Part.counted("within_14_days", _("8 to 14 days"), fourteen - seven),
        Part.counted("within_30_days", _("15 to 30 days"), thirty - fourteen),
        Part.counted("later", _("Later"), days.total - thirty),
        Part.counted("not_yet", _("Not yet"), whole - days.total),
    )


def in_time(days: Days, whole: int) -> Value:
    """The share of all for which it happened within seven days, those for whom it has not among the whole."""
    within = days.within(SOON[0])
    return Value(percentage(within, whole), within, how_soon(days, whole), headline="within_7_days")


def median(days: Days) -> Value:
    """The median of days, with the quarter and three quarters as its parts."""
    quarters = (
        (Decimal("0.25"), "lower", _("A quarter within")),
        (Decimal("0.75"), "upper", _("Three quarters within")),
    )
    parts = tuple(Part(code, label, days.quantile(share), days.total) for share, code, label in quarters)
    return Value(days.quantile(HALF), days.total, parts if days.total else (), adds_up=False)


def merged(pairs: Mapping[str, Mapping[str, int]]) -> Days:
    """The days of all together, from those of each."""
    together: dict[int, int] = {}
    for days in pairs.values():
        for day, count in days.items():
            together[int(day)] = together.get(int(day), 0) + count
    return Days(together)
