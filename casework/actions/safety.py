"""What to mind at the door: a safety note is written, looked at again and taken away; its history stays."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused
from accounts.scope import Scope

from .. import derived
from ..enums import EventKind
from ..events import record
from ..models import Case, SafetyNote
from ..permissions import check_work_on
from .locking import locked


@transaction.atomic
def write_safety_note(
    case: Case, *, text: str, review_on: dt.date, version: int, by: Scope, now: dt.datetime
) -> SafetyNote:
    """Say what to mind on a home visit, and until when that surely holds; it takes the place of the last word.

    `version` is that of the last word when the form was opened, 0 when there was none.
    """
    case = locked(case)
    if review_on <= timezone.localdate(now):
        raise Refused(_("Choose a day after today on which somebody looks at it again."))
    return _add(case, SafetyNote(text=text, review_on=review_on), version, "written", by=by, now=now)


@transaction.atomic
def end_safety_note(case: Case, *, reason: str, version: int, by: Scope, now: dt.datetime) -> SafetyNote:
    """Take the warning away, saying why."""
    case = locked(case)
    standing = _last(case)
    if standing is None or standing.is_ended:
        raise Refused(_("There is no safety note to take away."))
    return _add(case, SafetyNote(text=reason, is_ended=True), version, "ended", by=by, now=now)


def _last(case: Case) -> SafetyNote | None:
    return SafetyNote.objects.filter(case=case).order_by("-version").first()


def _add(case: Case, note: SafetyNote, version: int, did: str, *, by: Scope, now: dt.datetime) -> SafetyNote:
    check_work_on(by, case)
    last = _last(case)
    if last is not None and last.version != version:
        raise Conflict(last)
    if not note.text.strip():
        raise Refused(_("Write something first."))
    note.case, note.municipality_id = case, case.municipality_id
    note.recorded_at, note.recorded_by_id = now, by.user_id
    note.version = last.version + 1 if last else 1
    note.save()
    record(
        case,
        EventKind.SAFETY_NOTE,
        by=by,
        now=now,
        did=did,
        safety_note=note.pk,
        text=note.text,
        review_on=note.review_on,
    )
    derived.refresh([case.pk], today=timezone.localdate(now))
    return note
