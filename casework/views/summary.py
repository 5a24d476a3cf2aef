"""The summary at the top of a case, and its earlier wordings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions.summary import write_summary
from ..forms.notes import SummaryForm
from ..models import CaseSummary
from .attempts import is_done
from .drafts import forget, writing_in
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def summary(request: StaffRequest, pk: int) -> HttpResponse:
    """Write what a colleague must know first; two who write at once both see what the other wrote."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    wordings = list(case.summaries.select_related("recorded_by").order_by("-version"))
    form = SummaryForm(
        request.POST or None,
        today=timezone.localdate(),
        initial=_stored(wordings[0]) if wordings else {"version": 0},
    )
    writing = writing_in(request, case, "summary", form, back=reverse("casework:summary", args=[pk]))
    if form.is_valid() and is_done(
        form,
        lambda: write_summary(case, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_stored,
    ):
        forget(request, case, "summary")
        messages.success(request, _("The summary stands at the top of the case."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Summary"),
        submit=_("Save the summary"),
        lead=_("A few lines: what a colleague must know before they call. Earlier wordings are kept."),
        template="casework/case/summary.html",
        wordings=wordings,
        writing=writing,
    )


def _stored(standing: CaseSummary) -> dict[str, Any]:
    return {"text": standing.text, "version": standing.version}
