"""A file of the court's notices is read with all its faults, matched, confirmed once, and settled by a person."""

from __future__ import annotations

import io

import pytest

from accounts.errors import NotAllowed, Refused
from accounts.models import Unit
from accounts.scope import Scope
from casework.actions.court_file import SameFile, confirm_court_file, put_line_aside, receive_court_file, settle_line
from casework.enums import Cause, OpenedBy
from casework.enums_association import CourtLineReason, CourtLineState
from casework.models import Case, CourtFile
from housing.importing.court_notices import example_lines, read_court_notices
from housing.importing.unreadable import UnreadableFile
from housing.models import Lease, Notice
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.housing import LeaseFactory, LeaseTenantFactory
from tests.factories.people import make_caseworker, make_officer, scope_of
from tests.factories.rules import OpeningRuleFactory

pytestmark = pytest.mark.django_db

HEADINGS = "Sagsnummer;Boligorganisation;Lejemålsnr;Navn;Adresse;Postnr;By;Indgivet;Mødedato;Kl;Beløb;Årsag"


@pytest.fixture
def unit() -> Unit:
    unit = UnitFactory()
    OpeningRuleFactory(municipality=unit.municipality, default_unit=unit)
    return unit


@pytest.fixture
def by(unit: Unit) -> Scope:
    return scope_of(make_caseworker(unit))


def home(unit: Unit, number: str, street: str, tenant: str) -> Lease:
    lease = LeaseFactory(
        tenancy__department__municipality=unit.municipality,
        tenancy__number=number,
        tenancy__street=street,
        tenancy__postcode="2450",
    )
    LeaseTenantFactory(lease=lease, tenant__name=tenant, tenant__association=lease.association)
    return lease


def received(by: Scope, *lines: str) -> CourtFile:
    data = "\n".join([HEADINGS, *lines]).encode("cp1252")
    return receive_court_file(
        io.BytesIO(data), file_name="foged.csv", size=len(data), received_on=TODAY, by=by, now=NOW
    )


def states(file: CourtFile) -> list[tuple[int, str, str]]:
    return list(file.lines.order_by("line").values_list("line", "state", "reason"))


def test_every_fault_is_told_with_its_line_and_column() -> None:
    lines = [
        "FS 1;;;Anna Holm;Vej 1;2450;KBH;18-11-2026;03-12-2026;9.30;21.000,00;",
        ";;;Anna Holm;;2450;KBH;31-02-2026;03-12-2026;;mange;krig",
        "FS 1;;;Bo Holm;Vej 2;2450;KBH;18-11-2027;;25.00;;",
        "FS 3;Anna",
    ]
    data = "\n".join([HEADINGS, *lines]).encode()

    reading = read_court_notices(io.BytesIO(data), size=len(data), today=TODAY)

    assert [row.court_case_number for row in reading.rows] == ["FS 1"]
    assert [(one.line, one.column, one.code) for one in reading.problems] == [
        (3, "Sagsnummer", "court_number_missing"),
        (3, "Adresse", "address_missing"),
        (3, "Indgivet", "date_impossible"),
        (3, "Mødedato", "time_missing"),
        (3, "Beløb", "amount_not_a_number"),
        (3, "Årsag", "cause_unknown"),
        (4, "Indgivet", "date_ahead"),
        (4, "Kl", "time_impossible"),
        (5, "", "cells_too_few"),
    ]
    assert all(one.message for one in reading.problems)
    with pytest.raises(UnreadableFile, match="Adresse"):
        read_court_notices(io.BytesIO(b"Sagsnummer;Navn\n1;2"), size=None, today=TODAY)
    example = "\n".join(";".join(line) for line in example_lines()).encode()
    assert read_court_notices(io.BytesIO(example), size=None, today=TODAY).problems == []


def test_a_line_that_fits_opens_a_case_with_its_hearing_and_the_rest_waits(unit: Unit, by: Scope) -> None:
    lease = home(unit, "51-1", "Vej 1", "Anna Holm")
    other = home(unit, "51-2", "Vej 2", "Bo Holm")
    lines = (
        "FS 1;;;Anna Holm;VEJ 1;2450;KBH;18-11-2026;03-12-2026;9.30;21.000,00;fremleje",
        "FS 2;;51-2;Clara Krog;Vej 2;2450;KBH;18-11-2026;;;;",
        "FS 3;;;Dan Krog;Vej 3;2450;KBH;18-11-2026;;;;",
    )
    file = received(by, *lines)

    assert not Case.objects.exists()
    confirm_court_file(file, by=by, now=NOW)

    case = Case.objects.get()
    assert (case.lease, case.cause, case.opened_by) == (lease, Cause.SUBLETTING, OpenedBy.COURT)
    assert case.next_court_at is not None
    assert states(file) == [
        (2, CourtLineState.RECORDED, ""),
        (3, CourtLineState.PARKED, CourtLineReason.OTHER_NAME),
        (4, CourtLineState.PARKED, CourtLineReason.NO_HOME),
    ]
    named, unknown = file.lines.filter(state=CourtLineState.PARKED).order_by("line")
    settle_line(named, lease=other, by=by, now=NOW)
    put_line_aside(unknown, by=by)
    assert Notice.objects.filter(lease=other, kind="court").count() == 1
    with pytest.raises(Refused):
        put_line_aside(unknown, by=by)


def test_the_same_file_and_the_same_notice_count_once(unit: Unit, by: Scope) -> None:
    home(unit, "51-1", "Vej 1", "Anna Holm")
    line = "FS 1;;51-1;Anna Holm;Vej 1;2450;KBH;18-11-2026;03-12-2026;9.30;;"
    file = received(by, line)
    confirm_court_file(file, by=by, now=NOW)

    with pytest.raises(SameFile) as fact:
        received(by, line)
    with pytest.raises(Refused):
        confirm_court_file(file, by=by, now=NOW)
    again = confirm_court_file(received(by, line, ""), by=by, now=NOW)

    assert fact.value.file == file
    assert states(again) == [(2, CourtLineState.KNOWN, "")]
    assert (Notice.objects.count(), Case.objects.get().steps.filter(kind="hearing_called").count()) == (1, 1)
    with pytest.raises(NotAllowed):
        received(scope_of(make_officer()), line)
