"""The files of a case: what may be kept, that nothing stays half written, and who may fetch them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import translation

from accounts.errors import Refused
from accounts.models import AccessLog, Unit, User
from casework.actions import courses
from casework.actions.documents import attach_document, withdraw_document
from casework.enums import Cause, EventKind, LegalStepKind, StepSource
from casework.file_kinds import LIMIT_BYTES, Attachment, UnusableFile, checked, clean_name
from casework.models import Case, CaseEvent, Document, LegalStep
from tests.factories import NOW, TODAY
from tests.factories.accounts import UnitFactory
from tests.factories.casework import CaseFactory
from tests.factories.courses import LegalCourseFactory
from tests.factories.papers import DocumentFactory
from tests.factories.people import make_caseworker, scope_of

from .pages import main_words

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF"


def packed(*parts: str) -> bytes:
    """An office file with these parts in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "<x/>")
    return out.getvalue()


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> Iterator[Path]:
    settings.MEDIA_ROOT = tmp_path / "files"
    with time_machine.travel(NOW, tick=False), translation.override("en"):
        yield tmp_path / "files"


@pytest.fixture
def unit() -> Unit:
    return UnitFactory()


@pytest.fixture
def user(unit: Unit, client: Client) -> User:
    user = make_caseworker(unit, name="Mette Holm", language="en")
    client.force_login(user)
    return user


@pytest.fixture
def case(unit: Unit, user: User) -> Case:
    return CaseFactory(unit=unit, assigned_to=user)


def stored(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("Påkrav.PDF", PDF, "application/pdf"),
        ("foto.jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"x" * 99 + b"\xff\xd9", "image/jpeg"),
        ("foto.png", b"\x89PNG\r\n\x1a\n" + b"x" * 99, "image/png"),
        ("note.txt", "Æblegrød på rådhuset\r\n".encode("cp1252"), "text/plain"),
        ("brev.odt", packed("mimetype", "content.xml"), "application/vnd.oasis.opendocument.text"),
        (
            "brev.docx",
            packed("word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_the_usual_files_are_kept(name: str, data: bytes, media_type: str) -> None:
    assert checked(name, data).media_type == media_type


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("tom.pdf", b"", "empty"),
        ("nul.txt", b"\0\0\0\0", "empty"),
        ("nul.txt", b"abc\0def", "not what it holds"),
        ("stor.pdf", PDF + b"x" * LIMIT_BYTES, "larger than 20 MB"),
        ("virus.exe", b"MZ" + b"\0" * 99, "Only PDF"),
        ("uden endelse", PDF, "Only PDF"),
        ("side.html", b"<html><script>alert(1)</script>", "Only PDF"),
        ("side.txt", b"<html><script>alert(1)</script></html>", "not what it holds"),
        ("tegning.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Only PDF"),
        ("virus.pdf", b"MZ" + b"\0" * 99 + b"x", "not what it holds"),
        ("side.pdf", b"<html>" + PDF, "not what it holds"),
        ("foto.png", PDF, "not what it holds"),
        ("regneark.docx", packed("xl/workbook.xml"), "not what it holds"),
        ("makro.docx", packed("word/document.xml", "word/vbaProject.bin"), "not what it holds"),
        ("arkiv.docx", b"PK\x03\x04 broken", "not what it holds"),
    ],
)
def test_other_files_are_refused_in_one_sentence(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(UnusableFile, match=sentence):
        checked(name, data)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/Påkrav 6. oktober.PDF", "Påkrav 6. oktober.pdf"),
        ("C:\\temp\\a.pdf", "a.pdf"),
        ("gnp\u202efdp.exe\0.pdf", "gnpfdp.exe.pdf"),
        (".pdf", "fil.pdf"),
        ('a\r\nb;"c.pdf', "ab;_c.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_made_harmless(name: str, kept: str) -> None:
    assert clean_name(name) == kept


def test_a_document_is_attached_fetched_and_withdrawn(client: Client, case: Case, files: Path) -> None:
    page = reverse("casework:document-attach", args=[case.pk])
    client.post(page, {"attachment": SimpleUploadedFile("../Påkrav.pdf", PDF), "title": "Demand"})

    document = Document.objects.get()
    assert (document.title, document.file_name, stored(files)) == ("Demand", "Påkrav.pdf", [PDF])
    assert "Demand" in main_words(client.get(reverse("casework:case", args=[case.pk])))

    answer = client.get(reverse("casework:document", args=[case.pk, document.pk]))
    assert answer.content == PDF
    told = {name: answer[name] for name in ("Content-Type", "Content-Security-Policy", "X-Content-Type-Options")}
    assert told == {
        "Content-Type": "application/pdf",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''P%C3%A5krav.pdf"
    log = AccessLog.objects.filter(subject="document").values_list("subject_ids", "case_id", "look")
    assert list(log) == [([document.pk], case.pk, "view")]

    client.post(reverse("casework:document-withdraw", args=[case.pk, document.pk]), {"reason": "Another household's"})
    assert client.get(reverse("casework:document", args=[case.pk, document.pk])).status_code == 404
    assert stored(files) == [PDF]
    assert list(CaseEvent.objects.order_by("pk").values_list("kind", "detail__reason")) == [
        (EventKind.DOCUMENT, None),
        (EventKind.DOCUMENT_WITHDRAWN, "Another household's"),
    ]


@pytest.mark.parametrize("data", [b"", b"<html>"])
def test_a_refused_file_leaves_nothing(client: Client, case: Case, files: Path, data: bytes) -> None:
    page = reverse("casework:document-attach", args=[case.pk])

    answer = client.post(page, {"attachment": SimpleUploadedFile("brev.pdf", data), "title": "Demand"})

    assert (answer.status_code, stored(files), Document.objects.count()) == (422, [], 0)
    assert 'value="Demand"' in answer.content.decode()


def test_the_same_file_is_attached_once(case: Case, user: User, files: Path) -> None:
    attach_document(case, attachment=checked("a.pdf", PDF), by=scope_of(user), now=NOW)

    with pytest.raises(Refused, match="already attached"):
        attach_document(case, attachment=checked("b.pdf", PDF), by=scope_of(user), now=NOW)

    assert stored(files) == [PDF]


def test_a_file_that_was_changed_on_disk_is_not_handed_out(client: Client, case: Case) -> None:
    document = DocumentFactory(case=case)
    Path(document.file.path).write_bytes(b"something else")

    answer = client.get(reverse("casework:document", args=[case.pk, document.pk]), follow=True)

    assert "not as it was attached" in main_words(answer)


def test_a_step_is_recorded_with_the_paper_it_came_with(client: Client, case: Case, files: Path) -> None:
    course = LegalCourseFactory(case=case, cause=Cause.ARREARS)
    client.post(
        reverse("casework:step", args=[case.pk]),
        {
            "course": course.pk,
            "kind": LegalStepKind.DEMAND,
            "occurred_on": TODAY,
            "source": StepSource.TENANT,
            "attachment": SimpleUploadedFile("Påkrav.pdf", PDF),
            f"version_{course.pk}": course.version,
        },
    )

    document = LegalStep.objects.get().document
    assert document is not None
    assert stored(files) == [PDF]
    page = client.get(reverse("casework:case", args=[case.pk])).content.decode()
    assert page.count(reverse("casework:document", args=[case.pk, document.pk])) == 3  # list, withdrawing, timeline


def test_a_step_that_is_refused_leaves_no_file(case: Case, user: User, files: Path) -> None:
    course = LegalCourseFactory(case=case, cause=Cause.ARREARS)

    with pytest.raises(Refused):
        courses.record_step(
            course,
            kind=LegalStepKind.LAWSUIT,
            occurred_on=TODAY,
            source=StepSource.COURT,
            attachment=Attachment("a.pdf", "application/pdf", PDF),
            version=course.version,
            by=scope_of(user),
            now=NOW,
        )

    assert (stored(files), Document.objects.count()) == ([], 0)


def test_a_document_is_withdrawn_once(case: Case, user: User) -> None:
    document = DocumentFactory(case=case)
    withdraw_document(document, reason="Wrong case", by=scope_of(user), now=NOW)

    with pytest.raises(Refused, match="already been withdrawn"):
        withdraw_document(document, reason="Again", by=scope_of(user), now=NOW)
