"""The open interface for programs: which editions there are, and how to read it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from ..editions import finding
from ..editions.files import distributions_of, files_of
from ..editions.formats import dcat, media, turtle
from ..editions.formats.csvw import LICENCE
from ..editions.making import software_version
from ..models import Edition
from .opening import DANISH, ENGLISH, language_of, open_page


@open_page
def guide(request: HttpRequest) -> HttpResponse:
    """How to use the interface, with an example from what is published."""
    newest = Edition.objects.without_document().select_related("municipality").newest_first().first()
    language = language_of(request)
    other = ENGLISH if language == DANISH else DANISH
    example: dict[str, object] = {}
    if newest is not None:
        document = finding.document_of(newest)
        example = {"address": document.address, "table": document.tables[0].code, "edition": newest}
    context = {
        "base": settings.PUBLIC_URL,
        "example": example,
        "language": language,
        "lang_query": "?lang=en" if language == ENGLISH else "",
        "other_language": other,
        "other_url": request.path + ("?lang=en" if other == ENGLISH else ""),
    }
    return render(request, "reports/public/api.html", context)


@open_page
def editions(request: HttpRequest) -> HttpResponse:
    """Every edition with its address, its checksum, its tables and its files."""
    return _json({"editions": [_edition(edition) for edition in _all()]})


@open_page
def catalogue(request: HttpRequest) -> HttpResponse:
    """The editions as a catalogue of open data (DCAT-AP) in JSON-LD."""
    return HttpResponse(_catalogue(), content_type=media.JSON_LD.content_type)


@open_page
def catalogue_in_turtle(request: HttpRequest) -> HttpResponse:
    """The same catalogue in Turtle."""
    return HttpResponse(turtle.turtle_of(_catalogue()), content_type=media.TURTLE.content_type)


def _catalogue() -> bytes:
    address = settings.PUBLIC_URL + reverse("public:catalogue")
    names = sorted({edition.municipality.name for edition in _all()})
    return dcat.catalogue_of(", ".join(names) or "Fasthold", address, (_dataset(edition) for edition in _all()))


@open_page
def openapi(request: HttpRequest) -> HttpResponse:
    """The interface as OpenAPI 3.1 has it."""
    return _json(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "Fasthold: published figures",
                "version": software_version(),
                "description": "Read only, without a key. Nothing published ever changes.",
                "license": {"name": "CC BY 4.0", "url": LICENCE},
            },
            "servers": [{"url": settings.PUBLIC_URL}],
            "paths": {
                reverse("public:editions"): _operation("editions", "Every edition, the newest year first"),
                reverse("public:catalogue"): _operation("catalogue", "The editions as DCAT-AP", media.JSON_LD.type),
                reverse("public:catalogue-in-turtle"): _operation(
                    "catalogueInTurtle", "The same in Turtle", media.TURTLE.type
                ),
                "/tal/{code}/{year}/{number}/edition.json": _operation(
                    "edition", "An edition as it was frozen; its SHA-256 is its checksum", numbered=True
                ),
                "/tal/{code}/{year}/{number}/{table}.{language}.json": _operation(
                    "table", "One table as JSON-stat 2.0", numbered=True, of_table=True
                ),
                "/tal/{code}/{year}/{number}/{chart}.{language}.svg": _operation(
                    "chart",
                    "One chart as a drawing; .png gives a picture",
                    media.SVG.type,
                    numbered=True,
                    of_chart=True,
                ),
                "/tal/{code}/{year}/{table}.{language}.json": _operation(
                    "latest", "The same of the latest edition, by a redirect", of_year=True, of_table=True
                ),
            },
        }
    )


def _all() -> list[Edition]:
    return list(Edition.objects.without_document().select_related("municipality").newest_first())


def _edition(edition: Edition) -> dict[str, Any]:
    document = finding.document_of(edition)
    return {
        "municipality": {"code": document.municipality_code, "name": document.municipality},
        "year": document.year,
        "number": document.number,
        "published_at": document.moment.isoformat(),
        "address": document.address,
        "checksum": edition.checksum,
        "software": document.software,
        "tables": [
            {"code": table.code, "title": table.title._asdict(), "definitions": list(table.figures)}
            for table in document.tables
        ],
        "files": [document.address + name for name in files_of(document)],
    }


def _dataset(edition: Edition) -> dict[str, Any]:
    document = finding.document_of(edition)
    return dcat.dataset(document, distributions_of(document))


def _operation(
    name: str,
    summary: str,
    media_type: str = media.JSON.type,
    *,
    numbered: bool = False,
    of_year: bool = False,
    of_table: bool = False,
    of_chart: bool = False,
) -> dict[str, Any]:
    parameters = []
    if numbered or of_year:
        parameters += [_parameter("code", {"type": "string"}), _parameter("year", {"type": "integer"})]
    if numbered:
        parameters.append(_parameter("number", {"type": "integer"}))
    if of_table or of_chart:
        parameters.append(_parameter("table" if of_table else "chart", {"type": "string"}))
        parameters.append(_parameter("language", {"type": "string", "enum": [DANISH, ENGLISH]}))
    answers = {"200": {"description": "Found", "content": {media_type: {}}}, "304": {"description": "Not changed"}}
    if parameters:
        answers["404"] = {"description": "No such edition or table"}
    return {"get": {"operationId": name, "summary": summary, "parameters": parameters, "responses": answers}}


def _parameter(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _json(facts: dict[str, Any]) -> JsonResponse:
    return JsonResponse(facts, json_dumps_params={"ensure_ascii": False, "indent": 1})
