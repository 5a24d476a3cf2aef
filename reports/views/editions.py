"""Publishing a year's figures: what is published and waits, proposing, reading before publishing, saying no."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look, number_in

from ..actions import editions as actions
from ..editions import canonical, overview, shown
from ..enums import ProposalState
from ..forms import RejectForm, TwoTonguesForm
from ..models import Edition, EditionProposal
from ..permissions import may_publish


@require_GET
@for_roles(Role.MANAGER)
def edition_list(request: StaffRequest) -> HttpResponse:
    """Each year with its editions, what waits, and what is said of it."""
    _check_municipal(request)
    lines = overview.year_lines(request.scope, today=timezone.localdate())
    return render(request, "reports/editions/edition_list.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
@for_roles(Role.MANAGER)
def propose(request: StaffRequest, year: int) -> HttpResponse:
    """Have a year counted for an edition; a corrected one says why."""
    _check_municipal(request)
    is_corrected = Edition.objects.filter(municipality=request.scope.municipality_id, year=year).exists()
    form = TwoTonguesForm(request.POST or None) if is_corrected else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reasons = {"reason_da": form.cleaned_data["text_da"], "reason_en": form.cleaned_data["text_en"]} if form else {}
        try:
            proposal = actions.propose_edition(year=year, **reasons, by=request.scope, now=timezone.now())
        except Refused as fact:
            messages.error(request, fact.message)
            return redirect("reports:edition-list")
        note_look(request, Look.CHANGE, Subject.REPORT)
        messages.success(request, _("The edition is being counted. Your colleagues are told when it can be read."))
        return redirect("reports:proposal", pk=proposal.pk)
    context = {"form": form, "year": year, "is_corrected": is_corrected}
    return render(request, "reports/editions/propose.html", context, status=422 if form and form.errors else 200)


@require_GET
@for_roles(Role.MANAGER)
def proposal(request: StaffRequest, pk: int) -> HttpResponse:
    """An edition as it would be published: what is hidden, what changed, and every table."""
    asked = _proposal(request, pk)
    context: dict[str, object] = {
        "proposal": asked,
        "is_own": asked.proposed_by_id == request.scope.user_id,
        "is_waiting": asked.state == ProposalState.WAITING,
        "is_counting": asked.state == ProposalState.ASKED,
        "edition": Edition.objects.without_document().filter(proposal=asked).first(),
        "municipality_code": asked.municipality.code,
    }
    if asked.document:
        context |= shown.read_whole(canonical.read(asked.document))
    return render(request, "reports/editions/proposal.html", context)


@require_GET
@for_roles(Role.MANAGER)
def proposed_table(request: StaffRequest, pk: int, table: str) -> HttpResponse:
    """One table of a proposal."""
    asked = _proposal(request, pk)
    if not asked.document:
        raise Http404
    document = canonical.read(asked.document)
    found = next((one for one in document.tables if one.code == table), None)
    if found is None:
        raise Http404
    context = {"proposal": asked, "table": shown.shown_table(document, found)}
    return render(request, "reports/editions/proposal_table.html", context)


@require_POST
@for_roles(Role.MANAGER)
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Publish what a colleague proposed."""
    asked = _proposal(request, pk)
    version = number_in(request.POST.get("version", "")) or 0
    try:
        edition = actions.publish_edition(asked, version=version, by=request.scope, now=timezone.now())
    except Refused as fact:
        messages.error(request, fact.message)
        return redirect("reports:proposal", pk=pk)
    note_look(request, Look.CHANGE, Subject.REPORT)
    messages.success(
        request,
        _("Edition %(number)d of %(year)d is published.")
        % {
            "number": edition.number,
            "year": edition.year,
        },
    )
    return redirect("reports:edition-list")


@require_http_methods(["GET", "POST"])
@for_roles(Role.MANAGER)
def reject(request: StaffRequest, pk: int) -> HttpResponse:
    """Say no to an edition, or take one's own proposal back."""
    asked = _proposal(request, pk)
    form = RejectForm(request.POST or None, initial={"version": asked.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.reject_edition(asked, **form.cleaned_data, by=request.scope, now=timezone.now())
        except Refused as fact:
            messages.error(request, fact.message)
            return redirect("reports:proposal", pk=pk)
        messages.success(request, _("The edition is not published."))
        return redirect("reports:edition-list")
    context = {"form": form, "proposal": asked, "is_own": asked.proposed_by_id == request.scope.user_id}
    return render(request, "reports/editions/reject.html", context, status=422 if form.errors else 200)


def _check_municipal(request: StaffRequest) -> None:
    """An association's manager has no editions; for them the page does not exist."""
    if not may_publish(request.scope):
        raise Http404


def _proposal(request: StaffRequest, pk: int) -> EditionProposal:
    visible = EditionProposal.objects.visible_to(request.scope).select_related(
        "municipality", "proposed_by", "rejected_by"
    )
    return get_object_or_404(visible, pk=pk)
