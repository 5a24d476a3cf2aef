"""The lists an association has sent, and the rows of one of them, a page at a time."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.paging import read_cursor, write_cursor
from accounts.scope import Scope
from housing.deliveries.records import received_after
from housing.enums import Change, DeliveryStatus, Step, WorkPhase
from housing.importing.rows import message_of
from housing.models import ArrearsWarning, Delivery, DeliveryProblem, DeliveryRow, DeliveryWork

PAGE_SIZE = 50
FAULTS = "faults"

#: Why a row was parked, and what its sender can do about it.
REASONS: dict[str, tuple[Promise, Promise]] = {
    "association_differs": (
        _("The line names another association."),
        _("Send it on that association's list."),
    ),
    "department_unknown": (
        _("We do not know the department."),
        _("Correct its number, or enter the department, and compare the row again."),
    ),
    "department_differs": (
        _("We know the tenancy in another department."),
        _("Correct the number on the list, or put the row aside."),
    ),
    "lease_ended": (
        _("The lease we know has ended."),
        _("Say when the tenants on the list moved in."),
    ),
    "people_differ": (
        _("The people on the list are not those of the lease."),
        _("Say when the tenants on the list moved in, or put the row aside."),
    ),
}
#: The reasons that a new lease settles.
ASKS_MOVE = frozenset({"people_differ", "lease_ended"})
_STEPS = dict(Step.choices)


class Line(NamedTuple):
    """One tenancy of a list as it is shown."""

    pk: int
    line: int | None
    tenancy_number: str
    street: str
    tenants: str
    amount: Decimal | None
    previous_amount: Decimal | None
    step: str
    reason: str

    @property
    def step_name(self) -> str:
        return str(_STEPS.get(self.step, ""))

    @property
    def why(self) -> str:
        """Why the row was parked."""
        return str(REASONS[self.reason][0]) if self.reason else ""

    @property
    def what_to_do(self) -> str:
        return str(REASONS[self.reason][1]) if self.reason else ""


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One fault or warning as it is shown."""

    line: int
    column: str
    severity: str
    value: str
    message: str


#: Where each phase begins and ends, as measured on a list of 100,000 tenancies (benchmarks/README.md).
PHASE_SHARES: dict[WorkPhase, tuple[float, float]] = {
    WorkPhase.WAITING: (0.0, 0.0),
    WorkPhase.COUNTING: (0.0, 0.05),
    WorkPhase.READING: (0.05, 0.6),
    WorkPhase.COMPARING: (0.6, 0.7),
    WorkPhase.WRITING: (0.7, 0.9),
    WorkPhase.CASES: (0.9, 1.0),
    WorkPhase.ENDED: (1.0, 1.0),
}
#: From this part on the time left is worth saying.
LEAST_SHARE_TOLD = 0.1
#: Without a sign of life for so long, the page says so.
QUIET_AFTER = dt.timedelta(minutes=2)


class Progress(NamedTuple):
    """How far the worker is with a list; `seconds_left` is None while nobody can know."""

    phase: str
    percent: int
    done: int
    total: int
    seconds_left: int | None
    is_stopping: bool
    is_quiet: bool


class Page(NamedTuple):
    """The rows of one page, and the cursor of the next one, empty on the last."""

    rows: Sequence[Any]
    next: str


def deliveries_of(scope: Scope) -> QuerySet[Delivery]:
    """The lists of one's associations."""
    return Delivery.objects.visible_to(scope).select_related("association", "received_by", "work")


def is_large(delivery: Delivery) -> bool:
    """Whether the stored file is one for the worker; a file that is gone is not."""
    try:
        return bool(delivery.file.size > settings.READ_AT_ONCE_BYTES)
    except FileNotFoundError:
        return False


def why_not_done(delivery: Delivery) -> str:
    """Why the worker did not do what it was last asked with the list; empty when it did, or never had it."""
    return delivery.work.message if hasattr(delivery, "work") else ""


def progress_of(delivery: Delivery, *, now: dt.datetime) -> Progress:
    """How far the worker is with a list it has in hand."""
    work = delivery.work
    share = _share(work)
    seconds = (now - (work.began_at or now)).total_seconds()
    return Progress(
        phase=str(work.get_phase_display()),
        percent=round(share * 100),
        done=work.done,
        total=work.total,
        seconds_left=round(seconds * (1 - share) / share) if share >= LEAST_SHARE_TOLD else None,
        is_stopping=work.stop_asked_at is not None,
        is_quiet=now - (work.told_at or work.asked_at) > QUIET_AFTER,
    )


def _share(work: DeliveryWork) -> float:
    """The part of the work that is behind, by how long its phases take of a large list."""
    begins, ends = PHASE_SHARES[WorkPhase(work.phase)]
    return begins + (ends - begins) * (work.done / work.total if work.phase == WorkPhase.READING and work.total else 0)


def is_newest_received(delivery: Delivery) -> bool:
    """Whether the list was received and none after it."""
    return delivery.status == DeliveryStatus.APPLIED and not received_after(delivery).exists()


def lines_of(delivery: Delivery, change: str, *, cursor: str) -> Page:
    """The tenancies of a list that went one way, in the order of its lines.

    What has been received is read from its warnings; before, and what left the list or is parked, from its rows.
    """
    if delivery.status == DeliveryStatus.APPLIED and change not in (Change.AMBIGUOUS, Change.VANISHED):
        return _warnings(delivery, change, cursor)
    rows = delivery.rows.filter(change=change)
    match read_cursor(cursor):
        case [int(line), int(pk)]:
            rows = rows.filter(Q(line__gt=line) | Q(line=line, pk__gt=pk))
        case [None, int(pk)]:
            rows = rows.filter(pk__gt=pk)
    fields = ("pk", "line", "tenancy_number", "street", "tenants", "amount", "previous_amount", "step", "reason")
    found = [Line._make(row) for row in rows.order_by("line", "pk").values_list(*fields)[: PAGE_SIZE + 1]]
    return _page(found, lambda row: (row.line, row.pk))


def problems_of(delivery: Delivery, *, cursor: str, size: int = PAGE_SIZE) -> Page:
    """What was wrong with the list's lines, in their order."""
    problems = DeliveryProblem.objects.filter(delivery=delivery)
    match read_cursor(cursor):
        case [int(line), int(pk)]:
            problems = problems.filter(Q(line__gt=line) | Q(line=line, pk__gt=pk))
    found = list(problems.order_by("line", "pk")[: size + 1])
    page = _page(found, lambda row: (row.line, row.pk), size)
    return page._replace(rows=[_shown(problem) for problem in page.rows])


def every_problem(delivery: Delivery) -> list[Problem]:
    """All problems of a list, to be downloaded."""
    return [_shown(problem) for problem in DeliveryProblem.objects.filter(delivery=delivery).order_by("line", "pk")]


def parked_row(scope: Scope, delivery_pk: int, pk: int) -> QuerySet[DeliveryRow]:
    """A row of a received list that waits for somebody to settle it."""
    visible = Delivery.objects.visible_to(scope).applied().filter(pk=delivery_pk)
    return DeliveryRow.objects.filter(pk=pk, change=Change.AMBIGUOUS, delivery__in=visible).select_related("delivery")


def _warnings(delivery: Delivery, change: str, cursor: str) -> Page:
    warnings = ArrearsWarning.objects.filter(delivery=delivery, change=change)
    match read_cursor(cursor):
        case [int(pk)]:
            warnings = warnings.filter(pk__gt=pk)
    fields = ("pk", "tenancy__number", "tenancy__street", "amount", "previous_amount", "step")
    found = [
        Line(pk, None, number, street, "", amount, previous, step, "")
        for pk, number, street, amount, previous, step in warnings.order_by("pk").values_list(*fields)[: PAGE_SIZE + 1]
    ]
    return _page(found, lambda row: (row.pk,))


def _page(found: list[Any], place: Any, size: int = PAGE_SIZE) -> Page:
    rest = len(found) > size
    return Page(found[:size], write_cursor(*place(found[size - 1])) if rest else "")


def _shown(problem: DeliveryProblem) -> Problem:
    words = message_of(problem.code, problem.column, problem.value)
    return Problem(problem.line, problem.column, problem.severity, problem.value, words)
