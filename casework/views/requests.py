"""Requests inside the municipality: the lists, asking, reading, answering, and what is said in between."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look

from .. import permissions
from ..actions import requests as actions
from ..actions.requests import default_due
from ..enums_requests import Receiver, RequestKind
from ..forms.requests import AnswerForm, AskForm, SayCodeForm, SayForm, WithdrawRequestForm, stored_answer
from ..models import AgencyRequest, Case, RequestAnswer
from ..queries.cards import cards_of
from ..queries.request_basis import bases_of
from ..queries.request_receivers import addressees
from ..queries.requests import answer_line, facts_for_receiver, lists_of, request_page, with_all
from ..request_rules import ASKED_BACK, REPLIES, SHAPES
from .attempts import is_done
from .opened import CASEWORKERS, READERS, allowed, case_for, form_page


@require_GET
@for_roles(*READERS, Role.TENANT_ADVISER)
def request_list(request: StaffRequest) -> HttpResponse:
    """What one has to answer, what one's cases wait for, and one's agreements of case meetings."""
    now = timezone.now()
    lists = lists_of(request.scope, now=now, today=timezone.localdate(now))
    seen = [line.request.pk for lines in lists[:3] for line in lines]
    note_look(request, Look.LIST, Subject.REQUEST, ids=seen)
    page = "casework:adviser-request" if request.scope.role == Role.TENANT_ADVISER else "casework:request"
    context = {"lists": lists, "page": page, "shows_sent": request.scope.does_casework}
    return render(request, "casework/requests/list.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def request_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask another organisation: first what and whom, then the request itself."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    today = timezone.localdate()
    kind, receiver = request.GET.get("kind", ""), request.GET.get("of", "")
    everybody = addressees(case, today=today)
    if kind not in RequestKind or receiver not in SHAPES[RequestKind(kind)].receivers:
        return _choose(request, case, {one.receiver for one in everybody})
    asked, of = RequestKind(kind), Receiver(receiver)
    there = [one for one in everybody if one.receiver == of]
    form = AskForm(
        request.POST or None,
        today=today,
        kind=asked,
        receiver=of,
        addressees=there,
        bases=bases_of(case, of, today=today),
        initial={"due_on": default_due(case, asked, today=today)},
    )
    if form.is_valid() and is_done(
        form,
        lambda: actions.ask(case, kind=asked, receiver=of, **form.facts(), by=request.scope, now=timezone.now()),
    ):
        messages.success(request, _("The request is sent. It stands among the case's deadlines."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=str(asked.label),
        submit=_("Send the request"),
        lead=_lead(of),
        template="casework/requests/ask.html",
        cards=cards_of(request.scope, {one.organisation.pk for one in there}),
        receiver=of,
    )


@require_GET
@for_roles(*READERS)
def request_one(request: StaffRequest, pk: int) -> HttpResponse:
    """One request with what was said about it; to those who are asked it opens itself, not the case."""
    found = _found(request, pk)
    return _show(request, found)


@require_http_methods(["GET", "POST"])
@for_roles(*READERS)
def request_answer(request: StaffRequest, pk: int) -> HttpResponse:
    """Answer in the fields of its kind; who asked notes here what they were told in another way."""
    found = _found(request, pk)
    allowed(permissions.may_answer(request.scope, found))
    form = answer_form(request, found, has_note=not found.leaves_authority)
    if form.is_valid() and is_answered(request, found, form):
        return redirect("casework:request", pk=pk)
    return _on_page(request, found, form, title=_("Answer"), submit=_("Send the answer"))


@require_http_methods(["GET", "POST"])
@for_roles(*READERS)
def request_say(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask back, for those who are asked; reply, for those who asked."""
    found = _found(request, pk)
    asks_back = permissions.receives(request.scope, found)
    allowed(asks_back or permissions.may_work_on(request.scope, found.case))
    form = say_form(request, found, asks_back=asks_back)
    act = actions.ask_back if asks_back else actions.reply
    if form.is_valid() and is_done(form, lambda: act(found, **form.facts(), by=request.scope, now=timezone.now())):
        messages.success(request, _("It was sent. The request waits for them.") if asks_back else _("Replied."))
        return redirect("casework:request", pk=pk)
    title = _("Ask back") if asks_back else _("Reply")
    return _on_page(request, found, form, title=title, submit=_("Send"))


@require_POST
@for_roles(*CASEWORKERS)
def request_remind(request: StaffRequest, pk: int) -> HttpResponse:
    """Remind those who have not answered in time."""
    found = _found(request, pk)
    allowed(permissions.may_work_on(request.scope, found.case))
    try:
        actions.remind(found, version=found.version, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.warning(request, fact.message)
    else:
        messages.success(request, _("They are reminded."))
    return redirect("casework:request", pk=pk)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def request_withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Take the request back."""
    found = _found(request, pk)
    allowed(permissions.may_work_on(request.scope, found.case))
    form = WithdrawRequestForm(request.POST or None, today=timezone.localdate(), initial={"version": found.version})
    if form.is_valid() and is_done(
        form, lambda: actions.withdraw(found, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The request is withdrawn."))
        return redirect("casework:request", pk=pk)
    return _on_page(
        request, found, form, title=_("Withdraw the request"), submit=_("Withdraw the request"), tone="danger"
    )


def answer_form(request: StaffRequest, found: AgencyRequest, *, has_note: bool) -> AnswerForm:
    """The form of a request's kind, filled with the answer that stands."""
    standing = actions.standing_answer(found)
    return AnswerForm(
        request.POST or None,
        today=timezone.localdate(),
        kind=found.kind,
        has_note=has_note,
        initial={**stored_answer(standing), "version": found.version},
    )


def is_answered(request: StaffRequest, found: AgencyRequest, form: AnswerForm) -> bool:
    """Send the answer; who was second is shown what the first one answered beside their own."""
    done = is_done(
        form,
        lambda: actions.answer(found, **form.facts(), by=request.scope, now=timezone.now()),
        stored=lambda current: stored_answer(actions.standing_answer(current)),
    )
    if done:
        messages.success(request, _("The answer is sent."))
    return done


def say_form(request: StaffRequest, found: AgencyRequest, *, asks_back: bool) -> SayForm | SayCodeForm:
    """In words inside the authority, by the list across its border."""
    given: dict[str, Any] = {"today": timezone.localdate(), "initial": {"version": found.version}}
    if found.leaves_authority:
        return SayCodeForm(request.POST or None, codes=ASKED_BACK if asks_back else REPLIES, **given)
    return SayForm(request.POST or None, **given)


def page_context(found: AgencyRequest) -> dict[str, Any]:
    """What every page of one request shows."""
    page = request_page(found)
    said: list[RequestAnswer] = page.answers
    return {
        "one": found,
        "facts": facts_for_receiver(found),
        "said": page.messages,
        "answers": [(answer, answer_line(answer)) for answer in said],
        "is_overdue": found.is_overdue(timezone.localdate()),
    }


def _found(request: StaffRequest, pk: int) -> AgencyRequest:
    seen = AgencyRequest.objects.visible_to(request.scope)
    found = get_object_or_404(with_all(seen), pk=pk)
    note_look(request, Look.VIEW, Subject.REQUEST, ids=[found.pk], case_id=found.case_id)
    return found


def _show(request: StaffRequest, found: AgencyRequest) -> HttpResponse:
    scope = request.scope
    receives, sees = permissions.receives(scope, found), permissions.sees(scope, found.case)
    may_work = permissions.may_work_on(scope, found.case)
    waits = found.is_open and found.asked_back_at is None
    context = {
        **page_context(found),
        "case": found.case if sees else None,
        "receives": receives,
        "may_answer": permissions.may_answer(scope, found),
        "may_ask_back": receives and waits,
        "may_reply": may_work and found.asked_back_at is not None,
        "may_remind": may_work and waits and found.due_on <= timezone.localdate(),
        "may_withdraw": may_work and found.is_open,
    }
    return render(request, "casework/requests/one.html", context)


def _on_page(
    request: StaffRequest, found: AgencyRequest, form: Any, *, title: str, submit: str, tone: str = "primary"
) -> HttpResponse:
    context = {
        **page_context(found),
        "case": found.case if permissions.sees(request.scope, found.case) else None,
        "form": form,
        "heading": title,
        "submit_label": submit,
        "tone": tone,
    }
    return render(request, "casework/requests/form.html", context, status=422 if form.errors else 200)


def _choose(request: StaffRequest, case: Case, reachable: set[Receiver]) -> HttpResponse:
    """Who can be asked what, with the card of each at hand."""
    if request.method == "POST":
        raise Http404
    today = timezone.localdate()
    everybody = addressees(case, today=today)
    groups = []
    for receiver in Receiver:
        there = {one.organisation.pk for one in everybody if one.receiver == receiver}
        kinds = [kind for kind, shape in SHAPES.items() if receiver in shape.receivers]
        has_basis = receiver not in (Receiver.ASSOCIATION, Receiver.ADVISER) or bool(
            bases_of(case, receiver, today=today)
        )
        groups.append(
            {
                "receiver": receiver,
                "kinds": kinds,
                "is_reachable": receiver in reachable,
                "has_basis": has_basis,
                "cards": cards_of(request.scope, there),
            }
        )
    return render(request, "casework/requests/choose.html", {"case": case, "groups": groups})


def _lead(receiver: Receiver) -> str:
    if receiver in (Receiver.ASSOCIATION, Receiver.ADVISER):
        return _(
            "Asking discloses that there is a case. They see the home, the reason and the day you choose here,"
            " and nothing else."
        )
    return _("They see the household's names and address and what you write here, and nothing else of the case.")
