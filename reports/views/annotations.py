"""Remarks on a year: what a reader of its figures should know."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Role
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles

from ..actions import editions as actions
from ..editions.overview import standing_remarks
from ..forms import TwoTonguesForm
from ..models import Annotation
from ..permissions import may_publish


@require_http_methods(["GET", "POST"])
@for_roles(Role.MANAGER)
def annotate(request: StaffRequest, year: int) -> HttpResponse:
    """What is said of a year, and a remark more."""
    if not may_publish(request.scope):
        raise Http404
    form = TwoTonguesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.annotate_year(year=year, **form.cleaned_data, by=request.scope, now=timezone.now())
        messages.success(request, _("The remark stands on the year, and goes into its next edition."))
        return redirect("reports:annotate", year=year)
    context = {"form": form, "year": year, "remarks": standing_remarks(request.scope, year)}
    return render(request, "reports/editions/annotate.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.MANAGER)
def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a remark back."""
    annotation = get_object_or_404(Annotation.objects.visible_to(request.scope), pk=pk)
    try:
        actions.withdraw_annotation(annotation, by=request.scope, now=timezone.now())
        messages.success(request, _("The remark is taken back. Editions that carry it keep it."))
    except Refused as fact:
        messages.error(request, fact.message)
    return redirect("reports:annotate", year=annotation.year)
