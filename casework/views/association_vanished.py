"""Asking the association about tenancies that left its newest list."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look
from housing import codes
from housing.models import ArrearsPosition

from ..actions import association as actions
from ..forms.association import VanishedForm
from ..queries.association_vanished import answered_recently, unanswered
from .leafing import leaf

LIST = "vanished_answer"


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER)
def vanished(request: StaffRequest) -> HttpResponse:
    """Everybody who left the list, answered for in one go."""
    today = timezone.localdate()
    page = unanswered(request.scope, cursor=request.GET.get("from", ""), today=today)
    answers = codes.choices(LIST, today=today)
    form = VanishedForm(request.POST or None, rows=page.rows, answers=answers)
    if request.method == "POST" and form.is_valid():
        _answer(request, form)
        return redirect("casework:vanished")
    note_look(request, Look.LIST, Subject.VANISHED, ids=[row["pk"] for row in page.rows])
    context = {
        "form": form,
        "lines": form.lines(),
        "next_url": leaf(request, page.next),
        "shows_association": len(request.scope.association_ids) > 1,
        "answered": [{**row, "answer": codes.name_of(LIST, row["answer"])} for row in answered_recently(request.scope)],
    }
    return render(request, "casework/association/vanished.html", context, status=422 if form.errors else 200)


@require_POST
@for_roles(Role.ASSOCIATION_OFFICER)
def undo(request: StaffRequest, pk: int, version: int) -> HttpResponse:
    """Take an answer back; the tenancy is asked about again."""
    position = get_object_or_404(ArrearsPosition.objects.visible_to(request.scope), pk=pk)
    try:
        actions.undo_answer(position, version=version, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.error(request, fact.message)
    else:
        messages.success(request, _("The answer is taken back."))
    return redirect("casework:vanished")


def _answer(request: StaffRequest, form: VanishedForm) -> None:
    """Record each answer; one a colleague gave meanwhile stands, and the page says so."""
    given = form.answers()
    positions = ArrearsPosition.objects.visible_to(request.scope).in_bulk([pk for pk, _answer, _version in given])
    done = 0
    for pk, answer, version in given:
        try:
            actions.answer_vanished(positions[pk], answer=answer, version=version, by=request.scope, now=timezone.now())
            done += 1
        except Refused as fact:
            messages.error(request, f"{form[f'answer-{pk}'].label}: {fact.message}")
    if done:
        words = ngettext("%(count)d answer was saved.", "%(count)d answers were saved.", done) % {"count": done}
        messages.success(request, words, extra_tags=_undo_of(given) if done == len(given) == 1 else "")
    elif not given:
        messages.warning(request, _("Nothing was answered. Choose what happened to at least one."))


def _undo_of(given: list[tuple[int, str, int]]) -> str:
    pk, _answer, version = given[0]
    return f"undo:{reverse('casework:vanished-undo', args=[pk, version + 1])}"
