"""The legal parameters of a municipality, for its administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look

from ..actions import legal_parameters as actions
from ..forms.legal_parameters import LegalParameterForm
from ..legal_parameters import BY_CODE, Parameter
from ..models import LegalParameter
from ..queries.legal_parameters import parameter_history, parameter_rows


@require_GET
@for_roles(Role.ADMINISTRATOR)
def parameter_list(request: StaffRequest) -> HttpResponse:
    """Every parameter with its value today, its source, what is planned and what it was."""
    rows = parameter_rows(request.scope, today=timezone.localdate())
    return render(request, "casework/rules/legal_parameters.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def parameter_new(request: StaffRequest, code: str) -> HttpResponse:
    """Give a parameter a value from a day on, or for a year."""
    if code not in BY_CODE:
        raise Http404
    parameter, today = BY_CODE[code], timezone.localdate()
    initial = {"starts_on": today, "year": today.year, "value": _last_value(request, parameter)}
    form = LegalParameterForm(request.POST or None, today=today, parameter=parameter, initial=initial)
    if request.method == "POST" and form.is_valid() and _is_set(request, form):
        return redirect("casework:legal-parameter-list")
    context = {"form": form, "parameter": parameter}
    return render(request, "casework/rules/legal_parameter_new.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.ADMINISTRATOR)
def parameter_withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take back a value that has not begun."""
    own = LegalParameter.objects.filter(municipality_id=request.scope.municipality_id)
    planned = get_object_or_404(own, pk=pk)
    try:
        actions.withdraw_legal_parameter(planned, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        note_look(request, Look.CHANGE, Subject.LEGAL_PARAMETER, ids=[pk])
        messages.success(request, _("The planned value is taken back."))
    return redirect("casework:legal-parameter-list")


def _is_set(request: StaffRequest, form: LegalParameterForm) -> bool:
    try:
        created = actions.set_legal_parameter(**form.facts(), by=request.scope, now=timezone.now())
    except Refused as fact:
        form.add_error("year" if form.parameter.is_yearly else "starts_on", fact.message)
        return False
    note_look(request, Look.CHANGE, Subject.LEGAL_PARAMETER, ids=[created.pk])
    messages.success(request, _("The value is set."))
    return True


def _last_value(request: StaffRequest, parameter: Parameter) -> Any:
    """The value to start from: what holds today; a yearly one starts empty."""
    if parameter.is_yearly:
        return None
    history = parameter_history(request.scope.municipality_id or 0)
    row = history.row(parameter.code, timezone.localdate())
    return row.value if row else None
