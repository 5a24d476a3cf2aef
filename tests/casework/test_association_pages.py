"""The association's list of arrears: its order, its search, what an officer says, and who sees none of it."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLog
from casework.queries import association as queries
from housing import cpr_keys
from housing.enums import Change, Step
from housing.models import ArrearsPosition, ArrearsStatement, HousingAssociation
from tests.factories import NOW, TODAY
from tests.factories.accounts import OrganisationAdministrationFactory, OrganisationFactory
from tests.factories.housing import (
    ArrearsPositionFactory,
    ArrearsStatementFactory,
    ArrearsWarningFactory,
    DepartmentFactory,
    HouseholdFactsFactory,
    HousingAssociationFactory,
    LeaseTenantFactory,
)
from tests.factories.people import make_adviser, make_caseworker, make_officer

pytestmark = pytest.mark.django_db

LIST = "casework:arrears"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def association() -> HousingAssociation:
    return HousingAssociationFactory()


@pytest.fixture
def officer(client: Client, association: HousingAssociation) -> Client:
    client.force_login(make_officer(association))
    return client


def owing(association: HousingAssociation, number: str = "", **parts: Any) -> ArrearsPosition:
    """A position; `since` is the day the arrears began, parts of its warning begin with `warning__`."""
    since = parts.pop("since", dt.date(2026, 10, 20))
    said = {name.removeprefix("warning__"): parts.pop(name) for name in list(parts) if name.startswith("warning__")}
    if number:
        said["lease__tenancy__number"] = number
    if "lease__tenancy__department" not in said:
        said["lease__tenancy__department__association"] = association
    return ArrearsPositionFactory(warning=ArrearsWarningFactory(**said), since_on=since, **parts)


def with_tenant(position: ArrearsPosition, name: str, **facts: Any) -> ArrearsPosition:
    LeaseTenantFactory(
        lease=position.lease, tenant__name=name, **{f"tenant__{key}": value for key, value in facts.items()}
    )
    return position


def gone(association: HousingAssociation, number: str, on: dt.date = dt.date(2026, 11, 20)) -> ArrearsPosition:
    return owing(association, number, vanished_on=on, settled_on=on)


def numbers(response: Any) -> list[str]:
    return [entry.number for group in response.context["groups"] for entry, _change in group["entries"]]


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_the_order_is_that_of_outreach(officer: Client, association: HousingAssociation) -> None:
    early, late = dt.date(2026, 8, 1), dt.date(2026, 10, 20)
    owing(association, "filed", warning__step=Step.FILED, since=early)
    owing(association, "early", warning__step=Step.EARLY, since=early)
    owing(association, "rescinded", warning__step=Step.RESCINDED, since=early)
    owing(association, "demanded, small", warning__amount=Decimal(100), since=late)
    owing(association, "demanded, large", warning__amount=Decimal(900), since=late)
    child = owing(association, "demanded, child", warning__amount=Decimal(1), since=late)
    HouseholdFactsFactory(lease=child.lease, has_children="yes")
    owing(association, "demanded, old", warning__amount=Decimal(1), since=early)

    response = officer.get(reverse(LIST))

    assert numbers(response) == [
        "demanded, old",
        "demanded, child",
        "demanded, large",
        "demanded, small",
        "rescinded",
        "early",
        "filed",
    ]
    assert [str(group["step"]) for group in response.context["groups"]] == [
        str(Step(step).label) for step in ("demanded", "rescinded", "early", "filed")
    ]


def test_only_the_newest_household_facts_count(officer: Client, association: HousingAssociation) -> None:
    moved = owing(association, "children moved out")
    HouseholdFactsFactory(lease=moved.lease, has_children="yes", occurred_on=dt.date(2025, 1, 1))
    HouseholdFactsFactory(lease=moved.lease, has_children="no", occurred_on=dt.date(2026, 1, 1))

    [group] = officer.get(reverse(LIST)).context["groups"]

    assert [entry.has_children for entry, _change in group["entries"]] == [False]


def test_leafing_shows_every_tenancy_once(
    officer: Client, association: HousingAssociation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE_SIZE", 2)
    for number, amount, step in [("a", 1, "demanded"), ("b", 1, "demanded"), ("c", 9, "demanded"), ("d", 1, "early")]:
        owing(association, number, warning__amount=Decimal(amount), warning__step=step)
    HouseholdFactsFactory(lease=ArrearsPosition.objects.get(tenancy__number="b").lease, has_children="yes")

    first = officer.get(reverse(LIST))
    second = officer.get(reverse(LIST) + first.context["next_url"])

    assert [numbers(first), numbers(second)] == [["b", "c"], ["a", "d"]]
    assert (first.context["top_url"], second.context["next_url"], second.context["top_url"]) == ("", "", "?")
    assert numbers(officer.get(reverse(LIST), {"from": "made-up"})) == ["b", "c"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_database_a_fixed_number_of_times(
    officer: Client, association: HousingAssociation, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        with_tenant(owing(association, f"{number}"), "Ida Holm")
    officer.get(reverse(LIST))

    with django_assert_num_queries(QUERIES):
        response = officer.get(reverse(LIST))

    assert len(numbers(response)) == count


#: Session, user, scope, its settings; associations, departments, page, count, vanished; savepoint-free; access log.
QUERIES = 10


def test_a_line_says_who_where_how_much_and_how_to_reach_them(officer: Client, association: HousingAssociation) -> None:
    position = owing(
        association,
        "51-07-0001",
        warning__amount=Decimal("15000.00"),
        warning__lease__tenancy__street="Ruten 169, 4. tv",
        warning__change=Change.RISEN,
    )
    with_tenant(position, "Ida Holm", phone="20 12 34 56", is_address_protected=True)
    with_tenant(position, "Åse Lund", email="aase@example.org")

    [group] = officer.get(reverse(LIST)).context["groups"]
    [(entry, change)] = group["entries"]

    assert (entry.number, entry.street, entry.amount, entry.months, str(change)) == (
        "51-07-0001",
        "Ruten 169, 4. tv",
        Decimal("15000.00"),
        Decimal(2),
        str(Change.RISEN.label),
    )
    assert entry.tenants == [
        {"name": "Ida Holm", "phone": "20 12 34 56", "email": "", "is_protected": True},
        {"name": "Åse Lund", "phone": "", "email": "aase@example.org", "is_protected": False},
    ]


def test_without_a_known_rent_nothing_is_said_of_months(officer: Client, association: HousingAssociation) -> None:
    owing(association, "1", warning__monthly_rent=None)

    response = officer.get(reverse(LIST))

    assert [entry.months for group in response.context["groups"] for entry, _change in group["entries"]] == [None]
    assert response.status_code == 200


def test_search_finds_name_address_and_number(officer: Client, association: HousingAssociation) -> None:
    with_tenant(owing(association, "51-07-0001", warning__lease__tenancy__street="Ruten 169"), "Ida Holm")
    with_tenant(owing(association, "51-07-0002", warning__lease__tenancy__street="Tagensvej 22"), "Bo Thygesen")

    found = {
        words: numbers(officer.get(reverse(LIST), {"q": words}))
        for words in ("ida", "tagensvej 22", "51-07", "holm ruten", "holm tagensvej", "2200")
    }

    assert found == {
        "ida": ["51-07-0001"],
        "tagensvej 22": ["51-07-0002"],
        "51-07": ["51-07-0001", "51-07-0002"],
        "holm ruten": ["51-07-0001"],
        "holm tagensvej": [],
        "2200": ["51-07-0001", "51-07-0002"],
    }
    assert AccessLog.objects.order_by("pk").values_list("look", "subject", "subject_ids").first() == (
        "search",
        "arrears",
        [ArrearsPosition.objects.get(tenancy__number="51-07-0001").pk],
    )


def test_filters_by_department_step_and_change(officer: Client, association: HousingAssociation) -> None:
    there = DepartmentFactory(association=association)
    owing(association, "there", warning__lease__tenancy__department=there)
    owing(association, "filed", warning__step=Step.FILED)
    owing(association, "risen", warning__change=Change.RISEN)

    found = {
        name: numbers(officer.get(reverse(LIST), {name: value}))
        for name, value in (("department", there.pk), ("step", "filed"), ("change", "risen"), ("step ", "x"))
    }

    assert (found["department"], found["step"], found["change"]) == (["there"], ["filed"], ["risen"])
    assert sorted(numbers(officer.get(reverse(LIST), {"step": "made up"}))) == ["filed", "risen", "there"]


def test_settled_tenancies_are_not_on_the_list(officer: Client, association: HousingAssociation) -> None:
    gone(association, "gone")
    owing(association, "paid", settled_on=TODAY)

    response = officer.get(reverse(LIST))

    assert (numbers(response), response.context["count"], response.context["asks_vanished"]) == ([], 0, True)


def test_another_associations_arrears_stay_unseen(officer: Client, association: HousingAssociation) -> None:
    owing(association, "own")
    other = with_tenant(owing(HousingAssociationFactory(), "other"), "Ida Holm")

    assert numbers(officer.get(reverse(LIST))) == ["own"]
    assert numbers(officer.get(reverse(LIST), {"q": "Ida"})) == []
    for name, arguments in [("arrears-paid", [other.pk]), ("arrears-undo", [other.pk, 1])]:
        assert officer.post(reverse(f"casework:{name}", args=arguments), {"version": 1}).status_code == 404
    assert officer.get(reverse("casework:arrears-withdraw", args=[other.pk])).status_code == 404
    assert officer.post(reverse("casework:vanished-undo", args=[other.pk, 1])).status_code == 404


def test_an_administrator_of_several_chooses_one(client: Client, association: HousingAssociation) -> None:
    second = HousingAssociationFactory()
    administrator = OrganisationFactory(kind="administrator")
    for run in (association, second):
        OrganisationAdministrationFactory(organisation=run.organisation, administrator=administrator)
    user = make_officer(association)
    user.memberships.update(organisation=administrator)
    owing(association, "first's")
    owing(second, "second's")
    client.force_login(user)

    both = client.get(reverse(LIST))
    one = client.get(reverse(LIST), {"association": second.pk})

    assert (sorted(numbers(both)), numbers(one)) == (["first's", "second's"], ["second's"])
    assert both.context["shows_association"] is True


def test_the_municipality_does_not_see_the_list(client: Client) -> None:
    client.force_login(make_caseworker())

    assert [client.get(reverse(name)).status_code for name in (LIST, "casework:vanished")] == [404, 404]


def test_an_adviser_reads_the_list_and_reports_nothing(client: Client, association: HousingAssociation) -> None:
    position = with_tenant(owing(association, "1"), "Ida Holm")
    client.force_login(make_adviser(association))

    response = client.get(reverse(LIST))
    refused = client.post(reverse("casework:arrears-paid", args=[position.pk]), {"version": 1})

    assert (numbers(response), response.context["may_report"]) == (["1"], False)
    assert b"arrears/%d/paid" % position.pk not in response.content
    assert refused.status_code == 404
    position.refresh_from_db()
    assert position.settled_on is None


def test_one_tap_reports_paid_and_one_undoes_it(officer: Client, association: HousingAssociation) -> None:
    position = owing(association, "51-1")

    paid = officer.post(reverse("casework:arrears-paid", args=[position.pk]) + "?step=demanded", {"version": 1})
    position.refresh_from_db()
    after_paid = position.settled_on
    [message] = get_messages(paid.wsgi_request)
    undone = officer.post(message.extra_tags.removeprefix("undo:"))
    position.refresh_from_db()

    assert (paid.status_code, paid.headers["Location"]) == (302, reverse(LIST) + "?step=demanded")
    assert (after_paid, position.settled_on, position.version) == (TODAY, None, 3)
    assert (undone.status_code, undone.headers["Location"]) == (302, reverse(LIST))


def test_what_stands_in_the_way_is_said(officer: Client, association: HousingAssociation) -> None:
    position = owing(association, "51-1", version=5)
    paid_url = reverse("casework:arrears-paid", args=[position.pk])
    undo_url = reverse("casework:arrears-undo", args=[position.pk, 5])

    answers = [
        officer.post(paid_url, {"version": 4}),
        officer.post(paid_url, {"version": "x"}),
        officer.post(undo_url),
        officer.post(reverse("casework:arrears-undo", args=[position.pk, 1])),
    ]

    assert [[message.level_tag for message in get_messages(answer.wsgi_request)] for answer in answers] == [
        ["error"] * 1,
        ["error"] * 2,
        ["error"] * 3,
        ["error"] * 4,
    ]
    assert ArrearsStatement.objects.count() == 0


def test_a_warning_is_withdrawn_with_its_reason(officer: Client, association: HousingAssociation) -> None:
    position = owing(association, "51-1")
    url = reverse("casework:arrears-withdraw", args=[position.pk])

    asked = officer.get(url)
    without = officer.post(url, {"version": 1, "reason": ""})
    stale = officer.post(url, {"version": 9, "reason": "Bogført forkert"})
    done = officer.post(url, {"version": 1, "reason": "Bogført forkert"})

    assert [asked.status_code, without.status_code, stale.status_code, done.status_code] == [200, 422, 422, 302]
    assert asked.context["form"]["version"].value() == 1
    assert stale.context["form"]["reason"].value() == "Bogført forkert"
    assert list(ArrearsStatement.objects.values_list("kind", "reason")) == [("withdrawn", "Bogført forkert")]


def answer(position: ArrearsPosition, code: str, version: int = 1) -> dict[str, Any]:
    return {f"answer-{position.pk}": code, f"version-{position.pk}": version}


def answers_now() -> dict[str, str]:
    return dict(ArrearsPosition.objects.values_list("tenancy__number", "vanished_answer"))


def test_vanished_tenancies_are_answered_together(officer: Client, association: HousingAssociation) -> None:
    first, second, third = (gone(association, number) for number in "abc")
    sent = {**answer(first, "paid"), **answer(second, "lawyer"), **answer(third, ""), "rest": ""}

    asked = officer.get(reverse("casework:vanished"))
    done = officer.post(reverse("casework:vanished"), sent)

    assert [row["number"] for row, _answer, _version in asked.context["lines"]] == ["a", "b", "c"]
    assert (done.status_code, answers_now()) == (302, {"a": "paid", "b": "lawyer", "c": ""})


def test_one_answer_for_all_the_rest(officer: Client, association: HousingAssociation) -> None:
    first, second = gone(association, "a"), gone(association, "b")

    officer.post(reverse("casework:vanished"), {**answer(first, "moved"), **answer(second, ""), "rest": "paid"})

    assert answers_now() == {"a": "moved", "b": "paid"}


def test_a_single_answer_can_be_undone_at_once(officer: Client, association: HousingAssociation) -> None:
    position = gone(association, "a")
    done = officer.post(reverse("casework:vanished"), {**answer(position, "paid"), "rest": ""})
    [message] = get_messages(done.wsgi_request)

    undone = officer.post(message.extra_tags.removeprefix("undo:"))

    assert (undone.status_code, answers_now()) == (302, {"a": ""})


def test_what_a_colleague_answered_stands(officer: Client, association: HousingAssociation) -> None:
    mine, theirs = gone(association, "mine"), gone(association, "theirs")
    ArrearsPosition.objects.filter(pk=theirs.pk).update(version=2)

    done = officer.post(reverse("casework:vanished"), {**answer(mine, "paid"), **answer(theirs, "moved"), "rest": ""})

    assert answers_now() == {"mine": "paid", "theirs": ""}
    assert [message.level_tag for message in get_messages(done.wsgi_request)] == ["error", "success"]


def test_a_tenancy_that_was_not_on_the_form_is_left_open(officer: Client, association: HousingAssociation) -> None:
    """A newer list arrived between the form and its answer; "all the rest" means the rest of the form."""
    shown, new = gone(association, "shown"), gone(association, "new")

    officer.post(reverse("casework:vanished"), {**answer(shown, ""), "rest": "paid"})

    assert answers_now() == {"shown": "paid", "new": ""}
    assert new.vanished_answer == ""


def test_nothing_answered_and_nonsense(officer: Client, association: HousingAssociation) -> None:
    position = gone(association, "a")

    nothing = officer.post(reverse("casework:vanished"), {**answer(position, ""), "rest": ""})
    nonsense = officer.post(reverse("casework:vanished"), {**answer(position, "flown"), "rest": ""})

    assert [message.level_tag for message in get_messages(nothing.wsgi_request)] == ["warning"]
    assert (nonsense.status_code, answers_now()) == (422, {"a": ""})


def test_recent_answers_can_be_taken_back(officer: Client, association: HousingAssociation) -> None:
    position = gone(association, "a")
    ArrearsPosition.objects.filter(pk=position.pk).update(vanished_answer="paid")
    ArrearsStatementFactory(lease=position.lease, kind="vanished", answer="paid")

    shown = officer.get(reverse("casework:vanished"))
    [row] = shown.context["answered"]
    stale = officer.post(reverse("casework:vanished-undo", args=[row["position"], 9]))
    done = officer.post(reverse("casework:vanished-undo", args=[row["position"], row["version"]]))

    assert (row["number"], row["position"], row["version"]) == ("a", position.pk, 1)
    assert [message.level_tag for message in get_messages(stale.wsgi_request)] == ["error"]
    assert (done.status_code, answers_now()) == (302, {"a": ""})
    assert officer.get(reverse("casework:vanished")).context["answered"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_vanished_page_asks_the_database_a_fixed_number_of_times(
    officer: Client, association: HousingAssociation, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        with_tenant(gone(association, f"{number}"), "Ida Holm")
    officer.get(reverse("casework:vanished"))

    with django_assert_num_queries(7):
        response = officer.get(reverse("casework:vanished"))

    assert len(response.context["lines"]) == count


def test_a_posted_search_moves_into_the_address(officer: Client, association: HousingAssociation) -> None:
    with_tenant(owing(association, "51-07-0001"), "Ida Holm")

    moved = officer.post(reverse(LIST), {"q": "ida holm", "step": "", "csrfmiddlewaretoken": "x"})

    assert moved.headers["Location"] == reverse(LIST) + "?q=ida+holm"
    assert officer.post(reverse(LIST), {"q": ""}).headers["Location"] == reverse(LIST)
    assert numbers(officer.get(moved.headers["Location"])) == ["51-07-0001"]


def test_a_cpr_number_is_answered_and_never_stands_in_an_address(
    officer: Client, association: HousingAssociation
) -> None:
    number = "0107563364"
    keys = cpr_keys.keys_of(cpr_keys.current_version())
    with_tenant(
        owing(association, "51-07-0001"),
        "Vibeke Bæk",
        cpr_hash=keys.fingerprint(number),
        cpr_sealed=keys.seal(number),
        cpr_key_version=keys.version,
    )
    with_tenant(owing(association, "51-07-0002"), "Ida Holm")

    by_number = officer.post(reverse(LIST), {"q": "010756-3364"})
    with_a_wrong_name = officer.post(reverse(LIST), {"q": "Ida 010756-3364"})
    impossible = officer.post(reverse(LIST), {"q": "990756-3364"})
    in_address = officer.get(reverse(LIST), {"q": "010756-3364"})

    assert [numbers(found) for found in (by_number, with_a_wrong_name, impossible)] == [["51-07-0001"], [], []]
    assert (in_address.status_code, in_address.headers["Location"]) == (302, reverse(LIST))


@pytest.mark.parametrize("name", ["casework:notice-list", "casework:notice-new"])
def test_other_searches_take_no_cpr_number(officer: Client, name: str) -> None:
    posted = officer.post(reverse(name), {"q": "010756-3364"})
    in_address = officer.get(reverse(name), {"q": "010756-3364"})
    words = officer.post(reverse(name), {"q": "ida"})

    assert [answer.headers["Location"] for answer in (posted, in_address, words)] == [
        reverse(name),
        reverse(name),
        reverse(name) + "?q=ida",
    ]


def test_when_colleagues_answered_everything_nothing_is_said_to_be_saved(
    officer: Client, association: HousingAssociation
) -> None:
    position = gone(association, "a")
    ArrearsPosition.objects.filter(pk=position.pk).update(version=2)

    done = officer.post(reverse("casework:vanished"), {**answer(position, "paid"), "rest": ""})

    assert [message.level_tag for message in get_messages(done.wsgi_request)] == ["error"]
