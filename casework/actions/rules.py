"""What a municipality's administrator decides: which arrears open a case, how early a case comes up, who may share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed, Refused, check_version
from accounts.models import Municipality, Unit
from accounts.scope import Scope
from housing.models import HousingAssociation, SharingAgreement

from .. import derived
from ..models import Case, LeadDays, OpeningRule
from ..queries.rules import lead_days_on, newest_lists
from .intake.cases import would_open

BATCH = 1000
DAY = dt.timedelta(days=1)


class NotInThePast(Refused):
    """A rule begins or ends today at the earliest: what was done under the old one stays true."""


class AlreadyPlanned(Refused):
    """Another rule begins later; it must be taken back first."""


class Overlapping(Refused):
    """Two agreements of the same two parties would be in force on one day."""


@transaction.atomic
def set_opening_rule(
    *,
    min_step: str,
    min_months: Decimal,
    reopen_days: int,
    default_unit: Unit,
    starts_on: dt.date,
    source: str,
    by: Scope,
    now: dt.datetime,
) -> OpeningRule:
    """Which arrears open a case from a day on; the rule before ends the day before, one of that day is replaced."""
    municipality = own_municipality(by)
    check_not_past(starts_on, now)
    if default_unit.municipality_id != municipality.pk:
        raise NotAllowed(_("The unit belongs to another municipality."))
    rules = OpeningRule.objects.filter(municipality=municipality)
    if rules.filter(starts_on__gt=starts_on).exists():
        raise AlreadyPlanned(_("Another rule is planned to begin later. Take it back first."))
    rules.filter(starts_on=starts_on).delete()
    rules.in_force(starts_on).update(ends_on=starts_on - DAY)
    return OpeningRule.objects.create(
        municipality=municipality,
        min_step=min_step,
        min_months=min_months,
        reopen_days=reopen_days,
        default_unit=default_unit,
        starts_on=starts_on,
        source=source,
    )


@transaction.atomic
def preview_opening_rule(
    *,
    min_step: str,
    min_months: Decimal,
    reopen_days: int,
    default_unit: Unit,
    starts_on: dt.date,
    source: str,
    by: Scope,
    now: dt.datetime,
) -> int:
    """How many cases the newest list of each association would have opened or reopened under this rule.

    The same plan decides as when a list is received; nothing is changed, and only the number is told.
    """
    municipality = own_municipality(by)
    rule = OpeningRule(
        municipality=municipality,
        min_step=min_step,
        min_months=min_months,
        reopen_days=reopen_days,
        default_unit=default_unit,
        starts_on=starts_on,
        source=source,
    )
    return sum(would_open(delivery, rule, today=timezone.localdate(now)) for delivery in newest_lists(by))


@transaction.atomic
def withdraw_opening_rule(rule: OpeningRule, *, by: Scope, now: dt.datetime) -> None:
    """Take a rule back that has not begun; the one before it goes on."""
    municipality = own_municipality(by)
    current = OpeningRule.objects.filter(pk=rule.pk, municipality=municipality).first()
    if current is None or current.starts_on <= timezone.localdate(now):
        raise NotInThePast(_("Only a rule that has not begun can be taken back."))
    current.delete()
    OpeningRule.objects.filter(municipality=municipality, ends_on=current.starts_on - DAY).update(ends_on=None)


@transaction.atomic
def set_lead_days(*, days: Mapping[str, int], source: str, by: Scope, now: dt.datetime) -> list[str]:
    """How many days before its due day each rule of urgency brings a case up, from today; the rules that changed.

    The order of the municipality's open cases follows at once.
    """
    municipality = own_municipality(by)
    today = timezone.localdate(now)
    before = lead_days_on(municipality.pk, today=today)
    changed = [rule for rule, wanted in days.items() if before[rule] != wanted]
    for rule in changed:
        rows = LeadDays.objects.filter(municipality=municipality, rule=rule)
        rows.filter(starts_on=today).delete()
        rows.in_force(today).update(ends_on=today - DAY)
        LeadDays.objects.create(municipality=municipality, rule=rule, days=days[rule], starts_on=today, source=source)
    if changed:
        order_again(municipality, today=today)
    return changed


@transaction.atomic
def add_agreement(
    *,
    association: HousingAssociation,
    from_step: str,
    fields: list[str],
    legal_basis: str,
    starts_on: dt.date,
    ends_on: dt.date | None,
    by: Scope,
    now: dt.datetime,
) -> SharingAgreement:
    """Record what an association may share before filing; it opens the gate for lists received from its first day."""
    municipality = own_municipality(by)
    check_not_past(starts_on, now)
    same_parties = SharingAgreement.objects.filter(association=association, municipality=municipality)
    if same_parties.exclude(ends_on__lt=starts_on).filter(starts_on__lte=ends_on or dt.date.max).exists():
        raise Overlapping(_("There already is an agreement in that period. End it first."))
    return SharingAgreement.objects.create(
        association=association,
        municipality=municipality,
        from_step=from_step,
        fields=fields,
        legal_basis=legal_basis,
        starts_on=starts_on,
        ends_on=ends_on,
    )


@transaction.atomic
def end_agreement(
    agreement: SharingAgreement, *, ends_on: dt.date, version: int, by: Scope, now: dt.datetime
) -> SharingAgreement:
    """Give an agreement its last day: nothing of lists received later passes on its strength."""
    municipality = own_municipality(by)
    if agreement.municipality_id != municipality.pk:
        raise NotAllowed(_("The agreement is another municipality's."))
    current = SharingAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    check_version(current, version)
    check_not_past(ends_on, now)
    if ends_on < current.starts_on:
        raise Refused(_("The last day is before the first."))
    current.ends_on = ends_on
    current.version += 1
    current.save(update_fields=["ends_on", "version"])
    return current


def own_municipality(by: Scope) -> Municipality:
    """The administrator's own municipality, held until the end of the transaction; nobody else decides rules."""
    if by.role != Role.ADMINISTRATOR or by.municipality_id is None:
        raise NotAllowed(_("Only the municipality's administrator decides its rules."))
    return Municipality.objects.select_for_update(of=("self",)).get(pk=by.municipality_id)


def check_not_past(day: dt.date, now: dt.datetime) -> None:
    """A rule begins or ends today or later, else `NotInThePast`."""
    if day < timezone.localdate(now):
        raise NotInThePast(_("Choose today or a later day: what was done until now was done under the old rule."))


def order_again(municipality: Municipality, *, today: dt.date) -> None:
    """Reckon anew what is due on the municipality's open cases, and when."""
    ids = list(Case.objects.open().filter(municipality=municipality).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        derived.refresh(ids[start : start + BATCH], today=today)
