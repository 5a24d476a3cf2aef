"""What somebody is writing, kept until it is saved or thrown away."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from accounts.scope import Scope

from ..models import Case, Draft
from ..permissions import check_work_on

#: Ten digits that can be a CPR number, with or without the dash: only the first six are kept in a draft.
_CPR = re.compile(r"(?<!\d)(\d{6})[- ]?\d{4}(?!\d)")
MASK = "••••"


@transaction.atomic
def keep_draft(case: Case, *, form: str, fields: Mapping[str, Any], by: Scope, now: dt.datetime) -> Draft:
    """Keep what one person has written so far in one form of a case; CPR numbers are masked."""
    check_work_on(by, case)
    draft, _is_new = Draft.objects.update_or_create(
        user_id=by.user_id,
        case=case,
        form=form,
        defaults={
            "municipality_id": case.municipality_id,
            "fields": {_masked(name): _masked(value) for name, value in fields.items()},
            "saved_at": now,
        },
    )
    return draft


def drop_draft(case: Case, *, form: str, by: Scope) -> None:
    """The draft was saved or thrown away; there may be none."""
    Draft.objects.filter(user_id=by.user_id, case=case, form=form).delete()


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return _CPR.sub(rf"\1-{MASK}", value.replace("\0", ""))  # the database takes no NUL
    if isinstance(value, list):
        return [_masked(one) for one in value]
    return value
