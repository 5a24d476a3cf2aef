"""Which consents stand, and who of a home has not given one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts.enums import OrganisationKind
from accounts.models import Organisation, OrganisationAdministration
from accounts.scope import Scope
from housing import codes
from housing.models import Department, LeaseTenant, Tenant

from ..enums import PersonRole
from ..models import Case, CasePerson, Consent, Person
from ..models.consents import ConsentQuerySet


def standing_consents(
    case: Case, organisation_id: int, on: dt.date, *, topics: Collection[str] = ()
) -> ConsentQuerySet:
    """The consents on a case by which the municipality may share with an organisation on a day.

    Each is one person's own; `without_consent` says who of the home has given none. With `topics` only those
    that cover every one of them.
    """
    standing = Consent.objects.standing(on).with_organisation(organisation_id).filter(case=case)
    return standing.covering(topics) if topics else standing


def without_consent(case: Case, organisation_id: int, on: dt.date, *, topics: Collection[str] = ()) -> list[Person]:
    """The tenants of a case without a consent that stands: what is theirs may not leave the authority on consent."""
    standing = standing_consents(case, organisation_id, on, topics=topics)
    given = standing.values(whose=Coalesce("person__merged_into", "person"))
    entries = (
        CasePerson.objects.current()
        .filter(case=case, role=PersonRole.TENANT, is_child=False)
        .exclude(person__in=given)
        .select_related("person")
        .order_by("position", "pk")
    )
    return [entry.person for entry in entries]


def consents_of_case(case: Case, scope: Scope) -> list[Consent]:
    """The consents on a case, the newest first, those that ended among them."""
    seen = Consent.objects.visible_to(scope).filter(case=case)
    return list(seen.select_related("person", "recorded_by", "withdrawn_by").order_by("-recorded_at", "-pk"))


def consents_of_residents(scope: Scope, *, search: str = "") -> ConsentQuerySet:
    """The consents an adviser holds, with whose they are, found by the resident's name or address."""
    found = Consent.objects.visible_to(scope).select_related("tenant", "recorded_by", "withdrawn_by")
    rented = LeaseTenant.objects.current(scope.today).filter(tenant=OuterRef("tenant"))
    for word in search.split():
        lives = Exists(rented.filter(lease__tenancy__street__icontains=word))
        found = found.filter(Q(tenant__name__icontains=word) | lives)
    return found


def usable_consents(tenant: Tenant, organisation_id: int, scope: Scope, on: dt.date) -> ConsentQuerySet:
    """By which an adviser may hand a resident's matter to an organisation today."""
    seen = Consent.objects.visible_to(scope).standing(on).with_organisation(organisation_id)
    return seen.filter(tenant=tenant).order_by("-recorded_at", "-pk")


def organisation_names(consents: Collection[Consent]) -> dict[int, str]:
    """The names of all organisations some consents name, by one question."""
    keys = {key for consent in consents for key in consent.organisations}
    return dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name"))


class ConsentLine(NamedTuple):
    """A consent with whom it names and whether it stands."""

    consent: Consent
    topics: str
    organisations: str
    stands: bool
    is_over: bool


def line_of(consent: Consent, names: Mapping[int, str], *, today: dt.date) -> ConsentLine:
    """A consent in words."""
    topics = ", ".join(codes.name_of("consent_topic", topic) for topic in consent.topics)
    whom = ", ".join(names.get(key, "") for key in consent.organisations)
    return ConsentLine(consent, topics, whom, consent.stands_on(today), consent.is_over_on(today))


def adults_of(case: Case, *, today: dt.date) -> list[Person]:
    """Those of the home who can consent for themselves."""
    entries = CasePerson.objects.current().filter(case=case).select_related("person").order_by("position", "pk")
    return [entry.person for entry in entries if not entry.is_child_on(today)]


def partners_of_case(case: Case, *, today: dt.date) -> QuerySet[Organisation]:
    """With whom the municipality may share on consent: the association, who runs it, and bodies such as advice."""
    runs = OrganisationAdministration.objects.current(today).filter(organisation=case.association_id)
    chosen = Q(pk=case.association_id) | Q(pk__in=runs.values("administrator")) | Q(kind=OrganisationKind.OTHER)
    return Organisation.objects.filter(chosen).order_by("name", "pk")


def partners_of_association(association_id: int) -> QuerySet[Organisation]:
    """With whom an adviser may share on consent: the municipalities it has homes in, its own log, and other bodies."""
    has_homes = Department.objects.filter(association=association_id).values("municipality")
    chosen = Q(pk__in=has_homes) | Q(pk=association_id) | Q(kind=OrganisationKind.OTHER)
    return Organisation.objects.filter(chosen).order_by("name", "pk")
