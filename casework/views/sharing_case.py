"""What is shared about a case: its consents, what was handed over in and out, and the form to sign."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Subject
from accounts.exports import file_response
from accounts.http import StaffRequest, for_roles, note_look

from .. import permissions
from ..actions import consents as actions
from ..actions import documents
from ..actions.consent_papers import case_consent_form
from ..actions.handovers import hand_over_case
from ..file_kinds import PDF
from ..forms.fields import CaseForm
from ..forms.sharing import CaseHandoverForm, ConsentForm
from ..models import Case, Consent, Document, Person
from ..queries import consents as queries
from ..queries.handovers import advisers_of, of_case
from . import consent_first
from .attempts import is_done
from .opened import CASEWORKERS, READERS, about, allowed, case_for, form_page


@require_GET
@for_roles(*READERS)
def case_sharing(request: StaffRequest, pk: int) -> HttpResponse:
    """The consents of a case and everything that passed on it, with what one may read."""
    case = case_for(request, pk)
    consents = queries.consents_of_case(case, request.scope)
    pages = of_case(case, request.scope)
    note_look(request, Look.VIEW, Subject.CONSENT, ids=[one.pk for one in consents], case_id=pk)
    note_look(request, Look.VIEW, Subject.HANDOVER, ids=[page.handover.pk for page in pages], case_id=pk)
    today = timezone.localdate()
    names = queries.organisation_names(consents)
    context = {
        **about(request, case),
        "consents": [queries.line_of(one, names, today=today) for one in consents],
        "pages": pages,
        "may_work": permissions.may_work_on(request.scope, case),
        "may_answer": request.scope.does_casework,
        "may_withdraw": permissions.may_see_through(request.scope, case),
        "missing": queries.without_consent(case, case.association_id, today),
    }
    return render(request, "casework/sharing/case_sharing.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def consent_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Note a consent somebody of the home gave."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    is_first = consent_first.came_from_handover(request)
    today = timezone.localdate()
    people = queries.adults_of(case, today=today)
    form = ConsentForm(
        request.POST or None,
        request.FILES or None,
        people=[(person.pk, person.name) for person in people],
        organisations=queries.partners_of_case(case, today=today),
        today=today,
    )
    if form.is_valid():
        whose = Person.objects.get(pk=form.cleaned_data["whose"])
        made: list[Consent] = []

        def record() -> None:
            given = form.facts()
            made.append(actions.record_case_consent(case, person=whose, **given, by=request.scope, now=timezone.now()))

        if is_done(form, record):
            messages.success(request, _("The consent is noted."))
            if is_first:
                return consent_first.back_to_handover(reverse("casework:case-handover-new", args=[pk]), made[0])
            return redirect("casework:case-sharing", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Note a consent"),
        submit=_("Note the consent"),
        lead=_("Each adult gives their own consent. It holds from now on, until it ends or is withdrawn."),
    )


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def consent_withdraw(request: StaffRequest, pk: int, consent_id: int) -> HttpResponse:
    """Note that a consent was withdrawn; it takes effect at once."""
    case = case_for(request, pk)
    found = get_object_or_404(Consent.objects.visible_to(request.scope), case=case, pk=consent_id)
    form = CaseForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if form.is_valid() and is_done(form, lambda: actions.withdraw_consent(found, by=request.scope, now=timezone.now())):
        messages.success(request, _("The consent is withdrawn. What was shared on it is shut."))
        return redirect("casework:case-sharing", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Withdraw the consent"),
        submit=_("Withdraw the consent"),
        tone="danger",
        lead=_(
            "Nothing more is shared on it from this moment, and whoever received something on it can no longer read"
            " it. What they have seen stays in the access log. A withdrawn consent does not come back: ask for a new"
            " one."
        ),
    )


@require_GET
@for_roles(*CASEWORKERS)
def consent_form(request: StaffRequest, pk: int) -> HttpResponse:
    """The form to print and sign, filled in with the case."""
    case = case_for(request, pk)
    note_look(request, Look.EXPORT, Subject.CONSENT, case_id=pk)
    is_blank = request.GET.get("blank") == "1"
    pdf = case_consent_form(case, is_blank=is_blank, by=request.scope, now=timezone.now())
    return file_response(_("Consent form.pdf"), pdf, media_type=PDF)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def case_handover_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Hand chosen facts of the case to an adviser of the association, on consent."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    consent_url = reverse("casework:consent-new", args=[pk])
    if (moved := consent_first.to_consent(request, _kept_as(case), consent_url=consent_url)) is not None:
        return moved
    today = timezone.localdate()
    standing = queries.standing_consents(case, case.association_id, today).select_related("person")
    papers = Document.objects.visible_to(request.scope).standing().filter(case=case).order_by("-pk")
    form = CaseHandoverForm(
        request.POST or None,
        consents=list(standing.order_by("-pk")),
        advisers=advisers_of(case.association_id, today=today).order_by("name", "pk"),
        papers=list(papers),
        today=today,
    )
    consent_first.give_back(request, form, _kept_as(case))
    if form.is_valid() and is_done(
        form, lambda: hand_over_case(case, **form.facts(), by=request.scope, now=timezone.now())
    ):
        consent_first.sent(request, _kept_as(case))
        messages.success(request, _("The handover is sent."))
        return redirect("casework:case-sharing", pk=pk)
    lead = _("The adviser reads exactly what you choose here, and nothing else of the case.")
    if not form.consents:
        lead = _("There is no consent that names %(association)s. Note one first.") % {
            "association": case.association.name
        }
    return form_page(
        request,
        case,
        form,
        title=_("Hand over to the tenant adviser"),
        submit=_("Hand over"),
        lead=lead,
        consent_first=consent_first.FIRST,
        template="casework/sharing/case_handover.html",
    )


@require_GET
@for_roles(*READERS)
def consent_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The signed paper of a consent on a case."""
    return signed_paper(request, pk)


def _kept_as(case: Case) -> str:
    """What a case's handover is kept as while the consent is noted first."""
    return f"case-handover-{case.pk}"


def signed_paper(request: StaffRequest, pk: int) -> HttpResponse:
    """The signed paper of a consent one may see, to be saved; every look is logged."""
    found = get_object_or_404(Consent.objects.visible_to(request.scope).exclude(file=""), pk=pk)
    note_look(request, Look.VIEW, Subject.CONSENT, ids=[found.pk], case_id=found.case_id)
    try:
        data = documents.opened(found)
    except documents.DocumentGone as fact:
        raise Http404 from fact
    return file_response(found.file_name, data, media_type=found.media_type)
