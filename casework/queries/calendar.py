"""What stands in a person's calendar: the open deadlines and follow-up dates of the cases they have."""

from __future__ import annotations

from django.db.models import DateTimeField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.scope import Scope

from ..calendar_feed import Entry, hash_of
from ..deadline_rules import BY_CODE
from ..models import CalendarLink, Case, CaseEvent, Deadline


def link_for(token: str) -> CalendarLink | None:
    """The link a secret opens; None for one that was revoked or never was."""
    return CalendarLink.objects.in_force().select_related("user").filter(token_hash=hash_of(token)).first()


def calendar_entries(scope: Scope) -> list[tuple[int, Entry]]:
    """Each entry with its case: open deadlines, hearings and evictions among them, and dates set by hand."""
    own = Case.objects.visible_to(scope).assigned_to(scope.user_id)
    deadlines = Deadline.objects.open().filter(case__in=own, rule__in=BY_CODE).select_related("case").by_day()
    newest = CaseEvent.objects.filter(case=OuterRef("pk")).order_by("-recorded_at").values("recorded_at")[:1]
    dated = own.open().filter(follow_up_on__isnull=False).order_by("follow_up_on", "pk")
    follow_ups = dated.annotate(
        changed_at=Coalesce(Subquery(newest), "opened_at", output_field=DateTimeField())
    ).values_list("pk", "number", "follow_up_on", "version", "changed_at")
    return [(one.case_id, _entry(one)) for one in deadlines] + [
        (pk, Entry(f"follow-up-{pk}", _title(number, _("Follow-up date")), day, None, version, changed_at))
        for pk, number, day, version, changed_at in follow_ups
        if day is not None
    ]


def _entry(one: Deadline) -> Entry:
    key = f"{one.rule}-{one.case_id}-{one.subject}".replace("_", "-")
    title = _title(one.case.number, str(BY_CODE[one.rule].label))
    return Entry(key, title, one.due_on, one.takes_place_at, one.revision, one.changed_at)


def _title(number: str, kind: str) -> str:
    return _("%(kind)s, case %(number)s") % {"kind": kind, "number": number}
