"""Making the document of a proposal: the figures of the year, what is said beside them, and what changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import tomllib
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Municipality
from casework.queries.legal_parameters import legal_parameters_on
from housing.models import Code

from ..models import Annotation, Edition, EditionProposal
from ..official import DENMARK, evictions_in
from ..tables import Publication, Table, Words
from . import canonical, own_and_official, protecting
from .changes import changes_between
from .document import BookEntry, Changes, Definition, Document, Remark
from .official_tables import OFFICIAL_DEFINITION, official_notes, official_table
from .protecting import KnownCounts
from .sentences import in_both


class Made(NamedTuple):
    """A document as it would be published, and how safe it is."""

    document: Document
    known: KnownCounts
    recovered_count: int


@cache
def software_version() -> str:
    """The version of this program, as pyproject.toml says it."""
    project = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]
    return str(project["version"])


def make(
    proposal: EditionProposal, publication: Publication, definitions: tuple[Definition, ...], *, now: dt.datetime
) -> Made:
    """The edition as it would be published, without the moment of publishing."""
    municipality = proposal.municipality
    before = newest(municipality, proposal.year)
    largest_hidden = legal_parameters_on(municipality.pk, timezone.localdate(now)).largest_hidden_count
    safe = protecting.protected(publication, _known_before(proposal), largest_hidden=largest_hidden)
    tables, notes = _with_official(safe.tables, municipality, proposal.year)
    document = Document(
        municipality_code=municipality.code,
        municipality=municipality.name,
        year=proposal.year,
        number=before.number + 1 if before else 1,
        address=address_of(municipality.code, proposal.year, before.number + 1 if before else 1),
        contact=municipality.organisation.email,
        software=software_version(),
        counted_at=now,
        published_at=None,
        reason=Words(proposal.reason_en, proposal.reason_da),
        tables=tables,
        notes=notes,
        definitions=(*definitions, OFFICIAL_DEFINITION),
        code_books=_code_books(proposal.year),
        remarks=_remarks(municipality, proposal.year),
        changes=Changes(),
    )
    earlier = canonical.read(before.document) if before else None
    changes, sentences = changes_between(earlier, document), in_both(document)
    document = dataclasses.replace(document, changes=changes, sentences=sentences)
    return Made(document, safe.known, safe.recovered_count)


def newest(municipality: Municipality, year: int) -> Edition | None:
    """The latest edition of a year."""
    return Edition.objects.filter(municipality=municipality, year=year).newest_first().first()


def address_of(code: str, year: int, number: int) -> str:
    """Where an edition stands for good."""
    return f"{settings.PUBLIC_URL}{reverse('public:edition', args=[code, year, number])}"


def _known_before(proposal: EditionProposal) -> list[KnownCounts]:
    """What the editions of the year so far were made of, the first of them first."""
    published = Edition.objects.filter(municipality=proposal.municipality_id, year=proposal.year).order_by("number")
    return [protecting.from_text(text) for text in published.values_list("proposal__known_counts", flat=True)]


def _with_official(
    tables: tuple[Table, ...], municipality: Municipality, year: int
) -> tuple[tuple[Table, ...], dict[str, tuple[Words, ...]]]:
    """The tables with the court administration's beside ours, and what has to be said of those."""
    series = evictions_in([municipality.code, DENMARK])
    if not series:
        return tables, {}
    official = official_table(series, year=year)
    notes = {official.code: official_notes(series)}
    main = next((one for one in series if one.area_code == municipality.code), None)
    if main is None:
        return (official, *tables), notes
    side_by_side = own_and_official.table(main, own_and_official.own_counts(tables, municipality, year), year=year)
    notes[side_by_side.code] = own_and_official.NOTES
    return (official, side_by_side, *tables), notes


def _code_books(year: int) -> tuple[BookEntry, ...]:
    """The codes that could be chosen in the year, as they were worded."""
    until, since = dt.date(year, 12, 31), dt.date(year, 1, 1)
    in_year = Q(valid_from__lte=until) & (Q(valid_to__isnull=True) | Q(valid_to__gte=since))
    return tuple(
        BookEntry(
            code.list,
            code.code,
            Words(code.name_en, code.name_da),
            Words(code.definition_en, code.definition_da),
            code.valid_from,
        )
        for code in Code.objects.filter(in_year).order_by("list", "position", "code", "valid_from")
    )


def _remarks(municipality: Municipality, year: int) -> tuple[Remark, ...]:
    standing = Annotation.objects.standing().filter(municipality=municipality, year=year).order_by("pk")
    return tuple(Remark(Words(one.text_en, one.text_da), timezone.localdate(one.written_at)) for one in standing)
