"""Several cases of the list at once: who gets them, when they are seen again, and taking that back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from accounts import wording
from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look, number_in
from accounts.models import User

from ..actions import several as actions
from ..forms.fields import CaseForm
from ..forms.several import FollowUpManyForm, ReceiverForm
from ..models import Case, CaseBatch
from ..permissions import check_receive, check_work_on
from ..queries.colleagues import casework_units, colleagues_in
from .attempts import is_done
from .opened import CASEWORKERS

#: As many cases as one may choose at once.
MOST = 500
#: What may be done, by the button's value, and the page that asks how.
PAGES = {"assign": "casework:several-assign", "follow-up": "casework:several-follow-up"}


class Chosen(NamedTuple):
    """The chosen cases that can be changed, the others with the reason, and where one came from."""

    cases: list[Case]
    left_out: list[actions.LeftOut]
    back: str


@require_POST
@for_roles(*CASEWORKERS)
def several(request: StaffRequest) -> HttpResponse:
    """From the list to the page that asks how; the chosen cases stand in its address."""
    ids, back = _ids(request.POST), request.POST.get("back", "")
    page = PAGES.get(request.POST.get("act", ""))
    if not ids or page is None:
        messages.warning(request, _("Choose the cases on the list first."))
        return redirect(list_address(back))
    query = urlencode([*(("case", pk) for pk in ids), ("back", back)])
    return redirect(f"{reverse(page)}?{query}")


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def assign(request: StaffRequest) -> HttpResponse:
    """Give the chosen cases to a colleague or to a unit."""
    today, now = timezone.localdate(), timezone.now()
    chosen = _chosen(request, lambda case: check_receive(request.scope, case, request.scope.user_id))
    form = ReceiverForm(
        request.POST or None,
        today=today,
        colleagues=colleagues_in(request.scope.organisation_id, today=today),
        units=casework_units(request.scope, today=today),
    )
    if not form.is_valid():
        return _page(request, chosen, form, title=_("Give the cases to somebody"), submit=_("Give the cases"))
    common: dict[str, Any] = {"versions": _versions(request), "by": request.scope, "now": now}
    if form.colleague is None:
        words = {"name": form.unit.name}
        done = actions.give_cases(_ids(request.POST), unit=form.unit, reason=form.cleaned_data["reason"], **common)
    else:
        words = {"name": form.colleague.name}
        to = User.objects.get(pk=form.colleague.pk)
        done = actions.assign_cases(dict.fromkeys(_ids(request.POST), to), **common)
        if done.changed and form.colleague.hint:
            messages.warning(request, form.colleague.hint)
    said = ngettext("%(name)s has %(count)s case more now.", "%(name)s has %(count)s cases more now.", done.changed)
    tell(request, done, said % {**words, "count": wording.number(done.changed)})
    return redirect(list_address(chosen.back))


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def follow_up(request: StaffRequest) -> HttpResponse:
    """Choose the day on which the chosen cases are shown again."""
    chosen = _chosen(request, lambda case: check_work_on(request.scope, case))
    form = FollowUpManyForm(request.POST or None, today=timezone.localdate())
    done: list[actions.Done] = []
    if form.is_valid() and is_done(
        form,
        lambda: done.append(
            actions.follow_up_cases(
                _ids(request.POST),
                follow_up_on=form.day(),
                versions=_versions(request),
                by=request.scope,
                now=timezone.now(),
            )
        ),
    ):
        count = done[0].changed
        said = ngettext("%(count)s case has a new follow-up date.", "%(count)s cases have a new follow-up date.", count)
        tell(request, done[0], said % {"count": wording.number(count)})
        return redirect(list_address(chosen.back))
    return _page(request, chosen, form, title=_("Follow-up date of the cases"), submit=_("Set the date"))


@require_POST
@for_roles(*CASEWORKERS)
def undo(request: StaffRequest, pk: int) -> HttpResponse:
    """Put back what stood there before one did something to several cases."""
    batch = get_object_or_404(CaseBatch.objects.visible_to(request.scope), pk=pk)
    if batch.undone_at is not None:
        messages.warning(request, _("This was undone already."))
        return redirect("casework:worklist")
    done = actions.undo_batch(batch, by=request.scope, now=timezone.now())
    said = ngettext("%(count)s case is as it was before.", "%(count)s cases are as they were before.", done.changed)
    tell(request, done, said % {"count": wording.number(done.changed)})
    return redirect("casework:worklist")


def tell(request: StaffRequest, done: actions.Done, said: str) -> None:
    """Say what was done, with undo, and which cases were left out and why."""
    if done.changed:
        tags = f"undo:{reverse('casework:several-undo', args=[done.batch.pk])}" if done.batch else ""
        messages.success(request, said, extra_tags=tags)
    if done.left_out:
        words = "; ".join(": ".join((one.number or _("a case"), one.reason)) for one in done.left_out)
        messages.warning(request, _("Left out: %(cases)s") % {"cases": words})


def _ids(given: QueryDict) -> list[int]:
    """The ids of the chosen cases, each once."""
    return list(dict.fromkeys(pk for one in given.getlist("case")[:MOST] if (pk := number_in(one)) is not None))


def _versions(request: StaffRequest) -> dict[int, int]:
    """The versions at which the chosen cases were shown."""
    return {pk: number_in(request.POST.get(f"version-{pk}", "")) or 0 for pk in _ids(request.POST)}


def _chosen(request: StaffRequest, check: Callable[[Case], None]) -> Chosen:
    """The cases named in the address or the form, as far as they are open to the person."""
    given = request.POST if request.method == "POST" else request.GET
    ids = _ids(given)
    found = list(Case.objects.visible_to(request.scope).filter(pk__in=ids).select_related("assigned_to").by_urgency())
    note_look(request, Look.LIST, Subject.CASE, ids=[case.pk for case in found])
    reasons = {case.pk: actions.why_not(case, check) for case in found}
    left_out = [actions.LeftOut(case.number, reasons[case.pk]) for case in found if reasons[case.pk]]
    left_out += [actions.LeftOut("", _("it is no longer open to you"))] * (len(ids) - len(found))
    return Chosen([case for case in found if not reasons[case.pk]], left_out, given.get("back", ""))


def _page(request: StaffRequest, chosen: Chosen, form: CaseForm, *, title: str, submit: str) -> HttpResponse:
    if not chosen.cases and not chosen.left_out:
        messages.warning(request, _("Choose the cases on the list first."))
        return redirect(list_address(chosen.back))
    context = {
        "form": form,
        "heading": title,
        "submit_label": submit,
        "cases": chosen.cases,
        "left_out": chosen.left_out,
        "back": chosen.back,
        "list_url": list_address(chosen.back),
    }
    return render(request, "casework/several/confirm.html", context, status=422 if form.errors else 200)


def list_address(back: str) -> str:
    """The list one came from; nothing but its filters is taken from what was sent."""
    query = QueryDict(back).urlencode()
    return f"{reverse('casework:worklist')}?{query}" if query else reverse("casework:worklist")
