"""The municipality's letters: their wordings, and writing a new one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, for_roles, note_look

from ..actions import letter_templates as actions
from ..enums import Addressee
from ..forms.letters import OwnTemplateForm, TemplateForm, key_of
from ..models import LetterTemplate
from ..papers.fields import EXAMPLES, MEANINGS, with_examples
from ..papers.markup import blocks
from ..queries.letters import templates_of
from .attempts import is_done


@require_GET
@for_roles(Role.ADMINISTRATOR)
def template_list(request: StaffRequest) -> HttpResponse:
    """Every letter in its wording of today, with the wordings before and to come."""
    today = timezone.localdate()
    municipality_id = request.scope.municipality_id
    wordings: dict[str, list[LetterTemplate]] = {}
    every = LetterTemplate.objects.filter(municipality=municipality_id).select_related("recorded_by")
    for one in every.order_by("-starts_on", "-version"):
        wordings.setdefault(key_of(one), []).append(one)
    rows = [(one, key_of(one), wordings.pop(key_of(one), [])) for one in templates_of(municipality_id, today=today)]
    planned = [(entries[0], key, entries) for key, entries in wordings.items()]
    return render(request, "casework/letters/template_list.html", {"rows": [*rows, *planned], "today": today})


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def template_edit(request: StaffRequest) -> HttpResponse:
    """Word a letter anew; the preview is a letter to somebody invented."""
    today = timezone.localdate()
    template = _chosen(request, today)
    form = TemplateForm(request.POST or None, today=today, initial=_stored(request, template) | {"starts_on": today})

    def save() -> None:
        saved = actions.save_wording(
            template.code, language=template.language, **form.facts(), by=request.scope, now=timezone.now()
        )
        note_look(request, Look.CHANGE, Subject.LETTER_TEMPLATE, ids=[saved.pk])

    if form.is_valid() and request.POST.get("do") != "preview" and is_done(form, save, stored=_words):
        messages.success(request, _("The new wording is saved. Letters written before keep theirs."))
        return redirect("casework:letter-template-list")
    return _desk(request, form, heading=str(template), template=template)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ADMINISTRATOR)
def template_new(request: StaffRequest) -> HttpResponse:
    """Add a letter of the municipality's own."""
    today = timezone.localdate()
    form = OwnTemplateForm(request.POST or None, today=today, initial={"starts_on": today, "version": 0})

    def save() -> None:
        facts = {name: answer for name, answer in form.facts().items() if name != "version"}
        saved = actions.add_letter(**facts, by=request.scope, now=timezone.now())
        note_look(request, Look.CHANGE, Subject.LETTER_TEMPLATE, ids=[saved.pk])

    if form.is_valid() and request.POST.get("do") != "preview" and is_done(form, save):
        messages.success(request, _("The letter is added."))
        return redirect("casework:letter-template-list")
    return _desk(request, form, heading=_("New letter"))


def _chosen(request: StaffRequest, today: dt.date) -> LetterTemplate:
    key = request.GET.get("letter", "")
    found = templates_of(request.scope.municipality_id, today=today)
    template = next((one for one in found if key_of(one) == key), None)
    if template is None:
        raise Http404
    return template


def _stored(request: StaffRequest, template: LetterTemplate) -> dict[str, Any]:
    version = actions.last_version(request.scope.municipality_id, template.code, template.language)
    return {**_words(template), "version": version}


def _words(template: LetterTemplate) -> dict[str, Any]:
    return {"subject": template.subject, "body": template.body}


def _desk(
    request: StaffRequest, form: TemplateForm, *, heading: str, template: LetterTemplate | None = None
) -> HttpResponse:
    """The form beside the list of fields and a letter to somebody invented."""
    to_association = (template.addressee if template else form["addressee"].value()) == Addressee.ASSOCIATION
    sample = EXAMPLES["boligorganisation"] if to_association else f"{EXAMPLES['navne']}\n{EXAMPLES['adresse']}"
    context = {
        "form": form,
        "heading": heading,
        "template": template,
        "recipient": sample,
        "subject": with_examples(str(form["subject"].value() or "")),
        "blocks": blocks(with_examples(str(form["body"].value() or ""))),
        "fields": [(f"{{{field}}}", meaning, example) for field, (meaning, example) in MEANINGS.items()],
    }
    return render(request, "casework/letters/template.html", context, status=422 if form.errors else 200)
