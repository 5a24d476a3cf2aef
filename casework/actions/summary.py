"""The summary at the top of a case."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused
from accounts.scope import Scope

from ..enums import EventKind
from ..events import record
from ..models import Case, CaseSummary
from ..permissions import check_work_on
from .locking import locked

#: A summary is read standing; what is longer is a note.
LONGEST = 600


@transaction.atomic
def write_summary(case: Case, *, text: str, version: int, by: Scope, now: dt.datetime) -> CaseSummary:
    """Put a new wording at the top of the case; the earlier ones stay. An empty text takes the summary down.

    `version` is that of the wording the writer saw, 0 for none; raises `Conflict` with the one that stands.
    """
    case = locked(case)
    check_work_on(by, case)
    standing = CaseSummary.objects.filter(case=case).order_by("-version").first()
    if standing is not None and standing.version != version:
        raise Conflict(standing)
    text = text.strip()
    if len(text) > LONGEST:
        raise Refused(_("A summary has at most %(count)d characters. Write the rest as a note.") % {"count": LONGEST})
    if text == (standing.text if standing else ""):
        raise Refused(_("Nothing was changed."))
    summary = CaseSummary.objects.create(
        case=case,
        municipality_id=case.municipality_id,
        version=version + 1,
        text=text,
        recorded_at=now,
        recorded_by_id=by.user_id,
    )
    record(case, EventKind.SUMMARY, by=by, now=now, text=text, version=summary.version)
    return summary
