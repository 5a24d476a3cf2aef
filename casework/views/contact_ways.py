"""How a household can be reached: its numbers and addresses, what failed, and what is not to be used."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions import contact_points as actions
from ..forms.ways import AvoidModeForm, PointChangeForm, PointForm
from ..models import Case, ContactPoint
from ..queries.contact import Way, mode_name, picture_of
from .attempts import is_done
from .opened import CASEWORKERS, about, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def contact_ways(request: StaffRequest, pk: int) -> HttpResponse:
    """All ways to reach them; a new number or address is added here."""
    case = _case(request, pk)
    form = PointForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and is_done(
        form, lambda: actions.add_point(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The number or address is on the case."))
        return redirect("casework:contact-ways", pk=pk)
    return _page(request, case, form=form)


@require_POST
@for_roles(*CASEWORKERS)
def contact_point(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark a number or an address; a conflict shows both answers."""
    case = _case(request, pk)
    form = PointChangeForm(request.POST, today=timezone.localdate())
    if form.is_valid() and is_done(
        form,
        lambda: actions.change_point(case, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_stored,
    ):
        messages.success(request, _("It is marked on the case."))
        return redirect("casework:contact-ways", pk=pk)
    value = form.cleaned_data.get("value", "")
    return form_page(request, case, form, title=_("Number or address"), submit=_("Save the mark"), lead=value)


@require_POST
@for_roles(*CASEWORKERS)
def avoid_mode(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark a way of contact as not to be used."""
    case = _case(request, pk)
    form = AvoidModeForm(request.POST, today=timezone.localdate())
    if form.is_valid() and is_done(
        form, lambda: actions.avoid_mode(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("Everybody sees it before they try."))
        return redirect("casework:contact-ways", pk=pk)
    return _page(request, case, avoid_form=form)


@require_POST
@for_roles(*CASEWORKERS)
def allow_mode(request: StaffRequest, pk: int, avoided_id: int) -> HttpResponse:
    """This way may be used again."""
    case = _case(request, pk)
    avoided = get_object_or_404(case.avoided_modes.select_related("case"), pk=avoided_id)
    actions.allow_mode(avoided, by=request.scope, now=timezone.now())
    messages.success(request, _("%(mode)s may be used again.") % {"mode": mode_name(avoided)})
    return redirect("casework:contact-ways", pk=pk)


def _case(request: StaffRequest, pk: int) -> Case:
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    return case


def _page(
    request: StaffRequest, case: Case, *, form: PointForm | None = None, avoid_form: AvoidModeForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    form = form or PointForm(today=today)
    avoid_form = avoid_form or AvoidModeForm(today=today)
    picture = picture_of(case)
    context: dict[str, Any] = {
        **about(request, case),
        "contact": picture,
        "ways": [(way, _change_form(way, today, number)) for number, way in enumerate(picture.ways)],
        "avoided": picture.avoided_modes,
        "form": form,
        "avoid_form": avoid_form,
    }
    status = 422 if form.errors or avoid_form.errors else 200
    return render(request, "casework/case/contact_ways.html", context, status=status)


def _change_form(way: Way, today: dt.date, number: int) -> PointChangeForm:
    initial = {
        name: getattr(way, name) for name in ("kind", "value", "whose", "version", "fails_since", "avoid_reason")
    }
    return PointChangeForm(today=today, initial=initial, auto_id=f"id_way_{number}_%s")


def _stored(point: ContactPoint) -> dict[str, object]:
    return {"fails_since": point.fails_since, "avoid_reason": point.avoid_reason}
