"""Notices on filing: sent by an association, received by the municipality, and what each may read of them."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import Unit
from casework.enums import ParticipantKind
from casework.models import Case
from casework.queries import association_notices as queries
from housing.enums import NoticeKind
from housing.models import HousingAssociation, Notice
from tests.factories import NOW, TODAY, at
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory
from tests.factories.housing import (
    ArrearsPositionFactory,
    ArrearsWarningFactory,
    HousingAssociationFactory,
    LeaseFactory,
    LeaseTenantFactory,
    NoticeFactory,
    TenancyFactory,
)
from tests.factories.people import make_adviser, make_caseworker, make_officer
from tests.factories.rules import OpeningRuleFactory

pytestmark = pytest.mark.django_db

LIST, NEW = "casework:notice-list", "casework:notice-new"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def association() -> HousingAssociation:
    return HousingAssociationFactory(name="KAB")


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def lease(association: HousingAssociation, unit: Unit) -> Any:
    OpeningRuleFactory(default_unit=unit)
    return LeaseFactory(
        association=association,
        municipality=unit.municipality,
        tenancy__number="51-07-0001",
        tenancy__street="Ruten 169, 4. tv",
    )


@pytest.fixture
def officer(client: Client, association: HousingAssociation) -> Client:
    client.force_login(make_officer(association))
    return client


@pytest.fixture
def caseworker(unit: Unit) -> Client:
    client = Client()
    client.force_login(make_caseworker(unit))
    return client


def found(response: Any) -> list[tuple[str, bool]]:
    return [(row["number"], row["is_taken_up"]) for row in response.context["rows"]]


def test_an_officer_finds_the_tenancy_first(officer: Client, lease: Any) -> None:
    LeaseTenantFactory(lease=lease, tenant__name="Ida Holm")
    LeaseFactory(tenancy__number="51-07-0009")

    empty = officer.get(reverse(NEW))
    matches = {
        words: [match["number"] for match in officer.get(reverse(NEW), {"q": words}).context["matches"]]
        for words in ("ida", "51-07", "ruten 169", "holm ruten", "holm tagensvej")
    }

    assert empty.context["matches"] is None
    assert matches == {
        "ida": ["51-07-0001"],
        "51-07": ["51-07-0001"],
        "ruten 169": ["51-07-0001"],
        "holm ruten": ["51-07-0001"],
        "holm tagensvej": [],
    }


def test_the_form_proposes_what_the_newest_list_says(officer: Client, lease: Any) -> None:
    ArrearsPositionFactory(warning=ArrearsWarningFactory(lease=lease, amount=Decimal("20132.92")))

    form = officer.get(reverse(NEW), {"tenancy": lease.tenancy_id}).context["form"]

    assert form["amount"].value() == "20132,92"


def test_a_sent_notice_has_a_receipt_and_opens_a_case(officer: Client, lease: Any) -> None:
    sent = officer.post(
        reverse(NEW),
        {"tenancy": lease.tenancy_id, "filed_on": "2026-11-20", "amount": "20.132,92", "court": "Københavns Byret"},
    )
    notice = Notice.objects.get()
    receipt = officer.get(sent.headers["Location"])

    assert (sent.status_code, sent.headers["Location"]) == (302, reverse("casework:notice", args=[notice.pk]))
    assert (notice.kind, notice.lease, notice.filed_on, notice.received_on, notice.amount, notice.court) == (
        NoticeKind.SECTION_92_2,
        lease,
        dt.date(2026, 11, 20),
        TODAY,
        Decimal("20132.92"),
        "Københavns Byret",
    )
    assert (receipt.status_code, receipt.context["notice"].is_taken_up) == (200, False)
    assert Case.objects.get().lease == lease


def test_the_association_learns_received_and_taken_up_and_nothing_more(officer: Client, lease: Any, unit: Unit) -> None:
    notice = NoticeFactory(lease=lease)
    case = CaseFactory(lease=lease, unit=unit, number="2026-77777")
    before = officer.get(reverse(LIST))
    Case.objects.filter(pk=case.pk).update(taken_up_at=NOW)

    after = officer.get(reverse(LIST))
    receipt = officer.get(reverse("casework:notice", args=[notice.pk]))

    assert (found(before), found(after)) == ([("51-07-0001", False)], [("51-07-0001", True)])
    assert [row["case"] for row in after.context["rows"]] == [None]
    assert [b"2026-77777" in page.content for page in (before, after, receipt)] == [False, False, False]


def test_a_case_closed_before_the_notice_is_not_its_taking_up(officer: Client, lease: Any, unit: Unit) -> None:
    NoticeFactory(lease=lease)
    CaseFactory(
        lease=lease, unit=unit, opened_on=dt.date(2026, 1, 5), taken_up_at=at(dt.date(2026, 1, 6)), is_closed=True
    )

    assert found(officer.get(reverse(LIST))) == [("51-07-0001", False)]


def test_the_same_notice_twice_is_told_and_shown(officer: Client, lease: Any) -> None:
    sent = {"tenancy": lease.tenancy_id, "filed_on": "2026-11-20"}
    officer.post(reverse(NEW), sent)

    again = officer.post(reverse(NEW), sent)

    assert (again.status_code, again.context["known"]) == (422, Notice.objects.get())
    assert Case.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"filed_on": "2026-11-23"}, "filed_on"),
        ({"filed_on": "2019-12-31"}, "filed_on"),
        ({"amount": "en masse"}, "amount"),
        ({"amount": "-5"}, "amount"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(officer: Client, lease: Any, changes: dict[str, str], field: str) -> None:
    sent = {"tenancy": lease.tenancy_id, "filed_on": "2026-11-20", **changes}

    response = officer.post(reverse(NEW), sent)

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Notice.objects.count() == 0


def test_no_rule_in_force_is_said(officer: Client, association: HousingAssociation) -> None:
    lease = LeaseFactory(association=association)

    response = officer.post(reverse(NEW), {"tenancy": lease.tenancy_id, "filed_on": "2026-11-20"})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["__all__"])
    assert Notice.objects.count() == 0


def test_another_associations_tenancy_cannot_be_chosen(officer: Client) -> None:
    other = TenancyFactory()

    answers = [
        officer.get(reverse(NEW), {"tenancy": other.pk}),
        officer.post(reverse(NEW), {"tenancy": other.pk, "filed_on": "2026-11-20"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_another_associations_notices_stay_unseen(officer: Client) -> None:
    other = NoticeFactory()

    assert found(officer.get(reverse(LIST))) == []
    assert officer.get(reverse("casework:notice", args=[other.pk])).status_code == 404


def test_an_association_does_not_see_the_courts_notices(officer: Client, lease: Any) -> None:
    court = NoticeFactory(lease=lease, kind=NoticeKind.COURT)

    assert found(officer.get(reverse(LIST))) == []
    assert officer.get(reverse("casework:notice", args=[court.pk])).status_code == 404


def test_an_adviser_has_no_notices(client: Client, association: HousingAssociation) -> None:
    client.force_login(make_adviser(association))

    assert [client.get(reverse(name)).status_code for name in (LIST, NEW)] == [404, 404]


def paper(lease: Any, **changes: Any) -> dict[str, Any]:
    return {
        "kind": NoticeKind.COURT,
        "association": lease.association_id,
        "number": lease.tenancy.number,
        "received_on": "2026-11-21",
        "filed_on": "2026-11-18",
        "court_case_number": "FS-1234",
        **changes,
    }


def test_casework_records_a_notice_on_paper_and_is_taken_to_its_case(caseworker: Client, lease: Any) -> None:
    form = caseworker.get(reverse(NEW)).context["form"]
    done = caseworker.post(reverse(NEW), paper(lease))

    case = Case.objects.get()
    assert form["received_on"].value() == TODAY
    assert (done.status_code, done.headers["Location"]) == (302, reverse("casework:case", args=[case.pk]))
    assert list(Notice.objects.values_list("kind", "lease", "received_on", "court_case_number")) == [
        (NoticeKind.COURT, lease.pk, dt.date(2026, 11, 21), "FS-1234")
    ]


def test_a_case_of_another_unit_leads_to_the_notice_instead(lease: Any, unit: Unit) -> None:
    client = Client()
    client.force_login(make_caseworker(UnitFactory(municipality=unit.municipality)))

    done = client.post(reverse(NEW), paper(lease))

    assert done.headers["Location"] == reverse("casework:notice", args=[Notice.objects.get().pk])


def test_a_restricted_case_leads_back_to_the_list(caseworker: Client, lease: Any) -> None:
    LeaseTenantFactory(lease=lease, tenant__is_address_protected=True)

    done = caseworker.post(reverse(NEW), paper(lease))

    assert (done.headers["Location"], Case.objects.get().is_restricted) == (reverse(LIST), True)
    assert caseworker.get(done.headers["Location"]).context["rows"] == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"number": "51-07"}, "number"),
        ({"received_on": "2026-11-23"}, "received_on"),
        ({"filed_on": "2019-12-31"}, "filed_on"),
        ({"filed_on": "tomorrow"}, "filed_on"),
        ({"association": ""}, "association"),
    ],
)
def test_only_the_exact_number_in_the_own_municipality_is_looked_up(
    caseworker: Client, lease: Any, changes: dict[str, str], field: str
) -> None:
    response = caseworker.post(reverse(NEW), paper(lease, **changes))

    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert Notice.objects.count() == 0


def test_a_tenancy_in_another_municipality_is_not_found(caseworker: Client, lease: Any) -> None:
    elsewhere = LeaseFactory(association=lease.association, tenancy__number="99-1")

    response = caseworker.post(reverse(NEW), paper(elsewhere, association=lease.association_id))

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["number"])


def test_the_municipality_reads_its_notices_with_their_cases(caseworker: Client, lease: Any, unit: Unit) -> None:
    NoticeFactory(lease=lease, received_on=dt.date(2026, 11, 19))
    own = CaseFactory(lease=lease, unit=unit, number="2026-00012")
    court = NoticeFactory(lease=lease, kind=NoticeKind.COURT, received_on=dt.date(2026, 11, 20))
    NoticeFactory()

    response = caseworker.get(reverse(LIST))

    assert [(row["pk"], row["case"]) for row in response.context["rows"]] == [
        (court.pk, {"pk": own.pk, "number": "2026-00012"}),
        (Notice.objects.earliest("received_on").pk, {"pk": own.pk, "number": "2026-00012"}),
    ]


def test_a_restricted_case_takes_its_notice_out_of_sight(lease: Any, unit: Unit) -> None:
    case = CaseFactory(lease=lease, unit=unit, is_restricted=True)
    notice = NoticeFactory(lease=lease)
    named, stranger = make_caseworker(unit), make_caseworker(unit)
    CaseParticipantFactory(case=case, user=named, kind=ParticipantKind.CLEARED)

    seen = {}
    for who, person in (("named", named), ("stranger", stranger)):
        client = Client()
        client.force_login(person)
        page = client.get(reverse("casework:notice", args=[notice.pk]))
        seen[who] = (len(found(client.get(reverse(LIST)))), page.status_code)

    assert seen == {"named": (1, 200), "stranger": (0, 404)}


def test_search_and_status(officer: Client, lease: Any, unit: Unit, association: HousingAssociation) -> None:
    LeaseTenantFactory(lease=lease, tenant__name="Ida Holm")
    NoticeFactory(lease=lease, court_case_number="FS-1234")
    CaseFactory(lease=lease, unit=unit, taken_up_at=NOW)
    NoticeFactory(lease=LeaseFactory(association=association, tenancy__number="51-08"))

    sought = [
        {"q": "ida"},
        {"q": "FS-1234"},
        {"q": "51-0"},
        {"q": "ruten"},
        {"status": "taken_up"},
        {"status": "received"},
    ]
    answers = [sorted(number for number, _taken in found(officer.get(reverse(LIST), words))) for words in sought]

    one, other = ["51-07-0001"], ["51-08"]
    assert answers == [one, one, one + other, one, one, other]
    assert len(found(officer.get(reverse(LIST), {"status": "made up"}))) == 2


def test_notices_are_leafed_through(officer: Client, lease: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE_SIZE", 1)
    for day in (18, 19):
        NoticeFactory(lease=lease, filed_on=dt.date(2026, 11, day), received_on=dt.date(2026, 11, day))

    first = officer.get(reverse(LIST))
    second = officer.get(reverse(LIST) + first.context["next_url"])
    back = officer.get(reverse(LIST) + second.context["previous_url"])

    assert [[row["received_on"].day for row in page.context["rows"]] for page in (first, second, back)] == [
        [19],
        [18],
        [19],
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_a_fixed_number_of_times(
    caseworker: Client, lease: Any, count: int, django_assert_num_queries: Any
) -> None:
    for day in range(count):
        NoticeFactory(lease=lease, filed_on=dt.date(2026, 11, 1 + day))
    caseworker.get(reverse(LIST))

    with django_assert_num_queries(6):
        response = caseworker.get(reverse(LIST))

    assert len(found(response)) == count


def test_the_lease_of_the_day_of_filing_counts(association: HousingAssociation) -> None:
    tenancy = TenancyFactory(association=association)
    first = LeaseFactory(tenancy=tenancy, starts_on=None, ends_on=dt.date(2024, 5, 31))
    second = LeaseFactory(tenancy=tenancy, starts_on=dt.date(2024, 7, 1))

    days = [dt.date(2024, 5, 31), dt.date(2024, 6, 15), dt.date(2024, 7, 1)]

    assert [queries.lease_on(tenancy, day) for day in days] == [first, first, second]
