"""Associations with their departments and agreements, and ways to send them a list."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from django.core.management import call_command
from django.db import connection

from accounts.models import Municipality, Unit, User
from accounts.scope import Scope
from casework.actions.intake import Outcome, deliver
from casework.models import OpeningRule
from housing.deliveries.records import Arrival
from housing.enums import Step
from housing.importing.ready_layouts import READY_LAYOUTS
from housing.models import HousingAssociation
from tests.factories import NOW
from tests.factories.accounts import MunicipalityFactory, UnitFactory
from tests.factories.housing import DepartmentFactory, HousingAssociationFactory, SharingAgreementFactory
from tests.factories.people import make_officer, scope_of
from tests.factories.rules import OpeningRuleFactory

SAMPLES = Path(__file__).resolve().parent.parent / "housing" / "deliveries"
OCTOBER, NOVEMBER = dt.date(2026, 10, 20), dt.date(2026, 11, 20)

HEADINGS = (
    "Selskab;Afdeling;Lejemålsnr.;Lejer 1;CPR 1;Lejer 2;CPR 2;Adresse;Postnr;By;Månedsleje;Restance i alt;"
    "Forfaldsdato;Rykkertrin;Påkrav sendt;Telefon"
)


class World(NamedTuple):
    """An association with an officer, in a municipality with an opening rule."""

    association: HousingAssociation
    municipality: Municipality
    unit: Unit
    rule: OpeningRule
    officer: User
    scope: Scope


def make_world(
    code: str = "KAB",
    departments: Iterable[str] = (),
    *,
    shares_from: Step | None = None,
    municipality: Municipality | None = None,
    **agreement: Any,
) -> World:
    """An association with departments; `shares_from` gives it a sharing agreement from that step on."""
    municipality = municipality or MunicipalityFactory()
    association = HousingAssociationFactory(code=code)
    for number in departments:
        DepartmentFactory(association=association, municipality=municipality, code=number)
    if shares_from:
        SharingAgreementFactory(association=association, municipality=municipality, from_step=shares_from, **agreement)
    rule = OpeningRule.objects.filter(municipality=municipality).first()
    if rule is None:
        rule = OpeningRuleFactory(municipality=municipality, default_unit=UnitFactory(municipality=municipality))
    officer = make_officer(association, username=f"officer-{code}".lower())
    return World(association, municipality, rule.default_unit, rule, officer, scope_of(officer))


def departments_of(code: str) -> list[str]:
    """The departments of a sample's sender."""
    prefix, last = {"KAB": ("51", 9), "FSB": ("33", 9), "AAB": ("77", 9)}[code]
    return [f"{prefix}-{number:02d}" for number in range(1, last + 1)]


def run_import(file: Path, association: str, layout: str, *options: str, by: str | None = None) -> dict[str, Any]:
    """What the command prints with --json."""
    out = io.StringIO()
    call_command(
        "import_warnings",
        str(file),
        f"--association={association}",
        f"--layout={layout}",
        f"--by={by or f'officer-{association}'.lower()}",
        "--json",
        *options,
        stdout=out,
    )
    answer: dict[str, Any] = json.loads(out.getvalue())
    return answer


def line(
    number: str,
    amount: str = "10.000,00",
    *,
    step: int = 2,
    name: str = "Ida Holm",
    cpr: str = "010180-1234",
    name_2: str = "",
    cpr_2: str = "",
    rent: str = "5.000,00",
    department: str = "51-01",
    demanded: str = "",
    phone: str = "",
    selskab: str = "KAB",
) -> str:
    """One line of a list in KAB's layout."""
    return (
        f"{selskab};{department};{number};{name};{cpr};{name_2};{cpr_2};Ruten 1, 1. th;2700;Brønshøj;{rent};{amount};"
        f"01-10-2026;{step};{demanded};{phone}"
    )


def listed(*lines: str) -> bytes:
    """A list in KAB's layout."""
    return "\r\n".join([HEADINGS, *lines, ""]).encode("windows-1252")


def arrival(world: World, as_of: dt.date, *, is_complete: bool = True) -> Arrival:
    """A list in KAB's layout, on its way in."""
    return Arrival(world.association, READY_LAYOUTS["kab"], as_of, is_complete, "restance.csv")


def send(
    world: World,
    *lines: str,
    as_of: dt.date = OCTOBER,
    is_complete: bool = True,
    skips_faulty: bool = False,
    now: dt.datetime = NOW,
) -> Outcome:
    """Deliver a list in KAB's layout and receive it at once; rent fell due on the first of its month."""
    due = f"01-{as_of.month:02d}-{as_of.year}"
    return deliver(
        io.BytesIO(listed(*(text.replace("01-10-2026", due) for text in lines))),
        arrival(world, as_of, is_complete=is_complete),
        is_dry_run=False,
        skips_faulty=skips_faulty,
        by=world.scope,
        now=now,
    )


#: The tables a list writes to.
WRITTEN = (
    "housing_tenancy",
    "housing_lease",
    "housing_tenant",
    "housing_leasetenant",
    "housing_delivery",
    "housing_deliveryrow",
    "housing_deliveryproblem",
    "housing_arrearswarning",
    "housing_arrearsposition",
    "casework_case",
    "casework_casenumberseries",
    "casework_legalcourse",
    "casework_legalstep",
    "casework_caseevent",
    "casework_person",
    "casework_persontenant",
    "casework_caseperson",
)


def everything() -> dict[str, list[Any]]:
    """Every row of those tables with the transaction that wrote it; empty tables are left out."""
    found = {}
    with connection.cursor() as cursor:
        for table in WRITTEN:
            cursor.execute(f"SELECT xmin, {table}::text FROM {table} ORDER BY {table}::text")
            if rows := cursor.fetchall():
                found[table] = rows
    return found
