"""The case a page is about, and the page every small form of a case is shown on."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, note_look

from ..forms.fields import CaseForm
from ..models import Case
from ..queries.case_page import with_all
from ..queries.home import identity_of

#: Those who do the work on cases, and those who may be asked in.
CASEWORKERS = (Role.CASEWORKER, Role.TEAM_LEADER)
READERS = (*CASEWORKERS, Role.EMPLOYMENT_CASEWORKER)


def case_for(request: StaffRequest, pk: int) -> Case:
    """The case, noted as seen; 404 when it is not open to this person."""
    case = get_object_or_404(with_all(Case.objects.visible_to(request.scope)), pk=pk)
    note_look(request, Look.VIEW, Subject.CASE, ids=[case.pk], case_id=case.pk)
    return case


def about(request: StaffRequest, case: Case) -> dict[str, Any]:
    """What every page about a case begins with: the case, and whose it is."""
    return {"case": case, "identity": identity_of(case, request.scope, today=timezone.localdate())}


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
    context = {
        **about(request, case),
        "form": form,
        "heading": title,
        "submit_label": submit,
        "lead_text": lead,
        "tone": tone,
    }
    return render(request, template, {**context, **more}, status=422 if form.errors else 200)


def allowed(answer: bool) -> None:
    """A page somebody may not use on this case does not exist for them (404)."""
    if not answer:
        raise Http404
