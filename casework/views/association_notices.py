"""The notices on filing: sent by an association, received by the municipality."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.errors import Refused
from accounts.http import StaffRequest, for_roles, note_look
from housing.enums import NoticeKind
from housing.models import ArrearsPosition, Notice, Tenancy

from ..actions.association import AlreadyRecorded, record_notice
from ..forms.association_notices import (
    AssociationNoticeForm,
    MunicipalNoticeForm,
    NoticeSearchForm,
)
from ..models import Case
from ..queries import association_notices as queries
from .association_tenancy import choose_tenancy, chosen_tenancy
from .leafing import leaf
from .searching import elsewhere

RECEIVERS = (Role.CASEWORKER, Role.TEAM_LEADER)


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER, *RECEIVERS)
def notice_list(request: StaffRequest) -> HttpResponse:
    """The notices one has sent or received, with their status and nothing more of the case."""
    moved = elsewhere(request)
    if moved is not None:
        return moved
    today = timezone.localdate()
    form = NoticeSearchForm(request.GET)
    sought = form.cleaned_data if form.is_valid() else {}
    notices = queries.notices_of(request.scope, search=sought.get("q", ""), status=sought.get("status", ""))
    page = queries.page_of_notices(notices, request.scope, cursor=request.GET.get("from", ""), today=today)
    look = Look.SEARCH if sought.get("q") else Look.LIST
    note_look(request, look, Subject.NOTICE, ids=[row["pk"] for row in page.rows])
    kinds = dict(NoticeKind.choices)
    page = page._replace(rows=[{**row, "kind": kinds[row["kind"]]} for row in page.rows])
    context = {
        "form": form,
        "rows": page.rows,
        "previous_url": leaf(request, page.previous),
        "next_url": leaf(request, page.next),
        "is_filtered": any(sought.values()),
        "shows_case": request.scope.does_casework,
        "shows_association": request.scope.does_casework or len(request.scope.association_ids) > 1,
    }
    return render(request, "casework/association/notice_list.html", context)


@require_GET
@for_roles(Role.ASSOCIATION_OFFICER, *RECEIVERS)
def notice(request: StaffRequest, pk: int) -> HttpResponse:
    """The receipt of one notice, to be printed."""
    found = get_object_or_404(
        queries.notices_of(request.scope).select_related("tenancy", "association", "municipality", "recorded_by"),
        pk=pk,
    )
    note_look(request, Look.VIEW, Subject.NOTICE, ids=[found.pk])
    return render(
        request,
        "casework/association/notice.html",
        {"notice": found, "tenancy": found.tenancy, "is_sender": not request.scope.does_casework},
    )


@require_http_methods(["GET", "POST"])
@for_roles(Role.ASSOCIATION_OFFICER, *RECEIVERS)
def notice_new(request: StaffRequest) -> HttpResponse:
    """Send a notice as its association, or record one that came on paper."""
    return _received(request) if request.scope.does_casework else _sent(request)


def _received(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    form = MunicipalNoticeForm(request.POST or None, scope=request.scope, today=today, initial={"received_on": today})
    recorded = _recorded(request, form)
    if form.is_bound:
        found = form.cleaned_data.get("lease")
        note_look(request, Look.SEARCH, Subject.TENANCY, ids=[found.tenancy_id] if found else [])
    if recorded is None:
        context = {"form": form, "known": form.known}
        return render(request, "casework/association/notice_received.html", context, status=_status(form))
    return _go_on(request, recorded)


def _go_on(request: StaffRequest, recorded: Notice) -> HttpResponse:
    """To the case of a notice; where one may not open it to the notice, else to the list."""
    case = Case.objects.visible_to(request.scope).open().filter(lease_id=recorded.lease_id).first()
    if case is None and not queries.notices_of(request.scope).filter(pk=recorded.pk).exists():
        messages.success(request, _("The notice is recorded. Its case is restricted: the team leader lets people in."))
        return redirect("casework:notice-list")
    messages.success(request, _("The notice is recorded and its case is open."))
    return redirect("casework:case", case.pk) if case else redirect("casework:notice", recorded.pk)


def _sent(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    tenancies = Tenancy.objects.visible_to(request.scope)
    tenancy = chosen_tenancy(request)
    if tenancy is None:
        return choose_tenancy(request, "casework/association/notice_tenancy.html")
    form = AssociationNoticeForm(
        request.POST or None, tenancies=tenancies, today=today, initial=_what_is_known(tenancy)
    )
    recorded = _recorded(request, form)
    if recorded is None:
        note_look(request, Look.VIEW, Subject.TENANCY, ids=[tenancy.pk])
        context = {"form": form, "tenancy": tenancy, "known": form.known}
        return render(request, "casework/association/notice_new.html", context, status=_status(form))
    messages.success(request, _("The notice is sent. This is your receipt."))
    return redirect("casework:notice", recorded.pk)


def _recorded(request: StaffRequest, form: AssociationNoticeForm | MunicipalNoticeForm) -> Notice | None:
    """The notice, once its form is right and it is not there already."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return record_notice(**form.facts(), by=request.scope, now=timezone.now())
    except AlreadyRecorded as fact:
        form.known = fact.notice
        form.add_error(None, fact.message)
    except Refused as fact:
        form.add_error(None, fact.message)
    return None


def _status(form: AssociationNoticeForm | MunicipalNoticeForm) -> int:
    return 422 if form.errors else 200


def _what_is_known(tenancy: Tenancy) -> dict[str, Any]:
    """The amount of the newest list, as a proposal."""
    owing = ArrearsPosition.objects.owing().filter(tenancy=tenancy).first()
    return {"tenancy": tenancy, "amount": owing.amount if owing else None}
