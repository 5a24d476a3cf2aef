"""The files of a case: attaching, fetching and withdrawing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Subject
from accounts.exports import file_response
from accounts.http import StaffRequest, for_roles, note_look

from .. import permissions
from ..actions import documents as actions
from ..forms.cases import ReasonForm
from ..forms.documents import DocumentForm
from ..models import Case, Document
from .attempts import is_done
from .opened import CASEWORKERS, READERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def attach(request: StaffRequest, pk: int) -> HttpResponse:
    """Keep a file with the case."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    form = DocumentForm(request.POST or None, request.FILES or None, today=timezone.localdate())
    if form.is_valid() and is_done(
        form, lambda: actions.attach_document(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The document was attached."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Attach a document"),
        submit=_("Attach the document"),
        lead=_("Whoever may open the case may open the document. It is kept exactly as you send it."),
    )


@require_GET
@for_roles(*READERS)
def document(request: StaffRequest, pk: int, document_id: int) -> HttpResponse:
    """The file itself, to be saved; every look is logged."""
    case = case_for(request, pk)
    found = document_of(request, case, document_id)
    note_look(request, Look.VIEW, Subject.DOCUMENT, ids=[found.pk], case_id=case.pk)
    try:
        data = actions.opened(found)
    except actions.DocumentGone as fact:
        messages.error(request, fact.message)
        return redirect("casework:case", pk=pk)
    return file_response(found.file_name, data, media_type=found.media_type)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def withdraw(request: StaffRequest, pk: int, document_id: int) -> HttpResponse:
    """Hide a document that does not belong here, with the reason."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = document_of(request, case, document_id)
    form = ReasonForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and is_done(
        form, lambda: actions.withdraw_document(found, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The document was withdrawn. The timeline says why."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Withdraw the document: %(title)s") % {"title": found.title},
        submit=_("Withdraw the document"),
        tone="danger",
        lead=_("Nobody can open it any more. The file is kept, and the timeline says who withdrew it and why."),
    )


def document_of(request: StaffRequest, case: Case, document_id: int) -> Document:
    """One of the case's documents that nobody has withdrawn; 404 otherwise."""
    seen = Document.objects.visible_to(request.scope).standing().filter(case=case)
    found: Document = get_object_or_404(seen.select_related("case"), pk=document_id)
    return found
