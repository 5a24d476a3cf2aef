"""What is published, for everybody: pages, tables and files of the editions."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from ..editions import finding, shown
from ..editions.finding import Found
from ..editions.formats.naming import EVERYTHING, FROZEN, paper_file
from ..editions.making import software_version
from .opening import DANISH, ENGLISH, FILE_SECONDS, language_of, open_page


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Search engines may read what is published and nothing else."""
    return HttpResponse("User-agent: *\nAllow: /tal/\nDisallow: /\n", content_type="text/plain")


@open_page
def places(request: HttpRequest) -> HttpResponse:
    """The municipalities that have published figures, and their years."""
    return _page(request, "reports/public/places.html", {"places": finding.places(shown.language())})


@open_page
def edition(request: HttpRequest, code: str, year: int, number: int | None = None) -> HttpResponse:
    """An edition; the latest where no number is said."""
    found = _found(code, year, number)
    document = found.document
    context = {
        **_about(found),
        **shown.read_whole(document),
        "parts": list(shown.parts(document)),
        "paper": paper_file(shown.language()),
        "spreadsheet": f"figures.{shown.language()}.xlsx",
        "lists": [f"{name}.{shown.language()}.csv" for name in ("definitions", "codes")],
        "metadata": f"tables.{shown.language()}.csv-metadata.json",
    }
    return _page(request, "reports/public/edition.html", context)


@open_page
def table(request: HttpRequest, code: str, year: int, number: int, table: str) -> HttpResponse:
    """One table of an edition, with its definitions and files."""
    found = _found(code, year, number)
    try:
        asked = found.document.table(table)
    except KeyError as missing:
        raise Http404 from missing
    return _page(
        request, "reports/public/table.html", {**_about(found), "table": shown.shown_table(found.document, asked)}
    )


@open_page
def file(request: HttpRequest, code: str, year: int, number: int, name: str) -> HttpResponse:
    """A file of an edition. It never changes, so it may be kept for good."""
    found = _found(code, year, number)
    made = finding.file_of(found.edition, name)
    if made is None:
        raise Http404
    kind, data = made
    response = HttpResponse(data, content_type=kind.media.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name(found, name)}"'
    response["Cache-Control"] = f"public, max-age={FILE_SECONDS}, immutable"
    response["ETag"] = quote_etag(f"{found.edition.checksum}-{software_version()}-{name}")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@open_page
def latest_file(request: HttpRequest, code: str, year: int, name: str) -> HttpResponseBase:
    """To a file of the latest edition of a year."""
    found = _found(code, year, None)
    return redirect("public:file", code=code, year=year, number=found.latest, name=name)


def file_name(found: Found, name: str) -> str:
    """A name that says what is in the file wherever it lies: fasthold-101-2018-2-figures.da.xlsx."""
    edition = found.edition
    return f"fasthold-{found.document.municipality_code}-{edition.year}-{edition.number}-{name}"


def _found(code: str, year: int, number: int | None) -> Found:
    found = finding.find(code, year, number)
    if found is None:
        raise Http404
    return found


def _about(found: Found) -> dict[str, object]:
    document = found.document
    return {
        "found": found,
        "edition": found.edition,
        "document": document,
        "language": shown.language(),
        "frozen": FROZEN,
        "everything": EVERYTHING,
        "latest_url": reverse("public:edition", args=[document.municipality_code, document.year, found.latest]),
    }


def _page(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """A page with the way to itself in the other language."""
    language = language_of(request)
    other = ENGLISH if language == DANISH else DANISH
    return render(
        request,
        template,
        {
            **context,
            "language": language,
            "lang_query": "?lang=en" if language == ENGLISH else "",
            "other_language": other,
            "other_url": request.path + ("?lang=en" if other == ENGLISH else ""),
        },
    )
