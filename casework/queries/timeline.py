"""The timeline of a case: what happened, by whom, the newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ..enums import EventKind
from ..models import Case, Note
from ..models.documents import FOR_CASEWORKERS
from .keyset import Order, page_of
from .saying import Said
from .sentences import say

PAGE_SIZE = 25

Kind = EventKind


class Group(NamedTuple):
    """Events that are read together."""

    label: str | Promise
    kinds: frozenset[EventKind]


#: What only those who do casework read.
DECISION_KINDS = frozenset(
    {
        Kind.DECISION_DRAFT,
        Kind.PARTY_HEARING,
        Kind.DECISION,
        Kind.DECISION_SENT,
        Kind.COMPLAINT,
        Kind.COMPLAINT_STEP,
        Kind.GUARANTEE,
        Kind.GUARANTEE_STEP,
    }
)
#: Who lives there, who acts for them and what to mind at their door.
PEOPLE_KINDS = frozenset(
    {
        Kind.HOUSEHOLD,
        Kind.PEOPLE,
        Kind.PERSON_DATA,
        Kind.REPRESENTATIVE,
        Kind.SAFETY_NOTE,
        Kind.MERGED,
    }
)
#: What the timeline can be narrowed to, by its name in the address.
GROUPS = {
    "contacts": Group(
        gettext_lazy("Contact and appointments"),
        frozenset({Kind.CONTACT, Kind.OFFER, Kind.APPOINTMENT, Kind.CONTACT_POINT, Kind.AVOIDED_MODE}),
    ),
    "interventions": Group(gettext_lazy("Interventions"), frozenset({Kind.INTERVENTION, Kind.INTERVENTION_CHANGED})),
    "notes": Group(gettext_lazy("Notes"), frozenset({Kind.NOTE, Kind.SUMMARY})),
    "decisions": Group(gettext_lazy("Decisions and guarantees"), DECISION_KINDS),
    "course": Group(
        gettext_lazy("Legal course"),
        frozenset(
            {
                Kind.COURSE_OPENED,
                Kind.LEGAL_STEP,
                Kind.LEGAL_STEP_CORRECTED,
                Kind.RAISED,
                Kind.EVICTION,
                Kind.EVICTION_REVIEW,
                Kind.COURSE_FACT,
                Kind.COURT_REPORT,
                Kind.NOTICE,
                Kind.ATTENDANCE,
                Kind.EVICTION_CHECK,
            }
        ),
    ),
    "people": Group(gettext_lazy("People"), PEOPLE_KINDS),
    "arrears": Group(
        pgettext_lazy("timeline", "Arrears"),
        frozenset(
            {Kind.REFRESHED, Kind.VANISHED, Kind.PAID, Kind.WARNING_WITHDRAWN, Kind.STATEMENT_UNDONE, Kind.LIST_UNDONE}
        ),
    ),
    "agreements": Group(
        gettext_lazy("Agreements and budget"),
        frozenset(
            {
                Kind.PLAN_AGREED,
                Kind.PLAN_CHANGED,
                Kind.PLAN_ENDED,
                Kind.PAYMENT,
                Kind.PAYMENT_CORRECTED,
                Kind.INSTALMENT_MISSED,
                Kind.BUDGET,
                Kind.BUDGET_CHANGED,
            }
        ),
    ),
    "sharing": Group(
        gettext_lazy("Consents and handovers"), frozenset({Kind.CONSENT, Kind.CONSENT_WITHDRAWN, Kind.HANDOVER})
    ),
    "requests": Group(gettext_lazy("Requests and meetings"), frozenset({Kind.REQUEST, Kind.MEETING, Kind.AGREEMENT})),
    "papers": Group(
        gettext_lazy("Documents and letters"),
        frozenset(
            {
                Kind.DOCUMENT,
                Kind.DOCUMENT_WITHDRAWN,
                Kind.LETTER,
                Kind.LETTER_SENT,
                Kind.LETTER_NOT_SENT,
                Kind.CASE_FILE,
            }
        ),
    ),
    "case": Group(
        pgettext_lazy("timeline", "The case itself"),
        frozenset(
            {
                Kind.OPENED,
                Kind.TAKEN,
                Kind.ASSIGNED,
                Kind.GIVEN_BACK,
                Kind.ASSIGNMENT_UNDONE,
                Kind.MOVED,
                Kind.FOLLOW_UP,
                Kind.BACKGROUND,
                Kind.STATISTICS_FACT,
                Kind.CAMPAIGN,
                Kind.TRANSFERRED,
                Kind.RESTRICTED,
                Kind.PARTICIPANT,
                Kind.CLOSED,
                Kind.REOPENED,
                Kind.DEADLINE,
                Kind.AFTER_CLOSING,
            }
        ),
    ),
}


class TimelineEntry(NamedTuple):
    """One line of the timeline; `action_url` leads to where it can be corrected."""

    said: Said
    occurred_on: dt.date
    recorded_at: dt.datetime
    who: str
    action_url: str
    action_label: str
    file_url: str
    is_corrected: bool


class Timeline(NamedTuple):
    """A page of entries, what it is narrowed to, and the cursors of its neighbours."""

    entries: list[TimelineEntry]
    group: str
    newer: str
    older: str


def timeline(
    case: Case,
    *,
    group: str,
    cursor: str,
    standing_steps: Collection[int],
    interventions: Collection[int],
    documents: Collection[int],
    may_correct: bool,
    without: Collection[EventKind] = (),
) -> Timeline:
    """A page of a case's events but those `without`; only what stands of steps and notes can be corrected."""
    events = case.events.all()
    if without:
        told = Q(kind__in=(Kind.LETTER, Kind.LETTER_SENT, Kind.LETTER_NOT_SENT), detail__code__in=FOR_CASEWORKERS)
        events = events.exclude(Q(kind__in=without) | told)
    group = group if group in GROUPS else ""
    if group:
        events = events.filter(kind__in=GROUPS[group].kinds)
    rows = events.values_list("occurred_on", "pk", "kind", "recorded_at", "by_name", "by_organisation", "detail")
    page = page_of(rows, Order("occurred_on", is_newest_first=True), cursor=cursor, size=PAGE_SIZE)
    found = [_Row._make(row) for row in page.rows]
    corrected = _corrected_notes(found)
    links = _Links(
        case, frozenset(standing_steps), frozenset(interventions), frozenset(documents), corrected, may_correct
    )
    return Timeline([_entry(row, links) for row in found], group, newer=page.previous, older=page.next)


class _Row(NamedTuple):
    occurred_on: dt.date
    pk: int
    kind: str
    recorded_at: dt.datetime
    by_name: str
    by_organisation: str
    detail: dict[str, object]


class _Links(NamedTuple):
    case: Case
    standing_steps: frozenset[int]
    interventions: frozenset[int]
    documents: frozenset[int]
    corrected_notes: frozenset[int]
    may_correct: bool

    def of(self, row: _Row) -> tuple[str, str]:
        """Where what the line tells of can be corrected, and the word for the link."""
        if not self.may_correct:
            return "", ""
        note, step, intervention = (row.detail.get(name) for name in ("note", "step", "intervention"))
        if row.kind == Kind.NOTE and note not in self.corrected_notes:
            return self._to("casework:note-correct", note), _("Correct")
        if row.kind in {Kind.LEGAL_STEP, Kind.LEGAL_STEP_CORRECTED} and step in self.standing_steps:
            return self._to("casework:step-correct", step), _("Correct")
        if row.kind in {Kind.INTERVENTION, Kind.INTERVENTION_CHANGED} and intervention in self.interventions:
            return self._to("casework:intervention-edit", intervention), _("Change")
        return "", ""

    def file_of(self, row: _Row) -> str:
        """Where the file the line tells of can be fetched, unless it was withdrawn."""
        document = row.detail.get("document")
        return self._to("casework:document", document) if document in self.documents else ""

    def _to(self, name: str, pk: object) -> str:
        return reverse(name, args=[self.case.pk, pk])


def _entry(row: _Row, links: _Links) -> TimelineEntry:
    url, label = links.of(row)
    return TimelineEntry(
        said=say(row.kind, row.detail),
        occurred_on=row.occurred_on,
        recorded_at=row.recorded_at,
        who=f"{row.by_name}, {row.by_organisation}" if row.by_organisation else row.by_name,
        action_url=url,
        action_label=label,
        file_url=links.file_of(row),
        is_corrected=row.kind == Kind.NOTE and row.detail.get("note") in links.corrected_notes,
    )


def _corrected_notes(rows: list[_Row]) -> frozenset[int]:
    """The notes of a page that were corrected later, always by one question."""
    notes = [row.detail.get("note") for row in rows if row.kind == Kind.NOTE]
    return frozenset(Note.objects.filter(corrects__in=notes).values_list("corrects_id", flat=True))
