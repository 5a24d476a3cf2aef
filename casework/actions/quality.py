"""Drawing cases by lot for quality review, and reviewing them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import NotAllowed, Refused, check_version
from accounts.models import User
from accounts.scope import Scope

from ..models import QualityReview, QualitySample
from ..permissions import check_lead
from ..queries.quality import Among, drawn, kept_from


@transaction.atomic
def draw_sample(
    *,
    starts_on: dt.date,
    ends_on: dt.date,
    state: str,
    cause: str,
    caseworker: User | None,
    size: int,
    seed: int,
    by: Scope,
    now: dt.datetime,
) -> QualitySample:
    """Draw cases of the unit by lot; raises `Refused` when there is none to draw.

    A restricted case is drawn only when the team leader is named on it; how many were left out is kept.
    """
    check_lead(by)
    if ends_on < starts_on:
        raise Refused(_("The last day is before the first."))
    among = Among(starts_on, ends_on, state, cause, caseworker.pk if caseworker else None)
    candidates, cases = drawn(among, by, seed=seed, size=size)
    if not cases:
        raise Refused(_("No case of the unit fits: choose a longer period or fewer conditions."))
    sample = QualitySample.objects.create(
        municipality_id=by.municipality_id,
        unit_id=by.unit_id,
        starts_on=starts_on,
        ends_on=ends_on,
        state=state,
        cause=cause,
        caseworker=caseworker,
        seed=seed,
        size=len(cases),
        candidates=candidates,
        left_out=kept_from(among, by),
        drawn_by_id=by.user_id,
        drawn_at=now,
    )
    QualityReview.objects.bulk_create(
        QualityReview(
            sample=sample,
            case_id=case.pk,
            municipality_id=sample.municipality_id,
            caseworker_id=case.assigned_to,
            position=position,
            lot=case.lot,
        )
        for position, case in enumerate(cases, start=1)
    )
    return sample


@transaction.atomic
def review_case(
    review: QualityReview, *, answers: Mapping[str, str], comment: str, version: int, by: Scope, now: dt.datetime
) -> QualityReview:
    """Answer the fixed questions about a drawn case; the caseworker who had it reads the answers."""
    check_lead(by)
    review = QualityReview.objects.select_for_update(of=("self",)).select_related("sample").get(pk=review.pk)
    if review.sample.unit_id != by.unit_id:
        raise NotAllowed(_("Only the unit's team leader does this."))
    check_version(review, version)
    for question in QualityReview.QUESTIONS:
        setattr(review, question, answers[question])
    review.comment = comment
    review.reviewed_by_id, review.reviewed_at = by.user_id, now
    review.version += 1
    review.save(update_fields=[*QualityReview.QUESTIONS, "comment", "reviewed_by", "reviewed_at", "version"])
    return review
