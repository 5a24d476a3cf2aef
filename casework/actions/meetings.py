"""Case meetings: calling one, changing and calling it off, its minutes, and what was agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.models import User
from accounts.scope import Scope

from .. import derived
from ..enums import EventKind
from ..events import record
from ..meeting_news import participants_of, tell_owner, tell_participants
from ..models import Case, CaseMeeting, MeetingAgreement, MeetingMinutes, MeetingParticipant
from ..permissions import check_tick, check_work_on
from .locking import locked, save_valid


class Participant(NamedTuple):
    """Who takes part: somebody with a role here, or anybody by name and organisation."""

    name: str
    organisation: str = ""
    user: User | None = None


@transaction.atomic
def call_meeting(
    case: Case,
    *,
    starts_at: dt.datetime,
    place: str,
    agenda: str = "",
    participants: Sequence[Participant],
    by: Scope,
    now: dt.datetime,
) -> CaseMeeting:
    """Call a meeting about a case, or write down one that was held."""
    case = locked(case)
    check_work_on(by, case)
    meeting = CaseMeeting.objects.create(
        case=case,
        municipality_id=case.municipality_id,
        starts_at=starts_at,
        place=place,
        agenda=agenda.strip(),
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    _invite(meeting, participants)
    return _told(meeting, "called", by=by, now=now)


@transaction.atomic
def change_meeting(
    meeting: CaseMeeting,
    *,
    starts_at: dt.datetime,
    place: str,
    agenda: str = "",
    participants: Sequence[Participant],
    version: int,
    by: Scope,
    now: dt.datetime,
) -> CaseMeeting:
    """Change when, where, about what and with whom; the timeline keeps what it was."""
    meeting = _held(meeting, version, by)
    was_at = meeting.starts_at if meeting.starts_at != starts_at else None
    before = participants_of(meeting)
    meeting.starts_at, meeting.place, meeting.agenda = starts_at, place, agenda.strip()
    meeting.participants.all().delete()
    _invite(meeting, participants)
    _save(meeting, "starts_at", "place", "agenda")
    return _told(meeting, "changed", before=before, was_at=was_at, by=by, now=now)


@transaction.atomic
def call_off_meeting(meeting: CaseMeeting, *, reason: str, version: int, by: Scope, now: dt.datetime) -> CaseMeeting:
    """Call a meeting off, with the reason."""
    meeting = _held(meeting, version, by)
    if meeting.minutes.exists():
        raise Refused(_("The meeting was held: it has minutes."))
    meeting.called_off_at, meeting.called_off_reason = now, reason.strip()
    _save(meeting, "called_off_at", "called_off_reason")
    return _told(meeting, "called_off", reason=meeting.called_off_reason, by=by, now=now)


@transaction.atomic
def write_minutes(meeting: CaseMeeting, *, text: str, version: int, by: Scope, now: dt.datetime) -> MeetingMinutes:
    """Write the minutes; written again they are a further version, and the one before stays."""
    meeting = _held(meeting, version, by)
    if meeting.starts_at > now:
        raise Refused(_("The meeting has not been held yet."))
    if not text.strip():
        raise Refused(_("Write the minutes."))
    minutes = MeetingMinutes.objects.create(
        meeting=meeting,
        case_id=meeting.case_id,
        municipality_id=meeting.municipality_id,
        number=meeting.minutes.count() + 1,
        text=text.strip(),
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    _save(meeting)
    _told(meeting, "minutes", number=minutes.number, by=by, now=now)
    return minutes


@transaction.atomic
def agree(
    meeting: CaseMeeting, *, text: str, owner: Participant, due_on: dt.date, by: Scope, now: dt.datetime
) -> MeetingAgreement:
    """Write down what was agreed, who does it and by when: it becomes a task with a deadline."""
    case = locked(meeting.case)
    check_work_on(by, case)
    if meeting.called_off_at is not None:
        raise Refused(_("The meeting was called off."))
    agreement = MeetingAgreement(
        meeting=meeting,
        case=case,
        municipality_id=case.municipality_id,
        text=text.strip(),
        owner=owner.user,
        owner_name=owner.name,
        due_on=due_on,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    save_valid(agreement)
    tell_owner(agreement, by=by, now=now)
    return _agreed(agreement, "made", by=by, now=now)


@transaction.atomic
def change_agreement(
    agreement: MeetingAgreement,
    *,
    text: str,
    owner: Participant,
    due_on: dt.date,
    version: int,
    by: Scope,
    now: dt.datetime,
) -> MeetingAgreement:
    """Correct what was agreed; the timeline keeps what it was."""
    check_work_on(by, locked(agreement.case))
    agreement = _held_agreement(agreement, version)
    was = {"was_text": agreement.text, "was_owner": agreement.owner_name, "was_due_on": agreement.due_on}
    agreement.text, agreement.due_on = text.strip(), due_on
    agreement.owner, agreement.owner_name = owner.user, owner.name
    agreement.version += 1
    save_valid(agreement, update_fields=["text", "owner", "owner_name", "due_on", "version"])
    tell_owner(agreement, by=by, now=now)
    return _agreed(agreement, "changed", by=by, now=now, **was)


@transaction.atomic
def tick_agreement(
    agreement: MeetingAgreement, *, is_done: bool, version: int, by: Scope, now: dt.datetime
) -> MeetingAgreement:
    """An agreement is done, or is not done after all; who said so and when is kept."""
    case = locked(agreement.case)
    agreement = _held_agreement(agreement, version)
    agreement.case = case
    check_tick(by, agreement)
    if is_done == (agreement.done_at is not None):
        raise Refused(_("That is noted already."))
    agreement.done_at, agreement.done_by_id = (now, by.user_id) if is_done else (None, None)
    agreement.version += 1
    agreement.save(update_fields=["done_at", "done_by", "version"])
    return _agreed(agreement, "done" if is_done else "undone", by=by, now=now)


def _invite(meeting: CaseMeeting, participants: Sequence[Participant]) -> None:
    if not participants:
        raise Refused(_("Name at least one who takes part."))
    named = {(one.name, one.organisation): one for one in participants}
    MeetingParticipant.objects.bulk_create(
        MeetingParticipant(
            meeting=meeting,
            case_id=meeting.case_id,
            municipality_id=meeting.municipality_id,
            user=one.user,
            name=one.name,
            organisation=one.organisation,
        )
        for one in named.values()
    )


def _held(meeting: CaseMeeting, version: int, by: Scope) -> CaseMeeting:
    check_work_on(by, locked(meeting.case))
    held = CaseMeeting.objects.select_for_update(of=("self",)).select_related("case").get(pk=meeting.pk)
    check_version(held, version)
    if held.called_off_at is not None:
        raise Refused(_("The meeting was called off."))
    return held


def _held_agreement(agreement: MeetingAgreement, version: int) -> MeetingAgreement:
    held = MeetingAgreement.objects.select_for_update(of=("self",)).select_related("case").get(pk=agreement.pk)
    check_version(held, version)
    return held


def _save(meeting: CaseMeeting, *fields: str) -> None:
    meeting.version += 1
    save_valid(meeting, update_fields=[*fields, "version"])


def _told(
    meeting: CaseMeeting, did: str, *, before: Collection[int] = (), by: Scope, now: dt.datetime, **more: Any
) -> CaseMeeting:
    when = timezone.localtime(meeting.starts_at).isoformat()
    facts = {"meeting": meeting.pk, "starts_at": when, "place": meeting.place, **more}
    record(meeting.case, EventKind.MEETING, by=by, now=now, did=did, **facts)
    tell_participants(meeting, did, before=before, by=by, now=now)
    derived.refresh([meeting.case_id], today=timezone.localdate(now))
    return meeting


def _agreed(agreement: MeetingAgreement, did: str, *, by: Scope, now: dt.datetime, **was: Any) -> MeetingAgreement:
    facts: dict[str, Any] = {"text": agreement.text, "owner": agreement.owner_name, "due_on": agreement.due_on}
    record(agreement.case, EventKind.AGREEMENT, by=by, now=now, did=did, agreement=agreement.pk, **facts, **was)
    derived.refresh([agreement.case_id], today=timezone.localdate(now))
    return agreement
