"""An officer settles the rows of a received list that only a person can."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look
from housing.enums import Change
from housing.models import DeliveryRow

from ..actions import intake as actions
from ..forms.intake import NewLeaseForm
from ..queries.intake import ASKS_MOVE, REASONS, parked_row


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def settle(request: StaffRequest, pk: int, row_pk: int) -> HttpResponse:
    """Say since when the tenants on the list live there, or have the row compared again."""
    row = _row(request, pk, row_pk)
    asks_move = row.reason in ASKS_MOVE
    form = NewLeaseForm(request.POST or None) if asks_move else None
    if request.method == "POST" and (form is None or form.is_valid()):
        moved_in_on = form.cleaned_data["moved_in_on"] if form else None
        try:
            actions.settle_row(row, moved_in_on=moved_in_on, by=request.scope, now=timezone.now())
        except Refused as fact:
            if form is None:
                messages.error(request, fact.message)
                return _parked(pk)
            form.add_error(None, fact.message)
        else:
            messages.success(request, _("%(number)s was received.") % {"number": row.tenancy_number})
            return _parked(pk)
    note_look(request, Look.VIEW, Subject.DELIVERY, ids=[pk])
    why, what_to_do = REASONS[row.reason]
    context = {"row": row, "delivery": row.delivery, "form": form, "why": why, "what_to_do": what_to_do}
    status = 422 if form is not None and form.errors else 200
    return render(request, "casework/intake/settle.html", context, status=status)


@require_POST
@for_roles(Role.ASSOCIATION_OFFICER)
def dismiss(request: StaffRequest, pk: int, row_pk: int) -> HttpResponse:
    """Put a row aside: there is nothing to receive."""
    row = _row(request, pk, row_pk)
    try:
        actions.dismiss_row(row, by=request.scope)
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        messages.success(request, _("%(number)s was put aside.") % {"number": row.tenancy_number})
    return _parked(pk)


def _row(request: StaffRequest, pk: int, row_pk: int) -> DeliveryRow:
    return get_object_or_404(parked_row(request.scope, pk, row_pk))


def _parked(pk: int) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{reverse('casework:delivery', args=[pk])}?show={Change.AMBIGUOUS}")
