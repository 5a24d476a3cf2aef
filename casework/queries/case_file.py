"""A whole case as the paper says it: what is known, the legal courses, what happened, and the files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from accounts import wording
from accounts.scope import Scope
from housing import codes

from ..enums import EventKind
from ..models import Case, CaseEvent, LegalStep, Note
from .case_page import CasePage, CoursePage, case_page
from .handovers import HandoverPage, of_case
from .papers import Paper
from .saying import joined, lines
from .sentences import say

#: The subject under which municipalities file such cases, and how long they keep them.
KLE = "32.21.14"
KLE_TITLE = "Udsættelsestruede lejere og midlertidig huslejehjælp"
KLE_DISCARD = "P1825D"
#: What is left out when the notes are.
NOTES = frozenset({EventKind.NOTE, EventKind.CONTACT, EventKind.SUMMARY})

Section = dict[str, Any]


def sections_of(case: Case, scope: Scope, *, with_notes: bool, now: dt.datetime) -> list[Section]:
    """The parts of the paper in their order, each with facts, entries or both; an empty one is left out."""
    page = case_page(case, scope, now=now)
    events = list(case.events.order_by("occurred_on", "pk"))
    if not with_notes:
        events = [event for event in events if event.kind not in NOTES]
    parts = [
        _identity(page),
        _section(_("Legal courses"), entries=[_course(course) for course in page.courses]),
        _section(_("Handovers"), entries=[_handover(passed) for passed in of_case(case, scope)]),
        _section(_("Timeline"), entries=[_event(event) for event in events]),
        _section(_("Notes"), entries=_notes(case) if with_notes else []),
        _section(_("Interventions"), entries=[_intervention(name, one) for name, one in page.interventions]),
        _section(
            _("Decisions and payment guarantees"),
            entries=[_event(event) for event in events if event.kind in _decided()],
        ),
    ]
    return [part for part in parts if part["facts"] or part["entries"]]


def letters_section(papers: Iterable[Paper]) -> Section:
    """The letters with what became of them."""
    return _section(_("Letters"), entries=[_letter(paper) for paper in papers if paper.letter])


def cover_of(case: Case) -> list[tuple[str, str]]:
    """What stands on the first page."""
    return [
        (_("Case number"), case.number),
        (_("Municipality"), case.municipality.organisation.name),
        (_("Unit"), case.unit.name),
        (_("KLE number"), f"{KLE} {KLE_TITLE}"),
        (_("Discard"), _("%(code)s: 5 years after closing") % {"code": KLE_DISCARD}),
        (_("Opened"), wording.day(case.opened_on)),
        (_("Closed on"), wording.day(case.closed_on) if case.closed_on else _("The case is open.")),
    ]


def _decided() -> frozenset[str]:
    """The kinds of event that tell of a decision, a complaint or a guarantee."""
    beginnings = ("decision", "complaint", "guarantee", "party_hearing")
    return frozenset(kind for kind in EventKind.values if kind.startswith(beginnings))


def _section(title: str, *, facts: Iterable[tuple[str, Any]] = (), entries: Iterable[dict[str, str]] = ()) -> Section:
    shown = [(str(label), str(value)) for label, value in facts if value not in (None, "")]
    return {"title": title, "facts": shown, "entries": list(entries)}


def _entry(title: str, *, meta: str = "", text: str = "") -> dict[str, str]:
    return {"title": title, "meta": meta, "text": text}


def _identity(page: CasePage) -> Section:
    case = page.case
    people = [
        joined([entry.person.name, entry.get_role_display(), entry.person.phone, entry.person.email])
        for entry in page.people
    ]
    return _section(
        _("The case"),
        facts=[
            (_("Names"), lines(people) or case.names),
            (_("Address"), case.address),
            (_("Tenancy"), joined([case.association.name, case.department.code, case.tenancy.number])),
            *page.household_facts,
            (_("Background"), joined(page.background_names)),
            (_("Opened because of"), joined([case.get_opened_by_display(), case.opening_reason])),
            (_("Cause"), case.get_cause_display()),
            (_("Stage"), case.get_stage_display()),
            (_("Amount owed"), wording.kroner(case.amount) if case.amount is not None else ""),
            (_("As of"), wording.day(case.amount_as_of) if case.amount_as_of else ""),
            (_("Caseworker"), case.assigned_to.name if case.assigned_to else ""),
            (_("Where the household lives now"), codes.name_of("housing_outcome", case.housing_outcome)),
            (_("How contact went"), codes.name_of("contact_outcome", case.contact_outcome)),
            (_("What became of the arrears"), codes.name_of("arrears_outcome", case.arrears_outcome)),
        ],
    )


def _course(one: CoursePage) -> dict[str, str]:
    course = one.course
    ended = joined([course.get_result_display(), wording.day(course.ended_on)]) if course.ended_on else ""
    return _entry(
        course.get_cause_display(),
        meta=joined([course.get_ground_display() if course.ground else "", wording.day(course.started_on), ended]),
        text=lines(_step(step) for step in one.steps),
    )


def _step(step: LegalStep) -> str:
    return joined(
        [
            wording.day(step.occurred_on),
            step.get_kind_display(),
            wording.moment(step.takes_place_at) if step.takes_place_at else "",
            step.get_hearing_result_display() if step.hearing_result else "",
            step.get_result_display() if step.result else "",
            step.court,
            step.court_case_number,
            step.get_source_display(),
            step.note,
        ]
    )


def _event(event: CaseEvent) -> dict[str, str]:
    said = say(event.kind, event.detail)
    recorded = _("recorded %(moment)s") % {"moment": wording.moment(event.recorded_at)}
    return _entry(
        said.title,
        meta=joined([wording.day(event.occurred_on), event.by_name, event.by_organisation, recorded]),
        text=said.text,
    )


def _handover(passed: HandoverPage) -> dict[str, str]:
    """What was handed over, as far as one may read it."""
    handover = passed.handover
    asked = [f"{one.question}\n{one.answer}" for one in passed.questions]
    contents = [handover.purpose, *(item.text for item in passed.items), *asked] if passed.reads else []
    return _entry(
        handover.get_direction_display(),
        meta=joined([wording.day(handover.sent_at), handover.association.name, handover.get_status_display()]),
        text=lines(contents) or _("What was handed over can no longer be read."),
    )


def _notes(case: Case) -> list[dict[str, str]]:
    """Each note as it was written, with the correction that stands beside it."""
    notes = list(Note.objects.filter(case=case).select_related("recorded_by").order_by("pk"))
    corrections = {note.corrects_id: note for note in notes if note.corrects_id}
    entries = []
    for note in notes:
        later = corrections.get(note.pk)
        mark = _("corrected later") if later else _("corrects an earlier note") if note.corrects_id else ""
        meta = joined([wording.moment(note.recorded_at), note.recorded_by.name, mark])
        entries.append(_entry(_("Note"), meta=meta, text=note.text))
    return entries


def _intervention(name: str, one: Any) -> dict[str, str]:
    last = wording.day(one.ends_on) if one.ends_on else ""
    return _entry(
        name,
        meta=joined(
            [
                one.get_result_display(),
                wording.day(one.starts_on),
                last,
                wording.kroner(one.amount) if one.amount is not None else "",
                one.responsible,
                one.programme,
            ]
        ),
        text=one.note,
    )


def _letter(paper: Paper) -> dict[str, str]:
    letter = paper.letter
    if letter is None:
        return _entry(paper.document.title)
    sent = joined([letter.get_channel_display(), wording.day(letter.sent_on), letter.proof]) if letter.sent_on else ""
    unsent = joined([_("Not sent."), letter.not_sent_reason]) if letter.not_sent_at else _("not sent yet")
    return _entry(
        letter.subject,
        meta=joined([wording.day(letter.written_on), " / ".join(letter.recipient.splitlines()), sent or unsent]),
    )
