"""The timeline: one line for each thing that happened on a case, in codes; its sentences are made at reading.

The facts of a line by its kind (one that is unknown is left out; amounts and dates are texts):

- opened: opened_by, cause, reason, amount, step · reopened: reason or because, closed_on, the outcomes it had
- refreshed: amount, step, as_of · vanished: as_of or answer · list_undone: as_of, did (the kind of line it undoes)
- what a list did also names its `delivery` and what stood there before, by which it can be undone
- notice: notice, kind, cause, filed_on, amount, court, court_case_number
- taken · assigned: to, to_id · given_back: reason · moved: to, reason · assignment_undone: to
- contact: attempt, mode, part_of_day, is_reached, not_reached_reason, has_appointment, wants_no_contact, note,
  follow_up_on, used (number or address), person · follow_up: follow_up_on · note: note, text, corrects
- intervention, intervention_changed: intervention, kind, person, programme, responsible, starts_on, ends_on, amount,
  result, note
- decision_draft: did (begun, discarded), replaces · party_hearing: sent_on, answer_by, answered_on, answer
- decision: decision, decided_on, outcome, bases, reasons, replaces
- decision_sent: decision, sent_on, sent_by, known_on, was_known_on
- complaint: complaint, decision, received_on, received_from, text
- complaint_step: complaint, step, on, result, reasons, was_on
- guarantee: guarantee, amount, covers, valid_until, conditions, is_changed
- guarantee_step: guarantee, step, on, sent_by, amount, reason, was_on
- course_opened: course, cause, ground, started_on, source
- legal_step: course, cause, step, kind, source, takes_place_at, court, court_case_number, hearing_result, result,
  note, due_on, arrived_on, amount, other_amount, ends_on
- legal_step_corrected: the same and corrects, was_kind, was_on, is_void · raised: course, finding, note
- a legal step that came with a paper also names its `document`
- document: document, title, file_name · document_withdrawn: the same and reason
- letter: letter, code (which letter it is), language, title, to · letter_sent: the same and channel, sent_on, proof
- letter_not_sent: the same as letter and reason · case_file: reason
- consent: consent, name, topics, starts_on, ends_on, form, witness · consent_withdrawn: consent, name
- handover: did (arrived, accepted, declined, asked, answered, taken_back, sent), handover, direction, basis,
  organisation, reason
- eviction: eviction, course, cause, further_causes, source
- course_fact: fact, course, kind, source, place, parties, text, outcome, corrects, is_void
- court_report: kind, cause, is_undone · campaign: campaign, name
- background: codes · household: household_type, has_children, children, adults
- people: did (added, changed, ended, returned), person, name, role, relation, is_child, needs_help, lives_elsewhere,
  ended_on · person_data: person, name, fields · merged: did (merged, undone), person, name, other
- representative: did (added, changed), representative, name, kind, represents, may, starts_on, ends_on
- safety_note: did (written, ended), safety_note, text, review_on · transferred: transfer, to, moved_on, informed_on,
  informed_basis
- restricted: reason or because · participant: kind, to, to_id, reason, ends_at
- summary: text, version · contact_point: did (added or changed), kind, value, whose, fails_since, reason
- avoided_mode: mode, reason or is_lifted · statistics_fact: fact and ground, district,
  is_unknown or is_asked_again
- attendance: step, kind, takes_place_at, attends, prepared · eviction_check: step, point, answer
- plan_agreed, plan_changed: plan, agreed_with, amount, number, first_on, last_on, note; an agreed one replaces
- plan_ended: plan, ended_as, reason, amount, paid · instalment_missed: plan, position, due_on, number, amount,
  owed, before, as_of
- payment, payment_corrected: plan, payment, paid_on, amount, source, note; corrected also was_on, was_amount, is_void
- budget, budget_changed: budget, made_on, disposable, minimum, arrears
- request: request, did (sent, reminded, asked_back, replied, answered, corrected, withdrawn), kind, to, due_on,
  hold_until, basis, reason, question, code, text, why; answered also the answer's fields; corrected the same
- meeting: meeting, did (called, changed, called_off, minutes), starts_at, place, reason, number
- agreement: agreement, did (made, changed, done, undone), text, owner, due_on, was_text, was_owner, was_due_on
- offer: offer, did (made, revoked), mode, times, valid_until
- appointment: appointment, did (agreed, chosen, changed, ended), mode, starts_at, was_at, state, note
- eviction_review: review, eviction, did (held, corrected), chances
- deadline: rule, kind (noted or waived), entry, done_on, channel, reason, is_undone
- after_closing: months, is_housed, has_new_arrears, note
- closed: housing_outcome, contact_outcome, arrears_outcome, amount, stage, results
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils import timezone

from accounts.scope import Outsider, Scope

from .enums import EventKind
from .models import Case, CaseEvent
from .telling import tell_of


def record(
    case: Case,
    event: EventKind,
    /,
    *,
    by: Scope | Outsider,
    now: dt.datetime,
    occurred_on: dt.date | None = None,
    **detail: Any,
) -> CaseEvent:
    """Write one line of the case's timeline and tell whom it concerns.

    `occurred_on` is the day of `now` unless it is given.
    """
    line = CaseEvent.objects.create(
        case=case,
        municipality_id=case.municipality_id,
        kind=event,
        occurred_on=occurred_on or timezone.localdate(now),
        recorded_at=now,
        by_user_id=by.user_id,
        by_name=by.user_name,
        by_organisation=by.organisation_name,
        detail=facts(detail),
    )
    tell_of([(case, line)], by=by, now=now)
    return line


def record_all(
    lines: Iterable[tuple[Case, dict[str, Any]]], event: EventKind, /, *, by: Scope, now: dt.datetime
) -> None:
    """Write one line on each of several timelines, each case with its facts, and tell whom they concern."""
    written = CaseEvent.objects.bulk_create(
        CaseEvent(
            case=case,
            municipality_id=case.municipality_id,
            kind=event,
            occurred_on=timezone.localdate(now),
            recorded_at=now,
            by_user_id=by.user_id,
            by_name=by.user_name,
            by_organisation=by.organisation_name,
            detail=facts(detail),
        )
        for case, detail in lines
    )
    tell_of(((line.case, line) for line in written), by=by, now=now)


def facts(detail: dict[str, Any]) -> dict[str, Any]:
    """The facts as they are kept: amounts and dates as text, unknown ones left out."""
    return {name: _plain(value) for name, value in detail.items() if value not in (None, "")}


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    return value
