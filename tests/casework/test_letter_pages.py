"""Writing letters by the pages: one, one for each of several cases, their wordings, and the case as one PDF."""

from __future__ import annotations

import io
import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from accounts.models import AccessLog, Unit, User
from casework.actions import letters_many
from casework.actions.documents import attach_document
from casework.actions.letters import write_letter
from casework.enums import EventKind, LetterCode, ParticipantKind
from casework.file_kinds import checked
from casework.models import Case, CaseEvent, Letter, LetterBatch, LetterTemplate
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory, NoteFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.papers import DocumentFactory, LetterFactory, blank_pdf
from tests.factories.people import make_administrator, make_caseworker, make_employment_caseworker, scope_of
from tests.factories.persons import CasePersonFactory

from .pages import link, main_words

pytestmark = pytest.mark.django_db

KNOWN = {"frist": "09-12-2026"}


@pytest.fixture(autouse=True)
def _kept_elsewhere(settings: Any, tmp_path: Path) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield


@pytest.fixture
def unit() -> Unit:
    return UnitFactory(organisation__phone="33 17 33 17", organisation__email="bolig@kommune.example")


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    user = make_caseworker(unit, name="Mette Holm", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def case(unit: Unit, user: User) -> Case:
    return a_case(unit, user, "Ida Andersen")


def a_case(unit: Unit, user: User, name: str, **facts: Any) -> Case:
    case: Case = CaseFactory(unit=unit, assigned_to=user, names=name, **facts)
    CasePersonFactory(case=case, person__name=name)
    return case


def test_a_letter_is_written_previewed_finished_and_sent(client: Client, case: Case) -> None:
    page = reverse("casework:letter-new", args=[case.pk]) + "?letter=meeting.da"
    opened = client.get(page)
    assert "Kære Ida Andersen" in opened.context["words"]["body"]
    assert "Still to be filled in: {mødetid}" in main_words(opened).replace("{ ", "{").replace(" }", "}")
    words = opened.context["words"]

    assert client.post(page, words).status_code == 422
    words["body"] = words["body"].replace("{mødetid}", "3. december kl. 13").replace("{mødested}", "Rådhuset")
    assert "3. december kl. 13" in main_words(client.post(page, {**words, "do": "preview"}))
    draft = client.post(page, {**words, "do": "pdf"})
    assert (draft["Content-Type"], Letter.objects.count()) == ("application/pdf", 0)
    client.post(page, {**words, "do": "finish"})
    client.post(page, {**words, "do": "finish"})

    letter = Letter.objects.get()
    facts = {"channel": "post", "sent_on": TODAY, "proof": "RR 1", "version": 1}
    client.post(reverse("casework:letter-sent", args=[case.pk, letter.pk]), facts)
    said = main_words(client.get(reverse("casework:letter", args=[case.pk, letter.pk])))
    assert "Post · 22 Nov 2026 RR 1" in said
    client.post(reverse("casework:letter-not-sent", args=[case.pk, letter.pk]), {"reason": "Wrong day"})
    assert "Wrong day" in main_words(client.get(reverse("casework:case", args=[case.pk])))


@pytest.mark.parametrize("count", [1, 3])
def test_the_case_page_asks_as_often_for_many_papers(
    client: Client, case: Case, count: int, django_assert_max_num_queries: Any
) -> None:
    DocumentFactory.create_batch(count, case=case)
    for _number in range(count):
        LetterFactory(case=case)
    page = reverse("casework:case", args=[case.pk])
    client.get(page)
    with django_assert_max_num_queries(200) as asked:
        client.get(page)
    papers = [query for query in asked.captured_queries if "casework_document" in query["sql"]]
    assert len(papers) == 1


def many(client: Client, cases: list[Case], **facts: Any) -> Any:
    return client.post(reverse("casework:letters-many"), {"case": [case.pk for case in cases], **facts})


def test_the_chosen_cases_of_the_list_come_along_to_the_letter(
    client: Client, unit: Unit, user: User, case: Case
) -> None:
    a_case(unit, user, "Bo Thygesen")
    listed = client.get(reverse("casework:worklist"), {"list": "mine", "cause": "arrears"}).content.decode()
    [form] = re.findall(r"<form [^>]*data-several>(.*?)</form>", listed, re.DOTALL)
    [page] = re.findall(r'<button [^>]*formaction="([^"]*letters[^"]*)"[^>]*>.*?Write a letter', form, re.DOTALL)
    boxes = re.findall(r'<input [^>]*type="checkbox" name="case" value="(\d+)"', form)
    [back] = re.findall(r'name="back" value="([^"]*)"', form)
    assert str(case.pk) in boxes

    answer = client.post(page, {"case": [case.pk], "back": back.replace("&amp;", "&")})

    assert (answer.status_code, answer.context["cases"]) == (200, [case])
    assert link(answer, "Cancel") == "/cases/?list=mine&cause=arrears"


def test_one_letter_for_each_case_all_or_none_and_once(client: Client, unit: Unit, user: User, case: Case) -> None:
    other = a_case(unit, user, "Bo Thygesen")
    closed = CaseFactory(unit=unit, is_closed=True, names="Lone Lukket")
    homeless = a_case(unit, user, "Uden Adresse", address="")
    elsewhere = CaseFactory(names="Another unit's")
    token = str(uuid.uuid4())
    everything = [case, other, closed, homeless, elsewhere]

    first = many(client, everything)
    assert "Another unit's" not in main_words(first)
    shown = many(client, everything, template="help_offer.da", **{"field-frist": "9. december"})
    assert [one.case for one in shown.context["plan"].ready] == [case, other]
    said = main_words(shown)
    assert "Lone Lukket: The case is closed." in said
    assert "Uden Adresse: No address is known." in said
    unanswered = many(client, everything, template="help_offer.da", token=token, do="make")
    assert (unanswered.status_code, Letter.objects.count()) == (422, 0)

    answer = {"template": "help_offer.da", "token": token, "do": "make", "field-frist": "9. december"}
    made = many(client, everything, **answer)
    again = many(client, everything, **answer)

    batch = LetterBatch.objects.get()
    assert made["Location"] == again["Location"] == reverse("casework:letter-batch", args=[batch.pk])
    assert sorted(Letter.objects.values_list("case", flat=True)) == sorted([case.pk, other.pk])
    pdf = PdfReader(io.BytesIO(client.get(reverse("casework:letter-batch-pdf", args=[batch.pk])).content))
    text = " ".join(page.extract_text() for page in pdf.pages)
    client.force_login(make_caseworker(language="en"))
    assert client.get(reverse("casework:letter-batch", args=[batch.pk])).status_code == 404
    assert (text.count("Kære Ida Andersen"), text.count("Kære Bo Thygesen")) == (1, 1)


def test_those_beyond_what_is_made_at_once_are_named_and_come_next(
    client: Client, unit: Unit, user: User, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letters_many, "MOST", 1)
    other = a_case(unit, user, "Bo Thygesen")
    answer = {"template": "help_offer.da", "do": "make", "field-frist": "9. december"}

    shown = many(client, [case, other])
    made = client.get(many(client, [case, other], **answer, token=str(uuid.uuid4()))["Location"])
    following = many(client, made.context["waiting"], **answer, token=str(uuid.uuid4()))

    assert (shown.context["cases"], shown.context["waiting"]) == ([case], [other])
    assert "Waits for the next round 1" in main_words(shown)
    assert [letter.case for letter in made.context["letters"]] == [case]
    assert "Bo Thygesen Go on with these" in main_words(made)
    assert client.get(following["Location"]).context["waiting"] == []
    assert sorted(Letter.objects.values_list("case", flat=True)) == [case.pk, other.pk]


def test_an_administrator_words_a_letter_anew_and_the_old_words_stay(client: Client, unit: Unit, user: User) -> None:
    case = a_case(unit, user, "Ida Andersen")
    before = write_letter(case, template_code=LetterCode.HELP_OFFER, fields=KNOWN, by=scope_of(user), now=NOW)
    client.force_login(make_administrator(unit.municipality.organisation, language="en"))
    page = reverse("casework:letter-template-edit") + "?letter=help_offer.da"
    words = {"subject": "Ring", "body": "Kære {navne}", "starts_on": TODAY, "source": "Lederen", "version": 1}

    wrong = client.post(page, {**words, "body": "Kære {navne}\n\n{fornavn}"})
    assert "There is no such field: {fornavn} in line 3." in main_words(wrong)
    preview = client.post(page, {**words, "do": "preview"})
    assert "Kære Ida Andersen og Rasmus Sørensen" in main_words(preview)
    client.post(page, words)
    late = client.post(page, {**words, "body": "Hej {navne}"})

    assert "Somebody else changed this" in main_words(late)
    assert list(LetterTemplate.objects.order_by("version").values_list("version", "body")) == [
        (1, before.template.body),
        (2, "Kære {navne}"),
    ]
    after = write_letter(case, template_code=LetterCode.HELP_OFFER, by=scope_of(user), now=NOW)
    assert (after.body, after.template.version) == ("Kære Ida Andersen", 2)
    assert "version 1" in main_words(client.get(reverse("casework:letter-template-list")))


def test_a_municipality_adds_a_letter_of_its_own(client: Client, unit: Unit, user: User) -> None:
    client.force_login(make_administrator(unit.municipality.organisation, language="en"))
    facts = {"name": "Tak", "addressee": "household", "language": "da", "subject": "Tak", "body": "Hej {navne}"}
    client.post(
        reverse("casework:letter-template-new"), {**facts, "starts_on": TODAY, "source": "Lederen", "version": 0}
    )

    assert str(LetterTemplate.objects.get()) == "Tak"
    client.force_login(user)
    case = a_case(unit, user, "Ida Andersen")
    assert "Tak" in main_words(client.get(reverse("casework:letter-new", args=[case.pk])))


def test_a_whole_case_is_one_pdf_with_contents(client: Client, case: Case, user: User) -> None:
    by = scope_of(user)
    LegalStepFactory(course=LegalCourseFactory(case=case))
    wrong = NoteFactory(case=case, text="Ringer igen #panic() i morgen.")
    NoteFactory(case=case, text="Ringer igen på mandag.", corrects=wrong)
    write_letter(case, template_code=LetterCode.HELP_OFFER, fields=KNOWN, by=by, now=NOW)
    attach_document(case, attachment=checked("Påkrav.pdf", blank_pdf()), title="Demand", by=by, now=NOW)
    attach_document(case, attachment=checked("Ødelagt.pdf", b"%PDF-1.7 broken"), title="Broken", by=by, now=NOW)
    attach_document(case, attachment=checked("Note.txt", b"words"), title="Words", by=by, now=NOW)
    page = reverse("casework:case-file", args=[case.pk])

    assert client.post(page, {"with_notes": "on"}).status_code == 422
    answer = client.post(page, {"purpose": "Access to documents", "with_notes": "on", "with_papers": "on"})

    pdf = PdfReader(io.BytesIO(answer.content))
    root: Any = pdf.trailer["/Root"]
    texts = [" ".join(page.extract_text().split()) for page in pdf.pages]
    whole = " ".join(texts)
    in_order = [
        f"Case {case.number}",
        "32.21.14 Udsættelsestruede lejere og midlertidig huslejehjælp",
        "Access to documents",
        "Contents",
        "Ringer igen #panic() i morgen.",
        "Appendices",
        "Files that cannot be appended",
        "Du kan få gratis hjælp",
    ]
    places = [whole.find(words) for words in in_order[:5]] + [whole.rfind(words) for words in in_order[5:]]
    assert (-1 in places, places) == (False, sorted(places))
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("en", True)
    assert "It is damaged and cannot be read." in whole
    assert "It is no PDF." in whole
    appendix = next(text for text in texts if "Appendices" in text and "Contents" not in text)
    where = re.search(r"1\. Du kan få gratis hjælp.*? Page (\d+)", appendix)
    assert where is not None
    assert "Kære Ida Andersen" in texts[int(where[1]) - 1]
    assert CaseEvent.objects.filter(kind=EventKind.CASE_FILE, detail__reason="Access to documents").count() == 1
    log = AccessLog.objects.filter(look="export").values_list("subject", "purpose", "case_id")
    assert list(log) == [("case file", "Access to documents", case.pk)]

    without = client.post(page, {"purpose": "Records", "with_papers": ""})
    plain = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(without.content)).pages)
    assert "Ringer igen" not in plain


def test_a_decision_is_not_read_by_whoever_is_only_asked_in(client: Client, case: Case) -> None:
    guest = make_employment_caseworker(UnitFactory(municipality=case.municipality))
    CaseParticipantFactory(case=case, user=guest, kind=ParticipantKind.INVITED)
    letter = LetterFactory(case=case, template__code=LetterCode.DECISION)
    offer = LetterFactory(case=case, template__code=LetterCode.HELP_OFFER)
    client.force_login(guest)

    answers = [
        client.get(reverse("casework:document", args=[case.pk, one.document_id])).status_code for one in (letter, offer)
    ]

    assert answers == [404, 200]
