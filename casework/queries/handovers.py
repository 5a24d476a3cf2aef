"""Handovers as each of their two ends may see them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Exists, Func, OuterRef, Q, Subquery

from accounts.enums import Role
from accounts.models import Membership, OrganisationAdministration, User
from accounts.scope import Scope
from housing.models import Lease, LeaseTenant, Tenant

from ..enums_sharing import OPEN_STATUSES, HandoverStatus
from ..models import AdviserContact, AdviserContactTie, Case, Consent, Handover, HandoverItem, HandoverQuestion
from ..models.handovers import HandoverQuerySet

PAGE_SIZE = 50
#: More than this are not looked at as one list; those that are answered make room for the next.
MOST_WAITING = 200


@dataclasses.dataclass(frozen=True, slots=True)
class HandoverPage:
    """A handover as one person may read it: its contents and questions, none of either once the door is shut."""

    handover: Handover
    items: list[HandoverItem]
    questions: list[HandoverQuestion]
    is_own: bool
    today: dt.date

    @property
    def is_shut(self) -> bool:
        """Whether its receiver may no longer read it."""
        return self.handover.status in (HandoverStatus.DECLINED, HandoverStatus.TAKEN_BACK) or self.is_consent_over

    @property
    def is_consent_over(self) -> bool:
        """Whether the consent it rests on no longer holds."""
        return self.handover.consent is not None and self.handover.consent.is_over_on(self.today)

    @property
    def reads(self) -> bool:
        return self.is_own or not self.is_shut

    @property
    def waits(self) -> bool:
        """Whether its receiver can still answer."""
        return self.handover.is_open and not self.is_shut

    @property
    def asks(self) -> HandoverQuestion | None:
        """The question that waits for its answer."""
        return next((one for one in self.questions if one.answered_at is None), None)


def pages_of(handovers: Iterable[Handover], scope: Scope) -> list[HandoverPage]:
    """Handovers (of `with_ends`) with what one may read of each, by two questions however many they are."""
    found = list(handovers)
    items: dict[int, list[HandoverItem]] = defaultdict(list)
    for item in HandoverItem.objects.visible_to(scope).filter(handover__in=found).order_by("pk"):
        items[item.handover_id].append(item)
    questions: dict[int, list[HandoverQuestion]] = defaultdict(list)
    asked = HandoverQuestion.objects.visible_to(scope).filter(handover__in=found)
    for question in asked.select_related("asked_by", "answered_by").order_by("pk"):
        questions[question.handover_id].append(question)
    return [
        HandoverPage(one, items[one.pk], questions[one.pk], is_own=_is_own(one, scope), today=scope.today)
        for one in found
    ]


def lines_of(handovers: Iterable[Handover], scope: Scope) -> list[HandoverPage]:
    """Handovers for a list: how each stands, nothing of what it holds."""
    return [HandoverPage(one, [], [], is_own=_is_own(one, scope), today=scope.today) for one in handovers]


def with_ends(handovers: HandoverQuerySet) -> HandoverQuerySet:
    """The handovers with the records their lines name."""
    return handovers.select_related(
        "association", "municipality__organisation", "sent_by", "adviser", "answered_by", "consent", "case", "unit"
    )


def handovers_of(scope: Scope, *, search: str = "") -> HandoverQuerySet:
    """What one may see, found by name or address."""
    found = with_ends(Handover.objects.visible_to(scope))
    for word in search.split():
        found = found.filter(Q(about_names__icontains=word) | Q(about_address__icontains=word))
    return found


def waiting_for(scope: Scope, *, search: str = "") -> list[Handover]:
    """What waits for an answer in the municipality, the `MOST_WAITING` oldest first; its caseworkers are waited for."""
    found = handovers_of(scope, search=search).to_municipality().unanswered(scope.today)
    return list(found.order_by("sent_at", "pk")[:MOST_WAITING])


def answered(handovers: HandoverQuerySet, on: dt.date) -> HandoverQuerySet:
    """Those nobody is waited for any more on a day."""
    return handovers.exclude(pk__in=Handover.objects.unanswered(on).values("pk"))


def of_case(case: Case, scope: Scope) -> list[HandoverPage]:
    """Everything that was handed over on a case or waits for it, the newest first."""
    seen = with_ends(Handover.objects.visible_to(scope)).filter(
        Q(case=case) | Q(case__isnull=True, lease=case.lease_id, status__in=OPEN_STATUSES)
    )
    return pages_of(seen.order_by("-sent_at", "-pk"), scope)


def sharing_of(case: Case, scope: Scope) -> Mapping[str, Any]:
    """How many consents were given on a case, how many handovers passed and how many wait, as one sees them."""
    seen = Handover.objects.visible_to(scope).order_by()
    waiting = seen.to_municipality().unanswered(scope.today).filter(case__isnull=True, lease=OuterRef("lease"))
    given = Consent.objects.standing(scope.today).filter(case=OuterRef("pk")).order_by()
    counted = Case.objects.values(
        consents_given=_count(given),
        handovers_passed=_count(seen.filter(case=OuterRef("pk"))),
        handovers_waiting=_count(waiting),
    )
    return counted.get(pk=case.pk)


def advisers_of(association_id: int, *, today: dt.date) -> models.QuerySet[User]:
    """Those who are tenant advisers of an association on a day, or of the administrator that runs it."""
    runs = OrganisationAdministration.objects.current(today).filter(organisation=association_id)
    employs = Q(organisation=association_id) | Q(organisation__in=runs.values("administrator"))
    holders = Membership.objects.current(today).filter(employs, role=Role.TENANT_ADVISER)
    return User.objects.filter(is_active=True, pk__in=holders.values("user"))


def residents_of(scope: Scope, *, search: str = "") -> models.QuerySet[Tenant]:
    """The residents to whom talks one may read are tied, by name; found by words of the name or the address."""
    tied = AdviserContactTie.objects.standing(scope.today).filter(
        tenant=OuterRef("pk"), contact__in=AdviserContact.objects.visible_to(scope)
    )
    found = Tenant.objects.visible_to(scope).filter(Exists(tied))
    rented = LeaseTenant.objects.current(scope.today).filter(tenant=OuterRef("pk"))
    for word in search.split():
        lives = Exists(rented.filter(lease__tenancy__street__icontains=word))
        found = found.filter(Q(name__icontains=word) | lives)
    return found.order_by("name", "pk")


def talks_with(tenant: Tenant, scope: Scope) -> models.QuerySet[AdviserContact]:
    """The talks tied to a resident that one may read, the newest first."""
    tied = AdviserContactTie.objects.standing(scope.today).filter(tenant=tenant)
    seen = AdviserContact.objects.visible_to(scope).filter(pk__in=tied.values("contact"))
    return seen.order_by("-occurred_on", "-pk")


def leases_of(tenant: Tenant, *, today: dt.date) -> list[Lease]:
    """The homes a resident rents on a day."""
    current = LeaseTenant.objects.current(today).filter(tenant=tenant)
    rented = Lease.objects.filter(pk__in=current.values("lease"))
    return list(rented.select_related("tenancy", "municipality__organisation").order_by("-pk"))


def _count(rows: models.QuerySet[Any]) -> Subquery:
    """How many rows there are for each case, without grouping the cases."""
    return Subquery(rows.annotate(n=Func("pk", function="count")).values("n"), output_field=models.IntegerField())


def _is_own(handover: Handover, scope: Scope) -> bool:
    """Whether one stands where it was sent from."""
    return handover.goes_to_municipality != scope.is_municipal
