"""From the role a person works in to the scope that opens rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from .enums import OrganisationKind, Role
from .models import Membership, Notification, OrganisationAdministration, User
from .scope import Scope

#: Where the session keeps the membership chosen at log-in.
CHOSEN = "membership"


def choices_for(user: User, *, today: dt.date) -> QuerySet[Membership]:
    """The roles a person may work in on a day, in the order of their organisations' names."""
    return (
        Membership.objects.current(today)
        .filter(user=user)
        .select_related("organisation")
        .order_by("organisation__name", "role", "pk")
    )


def scope_for(
    user: User,
    session: SessionBase | Mapping[str, int],
    *,
    today: dt.date,
    invited: ArraySubquery,
    cleared: ArraySubquery,
    covers: ArraySubquery,
) -> Scope | None:
    """The scope of the membership chosen in the session, or of the only one there is; None when one must choose.

    `invited` and `cleared` give the cases opened to the person, `covers` the colleagues whose log is; they come
    from the app that knows cases.
    """
    rows = list(
        Membership.objects.current(today)
        .filter(user=user)
        .order_by("pk")
        .values(
            "pk",
            "role",
            "organisation_id",
            organisation_name=F("organisation__name"),
            kind=F("organisation__kind"),
            unit=F("organisation__unit__pk"),
            of_municipality=Coalesce("organisation__unit__municipality_id", "organisation__municipality__pk"),
            administered=_administered(today),
            invited=invited,
            cleared=cleared,
            covers=covers,
            unread=_unread(),
        )
    )
    chosen = [row for row in rows if row["pk"] == session.get(CHOSEN)] or (rows if len(rows) == 1 else [])
    return _scope(user, chosen[0], today) if chosen else None


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
