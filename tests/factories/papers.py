"""Documents and letters: the smallest valid rows, with their files."""

import datetime as dt
import hashlib
import io
import uuid

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory, FileField
from pypdf import PdfWriter

from casework.enums import Addressee, LetterCode
from casework.models import Document, Letter, LetterBatch, LetterTemplate

from . import NOW
from .accounts import MunicipalityFactory, UserFactory
from .casework import CaseFactory


def blank_pdf() -> bytes:
    """A PDF of one empty page."""
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(out)
    return out.getvalue()


class DocumentFactory(DjangoModelFactory[Document]):
    """A text file of a few words; its bytes are stored."""

    class Meta:
        model = Document

    class Params:
        data = b"Husleje for november"

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    title = Sequence(lambda n: f"Brev {n}")
    file_name = "brev.txt"
    file = FileField(data=SelfAttribute("..data"), filename=SelfAttribute("..file_name"))
    media_type = "text/plain"
    size = LazyAttribute(lambda document: len(document.data))
    sha256 = LazyAttribute(lambda document: hashlib.sha256(document.data).hexdigest())
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


class LetterTemplateFactory(DjangoModelFactory[LetterTemplate]):
    """An offer of help of a few words."""

    class Meta:
        model = LetterTemplate

    municipality = SubFactory(MunicipalityFactory)
    code = LetterCode.HELP_OFFER
    language = "da"
    version = Sequence(lambda n: n + 1)
    addressee = Addressee.HOUSEHOLD
    subject = "Ring til os"
    body = "Kære {navne}"
    starts_on = dt.date(2020, 1, 1)
    source = "Test"
    recorded_at = NOW


class LetterBatchFactory(DjangoModelFactory[LetterBatch]):
    class Meta:
        model = LetterBatch

    template = SubFactory(LetterTemplateFactory)
    municipality = SelfAttribute("template.municipality")
    token = LazyAttribute(lambda _: uuid.uuid4())
    made_at = NOW
    made_by = SubFactory(UserFactory)


class LetterFactory(DjangoModelFactory[Letter]):
    """A letter that has not been sent; its PDF is an empty page."""

    class Meta:
        model = Letter

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    template = SubFactory(LetterTemplateFactory, municipality=SelfAttribute("..municipality"))
    document = SubFactory(
        DocumentFactory,
        case=SelfAttribute("..case"),
        data=LazyAttribute(lambda _: blank_pdf()),
        file_name="brev.pdf",
        media_type="application/pdf",
    )
    recipient = "Ida Andersen"
    subject = "Ring til os"
    body = "Kære Ida Andersen"
    written_on = dt.date(2026, 11, 20)
    written_by = SubFactory(UserFactory)
