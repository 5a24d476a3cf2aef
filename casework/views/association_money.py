"""The payment guarantees an association was sent, and its answer to each."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, for_roles, note_look, number_in

from ..actions.guarantees import note_guarantee_step
from ..forms.association_money import GuaranteeAnswerForm
from ..queries.association_money import guarantees_for
from ..queries.keyset import newest
from .attempts import is_done
from .opened import allowed

SHOWN = 100


@require_GET
@for_roles(Role.ASSOCIATION_OFFICER)
def guarantees(request: StaffRequest) -> HttpResponse:
    """What the association was promised, the latest first."""
    found = newest(guarantees_for(request.scope), before=number_in(request.GET.get("before", "")), size=SHOWN)
    note_look(request, Look.LIST, Subject.TENANCY, ids=[row.case.tenancy_id for row in found.rows])
    context = {
        "rows": found.rows,
        "older": found.older,
        "today": timezone.localdate(),
        "shows_association": len(request.scope.association_ids) > 1,
    }
    return render(request, "casework/association/guarantee_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def guarantee_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Accept or reject a guarantee, or say that it was paid."""
    guarantee = get_object_or_404(guarantees_for(request.scope), pk=pk)
    today = timezone.localdate()
    form = GuaranteeAnswerForm(
        request.POST or None,
        today=today,
        guarantee=guarantee,
        initial={"on": today, "amount": guarantee.amount, "version": guarantee.version},
    )
    allowed(bool(form.steps))
    if form.is_valid() and is_done(
        form, lambda: note_guarantee_step(guarantee, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("Your answer is sent."))
        return redirect("casework:association-money")
    note_look(request, Look.VIEW, Subject.TENANCY, ids=[guarantee.case.tenancy_id])
    context = {"form": form, "guarantee": guarantee}
    return render(request, "casework/association/guarantee_answer.html", context, status=422 if form.errors else 200)
