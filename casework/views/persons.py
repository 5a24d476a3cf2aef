"""The page of one person over the years, how they are reached, and their CPR number for a purpose."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look
from housing import cpr as cpr_numbers
from housing import cpr_keys

from .. import permissions
from ..actions.persons import change_person, is_named_by_an_association
from ..forms.people import CprPurposeForm, PersonForm
from ..models import Person
from ..queries.persons import person_page
from .attempts import is_done
from .opened import CASEWORKERS, READERS, allowed

FIELDS = ("name", "birth_date", "phone", "email", "interpreter", "is_address_protected", "version")


@require_GET
@for_roles(*READERS)
def person(request: StaffRequest, pk: int) -> HttpResponse:
    """A person across tenancies and years; one who turned out to be another leads to that one."""
    merged = Person.objects.filter(pk=pk, merged_into__in=Person.objects.visible_to(request.scope)).first()
    if merged is not None:
        return redirect("casework:person", pk=merged.merged_into_id)
    return _page(request, person_for(request, pk))


@never_cache
@require_POST
@for_roles(*CASEWORKERS)
def cpr(request: StaffRequest, pk: int) -> HttpResponse:
    """Show the CPR number once, to somebody who says what for; the purpose is logged."""
    found = person_for(request, pk)
    form = CprPurposeForm(request.POST, today=timezone.localdate())
    if not form.is_valid() or found.cpr_sealed is None or found.cpr_key_version is None:
        return _page(request, found, form=form, status=422)
    note_look(request, Look.VIEW, Subject.CPR, ids=[found.pk], purpose=form.cleaned_data["purpose"])
    number = cpr_keys.unseal(found.cpr_sealed, found.cpr_key_version)
    return _page(request, found, number=cpr_numbers.display(number))


@sensitive_post_parameters("cpr")
@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change how a person is reached, their interpreter, and whether their address is protected."""
    found = person_for(request, pk)
    allowed(permissions.may_change_person(request.scope, found))
    form = PersonForm(
        request.POST or None,
        today=timezone.localdate(),
        is_named=is_named_by_an_association(found),
        initial=_stored(found),
    )
    if form.is_valid() and is_done(
        form,
        lambda: change_person(found, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_stored,
    ):
        note_look(request, Look.CHANGE, Subject.PERSON, ids=[found.pk])
        messages.success(request, _("What is known of %(name)s was saved.") % {"name": found.name})
        return redirect("casework:person", pk=pk)
    context = {"person": found, "form": form}
    return render(request, "casework/people/person_form.html", context, status=422 if form.errors else 200)


def person_for(request: StaffRequest, pk: int) -> Person:
    """The person, noted as seen; 404 when they are on no case that is open to this reader."""
    found = get_object_or_404(Person.objects.visible_to(request.scope).standing(), pk=pk)
    note_look(request, Look.VIEW, Subject.PERSON, ids=[found.pk])
    return found


def _page(
    request: StaffRequest, found: Person, *, number: str = "", form: CprPurposeForm | None = None, status: int = 200
) -> HttpResponse:
    may_change = permissions.may_change_person(request.scope, found)
    context: dict[str, Any] = {
        "page": person_page(found, request.scope),
        "person": found,
        "number": number,
        "has_cpr": found.cpr_sealed is not None,
        "may_change": may_change,
        "cpr_form": form or CprPurposeForm(today=timezone.localdate()),
        "today": timezone.localdate(),
    }
    return render(request, "casework/people/person.html", context, status=status)


def _stored(found: Person) -> dict[str, Any]:
    return {name: getattr(found, name) for name in FIELDS}
