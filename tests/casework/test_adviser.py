"""The tenant adviser's own log: anonymous or with consent, searched and changed by its writer, seen by nobody else."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.errors import Conflict, NotAllowed
from accounts.models import AccessLog, User
from casework.actions import adviser as actions
from casework.models import AdviserContact, AdviserContactTie
from casework.queries import adviser as queries
from housing import codes
from housing.models import Code, HousingAssociation, Tenant
from tests.factories import NOW, TODAY
from tests.factories.accounts import OrganisationAdministrationFactory, OrganisationFactory
from tests.factories.housing import HousingAssociationFactory, LeaseTenantFactory, TenantFactory
from tests.factories.people import make_adviser, make_caseworker, make_manager, make_officer, scope_of
from tests.factories.sharing import AdviserContactFactory, AdviserContactTieFactory

pytestmark = pytest.mark.django_db

LIST, NEW = "casework:adviser-contact-list", "casework:adviser-contact-new"


@pytest.fixture(autouse=True)
def clock() -> Any:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def association() -> HousingAssociation:
    return HousingAssociationFactory()


@pytest.fixture
def adviser(association: HousingAssociation) -> User:
    return make_adviser(association)


@pytest.fixture
def own(client: Client, adviser: User) -> Client:
    client.force_login(adviser)
    return client


@pytest.fixture
def resident(association: HousingAssociation) -> Tenant:
    return LeaseTenantFactory(
        lease__tenancy__department__association=association,
        lease__tenancy__street="Ruten 169, 4. tv",
        lease__tenancy__number="51-07-0001",
        tenant=TenantFactory(association=association, name="Ida Holm"),
    ).tenant


def typed(**changes: Any) -> dict[str, Any]:
    sent = {
        "topics": ["debt", "housing_benefit"],
        "minutes": "30",
        "other_minutes": "",
        "occurred_on": "2026-11-22",
        "place": "Kontoret",
        "resident_search": "",
        "tenant": "",
        "done": "Ansøgt om boligstøtte",
        "referred_to": "Gældsrådgivningen",
    }
    return {**sent, **changes}


def contact_of(adviser: User, association: HousingAssociation, **facts: Any) -> AdviserContact:
    return AdviserContactFactory(adviser=adviser, association=association, **facts)


def stored() -> list[Any]:
    return list(
        AdviserContact.objects.order_by("pk").values(
            "association",
            "adviser",
            "occurred_on",
            "year",
            "place",
            "topics",
            "minutes",
            "done",
            "referred_to",
            "version",
        )
    )


def ties() -> list[tuple[int, dt.date, bool]]:
    rows = AdviserContactTie.objects.order_by("pk").values_list("tenant", "consent_given_on", "untied_at")
    return [(tenant, consent, untied is not None) for tenant, consent, untied in rows]


def test_an_anonymous_contact_is_noted(own: Client, adviser: User, association: HousingAssociation) -> None:
    asked = own.get(reverse(NEW))
    done = own.post(reverse(NEW), typed())

    assert asked.context["form"]["occurred_on"].value() == TODAY
    assert (done.status_code, done.headers["Location"]) == (302, reverse(LIST))
    assert stored() == [
        {
            "association": association.pk,
            "adviser": adviser.pk,
            "occurred_on": TODAY,
            "year": 2026,
            "place": "Kontoret",
            "topics": ["debt", "housing_benefit"],
            "minutes": 30,
            "done": "Ansøgt om boligstøtte",
            "referred_to": "Gældsrådgivningen",
            "version": 1,
        }
    ]
    assert ties() == []


def test_a_typed_number_of_minutes_wins_over_the_steps(own: Client) -> None:
    own.post(reverse(NEW), typed(minutes="30", other_minutes="75"))

    assert [row["minutes"] for row in stored()] == [75]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"topics": []}, ["topics"]),
        ({"topics": ["gardening"]}, ["topics"]),
        ({"minutes": ""}, ["minutes"]),
        ({"minutes": "", "other_minutes": "1441"}, ["other_minutes"]),
        ({"occurred_on": "2026-11-23"}, ["occurred_on"]),
        ({"occurred_on": "i går"}, ["occurred_on"]),
    ],
)
def test_what_is_wrong_is_said_and_nothing_lost(own: Client, changes: dict[str, Any], fields: list[str]) -> None:
    response = own.post(reverse(NEW), typed(**changes))

    assert (response.status_code, list(response.context["form"].errors)) == (422, fields)
    assert response.context["form"]["done"].value() == "Ansøgt om boligstøtte"
    assert stored() == []


def test_a_resident_is_found_without_losing_what_was_typed(own: Client, resident: Tenant) -> None:
    response = own.post(reverse(NEW), typed(find="1", resident_search="ida ruten", minutes="", topics=["debt"]))
    form = response.context["form"]

    assert (response.status_code, form.errors, stored()) == (200, {}, [])
    assert list(form.fields["tenant"].choices)[1:] == [(resident.pk, "Ida Holm, Ruten 169, 4. tv")]
    assert (form["done"].value(), form["topics"].value()) == ("Ansøgt om boligstøtte", ["debt"])
    assert form["consent_given_on"].value() == TODAY, "it was not on the page before"
    assert list(AccessLog.objects.values_list("look", "subject", "subject_ids")) == [
        ("search", "tenant", [resident.pk])
    ]


def test_with_htmx_only_the_part_about_the_resident_is_renewed(own: Client, resident: Tenant) -> None:
    response = own.post(reverse(NEW), typed(find="1", resident_search="51-07"), headers={"HX-Request": "true"})

    assert (response.templates[0].name, b"Ida Holm" in response.content) == ("casework/adviser/_resident.html", True)
    assert b"<html" not in response.content


@pytest.mark.parametrize("words", ["Bo Thygesen", "ida tagensvej", "x"])
def test_nobody_is_found(own: Client, resident: Tenant, words: str) -> None:
    form = own.post(reverse(NEW), typed(find="1", resident_search=words)).context["form"]

    assert (form.residents, form.finds_nobody) == ([], len(words) > 1)


def test_people_of_the_past_and_of_other_associations_are_not_found(
    own: Client, association: HousingAssociation
) -> None:
    LeaseTenantFactory(tenant__name="Ida Fremmed")
    LeaseTenantFactory(
        lease__tenancy__department__association=association,
        tenant=TenantFactory(association=association, name="Ida Fraflyttet"),
        ends_on=dt.date(2026, 1, 31),
    )

    assert own.post(reverse(NEW), typed(find="1", resident_search="ida")).context["form"].residents == []


def test_with_consent_the_contact_is_tied_to_the_resident(own: Client, resident: Tenant) -> None:
    own.post(reverse(NEW), typed(tenant=resident.pk, has_consent="on", consent_given_on="2026-11-20"))

    assert (len(stored()), ties()) == (1, [(resident.pk, dt.date(2026, 11, 20), False)])


def test_without_consent_there_is_no_tie(own: Client, resident: Tenant) -> None:
    answers = [
        own.post(reverse(NEW), typed(tenant=resident.pk, consent_given_on="2026-11-20")),
        own.post(reverse(NEW), typed(tenant=resident.pk, has_consent="on", consent_given_on="")),
        own.post(reverse(NEW), typed(tenant=resident.pk, has_consent="on", consent_given_on="2026-11-23")),
    ]

    assert [(answer.status_code, list(answer.context["form"].errors)) for answer in answers] == [
        (422, ["has_consent"]),
        (422, ["consent_given_on"]),
        (422, ["consent_given_on"]),
    ]
    assert (stored(), ties()) == ([], [])


def test_a_resident_of_another_association_is_no_choice(own: Client) -> None:
    other = LeaseTenantFactory().tenant

    response = own.post(reverse(NEW), typed(tenant=other.pk, has_consent="on", consent_given_on="2026-11-20"))

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["tenant"])


def test_an_adviser_for_several_says_for_which(client: Client, association: HousingAssociation, adviser: User) -> None:
    second = HousingAssociationFactory()
    administrator = OrganisationFactory(kind="administrator")
    for run in (association, second):
        OrganisationAdministrationFactory(organisation=run.organisation, administrator=administrator)
    adviser.memberships.update(organisation=administrator)
    tenant = LeaseTenantFactory(
        lease__tenancy__department__association=second, tenant=TenantFactory(association=second)
    ).tenant
    client.force_login(adviser)
    with_resident = {"tenant": tenant.pk, "has_consent": "on", "consent_given_on": "2026-11-20"}

    missing = client.post(reverse(NEW), typed())
    wrong = client.post(reverse(NEW), typed(association=association.pk, **with_resident))
    right = client.post(reverse(NEW), typed(association=second.pk, **with_resident))

    assert [list(answer.context["form"].errors) for answer in (missing, wrong)] == [["association"], ["association"]]
    assert (right.status_code, [row["association"] for row in stored()]) == (302, [second.pk])
    assert client.get(reverse(LIST)).context["shows_association"] is True


def test_nobody_else_sees_a_contact(association: HousingAssociation, adviser: User) -> None:
    contact = contact_of(adviser, association)
    others = [make_adviser(association), make_officer(association), make_caseworker(), make_manager()]

    seen = []
    for person in others:
        client = Client()
        client.force_login(person)
        page = client.get(reverse("casework:adviser-contact", args=[contact.pk])).status_code
        edit = client.post(reverse("casework:adviser-contact-edit", args=[contact.pk]), typed(version=1)).status_code
        listed = client.get(reverse(LIST))
        seen.append((page, edit, len(listed.context["entries"]) if listed.status_code == 200 else listed.status_code))

    assert seen == [(404, 404, 0), (404, 404, 404), (404, 404, 404), (404, 404, 404)]


def test_a_contact_written_for_another_association_is_out_of_sight(own: Client, adviser: User) -> None:
    """The adviser has changed association: the old one's log stays with the old one."""
    contact = contact_of(adviser, HousingAssociationFactory())

    assert own.get(reverse("casework:adviser-contact", args=[contact.pk])).status_code == 404


def test_the_writer_reads_it(own: Client, adviser: User, association: HousingAssociation, resident: Tenant) -> None:
    contact = contact_of(adviser, association, topics=["debt"])
    tie = AdviserContactTieFactory(contact=contact, tenant=resident)

    context = own.get(reverse("casework:adviser-contact", args=[contact.pk])).context

    assert (context["contact"], context["tie"], context["topics"]) == (
        contact,
        tie,
        codes.name_of("adviser_topic", "debt"),
    )


def test_a_contact_is_changed_by_its_writer(own: Client, adviser: User, association: HousingAssociation) -> None:
    contact = contact_of(adviser, association, minutes=20)
    url = reverse("casework:adviser-contact-edit", args=[contact.pk])

    form = own.get(url).context["form"]
    done = own.post(url, typed(version=1, occurred_on="2025-12-30", minutes="5"))

    assert (form["other_minutes"].value(), form["minutes"].value(), form["version"].value()) == (20, None, 1)
    assert done.headers["Location"] == reverse("casework:adviser-contact", args=[contact.pk])
    assert [(row["occurred_on"], row["year"], row["minutes"], row["version"]) for row in stored()] == [
        (dt.date(2025, 12, 30), 2025, 5, 2)
    ]


def test_a_tie_is_kept_replaced_or_taken_back(
    own: Client, adviser: User, association: HousingAssociation, resident: Tenant
) -> None:
    contact = contact_of(adviser, association)
    AdviserContactTieFactory(contact=contact, tenant=resident, consent_given_on=dt.date(2026, 11, 10))
    url = reverse("casework:adviser-contact-edit", args=[contact.pk])
    consent = {"has_consent": "on", "tenant": resident.pk}

    own.post(url, typed(version=1, consent_given_on="2026-11-10", **consent))
    kept = ties()
    own.post(url, typed(version=2, consent_given_on="2026-11-12", **consent))
    corrected = ties()
    own.post(url, typed(version=3))

    first, second = (resident.pk, dt.date(2026, 11, 10)), (resident.pk, dt.date(2026, 11, 12))
    assert kept == [(*first, False)]
    assert corrected == [(*first, True), (*second, False)]
    assert ties() == [(*first, True), (*second, True)]


def test_the_form_of_a_tied_contact_shows_the_resident(
    own: Client, adviser: User, association: HousingAssociation, resident: Tenant
) -> None:
    contact = contact_of(adviser, association)
    AdviserContactTieFactory(contact=contact, tenant=resident)

    form = own.get(reverse("casework:adviser-contact-edit", args=[contact.pk])).context["form"]

    assert (form["tenant"].value(), form["has_consent"].value()) == (resident.pk, True)
    assert [row["name"] for row in form.residents] == ["Ida Holm"]


def test_a_topic_that_was_closed_stays_on_its_contact(
    own: Client, adviser: User, association: HousingAssociation
) -> None:
    contact = contact_of(adviser, association, topics=["moving"])
    Code.objects.filter(list="adviser_topic", code="moving").update(valid_to=dt.date(2026, 11, 1))
    codes.forget()
    url = reverse("casework:adviser-contact-edit", args=[contact.pk])

    offered = [code for code, _name in own.get(url).context["form"].fields["topics"].choices]
    done = own.post(url, typed(version=1, topics=["moving"]))
    new = [code for code, _name in own.get(reverse(NEW)).context["form"].fields["topics"].choices]
    codes.forget()

    assert ("moving" in offered, done.status_code, "moving" in new) == (True, 302, False)


def test_a_conflict_shows_both_and_loses_neither(
    own: Client, adviser: User, association: HousingAssociation, resident: Tenant
) -> None:
    contact = contact_of(adviser, association, place="Trappen", done="Talte om naboen", version=2)
    AdviserContactTieFactory(contact=contact, tenant=resident)
    url = reverse("casework:adviser-contact-edit", args=[contact.pk])

    response = own.post(url, typed(version=1))
    form = response.context["form"]
    both = {str(row["label"]): (row["theirs"], row["yours"]) for row in response.context["conflict"]}
    again = own.post(url, typed(version=form["version"].value()))

    assert response.status_code == 422
    assert [pair for pair in both.values() if "Trappen" in pair] == [("Trappen", "Kontoret")]
    assert [pair for pair in both.values() if "Talte om naboen" in pair] == [
        ("Talte om naboen", "Ansøgt om boligstøtte")
    ]
    assert "Ida Holm" in [theirs for theirs, _yours in both.values()]
    assert (form["place"].value(), form["version"].value(), again.status_code) == ("Kontoret", 2, 302)


def test_a_conflict_names_the_resident_one_chose(
    own: Client, adviser: User, association: HousingAssociation, resident: Tenant
) -> None:
    contact = contact_of(adviser, association, version=2)
    url = reverse("casework:adviser-contact-edit", args=[contact.pk])

    response = own.post(url, typed(version=1, tenant=resident.pk, has_consent="on", consent_given_on="2026-11-20"))

    assert "Ida Holm" in [row["yours"] for row in response.context["conflict"]]


def found(client: Client, **sought: str) -> list[str]:
    return [entry.place for entry, _topics in client.get(reverse(LIST), sought).context["entries"]]


def test_search_and_filters(own: Client, adviser: User, association: HousingAssociation, resident: Tenant) -> None:
    contact_of(adviser, association, place="a", done="Ansøgte boligstøtte", topics=["housing_benefit"])
    tied = contact_of(adviser, association, place="b", referred_to="SKAT", occurred_on=dt.date(2026, 3, 1))
    AdviserContactTieFactory(contact=tied, tenant=resident)
    contact_of(make_adviser(association), association, place="a colleague's", done="Ansøgte boligstøtte")

    assert [
        found(own),
        found(own, q="boligstøtte"),
        found(own, q="ida skat"),
        found(own, q="ida boligstøtte"),
        found(own, topic="housing_benefit"),
        found(own, first="2026-04-01"),
        found(own, last="2026-04-01"),
    ] == [["a", "b"], ["a"], ["b"], [], ["a"], ["a"], ["b"]]
    nonsense = own.get(reverse(LIST), {"first": "i går"})
    assert (nonsense.status_code, len(nonsense.context["entries"])) == (422, 2)


def test_the_summary_counts_by_topic(own: Client, adviser: User, association: HousingAssociation) -> None:
    contact_of(adviser, association, topics=["debt", "budget"], minutes=30)
    contact_of(adviser, association, topics=["debt"], minutes=15)
    contact_of(make_adviser(association), association, topics=["debt"])

    context = own.get(reverse(LIST)).context

    assert context["summary"] == queries.Summary(
        2, 45, [queries.TopicCount("debt", 2), queries.TopicCount("budget", 1)]
    )
    assert context["topics"] == [
        (codes.name_of("adviser_topic", code), count) for code, count in (("debt", 2), ("budget", 1))
    ]


def test_the_log_is_leafed_through(
    own: Client, adviser: User, association: HousingAssociation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE_SIZE", 2)
    for day in (1, 2, 2):
        contact_of(adviser, association, place=f"{day}", occurred_on=dt.date(2026, 11, day))

    first = own.get(reverse(LIST))
    second = own.get(reverse(LIST) + first.context["next_url"])

    assert [[entry.place for entry, _topics in page.context["entries"]] for page in (first, second)] == [
        ["2", "2"],
        ["1"],
    ]
    assert second.context["previous_url"] != ""


@pytest.mark.parametrize("count", [1, 3])
def test_the_log_asks_the_database_a_fixed_number_of_times(
    own: Client, adviser: User, association: HousingAssociation, count: int, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        AdviserContactTieFactory(contact=contact_of(adviser, association))
    own.get(reverse(LIST))

    with django_assert_num_queries(8):
        response = own.get(reverse(LIST))

    assert len(response.context["entries"]) == count


def test_an_empty_log_says_what_to_do(own: Client) -> None:
    response = own.get(reverse(LIST))

    assert (response.status_code, response.context["entries"]) == (200, [])
    assert reverse(NEW).encode() in response.content


def facts(**changes: Any) -> dict[str, Any]:
    return {
        "occurred_on": TODAY,
        "place": "",
        "topics": ["debt"],
        "minutes": 5,
        "done": "",
        "referred_to": "",
        "resident": None,
        "now": NOW,
        **changes,
    }


def test_actions_refuse_other_people(association: HousingAssociation, adviser: User, resident: Tenant) -> None:
    contact = contact_of(adviser, association)
    colleague = scope_of(make_adviser(association))
    stranger = LeaseTenantFactory().tenant

    for by in (scope_of(make_officer(association)), scope_of(make_adviser())):
        with pytest.raises(NotAllowed):
            actions.log_contact(association=association, **facts(), by=by)
    with pytest.raises(NotAllowed):
        actions.change_contact(contact, version=1, **facts(), by=colleague)
    with pytest.raises(Conflict):
        actions.change_contact(contact, version=2, **facts(), by=scope_of(adviser))
    with pytest.raises(NotAllowed):
        actions.log_contact(
            association=association, **facts(resident=actions.Resident(stranger, TODAY)), by=scope_of(adviser)
        )
    assert (AdviserContact.objects.count(), ties()) == (1, [])


def test_a_search_is_posted_and_takes_no_cpr_number(own: Client) -> None:
    sought = own.post(reverse(LIST), {"q": "ida", "topic": "debt", "first": ""})
    number = own.post(reverse(LIST), {"q": "010756-3364"})

    assert [answer.headers["Location"] for answer in (sought, number)] == [
        reverse(LIST) + "?q=ida&topic=debt",
        reverse(LIST),
    ]
