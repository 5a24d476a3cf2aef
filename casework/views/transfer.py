"""A household that moved to another municipality."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import StaffRequest, for_roles
from accounts.models import Municipality

from .. import permissions
from ..actions.transfer import transfer_case
from ..forms.people import TransferForm
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def transfer(request: StaffRequest, pk: int) -> HttpResponse:
    """Close the case because the household moved away, with the day and the other municipality.

    What was answered on the ordinary page of closing stands in the address, and is filled in.
    """
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    today = timezone.localdate()
    form = TransferForm(
        request.POST or None,
        today=today,
        courses=list(case.courses.filter(ended_on__isnull=True).order_by("started_on", "pk")),
        municipalities=Municipality.objects.exclude(pk=case.municipality_id).order_by("name", "pk"),
        initial={"closed_on": today, **request.GET.dict(), "version": case.version},
    )
    if form.is_valid() and is_done(
        form, lambda: transfer_case(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("Case %(number)s was closed: the household moved.") % {"number": case.number})
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Moved to another municipality"),
        submit=_("Close the case as transferred"),
        lead=_(
            "The case is closed on the day of the move and does not count as averted. The other municipality sees"
            " nothing of it; what it may be told needs a legal basis or the household's consent."
        ),
    )
