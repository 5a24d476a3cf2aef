"""Writes to managers what the figures were at the end of a month."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone, translation

from accounts.enums import OrganisationKind, Role
from accounts.models import Membership, Municipality
from accounts.outbox import write_mail
from housing.models import HousingAssociation

from .. import monthly
from ..enums import Reader
from ..models import MonthlyFigures
from ..reach import Reach, of_municipality, of_own_associations

#: For so long after the first working day of a month what was missed is made up for.
CATCH_UP = dt.timedelta(days=7)


def is_due(today: dt.date) -> bool:
    """Whether the figures of last month go out on a day: the first working day, and soon after for who got none."""
    first = monthly.first_working_day(today)
    return first <= today <= first + CATCH_UP


def mail_monthly_figures(*, now: dt.datetime) -> int:
    """Write each manager who chose it the figures until the end of last month; how many mails were written.

    Does nothing on the days before the first working day of the month. For each manager and month it does its work
    once, however often it is called and wherever it was stopped.
    """
    today = timezone.localdate(now)
    if not is_due(today):
        return 0
    span = monthly.span_before(today)
    month = span.last.replace(day=1)
    written = MonthlyFigures.objects.filter(month=month).values("membership")
    wanting = (
        Membership.objects.current(today)
        .filter(role=Role.MANAGER, user__is_active=True, user__has_monthly_figures=True)
        .exclude(user__email="")
        .exclude(pk__in=written)
        .select_related("user", "organisation")
        .order_by("pk")
    )
    return sum(_write(membership, span, now=now) for membership in wanting)


@transaction.atomic
def _write(membership: Membership, span: monthly.Span, *, now: dt.datetime) -> bool:
    """One manager's mail with the mark that it was written, so that neither is without the other; False if it was."""
    _mark, is_new = MonthlyFigures.objects.get_or_create(
        membership=membership, month=span.last.replace(day=1), defaults={"written_at": now}
    )
    if not is_new:
        return False
    with translation.override(membership.user.language):
        reach, reader = _read_by(membership)
        write_mail(
            to=membership.user.email,
            subject=monthly.subject(reach, span),
            text=monthly.text(reach, span, reader=reader),
            now=now,
        )
    return True


def _read_by(membership: Membership) -> tuple[Reach, Reader]:
    """Whose figures a manager reads: those of the municipality, or of the association."""
    if membership.organisation.kind == OrganisationKind.MUNICIPALITY:
        municipality = Municipality.objects.get(organisation_id=membership.organisation_id)
        return of_municipality(municipality), Reader.MUNICIPAL_MANAGER
    association = HousingAssociation.objects.get(organisation_id=membership.organisation_id)
    return of_own_associations([association]), Reader.ASSOCIATION_MANAGER
