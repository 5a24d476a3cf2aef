"""A whole case as one PDF: for access to documents and for the municipality's records system."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import NameObject

from accounts import wording
from accounts.errors import Refused
from accounts.scope import Scope

from ..enums import EventKind
from ..events import record
from ..file_kinds import PDF
from ..models import Case
from ..papers.typesetting import set_pdf
from ..permissions import check_gather
from ..queries.case_file import cover_of, letters_section, sections_of
from ..queries.papers import Paper, papers_of
from .documents import DocumentGone, opened
from .locking import locked

#: What a broken file makes the reader of PDF raise.
_UNREADABLE = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)


class Appendix(NamedTuple):
    """A file that is appended: what it is and its pages."""

    paper: Paper
    reader: PdfReader
    pages: int


class Left(NamedTuple):
    """A file that cannot be appended, and why."""

    paper: Paper
    reason: str


@transaction.atomic
def gather_case(case: Case, *, purpose: str, with_notes: bool, with_papers: bool, by: Scope, now: dt.datetime) -> bytes:
    """The case (of `with_all`) as one PDF with contents; the timeline says that it was gathered, and what for."""
    check_gather(by, case)
    if not purpose.strip():
        raise Refused(_("Give the reason."))
    papers = papers_of(case, by)
    appended, left = _sorted_out([*reversed(papers.standing)] if with_papers else [])
    data = {
        "title": _("Case %(number)s") % {"number": case.number},
        "subtitle": f"{case.names}\n{case.address}",
        "language": get_language() or "da",
        "cover": [*cover_of(case), (_("Made"), wording.moment(now)), (_("Made by"), by.user_name)],
        "purpose": (_("What it is for"), purpose),
        "left_out": "" if with_notes else _("Notes and contacts are left out of this copy."),
        "sections": [
            *sections_of(case, by, with_notes=with_notes, now=now),
            letters_section([*reversed(papers.standing), *reversed(papers.set_aside)]),
        ],
        "contents": _("Contents"),
        "appendices": _("Appendices"),
        "nothing": _("No files are appended."),
        "left_title": _("Files that cannot be appended"),
        "page": _("Page"),
        "of": pgettext("page 1 of 2", "of"),
    }
    pdf = _with_appendices(data, appended, left, now=now)
    record(locked(case), EventKind.CASE_FILE, by=by, now=now, reason=purpose)
    return pdf


def _sorted_out(papers: list[Paper]) -> tuple[list[Appendix], list[Left]]:
    appended, left = [], []
    for paper in papers:
        try:
            appended.append(_readable(paper))
        except DocumentGone as fact:
            left.append(Left(paper, fact.message))
        except Refused as fact:
            left.append(Left(paper, fact.message))
    return appended, left


def _readable(paper: Paper) -> Appendix:
    """The file as pages. Raises `Refused` with the reason why it cannot be appended."""
    if paper.document.media_type != PDF:
        raise Refused(_("It is no PDF. Fetch it from the case."))
    data = opened(paper.document)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise Refused(_("It is locked by a password."))
        return Appendix(paper, reader, len(reader.pages))
    except _UNREADABLE as error:
        raise Refused(_("It is damaged and cannot be read.")) from error


def _with_appendices(data: dict[str, Any], appended: list[Appendix], left: list[Left], *, now: dt.datetime) -> bytes:
    """The paper with the files behind it; set twice, for the contents to know where each of them begins."""
    listed = {"appended": [], "left": [(_named(one.paper), one.reason) for one in left]}
    first = set_pdf("case_file", {**data, **listed, "appended": _places(appended, 0)}, now=now)
    pages = len(PdfReader(io.BytesIO(first)).pages)
    if not appended:
        return first
    paper = set_pdf("case_file", {**data, **listed, "appended": _places(appended, pages)}, now=now)
    writer = PdfWriter(clone_from=io.BytesIO(paper))
    for number, one in enumerate(appended, start=1):
        begins = len(writer.pages)
        for page in one.reader.pages:
            writer.add_page(page)
        title = _("Appendix %(number)d: %(title)s") % {"number": number, "title": one.paper.document.title}
        writer.add_outline_item(title=title, page_number=begins)
    # The paper itself keeps its tags; the claim of full accessibility does not hold for files of others.
    writer.root_object.pop(NameObject("/Metadata"), None)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _places(appended: list[Appendix], pages: int) -> list[tuple[str, str]]:
    """Each appended file with the pages on which it stands."""
    places, begins = [], pages + 1
    for number, one in enumerate(appended, start=1):
        ends = begins + one.pages - 1
        where = str(begins) if begins == ends else f"{begins}\N{EN DASH}{ends}"
        places.append((f"{number}. {_named(one.paper)}", where))
        begins = ends + 1
    return places


def _named(paper: Paper) -> str:
    return f"{paper.document.title}, {wording.day(paper.document.recorded_at)}"
