"""The figures of the month by mail: when they go out, to whom, and that nobody gets them twice."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.models import Mail, Municipality, User
from housing.models import HousingAssociation
from reports import monthly
from reports.actions.monthly import is_due, mail_monthly_figures
from reports.counts import counted_at
from reports.facts.rebuild import rebuild
from reports.models import MonthlyFigures
from reports.monthly import Span
from reports.tasks import mail_monthly
from reports.wording import said_or_hidden
from tests.background import do_what_waits
from tests.factories import COPENHAGEN
from tests.factories.accounts import MunicipalityFactory, UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.courses import EvictionFactory
from tests.factories.housing import DepartmentFactory, HousingAssociationFactory, LeaseFactory
from tests.factories.people import make_caseworker, make_manager
from tests.factories.reports import MonthlyFiguresFactory

pytestmark = pytest.mark.django_db

#: What a figure of the mail is called on the page, where that is longer.
PAGE_SAYS = {"Median days until a case is taken up": "Turnaround: median days until a case is taken up"}
#: New Year's Day of 2027 is a Friday: the first working day is Monday the 4th.
MONDAY = dt.datetime(2027, 1, 4, 6, 40, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("month", "first"),
    [
        (dt.date(2027, 1, 20), dt.date(2027, 1, 4)),
        (dt.date(2026, 11, 1), dt.date(2026, 11, 2)),
        (dt.date(2026, 12, 31), dt.date(2026, 12, 1)),
        # Maundy Thursday, Good Friday, a weekend, Easter Monday.
        (dt.date(2021, 4, 1), dt.date(2021, 4, 6)),
    ],
)
def test_the_first_working_day_passes_weekends_and_holidays(month: dt.date, first: dt.date) -> None:
    assert monthly.first_working_day(month) == first
    assert [is_due(first + dt.timedelta(days=days)) for days in (-1, 0, 7, 8)] == [False, True, True, False]


def test_the_days_are_those_since_new_year_and_the_same_of_the_year_before() -> None:
    assert monthly.span_before(dt.date(2027, 1, 4)) == Span(dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    leap = monthly.span_before(dt.date(2028, 3, 1))
    assert leap == Span(dt.date(2028, 1, 1), dt.date(2028, 2, 29))
    assert leap.year_before == Span(dt.date(2027, 1, 1), dt.date(2027, 2, 28))


@pytest.fixture
def copenhagen() -> Municipality:
    return MunicipalityFactory(code="101", name="København")


@pytest.fixture
def counted(copenhagen: Municipality) -> None:
    """Six evictions until October and two in November of this year, three of the year before; 8 cases, 6 reached."""
    kab = HousingAssociationFactory(code="KAB", name="KAB")
    department = DepartmentFactory(association=kab, municipality=copenhagen, district="3")
    unit, lease = UnitFactory(municipality=copenhagen), LeaseFactory(department=department)
    morning = dt.datetime(2026, 3, 4, 9, tzinfo=COPENHAGEN)
    for number in range(8):
        case = CaseFactory(
            unit=unit,
            lease=lease,
            opened_on=dt.date(2026, 3, 2),
            taken_up_at=morning,
            first_contact_at=morning,
            first_reached_at=morning if number < 6 else None,
            closed_on=dt.date(2026, 9, 1),
        )
        day = dt.date(2026, 10, 26 + number) if number < 6 else dt.date(2026, 11, number)
        EvictionFactory(case=case, occurred_on=day)
    for number in range(3):
        EvictionFactory(case=case, occurred_on=dt.date(2025, 10, 1 + number))
    rebuild(now=MONDAY)


@pytest.fixture
def manager(copenhagen: Municipality) -> User:
    return make_manager(copenhagen.organisation, language="en", email="birgit@example.org", has_monthly_figures=True)


@pytest.mark.usefixtures("counted")
def test_a_manager_is_mailed_the_figures_with_small_counts_hidden(copenhagen: Municipality, manager: User) -> None:
    make_manager(copenhagen.organisation, email="inger@example.org")
    make_manager(copenhagen.organisation, email="", has_monthly_figures=True)
    make_caseworker(UnitFactory(municipality=copenhagen), has_monthly_figures=True, email="mette@example.org")

    assert mail_monthly_figures(now=dt.datetime(2026, 11, 2, 6, tzinfo=dt.UTC)) == 1
    do_what_waits()

    (message,) = mail.outbox
    assert (message.to, message.subject) == (
        ["birgit@example.org"],
        "Fasthold: figures of København until October 2026",
    )
    assert message.body.splitlines()[:5] == [
        "København from 1 Jan 2026 to 31 Oct 2026, in brackets the same days of 2025:",
        "",
        "Evictions: 6 (hidden)",
        "Cases opened: 8 (0)",
        "Reached within 7 days: hidden (–)",
    ]
    assert "/reports/?year=2026" in message.body
    assert message.body.rstrip().endswith(reverse("accounts:profile"))


@pytest.mark.usefixtures("counted")
def test_the_mail_of_a_whole_year_says_and_hides_what_the_managers_page_does(client: Client, manager: User) -> None:
    mail_monthly_figures(now=MONDAY)
    do_what_waits()
    client.force_login(manager)

    for line in mail.outbox[0].body.splitlines()[2:6]:
        label, said = line.removesuffix(")").split(": ")
        for year, words in zip((2026, 2025), said.split(" ("), strict=True):
            report = client.get(reverse("reports:year"), {"year": str(year)}).context["report"]
            with translation.override("en"):
                answer = {str(one.figure.label): said_or_hidden(one.value, one.figure.unit) for one in report.counted}
            assert answer[PAGE_SAYS.get(label, label)] == words, (label, year)


@pytest.mark.usefixtures("counted")
def test_an_associations_manager_is_mailed_what_the_association_may_read(copenhagen: Municipality) -> None:
    kab = HousingAssociation.objects.get(code="KAB")
    make_manager(kab.organisation, language="en", email="lone@example.org", has_monthly_figures=True)

    mail_monthly_figures(now=MONDAY)
    do_what_waits()

    lines = [line for line in mail.outbox[0].body.splitlines() if "(" in line]
    assert lines == ["Evictions: 8 (hidden)", "Median days until a case is taken up: 2.0 (–)"]


@pytest.mark.usefixtures("counted")
def test_each_manager_gets_a_month_once_however_the_worker_fares(manager: User) -> None:
    elsewhere = MunicipalityFactory(code="147").organisation
    other = make_manager(elsewhere, email="inger@example.org", has_monthly_figures=True)
    MonthlyFiguresFactory(membership=other.memberships.get(), month=dt.date(2026, 12, 1))

    with transaction.atomic():  # a worker that is killed before the end leaves neither mail nor mark
        mail_monthly_figures(now=MONDAY)
        transaction.set_rollback(True)
    assert (Mail.objects.count(), MonthlyFigures.objects.count()) == (0, 1)

    later = MONDAY + dt.timedelta(days=2)
    assert [mail_monthly_figures(now=now) for now in (MONDAY, MONDAY, later)] == [1, 0, 0]
    assert list(Mail.objects.values_list("to", flat=True)) == [manager.email]


def test_the_worker_counts_what_is_stale_and_writes_on_the_first_working_day(manager: User) -> None:
    with time_machine.travel(MONDAY - dt.timedelta(days=1), tick=False):
        assert mail_monthly() == ""
    assert counted_at() is None

    with time_machine.travel(MONDAY, tick=False), translation.override("en"):
        assert [mail_monthly(), mail_monthly()] == ["1 mail written", ""]
    assert counted_at() == MONDAY


def test_a_manager_chooses_the_mail_and_turns_it_off_again(
    client: Client, copenhagen: Municipality, manager: User
) -> None:
    client.force_login(manager)
    values = {"name": "Birgit", "email": manager.email, "mail_pace": "never", "language": "en", "theme": "auto"}

    client.post(reverse("accounts:profile"), values)
    manager.refresh_from_db()
    assert not manager.has_monthly_figures
    assert mail_monthly_figures(now=MONDAY) == 0

    caseworker = make_caseworker(UnitFactory(municipality=copenhagen))
    client.force_login(caseworker)
    client.post(reverse("accounts:profile"), values | {"has_monthly_figures": "on"})
    caseworker.refresh_from_db()
    assert not caseworker.has_monthly_figures, "it is for managers"
