"""Who of the unit is away, and what a deputy cannot open."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from accounts.scope import Scope

from ..enums import ParticipantKind
from ..models import Absence, Case, CaseParticipant


def absences_of(scope: Scope, *, today: dt.date) -> QuerySet[Absence]:
    """The unit's absences that last or are to come, the earliest first."""
    return (
        Absence.objects.visible_to(scope)
        .lasting(today)
        .select_related("user", "deputy")
        .order_by("starts_on", "user__name", "pk")
    )


def closed_to_deputy(absence: Absence, *, now: dt.datetime) -> int:
    """How many restricted cases of whoever is away the deputy is not named on."""
    named = CaseParticipant.objects.current(now).filter(user=absence.deputy, kind=ParticipantKind.CLEARED)
    cases = Case.objects.open().filter(assigned_to=absence.user_id, is_restricted=True)
    return cases.exclude(pk__in=named.values("case")).count()


def stands_in(absence: Absence) -> QuerySet[Absence]:
    """The absences of others for whom the person now away was to stand in, in the same period."""
    others = Absence.objects.filter(unit_id=absence.unit_id, deputy=absence.user_id).lasting(absence.starts_on)
    if absence.ends_on is not None:
        others = others.filter(starts_on__lte=absence.ends_on)
    return others.select_related("user").order_by("starts_on", "pk")
