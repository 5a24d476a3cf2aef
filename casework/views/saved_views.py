"""Saved views: keep the filters of the list under a name, share them, begin with them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, number_in

from .. import permissions
from ..actions import saved_views as actions
from ..forms.saved_views import ViewChangeForm, ViewForm
from ..models import SavedView
from ..queries import saved_views as queries
from .attempts import is_done
from .opened import CASEWORKERS, allowed


@require_GET
@for_roles(*CASEWORKERS)
def view_list(request: StaffRequest) -> HttpResponse:
    """One's own views and those of the unit."""
    views = queries.views_of(request.scope)
    context = {"views": [(view, permissions.may_change_view(request.scope, view)) for view in views]}
    return render(request, "casework/views/view_list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def view_save(request: StaffRequest) -> HttpResponse:
    """Keep the filters that stand in the address."""
    query = queries.kept_query(QueryDict(request.META.get("QUERY_STRING", "")))
    form = ViewForm(request.POST or None, today=timezone.localdate())
    saved: list[SavedView] = []
    if form.is_valid() and is_done(
        form,
        lambda: saved.append(actions.save_view(**form.facts(), query=query, by=request.scope, now=timezone.now())),
    ):
        messages.success(request, _("The view %(name)s is saved.") % {"name": saved[0].name})
        return redirect(saved_address(saved[0]))
    context = {"form": form, "query": query, "list_url": f"{reverse('casework:worklist')}?{query}"}
    return render(request, "casework/views/view_save.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def view_change(request: StaffRequest, pk: int) -> HttpResponse:
    """Rename a view, share it or keep it to oneself."""
    view = _view_for(request, pk)
    form = ViewChangeForm(
        request.POST or None,
        today=timezone.localdate(),
        initial={"name": view.name, "is_shared": view.is_shared, "version": view.version},
    )
    if form.is_valid() and is_done(
        form,
        lambda: actions.change_view(view, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_stored,
    ):
        messages.success(request, _("The view is changed."))
        return redirect("casework:view-list")
    context = {"form": form, "view_name": view.name}
    return render(request, "casework/views/view_change.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(*CASEWORKERS)
def view_replace(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep the filters of the list instead of those the view had."""
    view = _view_for(request, pk)
    query = queries.kept_query(QueryDict(request.POST.get("query", "")))
    version = number_in(request.POST.get("version", "")) or 0
    try:
        view = actions.replace_view(view, query=query, version=version, by=request.scope, now=timezone.now())
    except Refused:
        messages.warning(request, _("Somebody changed the view just before you. See how it is now."))
    else:
        messages.success(request, _("The view %(name)s shows these cases from now on.") % {"name": view.name})
    return redirect(saved_address(view))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def view_delete(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a view away, once one has said so."""
    view = _view_for(request, pk)
    if request.method == "POST":
        try:
            actions.delete_view(view, version=number_in(request.POST.get("version", "")) or 0, by=request.scope)
        except Refused:
            messages.warning(request, _("Somebody changed the view just before you. See how it is now."))
        else:
            messages.success(request, _("The view %(name)s is deleted.") % {"name": view.name})
        return redirect("casework:view-list")
    return render(request, "casework/views/view_delete.html", {"saved": view})


@require_POST
@for_roles(*CASEWORKERS)
def view_default(request: StaffRequest, pk: int) -> HttpResponse:
    """Begin one's list with a view, or no longer."""
    view = get_object_or_404(SavedView.objects.visible_to(request.scope), pk=pk)
    begins = "stop" not in request.POST
    actions.choose_default(view if begins else None, by=request.scope)
    said = _("Your list begins with %(name)s.") if begins else _("Your list begins as it did before %(name)s.")
    messages.success(request, said % {"name": view.name})
    return redirect("casework:view-list")


def saved_address(view: SavedView) -> str:
    """The list as a view shows it; the filters stand in the address beside the view's key."""
    return f"{reverse('casework:worklist')}?{queries.address_of(view.pk, view.query)}"


def _view_for(request: StaffRequest, pk: int) -> SavedView:
    """A view one may change; 404 for others."""
    view = get_object_or_404(SavedView.objects.visible_to(request.scope), pk=pk)
    allowed(permissions.may_change_view(request.scope, view))
    return view


def _stored(view: SavedView) -> dict[str, Any]:
    return {"name": view.name, "is_shared": view.is_shared}
