"""Two records of one person: merged so that it can be undone, exactly, whatever both were part of."""

from __future__ import annotations

import datetime as dt
import random
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import translation

from accounts.errors import NotAllowed, Refused
from accounts.models import Unit
from accounts.scope import Scope
from casework.actions.merging import AHEAD, CHOICES, MOVED, merge_people, say_distinct
from casework.actions.people import with_cpr
from casework.actions.persons import change_person
from casework.actions.unmerging import obstacle, plan, undo_merge
from casework.enums import EventKind, PersonRole
from casework.models import (
    CaseEvent,
    CasePerson,
    Consent,
    ContactAttempt,
    DistinctPeople,
    Intervention,
    Person,
    PersonChange,
    PersonMerge,
)
from housing import cpr_keys
from tests.factories import NOW
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.people import make_caseworker, scope_of
from tests.factories.persons import CasePersonFactory, PersonFactory, PersonTenantFactory, RepresentativeFactory

#: What a merge leaves behind on purpose: the record of itself, the person's history, the timeline.
LEFT = {"casework_personmerge", "casework_personmergerow", "casework_personchange", "casework_caseevent"}


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def unit(db: None) -> Unit:
    return UnitFactory()


@pytest.fixture
def by(unit: Unit) -> Scope:
    return scope_of(make_caseworker(unit, name="Mette Holm"))


def sealed(cpr: str) -> dict[str, Any]:
    return {"cpr_hash": cpr_keys.fingerprint(cpr), "cpr_sealed": cpr_keys.seal(cpr), "cpr_key_version": 1}


def known(unit: Unit, **fields: Any) -> Person:
    """Somebody on a case of the unit."""
    person: Person = PersonFactory(municipality=unit.municipality, **fields)
    CasePersonFactory(case=CaseFactory(unit=unit), person=person)
    return person


def every_row() -> dict[str, list[str]]:
    """All rows of casework, whole, but for what a merge leaves behind."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND starts_with(relname, 'casework_') ORDER BY relname"
        )
        tables = [name for (name,) in cursor.fetchall() if name not in LEFT]
        found = {}
        for table in tables:
            cursor.execute(f"SELECT t::text FROM {table} t ORDER BY id")
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


def merge(kept: Person, gone: Person, by: Scope, *take: str) -> PersonMerge:
    kept.refresh_from_db()
    gone.refresh_from_db()
    return merge_people(kept, gone, take=take, versions=(kept.version, gone.version), by=by, now=NOW)


def test_everything_goes_over_to_the_one_who_is_kept(unit: Unit, by: Scope) -> None:
    kept = known(unit, name="Ida Andersen", phone="20 11 11 11")
    gone = known(unit, name="Ida Anderson", phone="20 22 22 22", interpreter="tyrkisk", **sealed("0102031234"))
    case = gone.case_people.get().case
    link = PersonTenantFactory(person=gone)
    representative = RepresentativeFactory(case=case, person=gone)

    merge(kept, gone, by, "phone", "interpreter", "cpr")

    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.name, kept.phone, kept.interpreter) == ("Ida Andersen", "20 22 22 22", "tyrkisk")
    assert bytes(kept.cpr_hash or b"") == cpr_keys.fingerprint("0102031234")
    assert (gone.merged_into, gone.phone) == (kept, "20 22 22 22")
    assert set(kept.case_people.values_list("case", flat=True)) >= {case.pk}
    assert list(kept.tenant_links.all()) == [link]
    assert list(kept.representatives.all()) == [representative]
    assert not Person.objects.visible_to(by).filter(pk=gone.pk).exists()
    told = CaseEvent.objects.get(case=case, kind=EventKind.MERGED)
    assert told.detail == {"did": "merged", "person": kept.pk, "name": "Ida Andersen", "other": "Ida Anderson"}


def test_on_a_case_that_both_are_on_one_part_remains(unit: Unit, by: Scope) -> None:
    case = CaseFactory(unit=unit)
    kept, gone = PersonFactory.create_batch(2, municipality=unit.municipality)
    CasePersonFactory(case=case, person=kept, role=PersonRole.OCCUPANT, position=3, needs_help=True)
    CasePersonFactory(case=case, person=gone, role=PersonRole.TENANT, position=1, age=40, age_on=NOW.date())
    before = every_row()

    done = merge(kept, gone, by)

    entry = CasePerson.objects.get(case=case)
    assert (entry.person, entry.role, entry.position, entry.needs_help, entry.age) == (kept, "tenant", 1, True, 40)
    undo_merge(done, by=by, now=NOW)
    assert every_row() == before


@pytest.mark.parametrize("seed", range(6))
def test_undone_every_row_is_what_it_was(unit: Unit, by: Scope, seed: int) -> None:
    """Merges in any number, one upon the other, taken back one by one."""
    chance = random.Random(seed)
    cases = CaseFactory.create_batch(4, unit=unit)
    everybody = [_anybody(unit, cases, chance) for _number in range(5)]
    stood = [every_row()]
    merges = []
    for _number in range(4):
        kept, gone = chance.sample([one for one in everybody if one.merged_into_id is None], 2)
        merges.append(merge(kept, gone, by, *chance.sample(sorted(CHOICES), chance.randint(0, len(CHOICES)))))
        for one in everybody:
            one.refresh_from_db()
        stood.append(every_row())

    while merges:
        assert stood.pop() != stood[-1]
        assert undo_merge(merges.pop(), by=by, now=NOW)
        assert every_row() == stood[-1]


def _anybody(unit: Unit, cases: list[Any], chance: random.Random) -> Person:
    """Somebody with anything known, on some of the cases."""
    number = f"010203{chance.randint(1000, 3999)}"
    person: Person = PersonFactory(
        municipality=unit.municipality,
        phone=chance.choice(["", "20 11 11 11", "20 22 22 22"]),
        email=chance.choice(["", "ida@example.dk"]),
        interpreter=chance.choice(["", "somali"]),
        birth_date=chance.choice([None, dt.date(1990, 2, 28)]),
        **(sealed(number) if chance.random() < 0.5 else {}),
    )
    for case in chance.sample(cases, chance.randint(1, 3)):
        role = chance.choice(PersonRole.values)
        CasePersonFactory(case=case, person=person, role=role, position=chance.randint(1, 9), is_child=role == "member")
        if chance.random() < 0.4:
            RepresentativeFactory(case=case, person=person)
    for _number in range(chance.randint(0, 2)):
        PersonTenantFactory(person=person)
    return person


def test_what_was_written_since_stays_with_the_kept(unit: Unit, by: Scope) -> None:
    kept, gone = known(unit, phone="1", email="a@example.dk"), known(unit, phone="2", email="b@example.dk")
    untouched = every_row()["casework_person"][1]
    done = merge(kept, gone, by, "phone", "email")
    kept.refresh_from_db()
    change_person(kept, version=kept.version, phone="3", by=by, now=NOW)
    added = CasePersonFactory(case=CaseFactory(unit=unit), person=kept)
    assert {(step.row.table, *sorted(step.later)) for step in plan(done) if step.later} == {
        ("casework_person", "phone")
    }

    undo_merge(done, by=by, now=NOW)

    kept.refresh_from_db()
    assert (kept.phone, kept.email, kept.version) == ("3", "a@example.dk", AHEAD + 2)
    assert every_row()["casework_person"][1] == untouched
    assert set(kept.case_people.all()) >= {added}
    assert gone.case_people.count() == 1


def test_an_address_protected_meanwhile_stays_protected_on_both(unit: Unit, by: Scope) -> None:
    kept, gone = known(unit), known(unit)
    done = merge(kept, gone, by)
    kept.refresh_from_db()
    change_person(kept, version=kept.version, is_address_protected=True, by=by, now=NOW)
    by = scope_of(PersonMerge.objects.get().merged_by)

    undo_merge(done, by=by, now=NOW)

    assert list(Person.objects.values_list("is_address_protected", flat=True)) == [True, True]


def test_the_last_merge_is_undone_first(unit: Unit, by: Scope) -> None:
    ida, bo, amina = known(unit, name="Ida"), known(unit, name="Bo"), known(unit, name="Amina")
    first = merge(ida, bo, by)
    second = merge(amina, ida, by)
    bo.refresh_from_db()

    assert bo.merged_into == amina
    first.refresh_from_db()
    with pytest.raises(Refused, match="Ida was merged with somebody else afterwards"):
        undo_merge(first, by=by, now=NOW)
    undo_merge(second, by=by, now=NOW)
    bo.refresh_from_db()
    assert bo.merged_into == ida
    third = merge(ida, amina, by)
    first = PersonMerge.objects.get(pk=first.pk)
    assert obstacle(first) == "Amina was merged in afterwards. Undo that first."
    undo_merge(third, by=by, now=NOW)
    undo_merge(first, by=by, now=NOW)
    with pytest.raises(Refused, match="undone already"):
        undo_merge(first, by=by, now=NOW)


def test_only_people_one_may_see_are_merged(unit: Unit, by: Scope) -> None:
    mine = known(unit)
    hidden = {
        "another unit's": known(UnitFactory(municipality=unit.municipality)),
        "another municipality's": known(UnitFactory()),
        "on a restricted case": CasePersonFactory(case=CaseFactory(unit=unit, is_restricted=True)).person,
    }
    before = every_row()

    for other in hidden.values():
        with pytest.raises(NotAllowed):
            merge(mine, other, by)
        with pytest.raises(NotAllowed):
            say_distinct(mine, other, by=by, now=NOW)

    assert every_row() == before


def test_a_merge_is_refused_with_a_reason(unit: Unit, by: Scope) -> None:
    ida, bo = known(unit), known(unit)
    with pytest.raises(Refused, match="Choose two records"):
        merge(ida, ida, by)
    with pytest.raises(Refused, match="changed meanwhile"):
        merge_people(ida, bo, take=[], versions=(1, 2), by=by, now=NOW)
    Person.objects.filter(pk=bo.pk).update(is_address_protected=True)
    with pytest.raises(Refused, match="only one of them is protected"):
        merge(ida, bo, by)
    assert not PersonMerge.objects.exists()


def test_two_people_are_remembered_as_two(unit: Unit, by: Scope) -> None:
    ida, bo = known(unit), known(unit)

    say_distinct(bo, ida, by=by, now=NOW)
    say_distinct(ida, bo, by=by, now=NOW)

    assert [(pair.first, pair.second) for pair in DistinctPeople.objects.all()] == [(ida, bo)]


def test_a_tenant_met_later_is_the_one_who_was_kept(unit: Unit, by: Scope) -> None:
    kept, gone = known(unit), known(unit, **sealed("0102031234"))
    merge(kept, gone, by)

    assert with_cpr(unit.municipality_id, [cpr_keys.fingerprint("0102031234")]) == kept


def test_every_reference_to_a_person_goes_over_or_stays_for_a_reason() -> None:
    stay = {
        Person: "points at who is kept; merging sets it",
        PersonChange: "a person's history is never rewritten",
        PersonMerge: "says itself who was who",
        ContactAttempt: "is never rewritten: it says whom it was with, by the name of that day",
        Intervention: "says whom it was for, by the name it was noted under",
        Consent: "is never rewritten; who asks for consents looks through the merge",
        DistinctPeople: "speaks of the two records; one who is gone is asked about no more",
    }
    there_are = {
        relation.related_model for relation in Person._meta.get_fields(include_hidden=True) if relation.one_to_many
    }
    assert there_are == {*MOVED, *stay}


@pytest.fixture
def committed(transactional_db: None) -> tuple[Unit, Scope]:
    unit = UnitFactory()
    return unit, scope_of(make_caseworker(unit, name="Mette Holm"))


def test_of_two_who_merge_the_same_person_at_once_one_wins(committed: tuple[Unit, Scope]) -> None:
    unit, by = committed
    ida, gone, bo = known(unit, name="Ida"), known(unit, name="Idaa"), known(unit, name="Bo")
    at_once, answers = threading.Barrier(2), []

    def tried(kept: Person) -> None:
        try:
            with translation.override("en"), transaction.atomic():
                at_once.wait(timeout=20)
                merge(kept, gone, by)
            answers.append("")
        except Refused as fact:
            answers.append(fact.message)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tried, args=[person]) for person in (ida, bo)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    winner = PersonMerge.objects.get()
    assert sorted(answers) == [
        "",
        f"Mette Holm merged Idaa with {winner.kept.name} meanwhile. Nothing was changed now.",
    ]
    assert CasePerson.objects.filter(person=winner.kept).count() == 2
