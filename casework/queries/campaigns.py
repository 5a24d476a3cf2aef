"""Campaigns and programmes as lists, with how far they reach; small counts are hidden where they must be."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from accounts.enums import Role
from accounts.scope import Scope

from ..models import AdviserContact, Campaign, Case, Intervention, Programme
from ..outcomes import STAYS

#: Counts below this point at households (domain § 7).
LEAST_SHOWN = 5


class Reached(NamedTuple):
    """A programme with what belongs to it; None is a count too small to be told, or not for this reader."""

    programme: Programme
    interventions: int | None
    households: int | None
    contacts: int | None
    closed: int | None
    stayed: int | None


def campaigns_of(scope: Scope) -> QuerySet[Campaign]:
    """The campaigns somebody may read, the latest first."""
    found = Campaign.objects.visible_to(scope).select_related("association").prefetch_related("departments")
    return found.order_by("-starts_on", "-pk")


def case_counts(scope: Scope, campaigns: list[Campaign]) -> dict[int, int]:
    """How many cases of the own municipality came of each; nobody but those who do casework is told."""
    if not scope.does_casework:
        return {}
    cases = Case.objects.filter(municipality_id=scope.municipality_id, campaign__in=campaigns)
    return dict(cases.values_list("campaign").annotate(cases=Count("pk")).order_by())


def campaigns_for(case: Case) -> QuerySet[Campaign]:
    """The campaigns a case can have come of: those of its association."""
    found = Campaign.objects.filter(association_id=case.association_id).select_related("association")
    return found.order_by("-starts_on", "-pk")


def reach_of(scope: Scope, *, today: dt.date) -> list[Reached]:
    """Every programme somebody may read with its reach and outcome, those that run first."""
    programmes = list(
        Programme.objects.visible_to(scope).select_related("owner", "municipality").order_by("name", "pk")
    )
    helped = _helped(scope, programmes)
    contacts = dict(
        AdviserContact.objects.filter(programme__in=programmes)
        .values_list("programme")
        .annotate(contacts=Count("pk"))
        .order_by()
    )
    rows = [_reached(scope, one, helped.get(one.pk, {}), contacts.get(one.pk, 0)) for one in programmes]
    return sorted(rows, key=lambda row: row.programme.ends_on is not None and row.programme.ends_on < today)


def last_used(scope: Scope) -> int | None:
    """The programme the person's last intervention belonged to, to be proposed for the next."""
    if scope.role == Role.TENANT_ADVISER:
        own = AdviserContact.objects.visible_to(scope).order_by("-pk")
        return own.values_list("programme", flat=True).first()
    mine = Intervention.objects.filter(recorded_by_id=scope.user_id, municipality_id=scope.municipality_id)
    return mine.order_by("-pk").values_list("programme", flat=True).first()


def _helped(scope: Scope, programmes: list[Programme]) -> dict[int, dict[str, Any]]:
    """Households and outcomes by programme; an association never learns of what became of help (design § 3)."""
    if not scope.is_municipal:
        return {}
    rows = Intervention.objects.filter(programme__in=programmes).values("programme").order_by()
    closed = Q(case__closed_at__isnull=False)
    counted = rows.annotate(
        interventions=Count("pk"),
        households=Count("case", distinct=True),
        closed=Count("case", distinct=True, filter=closed),
        stayed=Count("case", distinct=True, filter=closed & Q(case__housing_outcome=STAYS)),
    )
    return {row["programme"]: row for row in counted}


def _reached(scope: Scope, programme: Programme, helped: dict[str, Any], contacts: int) -> Reached:
    if not scope.is_municipal:
        return Reached(programme, None, None, _shown(scope, contacts), None, None)
    closed, stayed = helped.get("closed", 0), helped.get("stayed", 0)
    is_told = not scope.hides_small_counts or not (_is_small(stayed) or _is_small(closed - stayed))
    return Reached(
        programme,
        _shown(scope, helped.get("interventions", 0)),
        _shown(scope, helped.get("households", 0)),
        _shown(scope, contacts),
        _shown(scope, closed),
        _shown(scope, stayed) if is_told else None,
    )


def _shown(scope: Scope, count: int) -> int | None:
    return None if scope.hides_small_counts and _is_small(count) else count


def _is_small(count: int) -> bool:
    return 0 < count < LEAST_SHOWN
