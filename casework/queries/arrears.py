"""What a household owed over time, by the lists the municipality may see."""

from __future__ import annotations

import dataclasses
import datetime as dt
from decimal import Decimal

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from accounts import wording
from accounts.scope import Scope
from housing.enums import DeliveryStatus, StatementKind
from housing.models import ArrearsStatement, ArrearsWarning

from ..arrears_chart import ArrearsChart, Owed, arrears_chart
from ..enums import EventKind
from ..models import Case

#: More lists than this of one lease are not drawn: it would be five years of them.
MOST = 60


@dataclasses.dataclass(frozen=True, slots=True)
class ArrearsRow:
    """What one list said, and how many months of rent that was."""

    warning: ArrearsWarning
    months: Decimal | None


@dataclasses.dataclass(frozen=True, slots=True)
class ArrearsOverTime:
    """The amounts, the latest first, and the days of lists from which the tenancy was missing."""

    rows: list[ArrearsRow]
    gone: list[dt.date]
    chart: ArrearsChart | None

    @property
    def title(self) -> str:
        """What the chart shows, in a sentence."""
        first, last = self.rows[-1].warning.amount, self.rows[0].warning.amount
        said = {"first": wording.kroner(first), "last": wording.kroner(last)}
        if last > first:
            return _("The arrears rose from %(first)s to %(last)s") % said
        if last < first:
            return _("The arrears fell from %(first)s to %(last)s") % said
        return _("The arrears are as they were: %(last)s") % said

    @property
    def description(self) -> str:
        """The same for those who do not see it: each amount with its day, and where nothing is known."""
        told = [f"{wording.day(row.warning.as_of)}: {wording.kroner(row.warning.amount)}" for row in self.rows[::-1]]
        gone = [_("%(day)s: not on the list") % {"day": wording.day(day)} for day in self.gone]
        return "; ".join([*told, *gone])


def arrears_over_time(case: Case, scope: Scope, *, today: dt.date) -> ArrearsOverTime:
    """What the association's lists said the household owed, as far as they were shared; two questions.

    Lists that were undone and amounts the association withdrew do not count.
    """
    withdrawn = ArrearsStatement.objects.standing().filter(
        lease=OuterRef("lease"), as_of=OuterRef("as_of"), kind=StatementKind.WITHDRAWN
    )
    shared = ArrearsWarning.objects.visible_to(scope).filter(
        ~Exists(withdrawn), lease=case.lease_id, delivery__status=DeliveryStatus.APPLIED
    )
    warnings = shared.order_by("-as_of", "-pk").only("as_of", "amount", "step", "monthly_rent")[:MOST]
    rows = [ArrearsRow(warning, _months(warning, case)) for warning in warnings]
    gone = _gone(case)
    owed = [Owed(row.warning.as_of, row.warning.amount) for row in reversed(rows)]
    chart = arrears_chart(owed, gone=gone, today=today) if len(owed) > 1 else None
    return ArrearsOverTime(rows, [day for day in gone if owed and day > owed[0].as_of], chart)


def _months(warning: ArrearsWarning, case: Case) -> Decimal | None:
    rent = warning.monthly_rent or case.monthly_rent
    return warning.amount / rent if rent else None


def _gone(case: Case) -> list[dt.date]:
    """The days of lists that missed the tenancy, as the case was told; those of undone lists left out."""
    told = case.events.filter(kind__in=[EventKind.VANISHED, EventKind.LIST_UNDONE], detail__has_key="as_of")
    facts = [(kind, detail) for kind, detail in told.order_by("pk").values_list("kind", "detail")]
    undone = {detail.get("delivery") for kind, detail in facts if kind == EventKind.LIST_UNDONE}
    return sorted(
        {
            dt.date.fromisoformat(detail["as_of"])
            for kind, detail in facts
            if kind == EventKind.VANISHED and "answer" not in detail and detail.get("delivery") not in undone
        }
    )
