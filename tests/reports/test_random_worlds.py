"""Every figure against a slow count from the records, on fifty worlds made by chance."""

from __future__ import annotations

import dataclasses
import os
import random
from collections.abc import Iterator
from typing import Any

import pytest

from accounts.scope import Scope
from casework.models import Case, Eviction
from housing.enums import District
from reports.behind import find, has_list
from reports.counts import Counts, read, read_years
from reports.figures import FIGURES
from reports.reach import (
    Reach,
    of_adviser,
    of_association,
    of_department,
    of_district,
    of_everything,
    of_municipality,
    of_programme,
)
from reports.values import Value
from tests.factories import NOW
from tests.factories.people import make_manager, scope_of
from tests.reports.independent import Homes, Records, count
from tests.reports.random_worlds import RandomWorlds, make_worlds

pytestmark = pytest.mark.django_db

WORLDS = 500 if os.environ.get("TEST_FULL_SIZE") else 50
#: All in which something may happen.
YEARS = range(2021, 2030)


#: Of what the parts of a figure are all, where that is another figure's number, or a part of it.
WHOLES = {
    "evictions_with_children": ("evictions", ""),
    "evictions_per_1000_dwellings": ("evictions", ""),
    "evictions_reviewed": ("evictions", ""),
    "notices_on_time": ("notices_received", "s92_2"),
    "cases_taken_up": ("cases_opened", ""),
    "contacted_within_7_days": ("cases_opened", ""),
    "reached_within_7_days": ("cases_opened", ""),
    "helped_within_7_days": ("cases_opened", ""),
    "cases_complete": ("cases_opened", ""),
    "averted": ("cases_closed", ""),
    "cases_helped": ("cases_closed", ""),
    "repeat_after_3_months": ("cases_closed", ""),
    "repeat_after_6_months": ("cases_closed", ""),
    "repeat_after_12_months": ("cases_closed", ""),
    "contacts_handed_over": ("adviser_contacts", ""),
}
#: Shares of what no other figure counts; the parts are the whole.
THEIR_OWN_WHOLE = ("attempts_reached", "coverage")


def differences(counts: Counts, records: Records, homes: Homes, years: range) -> list[str]:
    """Each figure that is something else than the records say, or that its parts do not add up to."""
    values = {figure.code: figure.count(counts) for figure in FIGURES}
    said = {code: (value.value, {part.code: part.value for part in value.parts}) for code, value in values.items()}
    known = count(records, homes, years)
    assert said.keys() == known.keys()
    found = [f"{code} {said[code]}, counted {known[code]}" for code in said if said[code] != known[code]]
    found += [f"{code} is {whole}, its parts {parts}" for code, whole, parts in sums_of(values) if whole != parts]
    return [f"{homes} in {years}: {one}" for one in found]


def sums_of(values: dict[str, Value]) -> Iterator[tuple[str, Any, int]]:
    """Each figure whose parts are all of something: how many that is, and the sum of the parts."""
    for code, value in values.items():
        if not value.parts or not value.adds_up or code in THEIR_OWN_WHOLE:
            continue
        of, part = WHOLES.get(code, (code, ""))
        whole = values[of].value if not part else next(one.count for one in values[of].parts if one.code == part)
        yield code, whole, sum(one.count for one in value.parts)


def parts_of(worlds: RandomWorlds, number: int) -> Iterator[tuple[Reach, Homes]]:
    """A part of a world, of two kinds by turns."""
    municipality = worlds.municipalities[number]
    chance = random.Random(number)
    here = [one for one in worlds.departments if one.municipality_id == municipality.pk]
    department = chance.choice(here)
    if number % 2:
        programme = chance.choice([one for one in worlds.programmes if one.municipality_id == municipality.pk])
        association = department.association
        yield of_programme(programme), Homes(programme=programme.pk)
        yield of_municipality(municipality, association), Homes(municipality.pk, association=association.pk)
    else:
        district = District(chance.choice([one.district for one in here if one.district] or ["1"]))
        yield of_department(department), Homes(department=department.pk)
        yield of_district(municipality, district), Homes(municipality.pk, district=district.value)


def check_world(worlds: RandomWorlds, number: int, everything: Records) -> list[str]:
    """One municipality in each year and without campaigns; parts of it over some years, with campaigns or without."""
    municipality = worlds.municipalities[number]
    records = everything.narrowed(municipality.pk)
    whole, homes = of_municipality(municipality), Homes(municipality.pk)
    found: list[str] = []
    for year, counts in read_years(whole, YEARS).items():
        found += differences(counts, records, homes, range(year, year + 1))
    asked = [(whole.without_campaigns(), dataclasses.replace(homes, leaves_out_campaigns=True))]
    asked += parts_of(worlds, number)
    for place, (reach, place_homes) in enumerate(asked):
        years = range(2023 + (number + place) % 3, 2028)
        found += differences(read(reach, years), records, place_homes, years)
        if place and number % 4 > 1:
            without = dataclasses.replace(place_homes, leaves_out_campaigns=True)
            found += differences(read(reach.without_campaigns(), years), records, without, years)
    return found


def misses(worlds: RandomWorlds, number: int) -> list[str]:
    """Each number of a world and its parts that is another than that of the records listed behind it."""
    municipality = worlds.municipalities[number]
    scope = scope_of(make_manager(municipality.organisation))
    found = []
    for reach, _homes in [(of_municipality(municipality), None), *parts_of(worlds, number)]:
        counts = read(reach, YEARS)
        for figure in FIGURES:
            value = figure.count(counts)
            numbers = {value.headline: value.count, **{part.code: part.count for part in value.parts}}
            for part, number_said in numbers.items():
                if not has_list(figure.code, part):
                    continue
                listed = whole_list(reach, figure.code, part, scope)
                if listed != [number_said, number_said]:
                    found.append(f"{reach.name}: {figure.code} {part} is {number_said}, listed are {listed}")
    return found


def whole_list(reach: Reach, figure: str, part: str, scope: Scope) -> list[int]:
    """How many records a list says it has, and how many stand on its pages or are named as restricted."""
    page = find(reach, figure, part, YEARS, scope=scope)
    listed = len(page.rows) + page.restricted
    while page.next_after:
        page = find(reach, figure, part, YEARS, scope=scope, after=page.next_after)
        listed += len(page.rows)
    return [page.count, listed]


@pytest.mark.no_cover
def test_every_figure_is_what_the_records_say() -> None:
    worlds = make_worlds(WORLDS)
    records = Records(now=NOW)
    found = [one for number in range(WORLDS) for one in check_world(worlds, number, records)]
    years = range(2024, 2027)
    adviser = worlds.advisers[0].pk
    for association in worlds.associations[:4]:
        whole, pk = of_association(association), association.pk
        found += differences(read(whole, years), records, Homes(association=pk), years)
        own = Homes(association=pk, adviser=adviser)
        found += differences(read(of_adviser(adviser, "", (pk,)), years), records, own, years)
    found += differences(read(of_everything(), YEARS), records, Homes(), YEARS)

    # The even ones are of departments and districts, the odd ones of programmes and associations.
    for number in (1, *range(0, WORLDS, WORLDS // 2 - 1)):
        found += misses(worlds, number)

    assert not found, "\n".join([*found[:40], str(len(found))])
    assert Case.objects.count() > 5 * WORLDS
    assert Eviction.objects.count() > 2 * WORLDS
