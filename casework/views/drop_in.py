"""The adviser's drop-in hours: seen, kept, changed and ended."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Role
from accounts.http import StaffRequest, for_roles

from ..actions.drop_in import change_drop_in, end_drop_in, keep_drop_in
from ..forms.drop_in import DropInForm, stored_drop_in
from ..models import DropInHours
from ..queries.adviser_home import drop_in_of
from .attempts import is_done


@require_GET
@for_roles(Role.TENANT_ADVISER)
def hours_list(request: StaffRequest) -> HttpResponse:
    """When and where one can be met."""
    context = {
        "hours": drop_in_of(request.scope, today=timezone.localdate()),
        "shows_association": len(request.scope.association_ids) > 1,
    }
    return render(request, "casework/adviser/hours_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def hours_new(request: StaffRequest) -> HttpResponse:
    """New drop-in hours."""
    form = _form(request, {"association": request.scope.association_ids[0]})
    if form.is_valid() and is_done(form, lambda: keep_drop_in(**form.facts(), by=request.scope)):
        messages.success(request, _("The drop-in hours are kept."))
        return redirect("casework:drop-in-list")
    return _page(request, form, None)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def hours_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change drop-in hours, or end them."""
    hours = _hours(request, pk)
    form = _form(request, stored_drop_in(hours))
    if form.is_valid() and is_done(form, lambda: _change(request, hours, form), stored=stored_drop_in):
        messages.success(request, _("The drop-in hours are changed."))
        return redirect("casework:drop-in-list")
    return _page(request, form, hours)


@require_POST
@for_roles(Role.TENANT_ADVISER)
def hours_end(request: StaffRequest, pk: int) -> HttpResponse:
    """They are held no longer."""
    end_drop_in(_hours(request, pk), by=request.scope)
    messages.success(request, _("The drop-in hours are ended."))
    return redirect("casework:drop-in-list")


def _change(request: StaffRequest, hours: DropInHours, form: DropInForm) -> None:
    change_drop_in(hours, version=form.cleaned_data["version"] or 0, **form.facts(), by=request.scope)


def _hours(request: StaffRequest, pk: int) -> DropInHours:
    return get_object_or_404(DropInHours.objects.visible_to(request.scope), pk=pk)


def _form(request: StaffRequest, initial: dict[str, Any]) -> DropInForm:
    return DropInForm(request.POST or None, initial=initial, scope=request.scope, today=timezone.localdate())


def _page(request: StaffRequest, form: DropInForm, hours: DropInHours | None) -> HttpResponse:
    context = {"form": form, "hours": hours}
    return render(request, "casework/adviser/hours_form.html", context, status=422 if form.errors else 200)
