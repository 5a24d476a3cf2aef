"""Answering a handover, or what its sender does with it: the same forms for everybody who may."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.enums import Look, Role, Subject
from accounts.errors import Conflict
from accounts.exports import file_response
from accounts.http import StaffRequest, note_look

from ..actions import documents
from ..actions import handover_answers as answers
from ..actions.consents import withdraw_consent
from ..actions.handovers import take_back
from ..enums_sharing import HandoverStatus
from ..forms.fields import CaseForm, VersionedForm
from ..forms.sharing import AcceptForm, AnswerForm, AskForm, DeclineForm
from ..models import Case, Consent, Handover, HandoverItem
from ..queries.handovers import HandoverPage, pages_of, with_ends
from .attempts import is_done


@dataclasses.dataclass(frozen=True, slots=True)
class Act:
    """Something one can do with a handover: on whose side (None: on both), what it is called and says of itself."""

    is_senders: bool | None
    title: str | Promise
    lead: str | Promise
    done: str | Promise
    act: Callable[..., object]
    form: type[CaseForm]
    tone: str = "primary"


#: What either side does when the resident takes the consent back.
WITHDRAW = "withdraw"
ACTS = {
    "accept": Act(
        False,
        gettext_lazy("Accept the handover"),
        gettext_lazy("What was handed over stays readable here, as it is now, while its basis stands."),
        gettext_lazy("The handover is accepted."),
        answers.accept_handover,
        AcceptForm,
    ),
    "decline": Act(
        False,
        gettext_lazy("Decline the handover"),
        gettext_lazy("What was handed over can no longer be read here. The sender reads the reason."),
        gettext_lazy("The handover is declined."),
        answers.decline_handover,
        DeclineForm,
        "danger",
    ),
    "ask": Act(
        False,
        gettext_lazy("Ask the sender"),
        gettext_lazy("Write nothing of the household that the sender does not know: asking tells something too."),
        gettext_lazy("The question is sent."),
        answers.ask_back,
        AskForm,
    ),
    "answer": Act(
        True,
        gettext_lazy("Answer the question"),
        gettext_lazy("The answer is part of the handover: it goes on the same basis."),
        gettext_lazy("The answer is sent."),
        answers.answer_question,
        AnswerForm,
    ),
    "take-back": Act(
        True,
        gettext_lazy("Take the handover back"),
        gettext_lazy("The receiver can no longer read it. What has been seen stays in the access log."),
        gettext_lazy("The handover is taken back."),
        take_back,
        VersionedForm,
        "danger",
    ),
    WITHDRAW: Act(
        None,
        gettext_lazy("Withdraw the consent"),
        gettext_lazy(
            "When the resident says so to you. Nothing more is shared on it from this moment, and whoever received"
            " something on it can no longer read it. The other side is told."
        ),
        gettext_lazy("The consent is withdrawn. What was shared on it is shut."),
        withdraw_consent,
        CaseForm,
        "danger",
    ),
}


def page_for(request: StaffRequest, pk: int) -> HandoverPage:
    """One handover as one may read it, noted as seen; 404 when it is not one's own."""
    found = get_object_or_404(with_ends(Handover.objects.visible_to(request.scope)), pk=pk)
    note_look(request, Look.VIEW, Subject.HANDOVER, ids=[found.pk], case_id=found.case_id)
    return pages_of([found], request.scope)[0]


def show(request: StaffRequest, pk: int, *, act_url: str, **context: Any) -> HttpResponse:
    """The page of one handover, with what one can do now; `act_url` names the page where it is done."""
    page = page_for(request, pk)
    case = Case.objects.visible_to(request.scope).filter(pk=page.handover.case_id or 0).first()
    acts = [(how, ACTS[how]) for how in _open_acts(page, request)]
    return render(
        request,
        "casework/sharing/handover.html",
        {
            "page": page,
            "handover": page.handover,
            "case": case,
            "acts": [(reverse(act_url, args=[pk, how]), act.title, act.tone == "primary") for how, act in acts],
            "tells_little": request.scope.role == Role.ASSOCIATION_OFFICER,
            **context,
        },
    )


def _open_acts(page: HandoverPage, request: StaffRequest) -> list[str]:
    """An officer learns whether it was taken up and nothing more: what is always the same tells nothing."""
    if request.scope.role == Role.ASSOCIATION_OFFICER:
        return ["answer"] if page.waits and page.asks else []
    withdraw = [WITHDRAW] if page.handover.consent and not page.is_consent_over else []
    if not page.waits:
        return withdraw
    left_out = "ask" if page.handover.status == HandoverStatus.ASKED else "answer"
    return [how for how, act in ACTS.items() if act.is_senders == page.is_own and how != left_out] + withdraw


def do(request: StaffRequest, pk: int, how: str, *, back: str) -> HttpResponse:
    """Ask what the act needs, do it, and go back to the handover; whoever was too late sees what stands there."""
    page = page_for(request, pk)
    act = ACTS.get(how)
    if act is None or act.is_senders not in (None, page.is_own) or (how == WITHDRAW and not page.handover.consent):
        raise Http404
    form = _form(request, act, page.handover)
    if form.is_valid():
        facts = form.facts()
        try:
            thing = page.handover.consent if how == WITHDRAW else page.handover
            is_ok = is_done(form, lambda: _tried(act, thing, facts, request))
        except _Late as late:
            messages.warning(request, late.args[0])
            return redirect(back, pk=pk)
        if is_ok:
            messages.success(request, str(act.done))
            return redirect(back, pk=pk)
    context = {
        "form": form,
        "heading": act.title,
        "lead_text": act.lead,
        "submit_label": act.title,
        "tone": act.tone,
        "subtitle": page.handover.about_names,
        "cancel_url": reverse(back, args=[pk]),
    }
    return render(request, "casework/sharing/form.html", context, status=422 if form.errors else 200)


def item_file(request: StaffRequest, pk: int, item_id: int) -> HttpResponse:
    """A file that was handed over; every look is logged."""
    page = page_for(request, pk)
    item = get_object_or_404(HandoverItem.objects.visible_to(request.scope).exclude(file=""), handover=pk, pk=item_id)
    note_look(request, Look.EXPORT, Subject.HANDOVER, ids=[page.handover.pk], case_id=page.handover.case_id)
    try:
        data = documents.opened(item)
    except documents.DocumentGone as fact:
        raise Http404 from fact
    return file_response(item.file_name, data, media_type=item.media_type)


class _Late(Exception):
    """Somebody else answered first; the text says so."""


def _tried(act: Act, thing: Handover | Consent | None, facts: dict[str, Any], request: StaffRequest) -> None:
    try:
        act.act(thing, **facts, by=request.scope, now=timezone.now())
    except Conflict as conflict:
        raise _Late(_("Somebody else was quicker. This is how the handover stands now.")) from conflict


def _form(request: StaffRequest, act: Act, handover: Handover) -> CaseForm:
    asked: dict[str, Any] = {"today": timezone.localdate(), "initial": {"version": handover.version}}
    if act.form is AcceptForm:
        is_open = Case.objects.open().filter(lease=handover.lease_id).exists()
        asked["opens"] = handover.goes_to_municipality and not is_open
    return act.form(request.POST if request.method == "POST" else None, **asked)
