"""From the role a person works in to the scope that opens rows."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from .enums import OrganisationKind, Role
from .models import Membership, Notification, OrganisationAdministration, User
from .scope import Scope

#: Where the session keeps the membership chosen at log-in.
CHOSEN = "membership"

#: What is open to a membership's person at a moment, from the app that knows cases: `invited` and `cleared` are the
#: cases, `covers` the covers by which a colleague's log is.
Opened = Callable[[dt.datetime], Mapping[str, ArraySubquery]]

#: They stand in the statement of `_statement` where a request puts who asks and when.
_SOMEBODY = -1
_SOME_MOMENT = dt.datetime(1, 1, 2, 12, tzinfo=dt.UTC)
_SOME_DAY = _SOME_MOMENT.date()


def choices_for(user: User, *, today: dt.date) -> QuerySet[Membership]:
    """The roles a person may work in on a day, in the order of their organisations' names."""
    return (
        Membership.objects.current(today)
        .filter(user=user)
        .select_related("organisation")
        .order_by("organisation__name", "role", "pk")
    )


def scope_for(
    user: User, session: SessionBase | Mapping[str, int], *, now: dt.datetime, opened: Opened
) -> Scope | None:
    """The scope of the membership chosen in the session, or of the only one there is; None when one must choose."""
    today = timezone.localdate(now)
    statement, parts = _statement(opened)
    given: dict[Any, Any] = {_SOMEBODY: user.pk, _SOME_MOMENT: now, _SOME_DAY: today}
    with connection.cursor() as cursor:
        cursor.execute(statement, [given.get(part, part) for part in parts])
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    chosen = [row for row in rows if row["pk"] == session.get(CHOSEN)] or (rows if len(rows) == 1 else [])
    return _scope(user, chosen[0], today) if chosen else None


@functools.cache
def _statement(opened: Opened) -> tuple[str, tuple[Any, ...]]:
    """The question for somebody's roles as SQL, with its values: made once, because every request asks it.

    To put it together costs a request more than to ask it.
    """
    roles = (
        Membership.objects.current(_SOME_DAY)
        .filter(user=_SOMEBODY)
        .order_by("pk")
        .values(
            "role",
            "organisation_id",
            pk=F("id"),
            organisation_name=F("organisation__name"),
            kind=F("organisation__kind"),
            unit=F("organisation__unit__pk"),
            of_municipality=Coalesce("organisation__unit__municipality_id", "organisation__municipality__pk"),
            administered=_administered(_SOME_DAY),
            unread=_unread(),
            **opened(_SOME_MOMENT),
        )
    )
    statement, parts = roles.query.sql_with_params()
    return statement, tuple(parts)


def _unread() -> Coalesce:
    """How much a membership's person has not read yet."""
    own = Q(organisation_id=OuterRef("organisation_id")) | Q(organisation__isnull=True)
    counted = Notification.objects.unread().filter(own, user=OuterRef("user")).order_by().values("user")
    return Coalesce(Subquery(counted.annotate(count=Count("pk")).values("count")), 0)


def _administered(today: dt.date) -> ArraySubquery:
    return ArraySubquery(
        OrganisationAdministration.objects.current(today)
        .filter(administrator=OuterRef("organisation"))
        .values("organisation_id")
    )


def _scope(user: User, row: Mapping[str, Any], today: dt.date) -> Scope:
    own = [row["organisation_id"]] if row["kind"] == OrganisationKind.ASSOCIATION else []
    return Scope(
        user_id=user.pk,
        user_name=user.name,
        role=Role(row["role"]),
        organisation_id=row["organisation_id"],
        organisation_name=row["organisation_name"],
        today=today,
        membership_id=row["pk"],
        municipality_id=row["of_municipality"],
        unit_id=row["unit"],
        association_ids=tuple(sorted({*own, *row["administered"]})),
        invited_case_ids=tuple(row["invited"]),
        cleared_case_ids=tuple(row["cleared"]),
        cover_ids=tuple(row["covers"]),
        unread_count=row["unread"],
    )
