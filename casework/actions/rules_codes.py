"""Changes of the code book: a code is added or closed, never altered."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed, Refused
from accounts.scope import Scope
from housing import codes
from housing.models import Code

from .rules import DAY, NotInThePast

#: Lists whose codes the product's own rules read; they change with the product, not by hand.
FIXED_LISTS = frozenset(
    {"cause", "stage", "legal_basis", "course_result", "hearing_result", "part_of_day", "housing_outcome"}
)


class FixedList(Refused):
    """A list that the product's rules read."""


class AlreadyClosed(Refused):
    """The code has its last day."""


@transaction.atomic
def add_code(
    *,
    list_name: str,
    code: str,
    name_da: str,
    name_en: str,
    definition_da: str,
    definition_en: str,
    valid_from: dt.date,
    source: str,
    by: Scope,
    now: dt.datetime,
) -> Code:
    """Add a code, or give a known one a new wording: the old wording then ends the day before."""
    _check(by, list_name)
    if valid_from < timezone.localdate(now):
        raise NotInThePast(_("Choose today or a later day."))
    known = Code.objects.select_for_update(of=("self",)).filter(list=list_name)
    if known.filter(code=code, valid_from__gte=valid_from).exists():
        raise NotInThePast(_("The code already has a wording from that day or later. Choose a later day."))
    before = known.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=valid_from), code=code).first()
    if before is not None:
        before.valid_to = valid_from - DAY
        before.save(update_fields=["valid_to"])
    last = Code.objects.filter(list=list_name).aggregate(last=Max("position"))["last"] or 0
    added = Code.objects.create(
        list=list_name,
        code=code,
        name_da=name_da,
        name_en=name_en,
        definition_da=definition_da,
        definition_en=definition_en,
        position=before.position if before else last + 1,
        valid_from=valid_from,
        source=source,
    )
    transaction.on_commit(codes.forget)
    return added


@transaction.atomic
def close_code(entry: Code, *, valid_to: dt.date, by: Scope, now: dt.datetime) -> Code:
    """Give a code its last day; what was recorded with it keeps its name."""
    _check(by, entry.list)
    current = Code.objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if current.valid_to is not None:
        raise AlreadyClosed(_("This code already has its last day."))
    if valid_to < max(timezone.localdate(now), current.valid_from):
        raise NotInThePast(_("Choose today or a later day, and none before the code's first."))
    current.valid_to = valid_to
    current.save(update_fields=["valid_to"])
    transaction.on_commit(codes.forget)
    return current


def _check(by: Scope, list_name: str) -> None:
    if by.role != Role.ADMINISTRATOR:
        raise NotAllowed(_("Only an administrator changes the code book."))
    if list_name in FIXED_LISTS:
        raise FixedList(_("The codes of this list are part of the product's rules and cannot be changed here."))
