"""The joint review after an eviction: held once, corrected with its history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused
from accounts.scope import Scope
from housing import codes

from .. import derived
from ..enums import EventKind
from ..events import record
from ..models import Eviction, EvictionReview
from ..permissions import check_see_through
from .locking import locked, save_valid

#: The list of coded missed chances, and its code which says that none was missed.
MISSED_CHANCE, NONE_MISSED = "missed_chance", "none"


@transaction.atomic
def review_eviction(
    eviction: Eviction,
    *,
    held_on: dt.date,
    participants: str,
    chances: Sequence[str],
    would_have_helped: str = "",
    improvements: str = "",
    corrects: int | None = None,
    by: Scope,
    now: dt.datetime,
) -> EvictionReview:
    """Write the review of an eviction; `corrects` is the standing one it replaces, which stays on record."""
    if eviction.case is None:
        raise Refused(_("The eviction has no case."))
    case = locked(eviction.case)
    check_see_through(by, case)
    _check(eviction, held_on, chances, now)
    standing = eviction.reviews.standing().first()
    if (standing.pk if standing else None) != corrects:
        raise Conflict(standing) if standing else Refused(_("There is no review to correct."))
    review = EvictionReview(
        eviction=eviction,
        case=case,
        municipality_id=case.municipality_id,
        held_on=held_on,
        participants=participants.strip(),
        chances=list(dict.fromkeys(chances)),
        would_have_helped=would_have_helped.strip(),
        improvements=improvements.strip(),
        corrects=standing,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    save_valid(review)
    did = "corrected" if standing else "held"
    facts = {"review": review.pk, "eviction": eviction.pk, "chances": review.chances}
    record(case, EventKind.EVICTION_REVIEW, by=by, now=now, occurred_on=held_on, did=did, **facts)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return review


def _check(eviction: Eviction, held_on: dt.date, chances: Sequence[str], now: dt.datetime) -> None:
    today = timezone.localdate(now)
    if not eviction.occurred_on <= held_on <= today:
        raise Refused(_("The review is held on a day after the eviction that has come."))
    if NONE_MISSED in chances and len(set(chances)) > 1:
        raise Refused(_("Either no chance was missed, or choose which were."))
    if not all(codes.is_choice(MISSED_CHANCE, code, today=today) for code in chances):
        raise Refused(_("Choose missed chances from the list."))
