"""The departments an association has, and how many dwellings each had on 1 January."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look
from housing.actions import count_dwellings, register_department
from housing.models import Department, DepartmentDwellings, HousingAssociation

from ..forms.departments import DepartmentForm, DwellingsForm


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def department_list(request: StaffRequest) -> HttpResponse:
    """Every department with this year's dwellings, to be filled in."""
    year = timezone.localdate().year
    departments = list(
        Department.objects.visible_to(request.scope)
        .select_related("association", "municipality")
        .order_by("association__name", "code", "pk")
    )
    counted = DepartmentDwellings.objects.filter(department__in=departments, year=year)
    known = dict(counted.values_list("department_id", "dwellings"))
    form = DwellingsForm(request.POST or None, departments=departments, known=known)
    if request.method == "POST" and form.is_valid():
        try:
            changed = count_dwellings(form.changed(), year=year, by=request.scope)
        except Refused as fact:
            messages.error(request, fact.message)
        else:
            note_look(request, Look.CHANGE, Subject.DEPARTMENT, ids=changed)
            said = ngettext("%(count)d number was saved.", "%(count)d numbers were saved.", len(changed))
            messages.success(request, said % {"count": len(changed)})
        return redirect("casework:department-list")
    rows = [(one, form[f"dwellings-{one.pk}"], form[f"was-{one.pk}"]) for one in departments]
    context: dict[str, Any] = {"rows": rows, "form": form, "year": year}
    return render(request, "casework/association/department_list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def department_new(request: StaffRequest) -> HttpResponse:
    """Enter a department; afterwards back to the row of a list that waited for it, where one did."""
    today = timezone.localdate()
    form = DepartmentForm(
        request.POST or None,
        today=today,
        associations=HousingAssociation.objects.visible_to(request.scope).order_by("name", "pk"),
        initial={name: request.GET.get(name, "").replace("\0", "") for name in ("association", "code")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = register_department(**form.facts(), year=today.year, by=request.scope)
        except Refused as fact:
            form.add_error("code", fact.message)
        else:
            note_look(request, Look.CHANGE, Subject.DEPARTMENT, ids=[made.pk])
            messages.success(request, _("Department %(number)s was entered.") % {"number": made.code})
            return redirect(_back(request))
    return render(
        request, "casework/association/department_new.html", {"form": form}, status=422 if form.errors else 200
    )


def _back(request: StaffRequest) -> str:
    wanted = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if is_ours else "casework:department-list"
