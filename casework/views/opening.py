"""Opening a case by hand, for any cause and without a warning."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look
from housing.models import HousingAssociation, Lease

from ..actions.opening import open_case_by_hand
from ..forms.cases import OpenCaseForm
from ..models import Case
from ..queries.openable import lease_by_number, open_case_of
from ..queries.search import askable
from .attempts import is_done
from .opened import CASEWORKERS


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def open_case(request: StaffRequest) -> HttpResponse:
    """Find the tenancy by its exact number, show its address, and open the case once that is confirmed."""
    today = timezone.localdate()
    associations = HousingAssociation.objects.visible_to(request.scope).order_by("name", "pk")
    form = OpenCaseForm(request.POST or None, today=today, associations=associations)
    lease = _lease(request, form) if form.is_valid() else None
    if lease is not None:
        standing = open_case_of(lease)
        if standing is not None:
            return _to_standing(request, standing)
        if request.POST.get("lease") == str(lease.pk):
            opened = _opened(request, form, lease)
            if opened is not None:
                return redirect("casework:case", pk=opened.pk)
    context = {"form": form, "lease": lease}
    return render(request, "casework/case/open.html", context, status=422 if form.errors else 200)


def _lease(request: StaffRequest, form: OpenCaseForm) -> Lease | None:
    """The lease of the tenancy that was named; the look at it is logged with its legal basis."""
    given = form.cleaned_data
    lease = lease_by_number(given["association"], given["tenancy_number"], request.scope, today=timezone.localdate())
    found = [lease.tenancy_id] if lease else []
    note_look(
        request, Look.SEARCH, Subject.TENANCY, ids=found, purpose=f"{given['opened_by']}: {given['reason']}"[:300]
    )
    if lease is None:
        form.add_error(
            "tenancy_number",
            _(
                "The association has no let home with exactly this number in the municipality. Check the number;"
                " a home that no list has named yet is known once the association sends a notice or a list."
            ),
        )
    return lease


def _opened(request: StaffRequest, form: OpenCaseForm, lease: Lease) -> Case | None:
    given = form.facts()
    del given["association"], given["tenancy_number"]
    opened: list[Case] = []
    act = lambda: opened.append(  # noqa: E731 - said once, where it is done
        open_case_by_hand(lease=lease, **given, by=request.scope, now=timezone.now())
    )
    if not is_done(form, act):
        return None
    messages.success(request, _("Case %(number)s was opened.") % {"number": opened[0].number})
    return opened[0]


def _to_standing(request: StaffRequest, standing: Case) -> HttpResponse:
    """The household's open case: to the page, to the question why, or to whoever may let one in."""
    if Case.objects.visible_to(request.scope).filter(pk=standing.pk).exists():
        messages.warning(request, _("The household has an open case already: this one."))
        return redirect("casework:case", pk=standing.pk)
    if askable(request.scope).filter(pk=standing.pk).exists():
        messages.warning(request, _("The household has an open case in another unit already."))
        return redirect("casework:purpose", pk=standing.pk)
    messages.warning(
        request, _("The household has an open case that only named people see. Ask your team leader who works on it.")
    )
    return redirect("casework:worklist")
