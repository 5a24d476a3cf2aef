"""The organisations of the demo, their agreements, rules and people."""

from __future__ import annotations

import dataclasses
import datetime as dt

from django.contrib.auth.hashers import make_password

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.enums import Administration, OrganisationKind, Role
from accounts.models import Membership, Municipality, Organisation, Unit, User
from casework.actions.legal_parameters import write_proposals
from casework.models import OpeningRule, Programme
from housing.enums import Step
from housing.models import Department, DepartmentDwellings, HousingAssociation, SharingAgreement

from .places import ASSOCIATIONS, ESTATES

START = dt.date(2020, 1, 1)
YEARS = range(2021, 2027)

#: People beside the eight accounts: colleagues who took cases, delivered lists or approve roles.
COLLEAGUES = (
    ("sofie", "Sofie Dam", Role.TENANT_ADVISER, "FSB"),
    ("lise", "Lise Krogh", Role.CASEWORKER, "101-SOF"),
    ("tariq", "Tariq Mahmood", Role.CASEWORKER, "101-SOF"),
    ("henrik", "Henrik Storm", Role.CASEWORKER, "101-SOF"),
    ("nanna", "Nanna Friis", Role.CASEWORKER, "147-SOC"),
    ("birthe", "Birthe Lau", Role.TEAM_LEADER, "147-SOC"),
    ("lars", "Lars Toft", Role.ASSOCIATION_OFFICER, "FSB"),
    ("gitte", "Gitte Bang", Role.ASSOCIATION_OFFICER, "AAB"),
    ("ahmed", "Ahmed Saleh", Role.TENANT_ADVISER, "KAB"),
    ("hanne", "Hanne Lykke", Role.TENANT_ADVISER, "AAB"),
    ("poul", "Poul Ravn", Role.MANAGER, "FSB"),
    ("inger", "Inger Bach", Role.MANAGER, "101"),
    ("vera", "Vera Juhl", Role.ADMINISTRATOR, "101"),
)
#: Each programme with who runs it and what for.
PROGRAMMES = {
    "Fogedvagten": ("101-SOF", "En sagsbehandler er i fogedretten, når der er udsættelsessager."),
    "Hurtigt på trapperne": ("KAB", "Beboerrådgiveren banker på senest en uge efter restancelisten."),
    "Gældsrådgivning i Sydhavnen": ("101-SOF", "Gratis gældsrådgivning i beboerlokalet hver torsdag."),
    "Økonomisk førstehjælp": ("101-BIF", "Samtale om ydelser og budget inden for tre dage."),
}


@dataclasses.dataclass(frozen=True, slots=True)
class Town:
    """What the stories need to know of who is there."""

    municipalities: dict[str, Municipality]
    units: dict[str, Unit]
    associations: dict[str, HousingAssociation]
    departments: dict[str, Department]
    people: dict[str, User]
    programmes: list[Programme]

    def caseworkers(self, municipality: str) -> list[User]:
        """Those who take cases there."""
        names = ("mette", "lise", "tariq", "henrik") if municipality == "101" else ("nanna",)
        return [self.people[name] for name in names]

    def officer(self, association: str) -> User:
        return self.people[{"KAB": "ole", "FSB": "lars", "AAB": "gitte"}[association]]


def found_town(now: dt.datetime) -> Town:
    """Write the organisations, the rules and the people of the demo."""
    municipalities = {
        code: _municipality(code, name) for code, name in (("101", "København"), ("147", "Frederiksberg"))
    }
    units = {
        code: _unit(code, name, municipalities[code[:3]], administration)
        for code, name, administration in (
            ("101-SOF", "Boligsocial Enhed, SOF", Administration.SOCIAL),
            ("101-BIF", "Jobcenter København, BIF", Administration.EMPLOYMENT),
            ("147-SOC", "Socialafdelingen, Frederiksberg", Administration.SOCIAL),
        )
    }
    associations = {code: _association(code, name) for code, name in ASSOCIATIONS.items()}
    departments = _departments(municipalities, associations)
    _agreements(municipalities["101"], associations)
    for municipality, unit in (("101", "101-SOF"), ("147", "147-SOC")):
        OpeningRule.objects.create(
            municipality=municipalities[municipality], default_unit=units[unit], starts_on=START,
            source="Demo: åbningsregel fra 2020",
        )  # fmt: skip
    write_proposals([municipality.pk for municipality in municipalities.values()])
    organisations: dict[str, Unit | HousingAssociation] = {**units, **associations}
    programmes = [
        Programme.objects.create(
            municipality=municipalities["101"],
            owner=organisations[owner].organisation,
            name=name,
            purpose=purpose,
            starts_on=START,
        )
        for name, (owner, purpose) in PROGRAMMES.items()
    ]
    return Town(municipalities, units, associations, departments, _people(now), programmes)


def _municipality(code: str, name: str) -> Municipality:
    organisation = Organisation.objects.create(
        kind=OrganisationKind.MUNICIPALITY,
        code=code,
        name=f"{name}s Kommune" if code == "101" else f"{name} Kommune",
        email="statistik@kommune.example",
    )
    return Municipality.objects.create(organisation=organisation, code=code, name=name)


def _unit(code: str, name: str, municipality: Municipality, administration: Administration) -> Unit:
    organisation = Organisation.objects.create(
        kind=OrganisationKind.UNIT, code=code, name=name, phone="33 17 33 17", email="boligsocial@kommune.example"
    )
    return Unit.objects.create(
        organisation=organisation, municipality=municipality, administration=administration, name=name
    )


def _association(code: str, name: str) -> HousingAssociation:
    organisation = Organisation.objects.create(
        kind=OrganisationKind.ASSOCIATION, code=code, name=name, phone="33 76 80 00"
    )
    return HousingAssociation.objects.create(organisation=organisation, code=code, name=name)


def _departments(
    municipalities: dict[str, Municipality], associations: dict[str, HousingAssociation]
) -> dict[str, Department]:
    departments = {
        estate.code: Department.objects.create(
            association=associations[estate.association],
            municipality=municipalities[estate.municipality],
            code=estate.code,
            name=estate.name,
            district=estate.district,
        )
        for estate in ESTATES
    }
    DepartmentDwellings.objects.bulk_create(
        DepartmentDwellings(
            department=departments[estate.code], year=year, dwellings=estate.dwellings + (year - YEARS[0]) * 2
        )
        for estate in ESTATES
        for year in YEARS
    )
    return departments


def _agreements(copenhagen: Municipality, associations: dict[str, HousingAssociation]) -> None:
    """KAB shares from the demand, fsb everything, AAB nothing before filing."""
    fields = ["name", "cpr", "address", "contact", "amount", "step", "household"]
    for code, step in (("KAB", Step.DEMANDED), ("FSB", Step.EARLY)):
        SharingAgreement.objects.create(
            association=associations[code],
            municipality=copenhagen,
            from_step=step,
            fields=fields,
            legal_basis="Demo: lejerens samtykke i lejekontrakten, tillæg om forebyggelse",
            starts_on=START,
        )


def _people(now: dt.datetime) -> dict[str, User]:
    """The eight accounts and their colleagues; all have the demo's password."""
    password = make_password(DEMO_PASSWORD)
    known = [(account.username, account.name, account.role, account.organisation_code) for account in DEMO_ACCOUNTS]
    people = {
        username: User.objects.create(
            username=username,
            name=name,
            email=f"{username}@fasthold.example",
            password=password,
            has_monthly_figures=role == Role.MANAGER,
        )
        for username, name, role, _code in (*known, *COLLEAGUES)
    }
    organisations = {organisation.code: organisation for organisation in Organisation.objects.all()}
    Membership.objects.bulk_create(
        Membership(
            user=people[username],
            organisation=organisations[code],
            role=role,
            starts_on=START,
            proposed_by=people["anders" if username != "anders" else "vera"],
            proposed_at=now,
            approved_by=people["vera" if username not in {"vera", "anders"} else "dorthe"],
            approved_at=now,
        )
        for username, _name, role, code in (*known, *COLLEAGUES)
    )
    return people
