"""The case a page is about, and the page every small form of a case is shown on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, note_look

from ..forms.fields import CaseForm
from ..models import Case
from ..queries.case_page import with_all

#: Those who do the work on cases, and those who may be asked in.
CASEWORKERS = (Role.CASEWORKER, Role.TEAM_LEADER)
READERS = (*CASEWORKERS, Role.EMPLOYMENT_CASEWORKER)


def case_for(request: StaffRequest, pk: int) -> Case:
    """The case, noted as seen; 404 when it is not open to this person."""
    case = get_object_or_404(with_all(Case.objects.visible_to(request.scope)), pk=pk)
    note_look(request, Look.VIEW, Subject.CASE, ids=[case.pk], case_id=case.pk)
    return case


def form_page(
    request: StaffRequest,
    case: Case,
    form: CaseForm,
    *,
    title: str,
    submit: str,
    lead: str = "",
    tone: str = "primary",
    template: str = "casework/case/form.html",
    **more: Any,
) -> HttpResponse:
    """A form about the case on a page of its own; 422 when something is wrong with it."""
    context = {"case": case, "form": form, "heading": title, "submit_label": submit, "lead_text": lead, "tone": tone}
    return render(request, template, {**context, **more}, status=422 if form.errors else 200)


def allowed(answer: bool) -> None:
    """A page somebody may not use on this case does not exist for them (404)."""
    if not answer:
        raise Http404
