"""A household that moved to another municipality: its case ends there, and nothing of it is opened to the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.models import Municipality
from accounts.scope import Scope

from ..enums import EventKind
from ..events import record
from ..models import Case, CaseTransfer
from ..outcomes import TRANSFERRED
from .closing import close
from .locking import locked, save_valid


@transaction.atomic
def transfer_case(
    case: Case,
    *,
    to_municipality: Municipality | None = None,
    to_name: str = "",
    moved_on: dt.date,
    informed_on: dt.date | None = None,
    informed_basis: str = "",
    contact_outcome: str,
    arrears_outcome: str,
    course_results: Mapping[int, str],
    version: int,
    by: Scope,
    now: dt.datetime,
) -> CaseTransfer:
    """Close a case because the household moved away, on the day it moved.

    Transferred is not averted (domain § 4). The other municipality is one we know, or a name. Raises what closing
    a case raises.
    """
    case = locked(case)
    to_name = _name_of(case, to_municipality, to_name)
    if informed_on is not None and informed_on > timezone.localdate(now):
        raise Refused(_("That day has not come yet."))
    case = close(
        case,
        housing_outcome=TRANSFERRED,
        contact_outcome=contact_outcome,
        arrears_outcome=arrears_outcome,
        course_results=course_results,
        closed_on=moved_on,
        version=version,
        by=by,
        now=now,
    )
    transfer = CaseTransfer(
        case=case, municipality_id=case.municipality_id, to_municipality=to_municipality, to_name=to_name,
        moved_on=moved_on, informed_on=informed_on, informed_basis=informed_basis, recorded_at=now,
        recorded_by_id=by.user_id,
    )  # fmt: skip
    save_valid(transfer)
    record(
        case, EventKind.TRANSFERRED, by=by, now=now, occurred_on=moved_on, transfer=transfer.pk, to=to_name,
        moved_on=moved_on, informed_on=informed_on, informed_basis=informed_basis,
    )  # fmt: skip
    return transfer


def _name_of(case: Case, to_municipality: Municipality | None, to_name: str) -> str:
    """Where the household moved; it is not where it lived."""
    if to_municipality is not None and to_municipality.pk == case.municipality_id:
        raise Refused(_("Choose another municipality than your own."))
    name = to_municipality.name if to_municipality else to_name.strip()
    if not name:
        raise Refused(_("Say to which municipality the household moved."))
    return name
