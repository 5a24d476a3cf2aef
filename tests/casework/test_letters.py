"""Letters: their words, their PDF, and what is kept of them."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.utils import translation
from pypdf import PdfReader

from accounts.errors import Conflict, Refused
from accounts.models import Unit, User
from casework.actions.documents import opened
from casework.actions.letters import mark_not_sent, record_sent, write_letter
from casework.enums import EventKind, LetterChannel, LetterCode
from casework.models import Case, CaseEvent, Letter, LetterTemplate
from casework.papers.fields import LetterField, OpenField
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.people import make_caseworker, scope_of
from tests.factories.persons import CasePersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept_elsewhere(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(
        name="Boligsocial Enhed",
        organisation__phone="33 17 33 17",
        organisation__email="bolig@kommune.example",
        municipality__organisation__name="Københavns Kommune",
    )


@pytest.fixture
def user(unit: Unit) -> User:
    return make_caseworker(unit, name="Mette Holm")


@pytest.fixture
def case(unit: Unit, user: User) -> Case:
    case: Case = CaseFactory(unit=unit, assigned_to=user, number="2026-01423", address="Ruten 169, 2700 Brønshøj")
    for position, name in enumerate(("Ida Şahin", "Łukasz Andersen"), start=1):
        CasePersonFactory(case=case, person__name=name, position=position)
    return case


def write(case: Case, user: User, **options: Any) -> Letter:
    given = {"template_code": LetterCode.HELP_OFFER, "fields": {LetterField.DEADLINE: "09-12-2026"}, **options}
    return write_letter(case, **given, by=scope_of(user), now=NOW)


def test_a_letter_is_an_accessible_pdf(case: Case, user: User) -> None:
    letter = write(case, user)

    pdf = PdfReader(io.BytesIO(opened(letter.document)))
    root: Any = pdf.trailer["/Root"]
    assert pdf.metadata is not None
    assert (pdf.metadata.title, root["/Lang"]) == ("Du kan få gratis hjælp, så du kan blive boende", "da")
    assert (root["/MarkInfo"]["/Marked"], root["/StructTreeRoot"]["/Type"]) == (True, "/StructTreeRoot")
    words = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    in_order = [
        "Ida Şahin Łukasz Andersen Ruten 169 2700 Brønshøj",
        "Københavns Kommune Boligsocial Enhed Telefon 33 17 33 17",
        "Dato 22-11-2026 Sag 2026-01423",
        "Du kan få gratis hjælp",
        "Kære Ida Şahin og Łukasz Andersen",
        "Det kan vi hjælpe med",
        "Ring helst inden 09-12-2026",
        "Med venlig hilsen Mette Holm Boligsocial Enhed",
        "Side 1 af",
    ]
    places = [words.find(part) for part in in_order]
    assert (-1 in places, places) == (False, sorted(places))


def test_no_word_is_taken_for_markup(case: Case, user: User) -> None:
    wild = '#panic("x") $x$ *y* _z_ `raw` @ref <label> \\ "quoted" // no comment /* */ [box] #{1 + 1} ='

    letter = write(case, user, subject=f"Om {wild}", body=f"{wild}\n\n- {wild}\n\n# {wild}", recipient=wild)

    text = " ".join(PdfReader(io.BytesIO(opened(letter.document))).pages[0].extract_text().split())
    assert text.count(" ".join(wild.split())) >= 3


@pytest.mark.parametrize("code", LetterCode.values)
def test_every_proposed_letter_can_be_written(case: Case, user: User, code: str) -> None:
    known = {str(field): "noget" for field in LetterField}

    letter = write(case, user, template_code=code, fields=known)

    assert (letter.template.code, "{" in letter.body) == (code, False)


def test_a_field_that_stands_open_is_named_with_its_line(case: Case, user: User) -> None:
    with pytest.raises(OpenField, match=r"\{mødetid\} .* 5, \{mødested\} .* 6"):
        write(case, user, template_code=LetterCode.MEETING)

    assert Letter.objects.count() == 0


def test_a_letter_keeps_the_wording_it_was_made_from(case: Case, user: User) -> None:
    first, second = write(case, user), write(case, user, fields={LetterField.DEADLINE: "10-12-2026"})

    template = LetterTemplate.objects.get()
    assert {first.template_id, second.template_id} == {template.pk}
    assert (template.version, template.source, template.starts_on) == (1, "Fasthold", TODAY)
    assert first.document.sha256 == hashlib.sha256(opened(first.document)).hexdigest()


def test_how_a_letter_was_sent_is_on_the_timeline(case: Case, user: User) -> None:
    letter = write(case, user)
    by = scope_of(user)

    sent = record_sent(
        letter, channel=LetterChannel.DIGITAL_POST, sent_on=TODAY, proof="DP-1", version=1, by=by, now=NOW
    )
    with pytest.raises(Conflict):
        record_sent(letter, channel=LetterChannel.POST, sent_on=TODAY, version=1, by=by, now=NOW)
    mark_not_sent(sent, reason="Wrong household", by=by, now=NOW)

    rows = CaseEvent.objects.order_by("pk").values_list("kind", "detail__code", "detail__channel", "detail__reason")
    assert list(rows) == [
        (EventKind.LETTER, "help_offer", None, None),
        (EventKind.LETTER_SENT, "help_offer", "digital_post", None),
        (EventKind.LETTER_NOT_SENT, "help_offer", None, "Wrong household"),
    ]
    assert list(Letter.objects.sent()) == []


@pytest.mark.parametrize("day", [TODAY + dt.timedelta(days=1), TODAY - dt.timedelta(days=1)])
def test_a_letter_is_sent_between_its_date_and_today(case: Case, user: User, day: dt.date) -> None:
    letter = write(case, user)

    with pytest.raises(Refused):
        record_sent(letter, channel=LetterChannel.POST, sent_on=day, version=1, by=scope_of(user), now=NOW)


def test_a_letter_that_is_refused_leaves_no_file(case: Case, user: User, tmp_path: Path) -> None:
    with pytest.raises(OpenField):
        write(case, user, body="Kære {navne}, vi ses {mødetid}")

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
