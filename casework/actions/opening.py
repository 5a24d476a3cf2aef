"""Opening a case: by hand for any cause, or because a notice came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope
from housing.actions import register_home
from housing.enums import NoticeKind
from housing.models import ArrearsPosition, Department, HouseholdFacts, Lease, Notice, Tenancy

from .. import derived, stages
from ..enums import Cause, EventKind, LegalStepKind, OpenedBy, Stage, StepSource
from ..events import record
from ..models import Campaign, Case, LegalCourse, LegalStep, OpeningRule
from ..permissions import check_open_in, check_record_notice
from .access import name_on
from .campaigns import put_in_campaign
from .closing import reopen
from .courses import GROUND_OF, add_course, write_step
from .locking import locked
from .logging import add_note
from .numbers import case_number, draw_numbers
from .people import add_people, add_residents, tenants_of

#: Why a case is restricted when a tenant's address is.
PROTECTED_ADDRESS = "protected_address"
_OPENED_BY_NOTICE = {NoticeKind.SECTION_92_2: OpenedBy.SECTION_92_2, NoticeKind.COURT: OpenedBy.COURT}
_SOURCE_OF_NOTICE = {NoticeKind.SECTION_92_2: StepSource.ASSOCIATION, NoticeKind.COURT: StepSource.COURT}


@transaction.atomic
def open_case_by_hand(
    *,
    lease: Lease,
    cause: str,
    opened_by: str,
    reason: str,
    note: str = "",
    residents: Sequence[str] = (),
    campaign: Campaign | None = None,
    by: Scope,
    now: dt.datetime,
) -> Case:
    """Open a case without a warning, in one's own unit, on a stated legal basis.

    Crime and a protected address restrict it to whoever opened it. `residents` are the names of those who
    live there, for a home whose tenants the association has not named; they stay the municipality's own.
    """
    lease = _held(lease)
    check_open_in(by, lease.municipality_id)
    if opened_by == OpenedBy.OTHER and not reason.strip():
        raise Refused(_("Give the reason."))
    if Case.objects.open().filter(lease=lease).exists():
        raise Refused(_("This household already has an open case."))
    today = timezone.localdate(now)
    case = _open(lease, unit_id=by.unit_id, cause=cause, opened_by=opened_by, reason=reason, now=now)
    add_residents(case, residents)
    if campaign is not None:
        put_in_campaign(case, campaign, by=by, now=now)
    add_course(case, cause=cause, ground=GROUND_OF.get(cause), started_on=today)
    if case.is_restricted:
        because = cause if cause == Cause.CRIME else PROTECTED_ADDRESS
        name_on(case, {by.user_id}, reason=because, by=by, now=now)
    _record_opened(case, by=by, now=now)
    if note.strip():
        add_note(case, text=note, by=by, now=now)
    derived.refresh([case.pk], today=today)
    case.refresh_from_db()
    return case


@transaction.atomic
def open_case_for_unlisted_home(
    *,
    department: Department,
    tenancy_number: str,
    street: str,
    postcode: str,
    city: str,
    by: Scope,
    now: dt.datetime,
    **case: Any,
) -> Case:
    """Open a case for a home that no list has named yet: the home is registered first.

    `case` is what `open_case_by_hand` asks for.
    """
    check_open_in(by, department.municipality_id)
    lease = register_home(department=department, number=tenancy_number, street=street, postcode=postcode, city=city)
    return open_case_by_hand(lease=lease, **case, by=by, now=now)


@transaction.atomic
def open_case_for_notice(notice: Notice, *, by: Scope, now: dt.datetime) -> Case:
    """Open a case for a notice, or join it to the one that is open; its course is then filed.

    A case of the household closed within the rule's days for the same ground is reopened instead.
    """
    check_record_notice(by, notice)
    lease = _held(notice.lease)
    case = Case.objects.open().filter(lease=lease).first() or _recently_closed(lease, notice, now)
    if case is None:
        case = _open_for(notice, lease, by=by, now=now)
    else:
        case = locked(case)
        _join(case, notice, by=by, now=now)
    _file(case, notice, by=by, now=now)
    record(
        case,
        EventKind.NOTICE,
        by=by,
        now=now,
        occurred_on=notice.received_on,
        notice=notice.pk,
        kind=notice.kind,
        cause=notice.cause if notice.cause != Cause.ARREARS else None,
        filed_on=notice.filed_on,
        amount=notice.amount,
        court=notice.court,
        court_case_number=notice.court_case_number,
    )
    derived.refresh([case.pk], today=timezone.localdate(now))
    case.refresh_from_db()
    return case


def snapshot(tenancy: Tenancy) -> dict[str, Any]:
    """What a case keeps of its home as of opening."""
    return {
        "municipality_id": tenancy.municipality_id,
        "association_id": tenancy.association_id,
        "department_id": tenancy.department_id,
        "tenancy_id": tenancy.pk,
        "district": tenancy.department.district,
        "address": ", ".join(part for part in [tenancy.street, f"{tenancy.postcode} {tenancy.city}".strip()] if part),
        "monthly_rent": tenancy.monthly_rent,
    }


def _held(lease: Lease) -> Lease:
    """The lease, held so that two people do not open its case at once."""
    return (
        Lease.objects.select_for_update(of=("self",), no_key=True)
        .select_related("tenancy__department")
        .get(pk=lease.pk)
    )


def _open(lease: Lease, *, unit_id: int | None, cause: str, opened_by: str, reason: str, now: dt.datetime) -> Case:
    """The case with its snapshots and people; restricted for crime and for a protected address."""
    today = timezone.localdate(now)
    tenants = tenants_of(lease, today)
    is_protected = any(tenant.is_address_protected for tenant in tenants)
    case = Case.objects.create(
        **snapshot(lease.tenancy),
        **_household(lease, today),
        **_shared_amount(lease),
        number=case_number(today.year, draw_numbers(lease.municipality_id, today.year, 1)),
        lease=lease,
        unit_id=unit_id,
        names=", ".join(tenant.name for tenant in tenants)[:400],
        is_restricted=is_protected or cause == Cause.CRIME,
        opened_at=now,
        opened_on=today,
        opened_year=today.year,
        opened_by=opened_by,
        opening_reason=reason,
        cause=cause,
    )
    add_people(case, tenants, now=now)
    return case


def _household(lease: Lease, today: dt.date) -> dict[str, Any]:
    """The household as the association last knew it."""
    newest = HouseholdFacts.objects.filter(lease=lease, occurred_on__lte=today).order_by("-occurred_on").first()
    if newest is None:
        return {}
    return {field: getattr(newest, field) for field in ("household_type", "has_children", "children", "adults")}


def _shared_amount(lease: Lease) -> dict[str, Any]:
    """What is owed, where the association may tell it."""
    position = ArrearsPosition.objects.owing().filter(lease=lease).exclude(gate_basis="").first()
    return {} if position is None else {"amount": position.amount, "amount_as_of": position.as_of}


def _record_opened(case: Case, *, by: Scope, now: dt.datetime) -> None:
    record(
        case,
        EventKind.OPENED,
        by=by,
        now=now,
        opened_by=case.opened_by,
        cause=case.cause,
        reason=case.opening_reason,
        amount=case.amount,
    )


def _rule(municipality_id: int, today: dt.date) -> OpeningRule:
    rule = OpeningRule.objects.in_force(today).filter(municipality=municipality_id).first()
    if rule is None:
        raise Refused(_("The municipality has no opening rule in force: its administrator adds one."))
    return rule


def _recently_closed(lease: Lease, notice: Notice, now: dt.datetime) -> Case | None:
    """The household's case for the same ground, closed so lately that it is the same one."""
    today = timezone.localdate(now)
    since = today - dt.timedelta(days=_rule(notice.municipality_id, today).reopen_days)
    return (
        Case.objects.filter(lease=lease, closed_on__gte=since, courses__cause=notice.cause)
        .order_by("-closed_at", "-pk")
        .first()
    )


def _open_for(notice: Notice, lease: Lease, *, by: Scope, now: dt.datetime) -> Case:
    rule = _rule(notice.municipality_id, timezone.localdate(now))
    case = _open(
        lease,
        unit_id=rule.default_unit_id,
        cause=notice.cause,
        opened_by=_OPENED_BY_NOTICE[NoticeKind(notice.kind)],
        reason="",
        now=now,
    )
    _keep(case, notice)
    _record_opened(case, by=by, now=now)
    return case


def _join(case: Case, notice: Notice, *, by: Scope, now: dt.datetime) -> None:
    if case.closed_at is not None:
        reopen(case, because=EventKind.NOTICE, by=by, now=now)
    _keep(case, notice)


def _keep(case: Case, notice: Notice) -> None:
    """The first notice's day, and the amount when it is news."""
    case.first_noticed_on = case.first_noticed_on or notice.received_on
    if notice.amount is not None and (case.amount_as_of is None or case.amount_as_of <= notice.received_on):
        case.amount, case.amount_as_of = notice.amount, notice.received_on
    case.version += 1
    case.save(update_fields=["first_noticed_on", "amount", "amount_as_of", "version"])


def _file(case: Case, notice: Notice, *, by: Scope, now: dt.datetime) -> None:
    """Bring the open course of the notice's cause to the bailiff court; open one where there is none."""
    course = stages.furthest(list(LegalCourse.objects.filter(case=case, cause=notice.cause, ended_on=None)))
    if course is None:
        course = add_course(case, cause=notice.cause, ground=GROUND_OF.get(notice.cause), started_on=notice.filed_on)
    elif stages.STAGE_ORDER[course.stage] >= stages.STAGE_ORDER[Stage.FILED]:
        return
    step = LegalStep(
        kind=LegalStepKind.FILING,
        occurred_on=notice.filed_on,
        source=_SOURCE_OF_NOTICE[NoticeKind(notice.kind)],
        court=notice.court,
        court_case_number=notice.court_case_number,
    )
    write_step(case, course, step, by=by, now=now)
