"""Who may act for a person of a case: written down and changed; an end ends it, nothing is deleted."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused, check_version
from accounts.scope import Scope

from .. import derived
from ..enums import EventKind
from ..events import record
from ..models import Case, Person, Representative
from ..permissions import check_work_on
from .locking import locked, save_valid


@transaction.atomic
def add_representative(
    case: Case,
    *,
    person: Person,
    kind: str,
    name: str,
    phone: str = "",
    may: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: Scope,
    now: dt.datetime,
) -> Representative:
    """Write down somebody who may act for a person of the case; `may` says in what."""
    case = locked(case)
    check_work_on(by, case)
    if not case.case_people.filter(person=person).exists():
        raise Refused(_("Choose somebody who is on the case."))
    representative = Representative(
        case=case, person=person, municipality_id=case.municipality_id, kind=kind, name=name, phone=phone, may=may,
        starts_on=starts_on, ends_on=ends_on, recorded_at=now, recorded_by_id=by.user_id,
    )  # fmt: skip
    return _saved(representative, "added", by=by, now=now)


@transaction.atomic
def change_representative(
    representative: Representative,
    *,
    version: int,
    kind: str,
    name: str,
    phone: str = "",
    may: str,
    starts_on: dt.date,
    ends_on: dt.date | None = None,
    by: Scope,
    now: dt.datetime,
) -> Representative:
    """Change what is known of a representative; a last day ends the right to act."""
    check_work_on(by, locked(representative.case))
    representative = (
        Representative.objects.select_for_update(of=("self",))
        .select_related("case", "person")
        .get(pk=representative.pk)
    )
    check_version(representative, version)
    representative.kind, representative.name, representative.phone = kind, name, phone
    representative.may, representative.starts_on, representative.ends_on = may, starts_on, ends_on
    representative.version += 1
    return _saved(representative, "changed", by=by, now=now)


def _saved(representative: Representative, did: str, *, by: Scope, now: dt.datetime) -> Representative:
    save_valid(representative)
    record(
        representative.case,
        EventKind.REPRESENTATIVE,
        by=by,
        now=now,
        did=did,
        representative=representative.pk,
        name=representative.name,
        kind=representative.kind,
        represents=representative.person.name,
        may=representative.may,
        starts_on=representative.starts_on,
        ends_on=representative.ends_on,
    )
    derived.refresh([representative.case_id], today=timezone.localdate(now))
    return representative
