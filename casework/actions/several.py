"""Several cases at once: hand them over, give them to a unit, choose their follow-up date, and undo it.

One transaction and a few statements whatever their number. A case that may not be touched, or that somebody
changed meanwhile, is left out and named with the reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import CASEWORK_ROLES
from accounts.errors import Refused
from accounts.models import Membership, Unit, User
from accounts.scope import Scope

from .. import derived
from ..enums import BatchKind, EventKind, ParticipantKind
from ..events import record_all
from ..models import Case, CaseBatch, CaseParticipant
from ..permissions import check_hand_over, check_receive, check_work_on

#: What a batch changes, by its kind; it is what is kept to undo it.
CHANGED = {
    BatchKind.ASSIGN: ("assigned_to_id", "assigned_at", "taken_up_at"),
    BatchKind.GIVE: ("assigned_to_id", "assigned_at", "unit_id"),
    BatchKind.FOLLOW_UP: ("follow_up_on",),
}


class LeftOut(NamedTuple):
    """A case that was not changed, by its number, and why; the number is empty when the case is not open to one."""

    number: str
    reason: str


class Done(NamedTuple):
    """How many cases were changed, which were left out, and what to undo it by."""

    changed: int
    left_out: list[LeftOut]
    batch: CaseBatch | None


@transaction.atomic
def assign_cases(receivers: Mapping[int, User], *, versions: Mapping[int, int], by: Scope, now: dt.datetime) -> Done:
    """Hand each case to its receiver, by the ids of the cases; a restricted one only to somebody named on it."""
    works_in, named = _units_of(receivers.values(), now), _named(receivers, now)

    def check(case: Case) -> None:
        to = receivers[case.pk]
        check_receive(by, case, to.pk)
        if case.assigned_to_id == to.pk:
            raise Refused(_("%(name)s already has the case.") % {"name": to.name})
        if (to.pk, case.unit_id) not in works_in:
            raise Refused(_("%(name)s is not a caseworker of the case's unit.") % {"name": to.name})
        if case.is_restricted and (case.pk, to.pk) not in named:
            raise Refused(_("The case is restricted: let %(name)s in first.") % {"name": to.name})

    def change(case: Case) -> None:
        case.assigned_to_id, case.assigned_at = receivers[case.pk].pk, now
        case.taken_up_at = case.taken_up_at or now

    cases, left_out = _held(receivers, versions, check, by)
    lines = [(case, {"to": receivers[case.pk].name, "to_id": receivers[case.pk].pk}) for case in cases]
    batch = _change(cases, BatchKind.ASSIGN, change, by=by, now=now)
    record_all(lines, EventKind.ASSIGNED, by=by, now=now)
    return _done(cases, left_out, batch, now)


@transaction.atomic
def give_cases(
    case_ids: Iterable[int], *, unit: Unit, reason: str, versions: Mapping[int, int], by: Scope, now: dt.datetime
) -> Done:
    """Put cases among those nobody has, in one's own unit or in another of the municipality, with the reason."""
    if not reason.strip():
        raise Refused(_("Give the reason."))

    def check(case: Case) -> None:
        check_hand_over(by, case)
        if case.municipality_id != unit.municipality_id:
            raise Refused(_("The unit belongs to another municipality."))
        if case.unit_id == unit.pk and case.assigned_to_id is None:
            raise Refused(_("Nobody has the case."))
        if case.unit_id != unit.pk and case.is_restricted:
            raise Refused(_("The case is restricted: it stays in its unit."))

    moved: set[int] = set()

    def change(case: Case) -> None:
        moved.update({case.pk} if case.unit_id != unit.pk else ())
        case.assigned_to_id, case.assigned_at, case.unit_id = None, None, unit.pk

    cases, left_out = _held(case_ids, versions, check, by)
    batch = _change(cases, BatchKind.GIVE, change, by=by, now=now)
    record_all(
        ((case, {"to": unit.name, "reason": reason}) for case in cases if case.pk in moved),
        EventKind.MOVED, by=by, now=now,
    )  # fmt: skip
    record_all(
        ((case, {"reason": reason}) for case in cases if case.pk not in moved), EventKind.GIVEN_BACK, by=by, now=now
    )
    return _done(cases, left_out, batch, now)


@transaction.atomic
def follow_up_cases(
    case_ids: Iterable[int], *, follow_up_on: dt.date | None, versions: Mapping[int, int], by: Scope, now: dt.datetime
) -> Done:
    """Say when to see the cases again; None takes their dates away."""
    if follow_up_on is not None and follow_up_on < timezone.localdate(now):
        raise Refused(_("Choose today or a later day."))

    def check(case: Case) -> None:
        check_work_on(by, case)
        if case.follow_up_on == follow_up_on:
            raise Refused(_("The case has that follow-up date already.") if follow_up_on else _("It has no date."))

    def change(case: Case) -> None:
        case.follow_up_on = follow_up_on

    cases, left_out = _held(case_ids, versions, check, by)
    batch = _change(cases, BatchKind.FOLLOW_UP, change, by=by, now=now)
    record_all(((case, {"follow_up_on": follow_up_on}) for case in cases), EventKind.FOLLOW_UP, by=by, now=now)
    return _done(cases, left_out, batch, now)


@transaction.atomic
def undo_batch(batch: CaseBatch, *, by: Scope, now: dt.datetime) -> Done:
    """Put back what stood there before, on every case that nobody has touched since."""
    batch = CaseBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if batch.made_by_id != by.user_id or batch.undone_at is not None:
        raise Refused(_("This was undone already."))
    kept = {row["case"]: row for row in batch.before}
    cases, left_out = [], []
    for case in _locked(Case.objects.filter(municipality_id=batch.municipality_id, pk__in=kept)):
        if case.version != kept[case.pk]["version"] or (case.attended_at and case.attended_at > batch.made_at):
            left_out.append(LeftOut(case.number, _("somebody has worked on it since")))
        else:
            cases.append(case)
    for case in cases:
        _put_back(case, kept[case.pk])
    _save(cases, BatchKind(batch.kind))
    _record_undone(cases, BatchKind(batch.kind), by=by, now=now)
    batch.undone_at = now
    batch.save(update_fields=["undone_at"])
    derived.refresh([case.pk for case in cases], today=timezone.localdate(now))
    return Done(len(cases), left_out, None)


def why_not(case: Case, check: Callable[[Case], None], version: int | None = None) -> str:
    """What stands in the way of changing a case; empty when nothing does."""
    if version is not None and case.version != version:
        return _("somebody changed it meanwhile")
    try:
        check(case)
    except Refused as fact:
        return fact.message
    return ""


def _held(
    case_ids: Iterable[int], versions: Mapping[int, int], check: Callable[[Case], None], by: Scope
) -> tuple[list[Case], list[LeftOut]]:
    """The chosen cases that may be changed, held still, and the others with what stands in the way."""
    ids = set(case_ids)
    found = _locked(Case.objects.visible_to(by).filter(pk__in=ids))
    reasons = {case.pk: why_not(case, check, versions.get(case.pk, 0)) for case in found}
    left_out = [LeftOut(case.number, reasons[case.pk]) for case in found if reasons[case.pk]]
    left_out += [LeftOut("", _("it is no longer open to you"))] * (len(ids) - len(found))
    return [case for case in found if not reasons[case.pk]], left_out


def _locked(cases: Any) -> list[Case]:
    return list(cases.order_by("pk").select_for_update(of=("self",), no_key=True))


def _change(
    cases: list[Case], kind: BatchKind, change: Callable[[Case], None], *, by: Scope, now: dt.datetime
) -> CaseBatch | None:
    """Change the cases, keeping what stood there."""
    before = []
    for case in cases:
        kept = {name: _plain(getattr(case, name)) for name in CHANGED[kind]}
        change(case)
        case.version += 1
        before.append({"case": case.pk, "version": case.version, **kept})
    _save(cases, kind)
    if not cases:
        return None
    return CaseBatch.objects.create(
        municipality_id=cases[0].municipality_id,
        unit_id=by.unit_id,
        kind=kind,
        before=before,
        made_by_id=by.user_id,
        made_at=now,
    )


def _save(cases: list[Case], kind: BatchKind) -> None:
    if cases:
        Case.objects.bulk_update(cases, [name.removesuffix("_id") for name in (*CHANGED[kind], "version")])


def _done(cases: list[Case], left_out: list[LeftOut], batch: CaseBatch | None, now: dt.datetime) -> Done:
    derived.refresh([case.pk for case in cases], today=timezone.localdate(now))
    return Done(len(cases), left_out, batch)


def _put_back(case: Case, kept: dict[str, Any]) -> None:
    for name in kept.keys() - {"case", "version"}:
        read = dt.date.fromisoformat if name.endswith("_on") else dt.datetime.fromisoformat
        value = kept[name]
        setattr(case, name, read(value) if isinstance(value, str) else value)
    case.version += 1


def _record_undone(cases: list[Case], kind: BatchKind, *, by: Scope, now: dt.datetime) -> None:
    if kind == BatchKind.FOLLOW_UP:
        lines = [(case, {"follow_up_on": case.follow_up_on}) for case in cases]
        record_all(lines, EventKind.FOLLOW_UP, by=by, now=now)
        return
    names = dict(User.objects.filter(pk__in={case.assigned_to_id for case in cases}).values_list("pk", "name"))
    lines_to = [(case, {"to": names.get(case.assigned_to_id or 0), "to_id": case.assigned_to_id}) for case in cases]
    record_all(lines_to, EventKind.ASSIGNMENT_UNDONE, by=by, now=now)


def _units_of(people: Iterable[User], now: dt.datetime) -> set[tuple[int, int]]:
    """The units in which each of them does casework."""
    members = Membership.objects.current(timezone.localdate(now)).filter(
        user__in={person.pk for person in people}, user__is_active=True, role__in=CASEWORK_ROLES
    )
    return set(members.values_list("user_id", "organisation_id"))


def _named(receivers: Mapping[int, User], now: dt.datetime) -> set[tuple[int, int]]:
    """Who is named on which of the restricted cases."""
    named = CaseParticipant.objects.current(now).filter(
        case__in=set(receivers), user__in={person.pk for person in receivers.values()}, kind=ParticipantKind.CLEARED
    )
    return set(named.values_list("case_id", "user_id"))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value
