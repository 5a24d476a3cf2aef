"""Records that are likely one person: looked through, held to be two, merged, and taken apart again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts import wording
from accounts.enums import Look, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look

from ..actions import merging, unmerging
from ..forms.people import MergeForm
from ..models import Case, CasePerson, Person, PersonMerge
from ..queries.duplicates import compare, duplicates
from ..queries.sentences_people import FIELDS
from .attempts import is_done
from .opened import CASEWORKERS
from .persons import person_for


@require_GET
@for_roles(*CASEWORKERS)
def duplicate_list(request: StaffRequest) -> HttpResponse:
    """Likely duplicates among the people one may see."""
    found = duplicates(request.scope, cursor=request.GET.get("from", ""))
    seen = sorted({person.pk for pair in found.pairs for person in (pair.older, pair.newer)})
    note_look(request, Look.LIST, Subject.DUPLICATES, ids=seen)
    here = reverse("casework:duplicate-list")
    context = {"pairs": found.pairs, "next_url": f"{here}?from={found.next}" if found.next else ""}
    return render(request, "casework/people/duplicate_list.html", context)


@require_POST
@for_roles(*CASEWORKERS)
def distinct(request: StaffRequest, pk: int, other_pk: int) -> HttpResponse:
    """They are two people; they are not shown again."""
    one, other = person_for(request, pk), person_for(request, other_pk)
    try:
        merging.say_distinct(one, other, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        names = {"name": one.name, "other": other.name}
        messages.success(request, _("%(name)s and %(other)s are two people; you are not asked again.") % names)
    return redirect("casework:duplicate-list")


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def merge(request: StaffRequest, pk: int, other_pk: int) -> HttpResponse:
    """Compare two records side by side, choose whose values hold, and hold them to be one."""
    kept, gone = person_for(request, pk), person_for(request, other_pk)
    form = MergeForm(
        request.POST or None,
        today=timezone.localdate(),
        choices=_choices(kept, gone),
        filled=_filled(kept, gone),
        initial={"kept_version": kept.version, "gone_version": gone.version},
    )
    if form.is_valid() and is_done(
        form,
        lambda: merging.merge_people(kept, gone, **form.facts(), by=request.scope, now=timezone.now()),
    ):
        note_look(request, Look.CHANGE, Subject.PERSON, ids=[kept.pk, gone.pk])
        messages.success(request, _("They are one person now. It can be undone below."))
        return redirect("casework:person", pk=kept.pk)
    context: dict[str, Any] = {
        "kept": kept,
        "gone": gone,
        "form": form,
        "choices": form.visible_fields(),
        "pair": compare(kept, gone, request.scope),
        "moving": _on_cases(request, gone),
        "staying": _on_cases(request, kept),
    }
    return render(request, "casework/people/merge.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what undoing would give back and what stays, then do it."""
    found = get_object_or_404(
        PersonMerge.objects.visible_to(request.scope).select_related("kept", "gone", "merged_by"), pk=pk
    )
    note_look(request, Look.VIEW, Subject.PERSON, ids=[found.kept_id, found.gone_id])
    if request.method == "POST":
        try:
            unmerging.undo_merge(found, by=request.scope, now=timezone.now())
        except Refused as fact:
            messages.error(request, fact.message)
        else:
            note_look(request, Look.CHANGE, Subject.PERSON, ids=[found.kept_id, found.gone_id])
            names = {"name": found.kept.name, "other": found.gone.name}
            messages.success(request, _("%(name)s and %(other)s are two records again.") % names)
        return redirect("casework:person", pk=found.kept_id)
    later = [] if found.undone_at else [step for step in unmerging.plan(found) if step.later]
    context = {
        "merge": found,
        "obstacle": unmerging.obstacle(found),
        "later": sorted({str(FIELDS.get(name, name)) for step in later for name in step.later}),
    }
    return render(request, "casework/people/merge_undo.html", context)


def _choices(kept: Person, gone: Person) -> list[tuple[str, str, str, str]]:
    """What both have and differ in: the field, its word, and both values in words."""
    return [
        (name, _title(str(FIELDS[name])), _said(name, kept), _said(name, gone))
        for name, (column, *_more) in merging.CHOICES.items()
        if _has(kept, column) and _has(gone, column) and _plain(kept, column) != _plain(gone, column)
    ]


def _filled(kept: Person, gone: Person) -> list[str]:
    """What only the one who goes over has: it fills the gap without a question."""
    columns = {name: columns[0] for name, columns in merging.CHOICES.items()}
    return [name for name, column in columns.items() if _has(gone, column) and not _has(kept, column)]


def _has(person: Person, column: str) -> bool:
    return _plain(person, column) not in (None, "")


def _plain(person: Person, column: str) -> Any:
    value = getattr(person, column)
    return bytes(value) if isinstance(value, memoryview | bytes) else value


def _title(words: str) -> str:
    return words[:1].upper() + words[1:]


def _said(name: str, person: Person) -> str:
    """A value in words; of a CPR number only whose it is."""
    if name == "cpr":
        return _("the number of %(name)s") % {"name": person.name}
    return wording.day(person.birth_date) if name == "birth_date" else str(getattr(person, name))


def _on_cases(request: StaffRequest, person: Person) -> list[CasePerson]:
    """The person's part in the cases one may open."""
    parts = CasePerson.objects.filter(person=person, case__in=Case.objects.visible_to(request.scope))
    return list(parts.select_related("case").order_by("-case__opened_on", "-case__pk")[:50])
