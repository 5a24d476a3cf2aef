"""What is written down on a case: contact attempts, interventions, notes, and what is known of the household."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused, check_version
from accounts.models import Organisation
from accounts.scope import Scope

from .. import derived
from ..enums import EventKind
from ..events import record
from ..models import (
    Case,
    CaseBackground,
    CasePerson,
    ContactAttempt,
    Intervention,
    Note,
    Person,
    Programme,
)
from ..permissions import check_work_on
from .contact_points import mark_failed, point_of
from .locking import locked, save_valid


@transaction.atomic
def log_contact_attempt(
    case: Case,
    *,
    mode: str,
    part_of_day: str,
    is_reached: bool,
    not_reached_reason: str = "",
    has_appointment: bool = False,
    wants_no_contact: bool = False,
    note: str = "",
    occurred_at: dt.datetime,
    follow_up_on: dt.date | None = None,
    used: tuple[str, str] | None = None,
    used_failed: bool = False,
    person: Person | None = None,
    by: Scope,
    now: dt.datetime,
) -> ContactAttempt:
    """Write down one try to reach the household, and when to see the case again.

    A follow-up date whose day has come is done by the attempt, unless a new one is given. `used` is the kind
    and value of the number or address, which does not work when `used_failed`; `person` is who of the home was tried.
    """
    case = locked(case)
    check_work_on(by, case)
    if occurred_at > now:
        raise Refused(_("A contact attempt cannot lie in the future."))
    point = point_of(case, kind=used[0], value=used[1], by=by, now=now) if used else None
    attempt = ContactAttempt(
        case=case,
        municipality_id=case.municipality_id,
        occurred_at=occurred_at,
        mode=mode,
        part_of_day=part_of_day,
        point=point,
        person=_of_the_home(case, person),
        is_reached=is_reached,
        not_reached_reason=not_reached_reason,
        has_appointment=has_appointment,
        wants_no_contact=wants_no_contact,
        note=note,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    save_valid(attempt)
    _move_follow_up(case, follow_up_on, timezone.localdate(now))
    _record_attempt(attempt, follow_up_on=follow_up_on, by=by, now=now)
    if point is not None and used_failed:
        mark_failed(point, on=timezone.localdate(occurred_at), by=by, now=now)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return attempt


def _record_attempt(attempt: ContactAttempt, *, follow_up_on: dt.date | None, by: Scope, now: dt.datetime) -> None:
    told = (
        "mode", "part_of_day", "is_reached", "not_reached_reason", "has_appointment", "wants_no_contact", "note",
    )  # fmt: skip
    record(
        attempt.case,
        EventKind.CONTACT,
        by=by,
        now=now,
        occurred_on=timezone.localdate(attempt.occurred_at),
        attempt=attempt.pk,
        **{name: getattr(attempt, name) for name in told},
        follow_up_on=follow_up_on,
        used=attempt.point.value if attempt.point else None,
        person=attempt.person.name if attempt.person else None,
    )


@transaction.atomic
def log_intervention(
    case: Case,
    *,
    kind: str,
    person: Person | None = None,
    programme: Programme | None = None,
    responsible: Organisation,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    amount: Decimal | None = None,
    result: str,
    note: str = "",
    by: Scope,
    now: dt.datetime,
) -> Intervention:
    """Write down something done to avert the eviction; `amount` is in kroner."""
    case = locked(case)
    check_work_on(by, case)
    intervention = Intervention(
        case=case,
        municipality_id=case.municipality_id,
        kind=kind,
        person=_of_the_home(case, person),
        programme=programme,
        responsible=responsible,
        starts_on=starts_on,
        ends_on=ends_on,
        amount=amount,
        result=result,
        note=note,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    save_valid(intervention)
    _record_intervention(EventKind.INTERVENTION, intervention, by=by, now=now)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return intervention


@transaction.atomic
def change_intervention(
    intervention: Intervention,
    *,
    version: int,
    kind: str,
    person: Person | None = None,
    programme: Programme | None = None,
    responsible: Organisation,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    amount: Decimal | None = None,
    result: str,
    note: str = "",
    by: Scope,
    now: dt.datetime,
) -> Intervention:
    """Change what is known of an intervention; the timeline keeps what stood there before."""
    case = locked(intervention.case)
    check_work_on(by, case)
    intervention = Intervention.objects.select_for_update(of=("self",)).get(pk=intervention.pk)
    check_version(intervention, version)
    intervention.kind, intervention.result = kind, result
    intervention.programme, intervention.responsible = programme, responsible
    intervention.person = _of_the_home(case, person)
    intervention.starts_on, intervention.ends_on = starts_on, ends_on
    intervention.amount, intervention.note = amount, note
    intervention.version += 1
    save_valid(intervention)
    _record_intervention(EventKind.INTERVENTION_CHANGED, intervention, by=by, now=now)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return intervention


@transaction.atomic
def write_note(case: Case, *, text: str, by: Scope, now: dt.datetime) -> Note:
    """Write a note; it can be corrected, never changed."""
    case = locked(case)
    check_work_on(by, case)
    return add_note(case, text=text, by=by, now=now)


@transaction.atomic
def correct_note(note: Note, *, text: str, by: Scope, now: dt.datetime) -> Note:
    """Put a correction beside a note; raises `Conflict` with the correction when somebody was there first."""
    case = locked(note.case)
    check_work_on(by, case)
    standing = Note.objects.filter(corrects=note).first()
    if standing is not None:
        raise Conflict(standing)
    return add_note(case, text=text, corrects=note, by=by, now=now)


@transaction.atomic
def set_follow_up(case: Case, *, follow_up_on: dt.date | None, version: int, by: Scope, now: dt.datetime) -> Case:
    """Say when to see the case again; None takes the date away."""
    case = locked(case)
    check_work_on(by, case)
    check_version(case, version)
    today = timezone.localdate(now)
    if follow_up_on is not None and follow_up_on < today:
        raise Refused(_("Choose today or a later day."))
    case.follow_up_on = follow_up_on
    return _save(case, ["follow_up_on"], EventKind.FOLLOW_UP, by=by, now=now, follow_up_on=follow_up_on)


@transaction.atomic
def set_background(case: Case, *, codes: Collection[str], version: int, by: Scope, now: dt.datetime) -> Case:
    """Say why it came to this: codes of the list `background`, several or none."""
    case = locked(case)
    check_work_on(by, case)
    check_version(case, version)
    CaseBackground.objects.filter(case=case).exclude(code__in=codes).delete()
    known = set(CaseBackground.objects.filter(case=case).values_list("code", flat=True))
    CaseBackground.objects.bulk_create(
        CaseBackground(case=case, municipality_id=case.municipality_id, code=code) for code in sorted({*codes} - known)
    )
    return _save(case, [], EventKind.BACKGROUND, by=by, now=now, codes=sorted({*codes}))


@transaction.atomic
def set_household(
    case: Case,
    *,
    household_type: str,
    has_children: str,
    children: int | None,
    adults: int | None,
    version: int,
    by: Scope,
    now: dt.datetime,
) -> Case:
    """Say who lives there, as far as is known: a code of `household_type`; children yes, no or unknown."""
    case = locked(case)
    check_work_on(by, case)
    check_version(case, version)
    if children and has_children != "yes":
        raise Refused(_("Children are counted where there are children: choose yes, or leave the number empty."))
    household = {
        "household_type": household_type,
        "has_children": has_children,
        "children": children,
        "adults": adults,
    }
    for field, value in household.items():
        setattr(case, field, value)
    return _save(case, list(household), EventKind.HOUSEHOLD, by=by, now=now, **household)


def add_note(case: Case, *, text: str, corrects: Note | None = None, by: Scope, now: dt.datetime) -> Note:
    """A note with its line on the timeline, on a case held by `locked`: part of several actions."""
    if not text.strip():
        raise Refused(_("Write something first."))
    note = Note.objects.create(
        case=case,
        municipality_id=case.municipality_id,
        text=text,
        corrects=corrects,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    record(case, EventKind.NOTE, by=by, now=now, note=note.pk, text=text, corrects=note.corrects_id)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return note


def _of_the_home(case: Case, person: Person | None) -> Person | None:
    """The person, when they are one of the case's home."""
    if person is not None and not CasePerson.objects.filter(case=case, person=person).exists():
        raise Refused(_("That person is not on this case."))
    return person


def _save(case: Case, fields: list[str], event: EventKind, *, by: Scope, now: dt.datetime, **detail: Any) -> Case:
    case.version += 1
    case.save(update_fields=[*fields, "version"])
    record(case, event, by=by, now=now, **detail)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return case


def _move_follow_up(case: Case, follow_up_on: dt.date | None, today: dt.date) -> None:
    is_done = case.follow_up_on is not None and case.follow_up_on <= today
    if follow_up_on is None and not is_done:
        return
    case.follow_up_on = follow_up_on
    case.version += 1
    case.save(update_fields=["follow_up_on", "version"])


def _record_intervention(event: EventKind, intervention: Intervention, *, by: Scope, now: dt.datetime) -> None:
    record(
        intervention.case,
        event,
        by=by,
        now=now,
        occurred_on=intervention.starts_on if event == EventKind.INTERVENTION else None,
        intervention=intervention.pk,
        kind=intervention.kind,
        person=intervention.person.name if intervention.person else None,
        programme=intervention.programme.name if intervention.programme else None,
        responsible=intervention.responsible.name,
        starts_on=intervention.starts_on,
        ends_on=intervention.ends_on,
        amount=intervention.amount,
        result=intervention.result,
        note=intervention.note,
    )
