"""The cases a sample is drawn from, the lots, and what the reviews of a sample say together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import MD5, Concat

from accounts.scope import Scope

from ..enums import ReviewAnswer, SampleState
from ..models import Case, QualityReview, QualitySample
from ..models.cases import CaseQuerySet


class Among(NamedTuple):
    """Which cases of the unit a sample is drawn from: those in work at some time in a period, narrowed."""

    starts_on: dt.date
    ends_on: dt.date
    state: str
    cause: str
    caseworker_id: int | None


class Drawn(NamedTuple):
    """A case that was drawn: its id, who has it, and its lot."""

    pk: int
    assigned_to: int | None
    lot: str


class Summed(NamedTuple):
    """The answers to one question over a sample, by answer."""

    question: str
    yes: int
    no: int
    not_relevant: int


def drawn(among: Among, scope: Scope, *, seed: int, size: int) -> tuple[int, list[Drawn]]:
    """How many cases there were to draw from, and the `size` with the lowest lots.

    A case's lot is the MD5 of the seed, a colon and its number: anybody can work it out again, and it does not
    change because other cases come or go.
    """
    cases = _narrowed(Case.objects.visible_to(scope).filter(unit_id=scope.unit_id), among)
    lots = cases.annotate(lot=MD5(Concat(Value(f"{seed}:"), F("number")))).order_by("lot", "pk")
    return cases.count(), [Drawn(*row) for row in lots.values_list("pk", "assigned_to", "lot")[:size]]


def kept_from(among: Among, scope: Scope) -> int:
    """How many restricted cases would have been drawn from, were the team leader named on them."""
    return _narrowed(Case.objects.closed_to(scope), among).count()


def samples_of(scope: Scope) -> QuerySet[QualitySample]:
    """The unit's samples, the newest first, each with how many of its cases have been reviewed."""
    return (
        QualitySample.objects.visible_to(scope)
        .select_related("caseworker", "drawn_by")
        .annotate(reviewed=Count("reviews", filter=Q(reviews__reviewed_at__isnull=False)))
        .order_by("-drawn_at", "-pk")
    )


def reviews_of(sample: QualitySample, scope: Scope) -> list[QualityReview]:
    """The drawn cases in the order of their lots, as far as they may be opened."""
    reviews = QualityReview.objects.visible_to(scope).filter(sample=sample)
    return list(reviews.select_related("case", "caseworker").order_by("position"))


def feedback_for(scope: Scope) -> list[QualityReview]:
    """What was said of the cases a person had, the newest first."""
    reviews = QualityReview.objects.visible_to(scope).of(scope).select_related("case", "reviewed_by")
    return list(reviews.order_by("-reviewed_at", "-pk")[:100])


def summed(reviews: Iterable[QualityReview]) -> list[Summed]:
    """Each question with its answers counted over the reviewed cases."""
    done = [review for review in reviews if review.reviewed_at is not None]
    return [
        Summed(question, *(_count(done, question, answer) for answer in ReviewAnswer))
        for question in QualityReview.QUESTIONS
    ]


def _count(reviews: Sequence[QualityReview], question: str, answer: ReviewAnswer) -> int:
    return sum(getattr(review, question) == answer for review in reviews)


def _narrowed(cases: CaseQuerySet, among: Among) -> CaseQuerySet:
    cases = cases.filter(opened_on__lte=among.ends_on).filter(
        Q(closed_on__isnull=True) | Q(closed_on__gte=among.starts_on)
    )
    if among.state != SampleState.ALL:
        cases = cases.filter(closed_at__isnull=among.state == SampleState.OPEN)
    if among.cause:
        cases = cases.filter(cause=among.cause)
    if among.caseworker_id is not None:
        cases = cases.filter(assigned_to_id=among.caseworker_id)
    return cases
