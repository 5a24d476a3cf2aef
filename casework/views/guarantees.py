"""Payment guarantees: making one, reading it, and noting what becomes of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts import wording
from accounts.http import StaffRequest, for_roles
from housing import codes

from .. import permissions
from ..actions import guarantees as actions
from ..actions.decided_letters import send_guarantee, write_guarantee_letter
from ..decision_states import guarantee_next, guarantee_noted, guarantee_state
from ..enums_decisions import GuaranteeState
from ..forms.decisions import DecidedLetterForm
from ..forms.guarantees import STEP_FORMS, GuaranteeForm, stored_guarantee, stored_step
from ..models import Budget, Case, Decision, PaymentGuarantee
from ..queries.budgets import said_of
from ..queries.decided_letters import guarantee_words, letters_of
from .attempts import is_done
from .opened import CASEWORKERS, about, allowed, case_for, form_page

#: What each step is called, on its button and on its page.
STEPS = {
    GuaranteeState.SENT: gettext_lazy("Note that it was sent"),
    GuaranteeState.ACCEPTED: gettext_lazy("The association accepts"),
    GuaranteeState.REJECTED: gettext_lazy("The association rejects"),
    GuaranteeState.PAID: gettext_lazy("Note the payment"),
    GuaranteeState.WITHDRAWN: gettext_lazy("Withdraw the guarantee"),
}


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def guarantee_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Promise the association an amount."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    form = _form(request, case, {**_first_terms(case, request), "version": 0})
    if form.is_valid():
        facts = form.facts()
        facts.pop("version")
        if is_done(form, lambda: actions.make_guarantee(case, **facts, by=request.scope, now=timezone.now())):
            messages.success(request, _("The guarantee is made. Send it to the association and note the day."))
            return redirect("casework:guarantee", pk=pk, guarantee_id=case.guarantees.latest("pk").pk)
    return form_page(
        request,
        case,
        form,
        title=_("New payment guarantee"),
        submit=_("Make the guarantee"),
        lead=_(
            "The municipality's promise to the association. It rests on a decision or an intervention, and the"
            " association learns no more than what its letter says."
        ),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def guarantee_change(request: StaffRequest, pk: int, guarantee_id: int) -> HttpResponse:
    """Change a guarantee that nobody has been sent."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = _found(request, case, guarantee_id)
    form = _form(request, case, stored_guarantee(found))
    if form.is_valid() and is_done(
        form,
        lambda: actions.change_guarantee(found, **form.facts(), by=request.scope, now=timezone.now()),
        stored=stored_guarantee,
    ):
        messages.success(request, _("The guarantee was changed."))
        return redirect("casework:guarantee", pk=pk, guarantee_id=guarantee_id)
    return form_page(request, case, form, title=_("Change the guarantee"), submit=_("Save the guarantee"))


@require_GET
@for_roles(*CASEWORKERS)
def guarantee(request: StaffRequest, pk: int, guarantee_id: int) -> HttpResponse:
    """A guarantee: what is promised, how far it has come, what comes next."""
    case = case_for(request, pk)
    found = _found(request, case, guarantee_id)
    today = timezone.localdate()
    following, last = guarantee_next(found, today), guarantee_noted(found)
    context = {
        **about(request, case),
        "guarantee": found,
        "state": guarantee_state(found, today),
        "basis": codes.name_of("intervention", found.intervention.kind) if found.intervention else "",
        "terms": _terms(found),
        "budget_says": said_of(found.budget),
        "letters": letters_of(request.scope, guarantee=found),
        "may_write": permissions.may_work_on(request.scope, case)
        and found.sent_on is None
        and found.withdrawn_on is None,
        "steps": [(step, words) for step, words in STEPS.items() if step in following - {last}],
        "last": last if last in following else "",
        "may_change": permissions.may_work_on(request.scope, case)
        and found.sent_on is None
        and found.withdrawn_on is None,
    }
    return render(request, "casework/decision/guarantee.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def guarantee_step(request: StaffRequest, pk: int, guarantee_id: int, step: str) -> HttpResponse:
    """Note what became of a guarantee, or correct what was noted last."""
    case = case_for(request, pk)
    found = _found(request, case, guarantee_id)
    if step not in STEPS:
        raise Http404
    taken = GuaranteeState(step)
    today = timezone.localdate()
    noted = stored_step(found, taken)
    initial = {name: value for name, value in noted.items() if value not in (None, "")}
    form = STEP_FORMS[taken](
        request.POST or None, today=today, initial={"on": today, "amount": found.amount, **initial}
    )
    if form.is_valid() and is_done(
        form,
        lambda: _note(request, found, taken, form.facts()),
        stored=lambda current: stored_step(current, taken),
    ):
        messages.success(request, _("It was noted on the guarantee."))
        return redirect("casework:guarantee", pk=pk, guarantee_id=guarantee_id)
    tone = "danger" if taken == GuaranteeState.WITHDRAWN else "primary"
    return form_page(request, case, form, title=str(STEPS[taken]), submit=_("Save"), tone=tone)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def guarantee_letter(request: StaffRequest, pk: int, guarantee_id: int) -> HttpResponse:
    """Write the letter to the association from the guarantee."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = _found(request, case, guarantee_id)
    today = timezone.localdate()
    initial = {} if request.POST else guarantee_words(case, found, by=request.scope, today=today)._asdict()
    form = DecidedLetterForm(request.POST or None, today=today, initial=initial)
    if form.is_valid() and is_done(
        form,
        lambda: write_guarantee_letter(found, **form.facts(), by=request.scope, now=timezone.now()),
    ):
        messages.success(request, _("The letter is made. Send it to the association and note the day."))
        return redirect("casework:guarantee", pk=pk, guarantee_id=guarantee_id)
    return form_page(request, case, form, title=_("Letter to the association"), submit=_("Make the letter"))


def _note(
    request: StaffRequest, guarantee: PaymentGuarantee, step: GuaranteeState, facts: dict[str, Any]
) -> PaymentGuarantee:
    """A step; when it was sent, its letter was too."""
    if step == GuaranteeState.SENT:
        letter = next(iter(letters_of(request.scope, guarantee=guarantee)), None)
        return send_guarantee(guarantee, letter=letter, **facts, by=request.scope, now=timezone.now())
    return actions.note_guarantee_step(guarantee, step=step, **facts, by=request.scope, now=timezone.now())


def _found(request: StaffRequest, case: Case, guarantee_id: int) -> PaymentGuarantee:
    guarantees = PaymentGuarantee.objects.visible_to(request.scope).select_related("decision", "intervention", "budget")
    return get_object_or_404(guarantees, case=case, pk=guarantee_id)


def _form(request: StaffRequest, case: Case, initial: dict[str, Any]) -> GuaranteeForm:
    return GuaranteeForm(
        request.POST or None,
        today=timezone.localdate(),
        decisions=Decision.objects.visible_to(request.scope)
        .filter(case=case)
        .standing()
        .order_by("-decided_on", "-pk"),
        interventions=case.interventions.order_by("-starts_on", "-pk"),
        budgets=Budget.objects.visible_to(request.scope).filter(case=case).order_by("-made_on", "-pk"),
        initial=initial,
    )


def _standing(request: StaffRequest, case: Case) -> QuerySet[Decision]:
    return Decision.objects.visible_to(request.scope).standing().filter(case=case).order_by("-decided_on", "-pk")


def _first_terms(case: Case, request: StaffRequest) -> dict[str, Any]:
    """What is known already: what is owed, and the decision it may rest on."""
    covers = ""
    if case.amount_as_of is not None:
        covers = _("The arrears as of %(day)s") % {"day": wording.day(case.amount_as_of)}
    return {"amount": case.amount, "covers": covers, "decision": _standing(request, case).first()}


def _terms(guarantee: PaymentGuarantee) -> list[tuple[str, object]]:
    """What is promised, as pairs of a word and an answer."""
    rent = ""
    if guarantee.rent_from and guarantee.rent_until:
        rent = f"{wording.day(guarantee.rent_from)}\N{EN DASH}{wording.day(guarantee.rent_until)}"
    return [
        (_("Amount"), wording.kroner(guarantee.amount)),
        (_("Valid until"), wording.day(guarantee.valid_until)),
        (_("What it covers"), guarantee.covers),
        (_("Rent of"), rent),
        (_("Conditions"), guarantee.conditions),
    ]
