"""The people of a home and a person's page: what is shown, to whom, and what it takes to change it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Look, Subject
from accounts.models import AccessLog, Unit, User
from casework.enums import EventKind, PersonRole, Relation
from casework.models import Case, CaseEvent, CasePerson, CaseTransfer, Person, PersonMerge, Representative, SafetyNote
from housing import codes, cpr_keys
from housing.enums import GateBasis
from tests.factories import NOW, TODAY
from tests.factories.accounts import MunicipalityFactory, UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory, ContactAttemptFactory
from tests.factories.courses import EvictionFactory
from tests.factories.housing import ArrearsWarningFactory, LeaseTenantFactory
from tests.factories.people import make_caseworker
from tests.factories.persons import (
    CasePersonFactory,
    CaseTransferFactory,
    PersonChangeFactory,
    PersonFactory,
    PersonMergeFactory,
    PersonTenantFactory,
    RepresentativeFactory,
    SafetyNoteFactory,
)

from .pages import main_words

pytestmark = pytest.mark.django_db

CPR = "0102901234"


@pytest.fixture(autouse=True)
def _sunday() -> Iterator[None]:
    codes.name_of("contact_mode", "phone")
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(name="Boligteam", organisation__name="Boligteam")


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    """A caseworker who reads English and is logged in."""
    user = make_caseworker(unit, name="Mette Holm", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def case(unit: Unit, user: User) -> Case:
    return CaseFactory(unit=unit, assigned_to=user, names="Ida Andersen", address="Ruten 1, 2700 Brønshøj")


def known(case: Case, **fields: Any) -> Person:
    person: Person = PersonFactory(municipality=case.municipality, **fields)
    CasePersonFactory(case=case, person=person)
    return person


def to(name: str, *args: int) -> str:
    return reverse(f"casework:{name}", args=args)


def fill(person: Person, case: Case, count: int) -> None:
    """Some of everything a person's page shows."""
    for number in range(count):
        earlier = CaseFactory(
            unit=case.unit, is_closed=True, housing_outcome="transferred", opened_on=dt.date(2020 + number, 1, 1)
        )
        CasePersonFactory(case=earlier, person=person)
        CaseTransferFactory(case=earlier)
        EvictionFactory(case=earlier, occurred_on=dt.date(2020 + number, 2, 1))
        tenant = PersonTenantFactory(person=person, tenant__association=earlier.association).tenant
        LeaseTenantFactory(lease=earlier.lease, tenant=tenant, starts_on=dt.date(2019, 1, 1))
        ArrearsWarningFactory(lease=earlier.lease, as_of=dt.date(2020 + number, 1, 1), gate_basis=GateBasis.AGREEMENT)
        CasePersonFactory(case=CaseFactory(unit=UnitFactory(municipality=case.municipality)), person=person)
        RepresentativeFactory(case=earlier, person=person)
        SafetyNoteFactory(case=earlier)
        PersonMergeFactory(kept=person)
        PersonChangeFactory(person=person)


@pytest.mark.parametrize("name", ["person", "people", "case", "case-list", "duplicate-list"])
def test_query_counts_are_constant(client: Client, case: Case, name: str, django_assert_num_queries: Any) -> None:
    asked = []
    for count in (1, 3):
        one = CaseFactory(unit=case.unit, assigned_to=case.assigned_to)
        person = known(one, name=f"Ida Andersen {count}", birth_date=dt.date(1990, 1, 1))
        fill(person, one, count)
        CasePersonFactory.create_batch(count, case=one, role=PersonRole.OCCUPANT, person__name="Ida Andersen")
        RepresentativeFactory.create_batch(count, case=one, person=person)
        SafetyNoteFactory(case=one)
        address = (
            to(name, person.pk if name == "person" else one.pk) if name in {"person", "people", "case"} else to(name)
        )
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, {"q": "Ida"} if name == "case-list" else {}).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_a_person_across_tenancies_and_years(client: Client, case: Case) -> None:
    person = known(case, name="Ida Andersen", phone="20 12 34 56", interpreter="tyrkisk")
    old = CaseFactory(
        unit=case.unit, is_closed=True, housing_outcome="evicted", number="2021-00007", opened_on=dt.date(2021, 3, 1),
        address="Sjælør Boulevard 3",
    )  # fmt: skip
    CasePersonFactory(case=old, person=person)
    EvictionFactory(case=old, occurred_on=dt.date(2021, 3, 10))
    tenant = PersonTenantFactory(person=person, tenant__association=old.association).tenant
    LeaseTenantFactory(lease=old.lease, tenant=tenant, starts_on=dt.date(2019, 5, 1), ends_on=dt.date(2021, 3, 10))
    for month, amount in ((1, 5000), (2, 9000)):
        ArrearsWarningFactory(
            lease=old.lease, as_of=dt.date(2021, month, 20), amount=amount, gate_basis=GateBasis.AGREEMENT
        )
    ArrearsWarningFactory(lease=old.lease, as_of=dt.date(2020, 1, 20), amount=777, gate_basis="")

    said = main_words(client.get(to("person", person.pk)))

    for words in (
        "20 12 34 56", "tyrkisk", "2026 | Case", "Case 2021-00007 closed", "Evicted",
        "Rent arrears · Sjælør Boulevard 3",
        "On 2 arrears lists", "at most 9,000.00 kr.", "2019 | Became a tenant", "Left the lease",
    ):  # fmt: skip
        assert words in said
    assert "777" not in said
    assert AccessLog.objects.filter(look=Look.VIEW, subject=Subject.PERSON, subject_ids=[person.pk]).exists()


def test_what_one_may_not_open_is_not_told(client: Client, case: Case) -> None:
    """Another unit's case is told of by its unit alone; a restricted one, and its arrears, not at all."""
    person = known(case, name="Ida Andersen")
    elsewhere = CaseFactory(
        unit=UnitFactory(municipality=case.municipality, name="Boligteam Vest"), number="2026-77777"
    )
    restricted = CaseFactory(unit=case.unit, is_restricted=True, number="2026-88888", address="Hemmelig Vej 1")
    for hidden in (elsewhere, restricted):
        CasePersonFactory(case=hidden, person=person)
        RepresentativeFactory(case=hidden, person=person, name=f"Hemmelig {hidden.number}")
        SafetyNoteFactory(case=hidden, text=f"Hemmelig {hidden.number}")
    tenant = PersonTenantFactory(person=person, tenant__association=restricted.association).tenant
    LeaseTenantFactory(lease=restricted.lease, tenant=tenant)
    ArrearsWarningFactory(lease=restricted.lease, as_of=TODAY, gate_basis=GateBasis.AGREEMENT)

    for page in (to("person", person.pk), to("case", case.pk), to("people", case.pk)):
        said = client.get(page).content.decode()
        assert "Hemmelig" not in said
        assert "2026-77777" not in said
        assert "88888" not in said
    told = main_words(client.get(to("person", person.pk)))
    assert "Boligteam Vest: Say why and open the case" in told
    assert "arrears list" not in told
    foreign = known(CaseFactory(unit=UnitFactory(municipality=MunicipalityFactory())))
    assert client.get(to("person", foreign.pk)).status_code == 404


def test_a_cpr_number_is_shown_for_a_purpose_and_logged(client: Client, case: Case) -> None:
    person = known(
        case, cpr_hash=cpr_keys.fingerprint(CPR), cpr_sealed=cpr_keys.seal(CPR), cpr_key_version=1
    )  # fmt: skip
    page = client.get(to("person", person.pk))
    refused = client.post(to("person-cpr", person.pk), {"purpose": ""})

    shown = client.post(to("person-cpr", person.pk), {"purpose": "Ansøgning om § 81"})

    assert "known, not shown" in main_words(page)
    assert [b"010290" in answer.content for answer in (page, refused, shown)] == [False, False, True]
    assert b"010290" not in shown.content.split(b"</title>")[0]
    logged = AccessLog.objects.get(subject=Subject.CPR)
    assert (logged.subject_ids, logged.purpose) == ([person.pk], "Ansøgning om § 81")


def test_two_edit_the_same_person_and_both_values_are_shown(client: Client, case: Case) -> None:
    person = known(case, name="Ida Andersen", phone="20 11 11 11")
    sent = {"name": "Ida Andersen", "phone": "20 33 33 33", "version": person.version}
    client.post(to("person-edit", person.pk), {**sent, "phone": "20 22 22 22"})

    answer = client.post(to("person-edit", person.pk), sent)

    assert answer.status_code == 422
    assert "| Phone 20 22 22 22 20 33 33 33" in main_words(answer)
    client.post(to("person-edit", person.pk), {**sent, "version": 2})
    person.refresh_from_db()
    assert (person.phone, person.version) == ("20 33 33 33", 3)
    assert CaseEvent.objects.filter(case=case, kind=EventKind.PERSON_DATA).count() == 2
    assert "phone: 20 11 11 11 → 20 22 22 22" in main_words(client.get(to("person", person.pk)))


def test_protecting_an_address_restricts_every_case_there(client: Client, case: Case, user: User) -> None:
    person = known(case, name="Ida Andersen")
    theirs = CaseFactory(unit=UnitFactory(municipality=case.municipality), assigned_to=make_caseworker())
    stayed = CaseFactory(unit=case.unit, is_closed=True)
    moved = CaseFactory(unit=case.unit, is_closed=True, housing_outcome="moved")
    for other in (theirs, stayed, moved):
        CasePersonFactory(case=other, person=person)

    client.post(to("person-edit", person.pk), {"name": "Ida Andersen", "is_address_protected": "on", "version": 1})

    restricted = set(Case.objects.filter(is_restricted=True))
    assert restricted == {case, theirs, stayed}
    named = {(one.case_id, one.user_id) for one in theirs.participants.all() | case.participants.all()}
    assert named == {(case.pk, user.pk), (theirs.pk, theirs.assigned_to_id)}
    assert client.get(to("person", person.pk)).status_code == 200


def test_a_family_in_a_sublet_home(client: Client, case: Case) -> None:
    """Written down, counted, taken over when somebody says so, and ended without being deleted."""
    tenant = known(case, name="Bo Thygesen").case_people.get()
    client.post(
        to("resident-edit", case.pk, tenant.pk), {"lives_elsewhere": "on", "needs_help": "", "version": tenant.version}
    )
    for name, age in (("Hodan Warsame", "34"), ("Abdi Warsame", "9")):
        client.post(
            to("resident-new", case.pk),
            {"name": name, "role": "occupant", "relation": Relation.SUBTENANT, "age": age, "needs_help": "yes"},
        )

    said = main_words(client.get(to("people", case.pk)))
    assert "Bo Thygesen Tenant, lives elsewhere" in said
    assert "Abdi Warsame Occupant, subtenant, 9 years Needs help" in said
    assert "The people written down are 1 adult, 1 child under 18 ; the case says adults unknown, children" in said
    case.refresh_from_db()
    client.post(to("counts", case.pk), {"version": case.version})
    case.refresh_from_db()
    assert (case.adults, case.has_children, case.children) == (1, "yes", 1)
    assert "The people written down" not in main_words(client.get(to("case", case.pk)))

    child = CasePerson.objects.get(person__name="Abdi Warsame")
    client.post(to("resident-end", case.pk, child.pk), {"ended_on": "2026-11-20", "version": child.version})
    child.refresh_from_db()
    assert child.ended_on == dt.date(2026, 11, 20)
    there = client.get(to("case", case.pk)).context["page"].people
    assert [entry.person.name for entry in there] == ["Bo Thygesen", "Hodan Warsame"]
    client.post(to("resident-return", case.pk, child.pk), {"version": child.version})
    child.refresh_from_db()
    assert child.ended_on is None


def test_somebody_with_a_known_cpr_number_is_the_same_person(client: Client, case: Case) -> None:
    numbers = {"cpr_hash": cpr_keys.fingerprint(CPR), "cpr_sealed": cpr_keys.seal(CPR), "cpr_key_version": 1}
    mine = known(CaseFactory(unit=case.unit), name="Ida Andersen", **numbers)
    known(CaseFactory(unit=case.unit, is_restricted=True), name="Hemmelig", **numbers)

    answer = client.post(to("resident-new", case.pk), {"name": "Ida A.", "role": "member", "cpr": "010290-1234"})

    assert answer.status_code == 302
    assert case.case_people.get().person == mine
    assert Person.objects.filter(name="Ida A.").count() == 0


def test_a_representative_acts_until_the_last_day(client: Client, case: Case) -> None:
    person = known(case, name="Ida Andersen")
    sent = {
        "kind": "guardian",
        "name": "Vibeke Lund",
        "phone": "33 11 22 33",
        "may": "Økonomi",
        "starts_on": "2026-01-01",
    }
    client.post(to("representative-new", case.pk), {**sent, "person": person.pk})
    found = Representative.objects.get()
    assert "Guardian Vibeke Lund for Ida Andersen" in main_words(client.get(to("case", case.pk)))

    client.post(to("representative-edit", case.pk, found.pk), {**sent, "ends_on": "2026-11-21", "version": 1})

    assert client.get(to("case", case.pk)).context["page"].home.representatives == []
    assert "Økonomi · 1 Jan 2026 – 21 Nov 2026" in main_words(client.get(to("person", person.pk)))


def test_a_safety_note_stands_at_the_top_until_it_is_taken_away(client: Client, case: Case) -> None:
    known(case)
    client.post(to("safety-note", case.pk), {"text": "Stor hund", "review_on": "2026-12-22", "version": 0})
    late = client.post(to("safety-note", case.pk), {"text": "Lille hund", "review_on": "2026-12-22", "version": 0})
    assert "| What must a colleague mind at the door? Stor hund Lille hund" in main_words(late)
    said = main_words(client.get(to("case", case.pk)))
    assert "Safety note Stor hund Mette Holm" in said

    with time_machine.travel(dt.datetime(2027, 1, 10, 12, tzinfo=dt.UTC), tick=False):
        client.force_login(User.objects.get(name="Mette Holm"))
        assert "Safety note, to be looked at again" in main_words(client.get(to("case", case.pk)))
    client.post(to("safety-note-end", case.pk), {"reason": "Hunden er væk", "version": 1})

    assert "Safety note Stor" not in main_words(client.get(to("case", case.pk)))
    assert list(SafetyNote.objects.order_by("version").values_list("text", "is_ended")) == [
        ("Stor hund", False),
        ("Hunden er væk", True),
    ]


def test_a_household_that_moved_away_is_transferred(client: Client, case: Case) -> None:
    """The ordinary page of closing leads to the one that asks where it moved, and keeps what was answered."""
    ContactAttemptFactory(case=case)
    frederiksberg = MunicipalityFactory(name="Frederiksberg")
    answered = {"closed_on": "2026-11-20", "housing_outcome": "transferred", "contact_outcome": "too_late"}
    sent_on = client.post(to("close", case.pk), {**answered, "version": case.version})
    form = client.get(sent_on.headers["Location"]).context["form"]
    assert (form["closed_on"].value(), form["contact_outcome"].value()) == ("2026-11-20", "too_late")
    assert not CaseTransfer.objects.exists()
    sent = {
        "closed_on": "2026-11-20", "to_municipality": frederiksberg.pk, "contact_outcome": "too_late",
        "arrears_outcome": "open", "informed_on": "2026-11-21", "version": case.version,
    }  # fmt: skip
    unsaid = client.post(to("transfer", case.pk), sent)
    assert "Say on what basis the other municipality was informed" in main_words(unsaid)

    client.post(to("transfer", case.pk), {**sent, "informed_basis": "Samtykke"})

    case.refresh_from_db()
    transfer = CaseTransfer.objects.get()
    assert (case.housing_outcome, case.closed_on) == ("transferred", dt.date(2026, 11, 20))
    assert (transfer.to_municipality, transfer.to_name, transfer.informed_basis) == (
        frederiksberg,
        "Frederiksberg",
        "Samtykke",
    )
    assert not Case.objects.averted().exists()
    client.force_login(make_caseworker(UnitFactory(municipality=frederiksberg)))
    assert client.get(to("case", case.pk)).status_code == 404


def test_merging_on_the_page_and_undoing_it(client: Client, case: Case) -> None:
    kept, gone = known(case, name="Ida Andersen"), known(CaseFactory(unit=case.unit), name="Ida Anderson", phone="1")
    preview = main_words(client.get(to("merge", kept.pk, gone.pk)))
    assert "Ida Anderson Goes over" in preview

    client.post(to("merge", kept.pk, gone.pk), {"kept_version": 1, "gone_version": 1, "name": "kept", "phone": "gone"})

    kept.refresh_from_db()
    assert (kept.name, kept.phone) == ("Ida Andersen", "1")
    assert client.get(to("person", gone.pk)).headers["Location"] == to("person", kept.pk)
    merge = PersonMerge.objects.get()
    assert "Also known as | Ida Anderson" in main_words(client.get(to("person", kept.pk)))
    client.post(to("merge-undo", merge.pk))
    assert client.get(to("person", gone.pk)).status_code == 200


def test_people_are_found_by_name_also_those_on_no_list(client: Client, case: Case) -> None:
    occupant = known(case, name="Åse Sønderskov Özil")
    known(CaseFactory(unit=case.unit, is_restricted=True), name="Åse Sønderskov Hemmelig")

    said = main_words(client.get(to("case-list"), {"q": "sonder ozil aase"}))

    assert f"People | {occupant.name}" not in said
    said = main_words(client.get(to("case-list"), {"q": "soender ozil aase"}))
    assert f"People | {occupant.name}" in said
    assert "Hemmelig" not in said


def test_an_invited_colleague_reads_the_person(client: Client, case: Case) -> None:
    person = known(case, name="Ida Andersen")
    guest = make_caseworker(UnitFactory(municipality=case.municipality), language="en")
    client.force_login(guest)
    assert client.get(to("person", person.pk)).status_code == 404
    CaseParticipantFactory(case=case, user=guest)
    assert client.get(to("person", person.pk)).status_code == 200
