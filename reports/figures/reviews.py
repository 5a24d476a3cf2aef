"""What the reviews after evictions found: how many evictions were reviewed, and which chances were missed."""

from __future__ import annotations

from django.db.models import Count, Exists, F, Func, OuterRef
from django.utils.translation import gettext_lazy as _

from ..enums import Section, Unit
from ..reach import Reach
from .breakdowns import coded
from .registry import figure
from .values import Part, Value, counted


@figure(Section.MISSED_CHANCES, _("Evictions reviewed"), Unit.EVICTIONS, parts_by=_("Evictions"))
def evictions_reviewed(reach: Reach, year: int) -> Value:
    """Of the evictions of the year, by their day, those that have been reviewed together until today, whenever the
    review was held. Evictions nobody has reviewed stand beside, those without a case here among them."""
    has_review = Exists(reach.eviction_reviews().filter(eviction=OuterRef("pk")))
    found = reach.evictions().filter(year=year).aggregate(evicted=Count("pk"), reviewed=Count("pk", filter=has_review))
    parts = (
        Part.counted("reviewed", _("Reviewed"), found["reviewed"]),
        Part.counted("not_reviewed", _("Not reviewed yet"), found["evicted"] - found["reviewed"]),
    )
    return Value(found["reviewed"], found["reviewed"], parts, wholes=(found["evicted"],), headline="reviewed")


@figure(
    Section.MISSED_CHANCES, _("Missed chances found"), Unit.REVIEWS, parts_by=_("Missed chance"), is_ranked=True,
    repeats_total=True,
)  # fmt: skip
def missed_chances(reach: Reach, year: int) -> Value:
    """Reviews of the evictions of the year by the missed chances they found. A review may find several, so that the
    chances together are more than the reviews; where none was missed it is said so. A corrected review counts as
    it was corrected."""
    reviews = reach.eviction_reviews().filter(eviction__year=year)
    chances = reviews.annotate(chance=Func(F("chances"), function="unnest")).values_list("chance")
    counts = dict(chances.annotate(rows=Count("pk")).order_by())
    return counted(reviews.count(), parts=coded(counts, "missed_chance"), adds_up=False)
