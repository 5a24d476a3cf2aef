"""Appointments of the demo in every state, links that wait for the tenant, and reviews after most evictions."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from django.utils import timezone

from accounts.models import User
from accounts.scope import Scope
from casework import derived
from casework.actions.appointments import agree_appointment, end_appointment, offer_times, revoke_offer
from casework.actions.choosing import choose_time
from casework.enums import EventKind
from casework.enums_appointments import AppointmentMode, AppointmentState, OfferMode, PageLanguage
from casework.events import facts
from casework.models import AppointmentOffer, Case, CaseEvent, Eviction, EvictionReview

from .organisations import Town
from .scopes import scope_in

DAY = dt.timedelta(days=1)
CALL, VISIT = AppointmentMode.CALL, AppointmentMode.VISIT
#: What was agreed: how many days from today, at what hour, how, and what came of it.
AGREED = (
    (0, 15, CALL, None),
    (-1, 11, VISIT, None),
    (-3, 17, CALL, AppointmentState.MET),
    (-4, 10, VISIT, AppointmentState.NOT_MET),
    (2, 13, CALL, AppointmentState.CALLED_OFF_BY_TENANT),
    (3, 9, VISIT, AppointmentState.CALLED_OFF_BY_US),
)
TOOK_PART = (
    "Mette Holm, Boligsocial Enhed\nJonas Friis, Boligsocial Enhed\nSamira Khan, BIF",
    "Mette Holm, Boligsocial Enhed\nSamira Khan, BIF",
    "Jonas Friis, Boligsocial Enhed\nLise Bech, Boligsocial Enhed",
)
#: Chances that go together, what would have helped, and what is done better.
FOUND = (
    (["no_contact_in_time", "notice_late"], "Et besøg i den første uge.", "Fogedunderretninger fordeles samme dag."),
    (["benefit_not_checked"], "Et opkald til BIF, da ydelsen stoppede.", "BIF spørges ved første kontakt."),
    (["language", "wrong_contact_data"], "Tolk fra begyndelsen.", "Sproget noteres på sagen ved første kontakt."),
    (["hold_not_asked", "guarantee_not_considered"], "En uges udskydelse.", "Tilsagn drøftes før hvert fogedmøde."),
    (["health", "not_shared"], "At støttepersonen blev taget med.", "Vi spørger, hvem der ellers kender familien."),
    (["child_not_known"], "At børnene var kendt.", "Husstanden slås op ved åbning."),
    (["not_in_court", "plan_unrealistic"], "Et budget før aftalen.", "Ingen afdragsordning uden budget."),
    (["none"], "", ""),
)


def write_talks(town: Town, now: dt.datetime) -> None:
    """Written with the actions for a few cases, set by set for the reviews; its own chance leaves the rest as it is."""
    mette = town.people["mette"]
    by = scope_in(town, "mette", now)
    cases = iter(Case.objects.open().filter(assigned_to=mette, is_restricted=False).order_by("-pk")[: len(AGREED) + 3])
    _agree(cases, mette, by, now)
    _offer(cases, mette, by, now)
    _review(random.Random(1211), now)  # noqa: S311 - invented people need no secrets


def _agree(cases: Iterator[Case], mette: User, by: Scope, now: dt.datetime) -> None:
    for (days, hour, mode, state), case in zip(AGREED, cases, strict=False):
        starts_at = _at(now, days, hour)
        agreed_at = max(min(now, starts_at) - 2 * DAY, case.opened_at)
        made = agree_appointment(case, mode=mode, starts_at=starts_at, host=mette, by=by, now=agreed_at)
        if state is not None:
            said_at = max(min(now, starts_at + dt.timedelta(hours=1)), agreed_at)
            end_appointment(made, state=state, version=made.version, by=by, now=said_at)


def _offer(cases: Iterator[Case], mette: User, by: Scope, now: dt.datetime) -> None:
    """One the tenant has used, one that waits, one that was revoked."""
    for number, case in enumerate(cases):
        times = [_at(now, 2 + number, 10), _at(now, 3 + number, 14), _at(now, 4 + number, 17)]
        offer, _secret = offer_times(
            case,
            mode=OfferMode.EITHER,
            times=times,
            valid_until=timezone.localdate(now) + 14 * DAY,
            language=(PageLanguage.DANISH, PageLanguage.ARABIC, PageLanguage.TURKISH)[number % 3],
            host=mette,
            by=by,
            now=max(now - DAY, case.opened_at),
        )
        if number == 0:
            slot = AppointmentOffer.objects.get(pk=offer.pk).slots.order_by("starts_at")[1]
            choose_time(offer, slot=slot.pk, mode=CALL, seen=0, now=now)
        if number == 2:
            revoke_offer(offer, by=by, now=now)


def _review(chance: random.Random, now: dt.datetime) -> None:
    """Four of five evictions that had their thirty days are reviewed, those of the last weeks wait."""
    past = Eviction.objects.filter(case__isnull=False, occurred_on__lt=timezone.localdate(now) - 20 * DAY)
    chosen = [one for one in past.select_related("case", "recorded_by").order_by("pk") if chance.random() < 0.8]
    reviews = EvictionReview.objects.bulk_create([_reviewed(one, chance) for one in chosen])
    CaseEvent.objects.bulk_create(_event(review) for review in reviews)
    derived.refresh([review.case_id for review in reviews], today=timezone.localdate(now))


def _reviewed(eviction: Eviction, chance: random.Random) -> EvictionReview:
    chances, helped, better = chance.choice(FOUND)
    held_on = eviction.occurred_on + chance.randint(3, 19) * DAY
    return EvictionReview(
        eviction=eviction,
        case=eviction.case,
        municipality_id=eviction.municipality_id,
        held_on=held_on,
        participants=chance.choice(TOOK_PART),
        chances=chances,
        would_have_helped=helped,
        improvements=better,
        recorded_at=dt.datetime.combine(held_on, dt.time(13), dt.UTC),
        recorded_by=eviction.recorded_by,
    )


def _event(review: EvictionReview) -> CaseEvent:
    by = review.recorded_by
    detail = {"did": "held", "review": review.pk, "eviction": review.eviction_id, "chances": review.chances}
    return CaseEvent(
        case=review.case,
        municipality_id=review.municipality_id,
        kind=EventKind.EVICTION_REVIEW,
        occurred_on=review.held_on,
        recorded_at=review.recorded_at,
        by_user=by,
        by_name=by.name,
        by_organisation="Boligsocial Enhed",
        detail=facts(detail),
    )


def _at(now: dt.datetime, days: int, hour: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(timezone.localdate(now) + days * DAY, dt.time(hour)))
