"""What the reviews after evictions found: how many evictions were reviewed, and which chances were missed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ..counts import Counts
from ..enums import Origin, Section, TimeBase, Unit
from ..values import Part, Value, counted
from .breakdowns import by_code
from .registry import Basis, figure

REVIEWED = Basis(TimeBase.EVENT, Origin.REVIEWS)


@figure(Section.MISSED_CHANCES, _("Evictions reviewed"), Unit.EVICTIONS, REVIEWED, parts_by=_("Evictions"))
def evictions_reviewed(counts: Counts) -> Value:
    """Of the evictions of the year, by their day, those that have been reviewed together until today, whenever the
    review was held. Evictions nobody has reviewed stand beside, those without a case here among them."""
    reviewed, evicted = counts.total("evictions_reviewed"), counts.total("evictions")
    parts = (
        Part.counted("reviewed", _("Reviewed"), reviewed),
        Part.counted("not_reviewed", _("Not reviewed yet"), evicted - reviewed),
    )
    return Value(reviewed, reviewed, parts, wholes=(evicted,), headline="reviewed")


@figure(
    Section.MISSED_CHANCES, _("Missed chances found"), Unit.REVIEWS, REVIEWED,
    parts_by=_("Missed chance"), is_ranked=True, repeats_total=True,
)  # fmt: skip
def missed_chances(counts: Counts) -> Value:
    """Reviews of the evictions of the year by the missed chances they found. A review may find several, so that the
    chances together are more than the reviews; where none was missed it is said so. A corrected review counts as
    it was corrected."""
    parts = by_code(counts.by("missed_chances", "chance"), "missed_chance")
    return counted(counts.total("evictions_reviewed"), parts=parts, adds_up=False)
