"""The worklist or what a search found as a file to take along."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import wording
from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look

from .. import exports
from ..forms.export import CSV, XLSX, ExportForm
from ..forms.search import SearchForm
from ..models.cases import CaseQuerySet
from ..queries import search
from ..queries.saved_views import kept_query
from .opened import CASEWORKERS
from .worklist import read_list

#: The kinds of file: how each is written, and what it is.
WRITERS = {
    CSV: (exports.csv_file, "text/csv; charset=utf-8"),
    XLSX: (exports.xlsx_file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


class Taken(NamedTuple):
    """A list to take along: its cases in order, what the log calls it, and where it stands with its words."""

    cases: CaseQuerySet
    subject: Subject
    place: str
    url: str
    label: str
    chips: list[str]


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def worklist_export(request: StaffRequest) -> HttpResponseBase:
    """The list as it is filtered."""
    listed = read_list(request, today=timezone.localdate())
    query = kept_query(QueryDict(request.META.get("QUERY_STRING", "")))
    url = f"{reverse('casework:worklist')}?{query}"
    chips = [str(words) for words in listed.form.in_use().values()]
    return _export(request, Taken(listed.cases.by_urgency(), Subject.WORKLIST, _("My list"), url, listed.label, chips))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def search_export(request: StaffRequest) -> HttpResponseBase:
    """What the search in the address found; a CPR number never stands in one."""
    form = SearchForm(request.GET)
    typed, state = form.sought()
    url = reverse("casework:case-list")
    sought = search.take_apart(typed)
    if sought.cpr or sought.is_too_short:
        return redirect(url)
    query = urlencode({name: value for name, value in (("q", sought.words), ("state", state)) if value})
    chips = [f"“{sought.words}”"] if sought.words else []
    label = str(dict(form.fields["state"].choices)[state])  # type: ignore[attr-defined]  # it is a choice field
    cases = search.cases_found(sought, request.scope, state=state).order_by("-opened_on", "-pk")
    return _export(request, Taken(cases, Subject.CASE, _("Cases"), f"{url}?{query}", label, chips))


def _export(request: StaffRequest, taken: Taken) -> HttpResponseBase:
    """Say what the file is for, then receive it; it is written whole before it is sent."""
    count = taken.cases.order_by()[: exports.MOST + 1].count()
    form = ExportForm(request.POST or None, today=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        if count > exports.MOST:
            form.add_error(None, _too_many())
        else:
            return _file(request, taken, form)
    context = {
        "form": form,
        "count": count,
        "is_too_long": count > exports.MOST,
        "too_many": _too_many(),
        "taken": taken,
    }
    return render(request, "casework/worklist/export.html", context, status=422 if form.errors else 200)


def _file(request: StaffRequest, taken: Taken, form: ExportForm) -> HttpResponseBase:
    """Written inside the transaction, so that it shows one moment; sent when it is complete."""
    today, kind = timezone.localdate(), form.cleaned_data["kind"]
    export = exports.Export(taken.cases, today=today)
    write, content_type = WRITERS[kind]
    file = write(export.rows())
    note_look(request, Look.EXPORT, taken.subject, ids=export.case_ids, purpose=form.cleaned_data["purpose"])
    name = "-".join(("fasthold", _("cases"), f"{today.isoformat()}.{kind}"))
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


def _too_many() -> str:
    words = _("The list has more than %(count)s cases, more than one file holds. Narrow it with the filters first.")
    return words % {"count": wording.number(exports.MOST)}
