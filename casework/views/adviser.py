"""The tenant adviser's own log of contacts."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts import device
from accounts.enums import Look, Role, Subject
from accounts.errors import Conflict
from accounts.http import StaffRequest, for_roles, note_look, number_in
from accounts.wording import day
from housing import codes
from housing.models import Tenant

from ..actions.adviser import change_contact, log_contact
from ..forms.adviser import ContactForm, ContactSearchForm, stored, typed
from ..models import AdviserContact, DropInHours
from ..queries import adviser as queries
from ..queries.campaigns import last_used
from .leafing import leaf
from .opened import allowed
from .searching import elsewhere

TOPICS = "adviser_topic"
#: The button that looks for a resident instead of saving.
FIND = "find"
#: The header by which the phone's script says that it sends, not the browser.
SENT_BY = "X-Sent-By"
#: What it sends with a contact that waited for the network: the phone itself says that it is sent.
WAITED = "waited"


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def contact_list(request: StaffRequest) -> HttpResponse:
    """One's own contacts, searched and filtered, a page at a time."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    form = ContactSearchForm(request.GET, today=timezone.localdate())
    filters = form.filters()
    contacts = queries.contacts_of(request.scope, filters)
    page = queries.entries(contacts, request.scope, cursor=request.GET.get("from", ""))
    note_look(
        request,
        Look.SEARCH if filters.search else Look.LIST,
        Subject.ADVISER_CONTACT,
        ids=[entry.pk for entry in page.rows],
    )
    summary = queries.summary(contacts)
    context = {
        "form": form,
        "is_filtered": filters != queries.Filters(),
        "entries": [(entry, topic_names(entry.topics)) for entry in page.rows],
        "previous_url": leaf(request, page.previous),
        "next_url": leaf(request, page.next),
        "summary": summary,
        "topics": [(codes.name_of(TOPICS, row.topic), row.contacts) for row in summary.topics],
        "shows_association": len(request.scope.association_ids) > 1,
        "resident": queries.resident_of(request.scope, filters),
    }
    return render(request, "casework/adviser/contact_list.html", context, status=422 if form.errors else 200)


@require_GET
@for_roles(Role.TENANT_ADVISER)
def contact(request: StaffRequest, pk: int) -> HttpResponse:
    """One of one's own contacts."""
    found = _contact(request, pk)
    note_look(request, Look.VIEW, Subject.ADVISER_CONTACT, ids=[found.pk])
    context = {
        "contact": found,
        "is_own": found.adviser_id == request.scope.user_id,
        "tie": queries.tie_of(found, request.scope.today),
        "topics": topic_names(found.topics),
    }
    return render(request, "casework/adviser/contact.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def contact_new(request: StaffRequest) -> HttpResponse:
    """Note a contact; a phone sends its own key with it and is answered where to go on."""
    today = timezone.localdate()
    proposed = {"programme": last_used(request.scope), **_proposed(request)}
    form = _form(request, {"occurred_on": today, "consent_given_on": today, **proposed})
    if request.method == "POST" and FIND not in request.POST and form.is_valid():
        log_contact(
            association=form.cleaned_data["association"],
            **form.facts(),
            device_key=form.cleaned_data["device_key"],
            by=request.scope,
            now=timezone.now(),
        )
        if WAITED not in request.POST:
            messages.success(request, _("The contact is noted."))
        if request.headers.get(SENT_BY) == "phone":
            return JsonResponse({"url": reverse("casework:adviser-contact-list")})
        return redirect("casework:adviser-contact-list")
    response = _page(request, form, {})
    device.bind(request, response)
    return response


def _proposed(request: StaffRequest) -> dict[str, Any]:
    """What the form begins with: the place and association of the drop-in hours one sits at, the resident one chose."""
    proposed: dict[str, Any] = {"association": next(iter(request.scope.association_ids), None)}
    hours_key, resident_key = (number_in(request.GET.get(name, "")) for name in ("hours", "resident"))
    if hours_key and (hours := DropInHours.objects.visible_to(request.scope).filter(pk=hours_key).first()):
        proposed |= {"association": hours.association_id, "place": hours.place}
    if resident_key and (resident := Tenant.objects.visible_to(request.scope).filter(pk=resident_key).first()):
        proposed |= {"association": resident.association_id, "tenant": resident.pk}
    return proposed


@require_http_methods(["GET", "POST"])
@for_roles(Role.TENANT_ADVISER)
def contact_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change one of one's own contacts; where somebody was quicker both versions are shown."""
    found = _contact(request, pk)
    allowed(found.adviser_id == request.scope.user_id)
    initial = {"consent_given_on": found.occurred_on, **_known(found, request.scope.today)}
    form = _form(request, initial)
    context: dict[str, Any] = {"contact": found, "draft": f"adviser-contact-{found.pk}"}
    if request.method == "POST" and FIND not in request.POST and form.is_valid():
        try:
            change_contact(
                found,
                version=form.cleaned_data["version"] or 0,
                **form.facts(),
                by=request.scope,
                now=timezone.now(),
            )
        except Conflict:
            context["conflict"] = _both(found, form, request.scope.today)
            yours = {**typed(form), "version": found.version}
            return _page(request, ContactForm(initial=yours, **_asked(request)), context, status=422)
        messages.success(request, _("The contact is changed."))
        return redirect("casework:adviser-contact", pk=found.pk)
    note_look(request, Look.VIEW, Subject.ADVISER_CONTACT, ids=[found.pk])
    return _page(request, form, context)


def _form(request: StaffRequest, initial: dict[str, Any]) -> ContactForm:
    """The form; while a resident is looked for it shows again what was typed, without faulting it."""
    if request.method != "POST":
        return ContactForm(initial=initial, **_asked(request))
    sent = ContactForm(request.POST, initial=initial, **_asked(request))
    return ContactForm(initial=typed(sent), **_asked(request)) if FIND in request.POST else sent


def _asked(request: StaffRequest) -> dict[str, Any]:
    return {"scope": request.scope, "today": timezone.localdate()}


def _page(request: StaffRequest, form: ContactForm, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The form's page, or its part about the resident for htmx."""
    if form.residents:
        note_look(request, Look.SEARCH, Subject.TENANT, ids=[row["pk"] for row in form.residents])
    is_part = FIND in request.POST and request.headers.get("HX-Request") == "true"
    template = "casework/adviser/_resident.html" if is_part else "casework/adviser/contact_form.html"
    return render(request, template, {"form": form, **context}, status=422 if form.errors else status)


def _contact(request: StaffRequest, pk: int) -> AdviserContact:
    return get_object_or_404(
        AdviserContact.objects.visible_to(request.scope).select_related("association", "adviser"), pk=pk
    )


def _known(contact: AdviserContact, on: dt.date) -> dict[str, Any]:
    tie = queries.tie_of(contact, on)
    known = stored(contact, tie)
    return known if tie else {name: value for name, value in known.items() if name != "consent_given_on"}


def topic_names(topics: list[str]) -> str:
    """The topics by their names, in words."""
    return ", ".join(codes.name_of(TOPICS, topic) for topic in topics)


def _both(contact: AdviserContact, form: ContactForm, on: dt.date) -> list[dict[str, Any]]:
    """What stands now beside what was typed, where they differ."""
    tie = queries.tie_of(contact, on)
    yours = form.facts()
    pairs = {
        "occurred_on": (day(contact.occurred_on), day(yours["occurred_on"])),
        "place": (contact.place, yours["place"]),
        "topics": (topic_names(contact.topics), topic_names(yours["topics"])),
        "minutes": (contact.minutes, yours["minutes"]),
        "tenant": (
            tie.tenant.name if tie else _("Anonymous visitor"),
            yours["resident"].tenant.name if yours["resident"] else _("Anonymous visitor"),
        ),
        "done": (contact.done, yours["done"]),
        "referred_to": (contact.referred_to, yours["referred_to"]),
        "follow_up_on": (day(contact.follow_up_on), day(yours["follow_up_on"])),
    }
    return [
        {"label": form.fields[name].label, "theirs": theirs, "yours": mine}
        for name, (theirs, mine) in pairs.items()
        if theirs != mine
    ]
