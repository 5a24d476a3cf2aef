"""The list as it is filtered, as a file to take along."""

from __future__ import annotations

from django.http import FileResponse, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import wording
from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look

from .. import exports
from ..forms.export import CSV, XLSX, ExportForm
from ..models.cases import CaseQuerySet
from ..queries.saved_views import kept_query
from .opened import CASEWORKERS
from .worklist import read_list

#: The kinds of file: how each is written, and what it is.
WRITERS = {
    CSV: (exports.csv_file, "text/csv; charset=utf-8"),
    XLSX: (exports.xlsx_file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def worklist_export(request: StaffRequest) -> HttpResponseBase:
    """Say what the file is for, then receive it; it is written whole before it is sent."""
    today = timezone.localdate()
    listed = read_list(request, today=today)
    count = listed.cases.order_by()[: exports.MOST + 1].count()
    form = ExportForm(request.POST or None, today=today)
    if request.method == "POST" and form.is_valid():
        if count > exports.MOST:
            form.add_error(None, _too_many())
        else:
            return _file(request, listed.cases, form)
    query = kept_query(QueryDict(request.META.get("QUERY_STRING", "")))
    context = {
        "form": form,
        "count": count,
        "is_too_long": count > exports.MOST,
        "too_many": _too_many(),
        "chips": [str(words) for words in listed.form.in_use().values()],
        "query": query,
        "list_label": listed.label,
        "list_url": f"{reverse('casework:worklist')}?{query}",
    }
    return render(request, "casework/worklist/export.html", context, status=422 if form.errors else 200)


def _file(request: StaffRequest, cases: CaseQuerySet, form: ExportForm) -> HttpResponseBase:
    """Written inside the transaction, so that it shows one moment; sent when it is complete."""
    today, kind = timezone.localdate(), form.cleaned_data["kind"]
    export = exports.Export(cases, today=today)
    write, content_type = WRITERS[kind]
    file = write(export.rows())
    note_look(request, Look.EXPORT, Subject.WORKLIST, ids=export.case_ids, purpose=form.cleaned_data["purpose"])
    name = f"fasthold-{_('cases')}-{today.isoformat()}.{kind}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)


def _too_many() -> str:
    words = _("The list has more than %(count)s cases, more than one file holds. Narrow it with the filters first.")
    return words % {"count": wording.number(exports.MOST)}
