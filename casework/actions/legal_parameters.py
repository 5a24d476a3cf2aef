"""The legal parameters of a municipality: the first ones, a new value from a day, and taking a planned one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope

from ..legal_parameters import BY_CODE, UnfitValue, proposals, read
from ..models import LegalParameter
from .rules import DAY, AlreadyPlanned, NotInThePast, check_not_past, order_again, own_municipality


def write_proposals(municipality_ids: Collection[int], *, codes: Collection[str] = tuple(BY_CODE)) -> None:
    """Give municipalities without values of these parameters what the product proposes."""
    LegalParameter.objects.bulk_create(
        LegalParameter(
            municipality_id=municipality_id,
            code=row.code,
            value=row.value,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            source=row.source,
        )
        for municipality_id in municipality_ids
        for row in proposals()
        if row.code in codes
    )


@transaction.atomic
def set_legal_parameter(
    *, code: str, value: str, starts_on: dt.date, source: str, by: Scope, now: dt.datetime
) -> LegalParameter:
    """Give a parameter a value from a day on; the value before ends the day before.

    A yearly one is given the whole calendar year of the day, also a year gone by: it was what it was, and its
    number may become known late, and no deadline hangs on it. Else what is due on open cases follows at once: a
    date reckoned from a day still to come too. Raises `Refused` for a value it
    cannot have.
    """
    municipality = own_municipality(by)
    parameter = BY_CODE[code]
    try:
        read(parameter, value)
    except UnfitValue:
        raise Refused(_("The parameter cannot have this value.")) from None
    rows = LegalParameter.objects.filter(municipality=municipality, code=code)
    if not rows.exists():
        write_proposals([municipality.pk], codes=[code])
    if parameter.is_yearly:
        starts_on, ends_on = dt.date(starts_on.year, 1, 1), dt.date(starts_on.year, 12, 31)
    else:
        ends_on = None
        check_not_past(starts_on, now)
        if rows.filter(starts_on__gt=starts_on).exists():
            raise AlreadyPlanned(_("Another value is planned to begin later. Take it back first."))
    rows.filter(starts_on=starts_on).delete()
    rows.in_force(starts_on).update(ends_on=starts_on - DAY)
    created = LegalParameter.objects.create(
        municipality=municipality, code=code, value=value, starts_on=starts_on, ends_on=ends_on, source=source
    )
    if not parameter.is_yearly:
        order_again(municipality, today=timezone.localdate(now))
    return created


@transaction.atomic
def withdraw_legal_parameter(planned: LegalParameter, *, by: Scope, now: dt.datetime) -> None:
    """Take a value back that has not begun; the one before it goes on."""
    municipality = own_municipality(by)
    rows = LegalParameter.objects.filter(municipality=municipality)
    current = rows.filter(pk=planned.pk).first()
    if current is None or current.starts_on <= timezone.localdate(now):
        raise NotInThePast(_("Only a value that has not begun can be taken back."))
    current.delete()
    if not BY_CODE[current.code].is_yearly:
        rows.filter(code=current.code, ends_on=current.starts_on - DAY).update(ends_on=None)
        order_again(municipality, today=timezone.localdate(now))
