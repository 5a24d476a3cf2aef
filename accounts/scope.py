"""Who is asking: the person, the organisation acted for, and what that opens."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from typing import NamedTuple

from django.db import connection

from .enums import ASSOCIATION_ROLES, CASEWORK_ROLES, Role


@dataclasses.dataclass(frozen=True, slots=True)
class Scope:
    """The key to every row: `Model.objects.visible_to(scope)` decides by nothing else.

    `municipality_id` is set for municipal roles, `unit_id` for those in a unit, `association_ids`
    for those who act for one association or, with an administrator, several.
    `invited_case_ids` were opened to this person by an invitation or a stated purpose;
    `cleared_case_ids` are restricted cases this person is named on; `cover_ids` are the standing covers by which
    an adviser sees a colleague's log. `today` is the day it speaks of: what rests on a consent is shut the day after
    its last. `unread_count` is how much news waits for them.
    """

    user_id: int
    user_name: str
    role: Role
    organisation_id: int
    organisation_name: str
    today: dt.date
    membership_id: int | None = None
    municipality_id: int | None = None
    unit_id: int | None = None
    association_ids: tuple[int, ...] = ()
    invited_case_ids: tuple[int, ...] = ()
    cleared_case_ids: tuple[int, ...] = ()
    cover_ids: tuple[int, ...] = ()
    unread_count: int = 0

    @property
    def is_municipal(self) -> bool:
        return self.municipality_id is not None

    @property
    def does_casework(self) -> bool:
        return self.role in CASEWORK_ROLES

    @property
    def is_in_association(self) -> bool:
        return self.role in ASSOCIATION_ROLES

    @property
    def hides_small_counts(self) -> bool:
        """Advisers, association people and managers never read a count of 1-4."""
        return self.role in ASSOCIATION_ROLES or self.role == Role.MANAGER


class Outsider(NamedTuple):
    """Somebody without a log-in here who did something all the same, as a record names them."""

    user_name: str
    organisation_name: str = ""
    user_id: None = None


#: One transaction-local setting per part of the scope, as row-level policies read them.
SETTINGS = (
    "fasthold.user_id",
    "fasthold.role",
    "fasthold.organisation_id",
    "fasthold.municipality_id",
    "fasthold.unit_id",
    "fasthold.association_ids",
    "fasthold.invited_case_ids",
    "fasthold.cleared_case_ids",
    "fasthold.cover_ids",
)


def announce(scope: Scope) -> None:
    """Tell the database who is asking, until the end of the current transaction."""
    values = (
        str(scope.user_id),
        scope.role.value,
        str(scope.organisation_id),
        "" if scope.municipality_id is None else str(scope.municipality_id),
        "" if scope.unit_id is None else str(scope.unit_id),
        _array(scope.association_ids),
        _array(scope.invited_case_ids),
        _array(scope.cleared_case_ids),
        _array(scope.cover_ids),
    )
    calls = ", ".join("set_config(%s, %s, true)" for _ in SETTINGS)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", [part for pair in zip(SETTINGS, values, strict=True) for part in pair])


def _array(ids: tuple[int, ...]) -> str:
    return json.dumps(sorted(ids)).replace("[", "{").replace("]", "}")
