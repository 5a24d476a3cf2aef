"""Organisations, people and their roles."""

import datetime as dt

import factory
from factory import Faker, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory, Password

from accounts.enums import Administration, Look, OrganisationKind, Role, RunOutcome
from accounts.models import (
    AccessLog,
    BackgroundRun,
    Mail,
    Membership,
    Municipality,
    Notification,
    Organisation,
    OrganisationAdministration,
    Unit,
    User,
)

from . import NOW


class OrganisationFactory(DjangoModelFactory[Organisation]):
    class Meta:
        model = Organisation

    kind = OrganisationKind.OTHER
    code = Sequence(lambda n: f"org-{n}")
    name = Sequence(lambda n: f"Organisation {n}")


class MunicipalityFactory(DjangoModelFactory[Municipality]):
    class Meta:
        model = Municipality

    name = Sequence(lambda n: f"Kommune {n}")
    code = Sequence(lambda n: f"{n % 700 + 300:03d}")  # those a test chooses lie below
    organisation = SubFactory(OrganisationFactory, kind=OrganisationKind.MUNICIPALITY, name=SelfAttribute("..name"))


class UnitFactory(DjangoModelFactory[Unit]):
    """A unit of the social services; `administration=Administration.EMPLOYMENT` for BIF."""

    class Meta:
        model = Unit

    municipality = SubFactory(MunicipalityFactory)
    administration = Administration.SOCIAL
    name = Sequence(lambda n: f"Boligteam {n}")
    organisation = SubFactory(OrganisationFactory, kind=OrganisationKind.UNIT, name=SelfAttribute("..name"))


class AdministratorFactory(OrganisationFactory):
    """An administrator of associations."""

    kind = OrganisationKind.ADMINISTRATOR


class OrganisationAdministrationFactory(DjangoModelFactory[OrganisationAdministration]):
    class Meta:
        model = OrganisationAdministration

    organisation = SubFactory(OrganisationFactory, kind=OrganisationKind.ASSOCIATION)
    administrator = SubFactory(AdministratorFactory)
    starts_on = dt.date(2020, 1, 1)


class UserFactory(DjangoModelFactory[User]):
    """Somebody without a role; logs in by `client.force_login`, or by a given `password`."""

    class Meta:
        model = User

    username = Sequence(lambda n: f"user{n}")
    name = Faker("name", locale="da_DK")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = Password(None)


class MembershipFactory(DjangoModelFactory[Membership]):
    """An approved role; `approved_by=None, approved_at=None` for one that awaits approval."""

    class Meta:
        model = Membership

    user = SubFactory(UserFactory)
    organisation = SubFactory(OrganisationFactory)
    role = Role.CASEWORKER
    starts_on = dt.date(2020, 1, 1)
    proposed_by = SubFactory(UserFactory)
    proposed_at = dt.datetime(2019, 12, 1, 9, 0, tzinfo=dt.UTC)
    approved_by = SubFactory(UserFactory)
    approved_at = dt.datetime(2019, 12, 2, 9, 0, tzinfo=dt.UTC)


class BackgroundRunFactory(DjangoModelFactory[BackgroundRun]):
    """A run that was done."""

    class Meta:
        model = BackgroundRun

    task = "accounts.tidy"
    job_id = Sequence(lambda n: 1_000_000 + n)
    started_at = NOW
    ended_at = NOW + dt.timedelta(seconds=2)
    outcome = RunOutcome.DONE


class MailFactory(DjangoModelFactory[Mail]):
    """A mail that waits."""

    class Meta:
        model = Mail

    to = "somebody@example.org"
    subject = "Fasthold"
    text = "Text"
    message_id = Sequence(lambda n: f"<{n}@fasthold.invalid>")
    written_at = NOW


class AccessLogFactory(DjangoModelFactory[AccessLog]):
    class Meta:
        model = AccessLog

    at = NOW
    user_id = Sequence(lambda n: 1_000_000 + n)  # nobody who logs in
    user_name = "Somebody"
    organisation_id = 1
    role = Role.CASEWORKER
    look = Look.VIEW
    subject = "case"
    path = "casework:case"
    status = 200


class NotificationFactory(DjangoModelFactory[Notification]):
    """Something unread; nobody was mailed yet."""

    class Meta:
        model = Notification

    user = SubFactory(UserFactory)
    kind = "event.note"
    subject = "2026-1"
    path = "/"
    key = Sequence(lambda n: f"key-{n}")
    told_at = NOW
