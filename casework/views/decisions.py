"""Decisions under § 5 a: the draft, looking it through, making it, sending it, replacing it, logging what it grants."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles

from .. import permissions
from ..actions import decisions as actions
from ..actions.decided_letters import SENT_BY, send_decision, write_decision_letter
from ..deciding import missing
from ..forms.decisions import (
    DecidedLetterForm,
    DecideForm,
    DecisionForm,
    GrantForm,
    SendingForm,
    stored_draft,
    stored_sending,
)
from ..forms.fields import VersionedForm
from ..models import Budget, Case, Decision, DecisionDraft, Letter
from ..queries.budgets import said_of
from ..queries.decided_letters import decision_words, letters_of
from ..queries.decisions import all_decided, basis_names, guidance
from ..queries.legal_parameters import legal_parameters_on
from .attempts import is_done
from .opened import CASEWORKERS, about, allowed, case_for, form_page

PREVIEW = "preview"


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def draft(request: StaffRequest, pk: int) -> HttpResponse:
    """Write the decision; it may be saved half finished."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    today = timezone.localdate()
    found = (
        DecisionDraft.objects.visible_to(request.scope).filter(case=case).select_related("replaces", "budget").first()
    )
    form = DecisionForm(
        request.POST or None,
        today=today,
        budgets=Budget.objects.visible_to(request.scope).filter(case=case).order_by("-made_on", "-pk"),
        initial=stored_draft(found) if found else _first_words(case, request),
    )
    if form.is_valid() and is_done(
        form,
        lambda: actions.save_draft(case, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored_draft,
    ):
        if "then" in request.POST:
            return redirect("casework:decision-decide", pk=pk)
        messages.success(request, _("The draft was saved."))
        return redirect("casework:decision-draft", pk=pk)
    replaces = found.replaces if found else None
    return form_page(
        request,
        case,
        form,
        title=_("Decision under § 5 a"),
        submit=_("Save the draft"),
        template="casework/decision/draft.html",
        draft=found,
        replaces=replaces,
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def decide(request: StaffRequest, pk: int) -> HttpResponse:
    """Look the draft through as it will stand, see what it lacks, and make the decision."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = (
        DecisionDraft.objects.visible_to(request.scope).filter(case=case).select_related("replaces", "budget").first()
    )
    if found is None:
        return redirect("casework:decision-draft", pk=pk)
    today = timezone.localdate()
    form = DecideForm(request.POST or None, today=today, initial={"decided_on": today, "version": found.version})
    if form.is_valid() and is_done(
        form,
        lambda: actions.decide(case, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored_draft,
    ):
        messages.success(request, _("The decision is made. Send it to the party and note the day."))
        made = case.decisions.latest("pk")
        return redirect("casework:decision", pk=pk, decision_id=made.pk)
    return form_page(
        request,
        case,
        form,
        title=_("Look the decision through"),
        submit=_("Make the decision"),
        template="casework/decision/decide.html",
        lacking=missing(found, decided_on=form.cleaned_data["decided_on"] if form.is_valid() else today),
        **_text(found),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def discard(request: StaffRequest, pk: int) -> HttpResponse:
    """Throw the draft away."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = _draft_of(request, case)
    if found is None:
        return redirect("casework:case", pk=pk)
    form = VersionedForm(request.POST or None, today=timezone.localdate(), initial={"version": found.version})
    if form.is_valid() and is_done(
        form,
        lambda: actions.discard_draft(case, **form.facts(), by=request.scope, now=timezone.now()),
    ):
        messages.success(request, _("The draft was discarded."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Discard the draft"),
        submit=_("Discard the draft"),
        tone="danger",
        lead=_("What is written in it is gone. What was decided before stands."),
    )


@require_GET
@for_roles(*CASEWORKERS)
def decision(request: StaffRequest, pk: int, decision_id: int) -> HttpResponse:
    """A decision as it was made, with what followed."""
    case = case_for(request, pk)
    decided = all_decided(case, request.scope)
    made = decided.made_of(decision_id)
    if made is None:
        raise Http404
    one = made.decision
    may_work = permissions.may_work_on(request.scope, case)
    granted = case.interventions.filter(kind__in=one.bases, starts_on__gte=one.decided_on)
    logged = set(granted.values_list("kind", flat=True))
    context = {
        **about(request, case),
        "made": made,
        "replaces": decided.made_of(one.replaces_id),
        "complaints": [each for each in decided.complaints if each.decision_id == one.pk],
        "guarantees": [each for each in decided.guarantees if each.decision_id == one.pk],
        "letters": letters_of(request.scope, decision=one),
        "may_work": may_work,
        "may_replace": may_work and made.replaced_by is None and decided.draft is None,
        "may_grant": may_work and one.outcome != "no_basis" and bool(set(one.bases) - logged),
        **_text(one),
    }
    return render(request, "casework/decision/decision.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def sent(request: StaffRequest, pk: int, decision_id: int) -> HttpResponse:
    """Note when and how the decision went out."""
    case = case_for(request, pk)
    found = get_object_or_404(Decision.objects.visible_to(request.scope), case=case, pk=decision_id)
    today = timezone.localdate()
    sending = getattr(found, "sending", None)
    letter = next(iter(letters_of(request.scope, decision=found)), None)
    initial = stored_sending(sending) if sending else _first_sending(letter, today)
    form = SendingForm(request.POST or None, today=today, initial=initial)
    if form.is_valid() and is_done(
        form,
        lambda: send_decision(found, letter=letter, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored_sending,
    ):
        messages.success(request, _("It was noted when the decision was sent."))
        return redirect("casework:decision", pk=pk, decision_id=decision_id)
    return form_page(request, case, form, title=_("Decision sent"), submit=_("Save the day"))


@require_POST
@for_roles(*CASEWORKERS)
def replace(request: StaffRequest, pk: int, decision_id: int) -> HttpResponse:
    """Begin a new decision from this one, which it is to replace."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = get_object_or_404(Decision.objects.visible_to(request.scope), case=case, pk=decision_id)
    try:
        actions.begin_replacement(found, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.error(request, fact.message)
        return redirect("casework:decision", pk=pk, decision_id=decision_id)
    return redirect("casework:decision-draft", pk=pk)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def grant(request: StaffRequest, pk: int, decision_id: int) -> HttpResponse:
    """Log what the decision grants as interventions, without typing it again."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = get_object_or_404(Decision.objects.visible_to(request.scope), case=case, pk=decision_id)
    granted = case.interventions.filter(kind__in=found.bases, starts_on__gte=found.decided_on)
    logged = set(granted.values_list("kind", flat=True))
    form = GrantForm(request.POST or None, today=timezone.localdate(), decision=found, logged=logged)
    if form.is_valid() and is_done(
        form,
        lambda: actions.log_granted(
            found,
            amounts=form.chosen(),
            responsible=case.unit.organisation,
            by=request.scope,
            now=timezone.now(),
        ),
    ):
        messages.success(request, _("The interventions were noted."))
        return redirect("casework:decision", pk=pk, decision_id=decision_id)
    return form_page(
        request,
        case,
        form,
        title=_("Log what the decision grants"),
        submit=_("Note the interventions"),
        lead=_("Each begins on the day of the decision. What is logged already is left out."),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def letter(request: StaffRequest, pk: int, decision_id: int) -> HttpResponse:
    """Write the letter to the party from the decision."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = get_object_or_404(Decision.objects.visible_to(request.scope), case=case, pk=decision_id)
    today = timezone.localdate()
    initial = {} if request.POST else decision_words(case, found, by=request.scope, today=today)._asdict()
    form = DecidedLetterForm(request.POST or None, today=today, initial=initial)
    if form.is_valid() and is_done(
        form,
        lambda: write_decision_letter(found, **form.facts(), by=request.scope, now=timezone.now()),
    ):
        messages.success(request, _("The letter is made. Send it to the party and note the day."))
        return redirect("casework:decision", pk=pk, decision_id=decision_id)
    return form_page(request, case, form, title=_("Letter to the party"), submit=_("Make the letter"))


def _draft_of(request: StaffRequest, case: Case) -> DecisionDraft | None:
    drafts = DecisionDraft.objects.visible_to(request.scope).select_related("replaces", "budget")
    return drafts.filter(case=case).first()


def _first_sending(letter: Letter | None, today: dt.date) -> dict[str, Any]:
    """The day of the letter, where it is noted that it was sent."""
    if letter is None or letter.sent_on is None:
        return {"sent_on": today, "known_on": today, "version": actions.NONE_YET}
    return {
        "sent_on": letter.sent_on,
        "known_on": letter.sent_on,
        "sent_by": SENT_BY[letter.channel],
        "version": actions.NONE_YET,
    }


def _first_words(case: Case, request: StaffRequest) -> dict[str, Any]:
    """What a new draft begins with: where and how long one can complain."""
    parameters = legal_parameters_on(case.municipality_id, timezone.localdate())
    return {
        "complaint_to": f"{case.municipality.organisation.name}, {case.unit.name}",
        "complaint_weeks": parameters.complaint_weeks,
        "version": actions.NONE_YET,
    }


def _text(text: Decision | DecisionDraft) -> dict[str, Any]:
    """A decision as it is read."""
    return {
        "text": text,
        "bases": basis_names(text.bases),
        "guidance": guidance(text),
        "budget_says": said_of(text.budget),
    }
