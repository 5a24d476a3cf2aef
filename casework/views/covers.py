"""Who covers for an adviser, and the contacts erased because they were logged by mistake."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look
from accounts.models import User
from housing.models import HousingAssociation

from ..actions import covers as actions
from ..forms.sharing import CoverForm, EraseForm
from ..models import AdviserContact, AdviserCover, AdviserErasure
from ..queries.handovers import advisers_of
from .attempts import is_done

PEOPLE = (Role.TENANT_ADVISER, Role.ASSOCIATION_OFFICER)


@require_GET
@for_roles(*PEOPLE)
def cover_list(request: StaffRequest) -> HttpResponse:
    """Who covers for whom, from when until when, and who named them."""
    seen = AdviserCover.objects.visible_to(request.scope)
    covers = list(seen.select_related("covered", "cover", "granted_by").order_by("-starts_on", "-pk")[:100])
    note_look(request, Look.LIST, Subject.ADVISER_COVER, ids=[one.pk for one in covers])
    today = timezone.localdate()
    lines = [(one, one.ended_at is None and one.ends_on >= today) for one in covers]
    return render(request, "casework/sharing/cover_list.html", {"covers": lines})


@require_http_methods(["GET", "POST"])
@for_roles(*PEOPLE)
def cover_new(request: StaffRequest) -> HttpResponse:
    """Name who covers."""
    scope, today = request.scope, timezone.localdate()
    found = {key for one in scope.association_ids for key in advisers_of(one, today=today).values_list("pk", flat=True)}
    form = CoverForm(
        request.POST or None,
        associations=HousingAssociation.objects.visible_to(scope).order_by("name", "pk"),
        advisers=User.objects.filter(pk__in=found).order_by("name", "pk"),
        own=scope.user_id if scope.role == Role.TENANT_ADVISER else None,
        initial={"starts_on": today},
        today=today,
    )
    if form.is_valid() and is_done(form, lambda: actions.grant_cover(**form.facts(), by=scope, now=timezone.now())):
        messages.success(request, _("The cover is named. It ends by itself."))
        return redirect("casework:cover-list")
    context = {
        "form": form,
        "heading": _("Name a cover"),
        "subtitle": "",
        "lead_text": _(
            "The cover reads the colleague's contacts and handovers in that time, and changes none of them."
        ),
        "submit_label": _("Name the cover"),
        "tone": "primary",
        "cancel_url": reverse("casework:cover-list"),
    }
    return render(request, "casework/sharing/form.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(*PEOPLE)
def cover_end(request: StaffRequest, pk: int) -> HttpResponse:
    """End a cover today."""
    found = get_object_or_404(AdviserCover.objects.visible_to(request.scope), pk=pk)
    try:
        actions.end_cover(found, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.warning(request, fact.message)
    else:
        messages.success(request, _("The cover has ended."))
    return redirect("casework:cover-list")


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def contact_erase(request: StaffRequest, pk: int) -> HttpResponse:
    """Erase one's own contact that was logged by mistake."""
    own = AdviserContact.objects.visible_to(request.scope).filter(adviser=request.scope.user_id)
    found = get_object_or_404(own, pk=pk)
    note_look(request, Look.VIEW, Subject.ADVISER_CONTACT, ids=[pk])
    form = EraseForm(request.POST or None, today=timezone.localdate(), initial={"version": found.version})
    if form.is_valid() and is_done(
        form, lambda: actions.erase_contact(found, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The contact is erased. That it was, and why, is kept."))
        return redirect("casework:adviser-contact-list")
    context = {
        "form": form,
        "heading": _("Erase the contact"),
        "subtitle": "",
        "lead_text": _(
            "Only for what was logged by mistake. Everything it says is gone for good; what was handed over of it"
            " stays with its receiver."
        ),
        "submit_label": _("Erase the contact"),
        "tone": "danger",
        "cancel_url": reverse("casework:adviser-contact", args=[pk]),
    }
    return render(request, "casework/sharing/form.html", context, status=422 if form.errors else 200)


@require_GET
@for_roles(Role.TENANT_ADVISER)
def erased_list(request: StaffRequest) -> HttpResponse:
    """That contacts were erased, and why."""
    erased = AdviserErasure.objects.visible_to(request.scope).order_by("-pk")[:100]
    note_look(request, Look.LIST, Subject.ADVISER_CONTACT)
    return render(request, "casework/sharing/erased_list.html", {"erased": list(erased)})
