"""What is published is open to everybody, kept by caches, and the same for all."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AccessLog
from reports.editions import canonical
from reports.editions.sentences import in_both
from reports.models import Edition
from tests.factories.accounts import MunicipalityFactory
from tests.factories.editions import edition
from tests.factories.people import make_manager
from tests.factories.reports import EditionFactory, WaitingProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def copenhagen() -> list[Edition]:
    """Two editions of a year, and one that only waits."""
    municipality = MunicipalityFactory(code="101", name="København")
    WaitingProposalFactory(municipality=municipality, year=2024)
    return [EditionFactory(municipality=municipality, year=2025, number=number) for number in (1, 2)]


def test_the_latest_edition_is_read_first_and_the_old_one_says_so(client: Client, copenhagen: list[Edition]) -> None:
    latest, old = client.get("/tal/101/2025/"), client.get("/tal/101/2025/1/?lang=en")

    assert (latest.context["edition"], old.context["edition"]) == (copenhagen[1], copenhagen[0])
    assert "En nyere udgave" not in latest.content.decode()
    assert "A newer edition of this year is published." in old.content.decode()
    assert (latest.headers["Content-Language"], old.headers["Content-Language"]) == ("da", "en")
    assert client.get("/tal/").context["places"][0].years[0][0] == 2025


def test_the_list_of_years_says_what_each_showed(client: Client) -> None:
    document = edition(year=2018)
    told = dataclasses.replace(document, sentences=in_both(document))
    EditionFactory(municipality__code="101", year=2018, document=canonical.written(told))

    english = client.get("/tal/?lang=en").content.decode()

    assert "In 2018, 266 effective evictions were carried out in København" in english


def test_what_only_waits_is_nowhere(client: Client, copenhagen: list[Edition]) -> None:
    for address in ("/tal/101/2024/", "/tal/101/2024/1/", "/tal/101/2024/1/edition.json", "/tal/999/2025/"):
        assert client.get(address).status_code == 404
    listed = json.loads(client.get(reverse("public:editions")).content)["editions"]
    assert [(one["year"], one["number"]) for one in listed] == [(2025, 2), (2025, 1)]


def test_nobody_is_known_there(client: Client, copenhagen: list[Edition]) -> None:
    stranger = client.get("/tal/101/2025/")
    client.force_login(make_manager())
    client.cookies["django_language"] = "en"

    known = client.get("/tal/101/2025/")

    assert known.content == stranger.content
    for answer in (stranger, known):
        assert (dict(answer.cookies), answer.headers.get("Vary")) == ({}, None)
        assert answer.headers["Cache-Control"] == "public, max-age=300"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert AccessLog.objects.count() == 0


def test_a_file_is_kept_for_good_and_is_the_frozen_one(client: Client, copenhagen: list[Edition]) -> None:
    address = "/tal/101/2025/2/edition.json"

    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})

    assert canonical.checksum(first.content.decode()) == copenhagen[1].checksum
    assert (first.headers["Cache-Control"], again.status_code) == ("public, max-age=31536000, immutable", 304)
    assert copenhagen[1].checksum in first.headers["ETag"]
    assert client.get("/tal/101/2025/edition.json").headers["Location"] == address
    page = client.get("/tal/101/2025/")
    assert client.get("/tal/101/2025/", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    assert client.post(address).status_code == 405


def test_every_file_that_is_listed_is_there_with_its_type(client: Client, copenhagen: list[Edition]) -> None:
    listed = json.loads(client.get(reverse("public:editions")).content)["editions"][0]

    types = {
        address.rpartition("/")[2]: client.get(address.removeprefix("https://fasthold.example")).headers["Content-Type"]
        for address in listed["files"]
    }

    assert types["evictions_by_cause.px"] == "text/x-pcaxis"
    assert types["evictions_by_cause.da.csv"] == "text/csv; charset=utf-8"
    assert types["everything.zip"] == "application/zip"
    assert len(types) == len(listed["files"])


def test_the_page_says_781_to_266(client: Client) -> None:
    EditionFactory(municipality__code="101", year=2018, document=canonical.written(edition(year=2018)))

    danish = client.get("/tal/101/2018/").content.decode()

    assert "−65,9" in danish
    assert "266 effektive udsættelser i København, 65,9\xa0% færre end i 2011 (781)." in danish


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_as_many_queries_for_one_as_for_many(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    municipality = MunicipalityFactory(code="103")
    for year in range(2020, 2020 + count):
        EditionFactory(municipality=municipality, year=year)
    client.force_login(make_manager(municipality.organisation))

    with django_assert_num_queries(1):
        client.get("/tal/")
    with django_assert_num_queries(11):
        client.get(reverse("reports:edition-list"))
