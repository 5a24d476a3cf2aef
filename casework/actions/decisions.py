"""Deciding under retssikkerhedsloven § 5 a: the draft, the decision, sending it, and logging what it grants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.models import Organisation
from accounts.scope import Scope

from .. import derived
from ..deciding import missing
from ..enums import EventKind, InterventionResult
from ..events import record
from ..models import Case, Decision, DecisionDraft, DecisionSending, Intervention
from ..permissions import check_see_through, check_work_on
from .locking import locked, save_valid
from .logging import log_intervention

#: The facts of a hearing that belong on the timeline.
HEARING = ("hearing_sent_on", "hearing_answer_by", "hearing_answered_on", "hearing_answer")
#: The version of a record that does not exist yet.
NONE_YET = 0


@transaction.atomic
def save_draft(case: Case, *, version: int, by: Scope, now: dt.datetime, **text: Any) -> DecisionDraft:
    """Keep what is written of the decision so far; `version` is 0 for the first time.

    `text` holds the fields of `DecisionText`. Only what happened goes on the timeline: that a draft was begun,
    and how the party was heard.
    """
    case = locked(case)
    check_work_on(by, case)
    draft = DecisionDraft.objects.filter(case=case).first()
    if draft is None and version != NONE_YET:
        raise Refused(
            _("The draft was decided or discarded while you were writing. What you wrote still stands here: copy it.")
        )
    is_new = draft is None
    draft = draft or _begun(case, by=by, now=now)
    check_version(draft, version)
    budget = text.get("budget")
    if budget is not None and budget.case_id != case.pk:
        raise Refused(_("The budget belongs to another case."))
    before = {field: getattr(draft, field) for field in HEARING}
    _write(draft, text)
    if before != {field: getattr(draft, field) for field in HEARING}:
        facts = {field.removeprefix("hearing_"): getattr(draft, field) for field in HEARING}
        record(case, EventKind.PARTY_HEARING, by=by, now=now, **facts)
    elif is_new:
        record(case, EventKind.DECISION_DRAFT, by=by, now=now, did="begun")
    derived.refresh([case.pk], today=timezone.localdate(now))
    return draft


@transaction.atomic
def begin_replacement(decision: Decision, *, by: Scope, now: dt.datetime) -> DecisionDraft:
    """Begin a new decision that is to replace this one, from what this one says."""
    case = locked(decision.case)
    check_work_on(by, case)
    if DecisionDraft.objects.filter(case=case).exists():
        raise Refused(_("The case has a draft already. Decide or discard it first."))
    _check_not_replaced(decision)
    draft = _begun(case, by=by, now=now)
    draft.replaces = decision
    _write(draft, decision.text())
    record(case, EventKind.DECISION_DRAFT, by=by, now=now, did="begun", replaces=decision.decided_on)
    derived.refresh([case.pk], today=timezone.localdate(now))
    return draft


@transaction.atomic
def discard_draft(case: Case, *, version: int, by: Scope, now: dt.datetime) -> None:
    """Throw the draft away; what was decided before stands."""
    case = locked(case)
    check_work_on(by, case)
    draft = _draft_of(case)
    check_version(draft, version)
    draft.delete()
    record(case, EventKind.DECISION_DRAFT, by=by, now=now, did="discarded")
    derived.refresh([case.pk], today=timezone.localdate(now))


@transaction.atomic
def decide(case: Case, *, decided_on: dt.date, version: int, by: Scope, now: dt.datetime) -> Decision:
    """Make the decision the draft says; raises `Refused` naming the first thing the law demands and it lacks."""
    case = locked(case)
    check_work_on(by, case)
    draft = _draft_of(case)
    check_version(draft, version)
    if decided_on > timezone.localdate(now):
        raise Refused(_("Choose today or an earlier day."))
    lacking = missing(draft, decided_on=decided_on)
    if lacking:
        raise Refused(lacking[0].sentence)
    if draft.replaces is not None:
        _check_not_replaced(draft.replaces)
    decision = Decision(
        **draft.text(),
        case=case,
        municipality_id=case.municipality_id,
        replaces=draft.replaces,
        decided_on=decided_on,
        decided_by_id=by.user_id,
        recorded_at=now,
    )
    save_valid(decision)
    draft.delete()
    record(
        case,
        EventKind.DECISION,
        by=by,
        now=now,
        occurred_on=decided_on,
        decision=decision.pk,
        outcome=decision.outcome,
        bases=decision.bases,
        reasons=decision.reasons,
        replaces=decision.replaces.decided_on if decision.replaces else None,
    )
    derived.refresh([case.pk], today=timezone.localdate(now))
    return decision


@transaction.atomic
def note_sending(
    decision: Decision,
    *,
    sent_on: dt.date,
    sent_by: str,
    known_on: dt.date,
    version: int,
    by: Scope,
    now: dt.datetime,
) -> DecisionSending:
    """Note when and how the decision went out and when the party knew it; a second time corrects the first.

    `version` is 0 while nothing is noted. The time to complain is counted from `known_on`.
    """
    case = locked(decision.case)
    check_see_through(by, case)
    sending = DecisionSending.objects.filter(decision=decision).first() or DecisionSending(
        decision=decision, case=case, municipality_id=case.municipality_id, version=NONE_YET
    )
    check_version(sending, version)
    if sent_on < decision.decided_on:
        raise Refused(_("A decision is sent on the day it is made or later."))
    if max(sent_on, known_on) > timezone.localdate(now):
        raise Refused(_("Choose today or an earlier day."))
    was_known_on = sending.known_on
    sending.sent_on, sending.sent_by, sending.known_on = sent_on, sent_by, known_on
    sending.recorded_at, sending.recorded_by_id = now, by.user_id
    sending.version += 1
    save_valid(sending)
    record(
        case,
        EventKind.DECISION_SENT,
        by=by,
        now=now,
        occurred_on=sent_on,
        decision=decision.pk,
        sent_on=sent_on,
        sent_by=sent_by,
        known_on=known_on,
        was_known_on=was_known_on,
    )
    derived.refresh([case.pk], today=timezone.localdate(now))
    return sending


@transaction.atomic
def log_granted(
    decision: Decision,
    *,
    amounts: Mapping[str, Decimal | None],
    responsible: Organisation,
    by: Scope,
    now: dt.datetime,
) -> list[Intervention]:
    """Log the interventions a decision grants, by their codes, each with its amount; they begin on its day."""
    if not set(amounts) <= set(decision.bases):
        raise Refused(_("The decision does not grant that."))
    return [
        log_intervention(
            decision.case,
            kind=kind,
            responsible=responsible,
            starts_on=decision.decided_on,
            amount=amount,
            result=InterventionResult.ONGOING,
            by=by,
            now=now,
        )
        for kind, amount in amounts.items()
    ]


def _begun(case: Case, *, by: Scope, now: dt.datetime) -> DecisionDraft:
    return DecisionDraft(
        case=case, municipality_id=case.municipality_id, started_at=now, started_by_id=by.user_id, version=NONE_YET
    )


def _write(draft: DecisionDraft, text: Mapping[str, Any]) -> None:
    for field, value in text.items():
        setattr(draft, field, value)
    draft.version += 1
    draft.save()


def _draft_of(case: Case) -> DecisionDraft:
    draft = DecisionDraft.objects.filter(case=case).select_related("replaces").first()
    if draft is None:
        raise Refused(_("The case has no draft of a decision."))
    return draft


def _check_not_replaced(decision: Decision) -> None:
    if Decision.objects.filter(replaces=decision).exists():
        raise Refused(_("The decision was replaced already. Replace the newest one."))
