"""One letter for each of the cases somebody selected: look, confirm, print."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.enums import Look, Subject
from accounts.exports import file_response
from accounts.http import StaffRequest, for_roles, note_look, number_in

from ..actions import letters_many as actions
from ..actions.documents import DocumentGone
from ..file_kinds import PDF
from ..forms.letters import ManyForm, key_of
from ..models import Case, Letter, LetterBatch, LetterTemplate
from ..queries.case_page import with_all
from ..queries.letters import templates_of
from .attempts import is_done
from .opened import CASEWORKERS
from .several import MOST, list_address

#: Between the cases that wait for the next round; an address takes it as it is.
SEPARATOR = "."


@require_POST
@for_roles(*CASEWORKERS)
def letters_many(request: StaffRequest) -> HttpResponse:
    """Choose the letter, see who gets what, confirm; every step carries the cases with it."""
    today = timezone.localdate()
    selected = _selected(request)
    cases, waiting = selected[: actions.MOST], selected[actions.MOST :]
    templates = templates_of(request.scope.municipality_id, today=today)
    chosen = next((one for one in templates if key_of(one) == request.POST.get("template", "")), None)
    plan = _plan(request, cases, chosen, {})
    asked = plan.asked if plan else []
    form = ManyForm(request.POST if chosen else None, today=today, templates=templates, asked=asked)
    if chosen and form.is_valid():
        plan = _plan(request, cases, chosen, form.common())
        if request.POST.get("do") == "make" and (batch := _made(request, cases, chosen, form)):
            messages.success(request, _("The letters are made, and each is kept on its case."))
            return redirect(_batch_address(batch, waiting))
    context = {
        "form": form,
        "cases": cases,
        "waiting": waiting,
        "plan": plan,
        "token": request.POST.get("token") or str(uuid.uuid4()),
        "most": actions.MOST,
        "back": request.POST.get("back", ""),
        "list_url": list_address(request.POST.get("back", "")),
    }
    return render(request, "casework/letters/many.html", context, status=422 if form.errors or not cases else 200)


@require_GET
@for_roles(*CASEWORKERS)
def letter_batch(request: StaffRequest, pk: int) -> HttpResponse:
    """The letters that were made together."""
    batch = _batch_of(request, pk)
    waiting = _seen(request, request.GET.get("waiting", "").split(SEPARATOR))
    context = {"batch": batch, "letters": _letters(request, batch), "waiting": waiting}
    return render(request, "casework/letters/batch.html", context)


@require_GET
@for_roles(*CASEWORKERS)
def letter_batch_pdf(request: StaffRequest, pk: int) -> HttpResponse:
    """All of them as one PDF to print."""
    batch = _batch_of(request, pk)
    letters = list(_letters(request, batch))
    note_look(request, Look.EXPORT, Subject.DOCUMENT, ids=[letter.document_id for letter in letters])
    try:
        data = actions.all_in_one(letters, title=str(batch.template))
    except DocumentGone as fact:
        messages.error(request, fact.message)
        return redirect("casework:letter-batch", pk=pk)
    return file_response(_("Letters.pdf"), data, media_type=PDF)


def _selected(request: StaffRequest) -> list[Case]:
    """The cases among those sent that are open to this person; the others do not exist."""
    cases = _seen(request, request.POST.getlist("case"))
    note_look(request, Look.LIST, Subject.CASE, ids=[case.pk for case in cases])
    return cases


def _seen(request: StaffRequest, sent: list[str]) -> list[Case]:
    keys = {key for key in map(number_in, sent[:MOST]) if key is not None}
    return list(with_all(Case.objects.visible_to(request.scope)).filter(pk__in=keys).order_by("number", "pk"))


def _batch_address(batch: LetterBatch, waiting: list[Case]) -> str:
    """The page of what was made; it leads on to the cases that wait for the next round."""
    address = reverse("casework:letter-batch", args=[batch.pk])
    return f"{address}?waiting={SEPARATOR.join(str(case.pk) for case in waiting)}" if waiting else address


def _plan(
    request: StaffRequest, cases: list[Case], template: LetterTemplate | None, common: dict[str, str]
) -> actions.Plan | None:
    if template is None:
        return None
    return actions.plan(cases, template, common=common, by=request.scope, today=timezone.localdate())


def _made(request: StaffRequest, cases: list[Case], template: LetterTemplate, form: ManyForm) -> LetterBatch | None:
    made: list[LetterBatch] = []

    def make() -> None:
        actions.check_answered(form.asked, form.common())
        made.append(
            actions.write_letters(
                [case.pk for case in cases],
                template=template,
                common=form.common(),
                token=_token(request),
                by=request.scope,
                now=timezone.now(),
            )
        )

    return made[0] if is_done(form, make) else None


def _token(request: StaffRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid.uuid4()


def _batch_of(request: StaffRequest, pk: int) -> LetterBatch:
    batch: LetterBatch = get_object_or_404(
        LetterBatch.objects.visible_to(request.scope).select_related("template"), pk=pk
    )
    return batch


def _letters(request: StaffRequest, batch: LetterBatch) -> QuerySet[Letter, Any]:
    seen = Letter.objects.visible_to(request.scope).standing().filter(batch=batch)
    return seen.select_related("case", "document").order_by("case__number", "pk")
