"""A whole case as one PDF, with what it is for."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.enums import Look, Subject
from accounts.exports import file_response
from accounts.http import StaffRequest, for_roles, note_look

from .. import permissions
from ..actions.case_file import gather_case
from ..file_kinds import PDF
from ..forms.letters import CaseFileForm
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def case_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Say what it is for, then fetch the whole case."""
    case = case_for(request, pk)
    allowed(permissions.may_gather(request.scope, case))
    form = CaseFileForm(request.POST or None, today=timezone.localdate())
    made: list[bytes] = []
    if form.is_valid() and is_done(
        form, lambda: made.append(gather_case(case, **form.facts(), by=request.scope, now=timezone.now()))
    ):
        purpose = form.cleaned_data["purpose"]
        note_look(request, Look.EXPORT, Subject.CASE_FILE, ids=[case.pk], case_id=case.pk, purpose=purpose)
        return file_response(_("Case %(number)s.pdf") % {"number": case.number}, made[0], media_type=PDF)
    return form_page(
        request,
        case,
        form,
        title=_("The case as one PDF"),
        submit=_("Make the PDF"),
        lead=_(
            "Everything on the case with contents, letters and attached PDF files, for access to documents and for the"
            " records system. Read it through before you hand it on: it may hold what others have told of themselves."
        ),
    )
