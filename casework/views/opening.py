"""Opening a case by hand, for any cause and without a warning."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look
from housing.models import Department, HousingAssociation, Lease

from ..actions.opening import open_case_by_hand, open_case_for_unlisted_home
from ..forms.cases import OpenCaseForm, UnlistedHomeForm
from ..forms.fields import CaseForm
from ..models import Case
from ..queries.campaigns import campaigns_of
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
    form = OpenCaseForm(
        request.POST or None, today=today, associations=associations, campaigns=campaigns_of(request.scope)
    )
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


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def open_unlisted(request: StaffRequest) -> HttpResponse:
    """Describe a home that no list has named yet, and open its case."""
    departments = Department.objects.visible_to(request.scope).select_related("association")
    form = UnlistedHomeForm(
        request.POST or None,
        today=timezone.localdate(),
        departments=departments.order_by("association__name", "code", "pk"),
        campaigns=campaigns_of(request.scope),
    )
    if form.is_valid():
        note_look(request, Look.CHANGE, Subject.TENANCY, purpose=form.cleaned_data["reason"])
        opened = _done(form, open_case_for_unlisted_home, by=request.scope, now=timezone.now(), **form.facts())
        if opened is not None:
            messages.success(request, _("Case %(number)s was opened.") % {"number": opened.number})
            return redirect("casework:case", pk=opened.pk)
    return render(request, "casework/case/open_unlisted.html", {"form": form}, status=422 if form.errors else 200)


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
                " if it is right, no list has named the home yet: describe it yourself."
            ),
        )
    return lease


def _opened(request: StaffRequest, form: OpenCaseForm, lease: Lease) -> Case | None:
    given = form.facts()
    del given["association"], given["tenancy_number"]
    opened = _done(form, open_case_by_hand, lease=lease, by=request.scope, now=timezone.now(), **given)
    if opened is not None:
        messages.success(request, _("Case %(number)s was opened.") % {"number": opened.number})
    return opened


def _done(form: CaseForm, act: Callable[..., Case], **given: Any) -> Case | None:
    """The case the action opened; None when it was refused, and the form says why."""
    opened: list[Case] = []
    return opened[0] if is_done(form, lambda: opened.append(act(**given))) else None


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
