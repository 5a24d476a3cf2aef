"""The command that receives lists: what it prints, how it ends, and what it leaves behind."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import translation
from pytest_django.fixtures import Settings

from casework.models import Case, Person
from housing.cpr_keys import fingerprint
from housing.enums import Step
from housing.models import ArrearsPosition, ArrearsWarning, Delivery, DeliveryProblem, Tenant
from tests.factories import NOW, TODAY
from tests.factories.accounts import OrganisationAdministrationFactory
from tests.factories.housing import HousingAssociationFactory
from tests.factories.people import make_adviser, make_officer

from .intake import SAMPLES, departments_of, everything, line, listed, make_world, run_import

pytestmark = pytest.mark.django_db
EXPECTED = {entry["file"]: entry for entry in json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))}
FAULTS = EXPECTED["kab_faults.csv"]["faults"]


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.mark.parametrize(
    ("file", "association"),
    [("kab_2026-10.csv", "KAB"), ("fsb_2026-10.xlsx", "FSB"), ("aab_2026-10.csv", "AAB"), ("kab_2026-11.csv", "KAB")],
)
def test_samples_are_received_as_expected(file: str, association: str) -> None:
    make_world(association, departments_of(association))

    answer = run_import(SAMPLES / file, association, association.lower(), "--as-of=2026-11-20")

    expected = EXPECTED[file]
    assert answer == {
        "file": file,
        "rows": answer["rows"],
        "tenancies": expected["tenancies"],
        "total_arrears": expected["total_arrears"],
        "new": 40,
        "risen": 0,
        "fallen": 0,
        "unchanged": 0,
        "vanished": 0,
        "ambiguous": 0,
        "problems": [],
        "cases_opened": 0,
        "cases_refreshed": 0,
        "applied": True,
    }


def test_the_next_month_is_compared_by_amount() -> None:
    make_world("KAB", departments_of("KAB"))
    run_import(SAMPLES / "kab_2026-10.csv", "KAB", "kab", "--as-of=2026-10-20")

    answer = run_import(SAMPLES / "kab_2026-11.csv", "KAB", "kab", "--as-of=2026-11-20")

    expected = EXPECTED["kab_2026-11.csv"]
    assert {name: answer[name] for name in ("new", "risen", "fallen", "unchanged", "vanished", "ambiguous")} == {
        "new": expected["new"],
        "risen": expected["risen"],
        "fallen": expected["fallen"],
        "unchanged": expected["same_amount"],
        "vanished": expected["vanished"],
        "ambiguous": 0,
    }


def test_faults_are_told_and_nothing_is_written() -> None:
    make_world("KAB", departments_of("KAB"))
    out = io.StringIO()

    with pytest.raises(CommandError) as refused:
        call(SAMPLES / "kab_faults.csv", "--json", stdout=out)

    answer = json.loads(out.getvalue())
    told = [{name: problem[name] for name in ("line", "severity", "code")} for problem in answer["problems"]]
    expected = [{name: fault[name] for name in ("line", "severity", "code")} for fault in FAULTS]
    assert (refused.value.returncode, told, answer["applied"]) == (1, expected, False)
    assert everything() == {}


def test_faulty_lines_are_left_out_on_request() -> None:
    make_world("KAB", departments_of("KAB"))

    answer = run_import(SAMPLES / "kab_faults.csv", "KAB", "kab", "--skip-faulty", "--as-of=2026-10-20")

    assert (answer["applied"], answer["rows"], answer["tenancies"], answer["new"]) == (True, 12, 5, 5)
    assert ArrearsWarning.objects.count() == 5
    assert DeliveryProblem.objects.count() == len(FAULTS)


@pytest.mark.parametrize("options", [[], ["--skip-faulty"]])
def test_a_file_received_before_changes_no_row(options: list[str]) -> None:
    make_world("KAB", departments_of("KAB"), shares_from=Step.DEMANDED)
    run_import(SAMPLES / "kab_faults.csv", "KAB", "kab", "--skip-faulty", "--as-of=2026-10-20")
    before = everything()

    answer = run_import(SAMPLES / "kab_faults.csv", "KAB", "kab", *options, "--as-of=2026-11-20")

    assert everything() == before
    assert (answer["applied"], answer["new"], answer["unchanged"], answer["cases_opened"]) == (False, 0, 5, 0)
    assert len(answer["problems"]) == len(FAULTS)


def test_a_dry_run_says_what_would_happen_and_writes_nothing() -> None:
    make_world("KAB", departments_of("KAB"), shares_from=Step.DEMANDED)

    dry = run_import(SAMPLES / "kab_2026-10.csv", "KAB", "kab", "--as-of=2026-10-20", "--dry-run")
    assert everything() == {}

    real = run_import(SAMPLES / "kab_2026-10.csv", "KAB", "kab", "--as-of=2026-10-20")
    assert dry == {**real, "applied": False}
    assert (real["cases_opened"], Case.objects.count()) == (26, 26)


def test_a_supplement_misses_nobody() -> None:
    make_world("KAB", departments_of("KAB"))
    run_import(SAMPLES / "kab_2026-10.csv", "KAB", "kab", "--as-of=2026-10-20")

    answer = run_import(SAMPLES / "kab_2026-11.csv", "KAB", "kab", "--as-of=2026-11-20", "--supplement")

    assert answer["vanished"] == 0
    assert ArrearsPosition.objects.owing().count() == 48


def test_the_list_is_of_today_unless_it_says_otherwise() -> None:
    make_world("KAB", departments_of("KAB"))

    with time_machine.travel(NOW, tick=False):
        run_import(SAMPLES / "kab_2026-10.csv", "KAB", "kab")

    assert Delivery.objects.get().as_of == TODAY


def test_an_older_list_is_refused() -> None:
    make_world("KAB", departments_of("KAB"))
    run_import(SAMPLES / "kab_2026-11.csv", "KAB", "kab", "--as-of=2026-11-20")
    before = everything()

    with pytest.raises(CommandError, match="20-10-2026") as refused:
        call(SAMPLES / "kab_2026-10.csv", "--as-of=2026-10-20")

    assert (refused.value.returncode, everything()) == (1, before)


@pytest.mark.parametrize(
    "changed",
    [
        {"association": "NOBODY"},
        {"layout": "nothing"},
        {"layout": "aab"},
        {"by": "nobody"},
        {"by": "officer-fsb"},
        {"by": "adviser"},
        {"file": SAMPLES / "missing.csv"},
        {"file": SAMPLES},
    ],
)
def test_what_cannot_be_understood_is_said_in_one_sentence(changed: dict[str, Any]) -> None:
    world = make_world("KAB", departments_of("KAB"))
    make_world("FSB", departments_of("FSB"))
    make_adviser(world.association, username="adviser")
    given = {"file": SAMPLES / "kab_2026-10.csv", "association": "KAB", "layout": "kab", "by": "officer-kab", **changed}

    with pytest.raises(CommandError) as refused:
        call(given["file"], association=given["association"], layout=given["layout"], by=given["by"])

    assert (refused.value.returncode, everything()) == (2, {})
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.csv", b""),
        ("blank.csv", b"\r\n \r\n"),
        ("headings.csv", listed()),
        ("nul.csv", listed(line("51-01-0001")) + b"\0"),
        ("list.pdf", b"%PDF-1.7 ..."),
        ("picture.png", b"\x89PNG\r\n\x1a\n"),
        ("broken.xlsx", b"PK\x03\x04 nothing more"),
    ],
)
def test_another_kind_of_file_is_refused(name: str, content: bytes, tmp_path: Path) -> None:
    make_world("KAB", departments_of("KAB"))
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(CommandError) as refused:
        call(file)

    assert (refused.value.returncode, everything()) == (2, {})


def test_an_administrators_officer_delivers_for_the_associations_it_runs() -> None:
    world = make_world("KAB", departments_of("KAB"))
    administration = OrganisationAdministrationFactory(organisation=world.association.organisation)
    make_officer(HousingAssociationFactory(organisation=administration.administrator), username="runs-it")

    answer = run_import(SAMPLES / "kab_2026-10.csv", "KAB", "kab", by="runs-it")

    delivery = Delivery.objects.get()
    assert (answer["applied"], delivery.sender, delivery.association) == (
        True,
        administration.administrator,
        world.association,
    )


def test_people_read_it_without_json() -> None:
    make_world("KAB", departments_of("KAB"))
    out = io.StringIO()

    with translation.override("en"):
        call(SAMPLES / "kab_faults.csv", "--skip-faulty", "--as-of=2026-10-20", stdout=out)
        call(SAMPLES / "kab_faults.csv", "--as-of=2026-10-20", stdout=out)
        call(SAMPLES / "kab_2026-11.csv", "--as-of=2026-11-20", "--dry-run", stdout=out)

    lines = out.getvalue().splitlines()
    assert lines[0].startswith("kab_faults.csv: 5 tenancies, ")
    assert lines[1] == "New 5, risen 0, fallen 0, unchanged 0, vanished 0, ambiguous 0"
    assert lines[2].startswith("Line 3: Fault. ")
    assert "Received. Cases opened: 0, refreshed: 0" in lines
    assert "This file was received before. Nothing was changed." in lines
    assert lines[-1] == "Not received. It would open 0 cases and refresh 0"


def test_the_file_is_kept_in_the_private_store(settings: Settings) -> None:
    make_world("KAB", departments_of("KAB"))

    run_import(SAMPLES / "kab_2026-10.csv", "KAB", "kab", "--as-of=2026-10-20")

    delivery = Delivery.objects.get()
    with delivery.file.open("rb") as kept:
        assert kept.read() == (SAMPLES / "kab_2026-10.csv").read_bytes()
    assert Path(delivery.file.path).is_relative_to(settings.MEDIA_ROOT)


def test_no_cpr_number_stands_in_any_column() -> None:
    make_world("KAB", departments_of("KAB"), shares_from=Step.EARLY, fields=["name", "cpr"])
    run_import(SAMPLES / "kab_2026-10.csv", "KAB", "kab", "--as-of=2026-10-20")

    written = str(everything())

    assert "Bo Hansen" in written
    assert "0703542281" not in written
    assert "070354-2281" not in written
    assert Tenant.objects.get(cpr_hash=fingerprint("0703542281")).name == "Bo Hansen"
    assert Person.objects.get(cpr_hash=fingerprint("0703542281")).name == "Bo Hansen"


def call(
    file: Path,
    *options: str,
    association: str = "KAB",
    layout: str = "kab",
    by: str = "officer-kab",
    stdout: Any = None,
) -> None:
    call_command(
        "import_warnings",
        str(file),
        f"--association={association}",
        f"--layout={layout}",
        f"--by={by}",
        *options,
        stdout=stdout or io.StringIO(),
    )
