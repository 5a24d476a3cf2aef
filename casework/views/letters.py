"""Writing a letter on a case, looking at one, and saying what became of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.enums import Look, Subject
from accounts.exports import file_response
from accounts.http import StaffRequest, for_roles, note_look

from .. import permissions
from ..actions import letters as actions
from ..file_kinds import PDF, clean_name
from ..forms.cases import ReasonForm
from ..forms.letters import LetterForm, SentForm, key_of
from ..models import Case, Letter, LetterTemplate
from ..papers.fields import LetterField, open_fields, with_time_link
from ..papers.markup import blocks, filled
from ..queries.letters import fields_of, recipient_of, templates_of
from .attempts import is_done
from .opened import CASEWORKERS, READERS, about, allowed, case_for, form_page

#: Begins a letter with a link by which the tenant chooses a time; sent, so that its secret stands in no address.
BEGIN = "begin"
LONGEST_LINK = 200


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def letter_new(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose a letter; then its words, filled in from the case, until they are finished."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    templates = templates_of(case.municipality_id, today=timezone.localdate())
    template = next((one for one in templates if key_of(one) == request.GET.get("letter", "")), None)
    if template is None:
        return render(
            request, "casework/letters/choose.html", {**about(request, case), "templates": _offered(templates)}
        )
    wish = request.POST.get("do", "")
    typed = None if wish == BEGIN else request.POST or None
    form = LetterForm(typed, today=timezone.localdate(), initial=_proposed(request, case, template))
    if form.is_valid() and wish == "pdf":
        return _draft(request, case, template, form)
    if form.is_valid() and wish != "preview" and (letter := _finished(request, case, template, form)):
        messages.success(request, _("The letter is finished. Print or send it, then say here how it was sent."))
        return redirect("casework:letter", pk=pk, letter_id=letter.pk)
    return _desk(request, case, template, form)


@require_GET
@for_roles(*READERS)
def letter(request: StaffRequest, pk: int, letter_id: int) -> HttpResponse:
    """A letter as it was made, and how it was sent."""
    case = case_for(request, pk)
    return _letter_page(request, case, _letter_of(request, case, letter_id))


@require_POST
@for_roles(*CASEWORKERS)
def letter_sent(request: StaffRequest, pk: int, letter_id: int) -> HttpResponse:
    """Say how and when it left the house."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = _letter_of(request, case, letter_id)
    form = SentForm(request.POST, today=timezone.localdate())
    if form.is_valid() and is_done(
        form,
        lambda: actions.record_sent(found, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_sent,
    ):
        messages.success(request, _("It is noted how the letter was sent."))
        return redirect("casework:letter", pk=pk, letter_id=letter_id)
    return _letter_page(request, case, found, form=form)


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def letter_not_sent(request: StaffRequest, pk: int, letter_id: int) -> HttpResponse:
    """Say that it never left the house, with the reason."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    found = _letter_of(request, case, letter_id)
    form = ReasonForm(request.POST or None, today=timezone.localdate())
    if form.is_valid() and is_done(
        form, lambda: actions.mark_not_sent(found, **form.facts(), by=request.scope, now=timezone.now())
    ):
        messages.success(request, _("The letter is marked as not sent. It stays on the case as it was made."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("The letter was not sent: %(title)s") % {"title": found.subject},
        submit=_("Mark as not sent"),
        tone="danger",
        lead=_("For a letter that was made by mistake. It stays on the case with your reason."),
    )


def _offered(templates: list[LetterTemplate]) -> list[tuple[LetterTemplate, list[tuple[str, str]]]]:
    """Each letter once, with the languages it can be written in."""
    offered: dict[str, tuple[LetterTemplate, list[tuple[str, str]]]] = {}
    for one in templates:
        offered.setdefault(one.code, (one, []))[1].append((key_of(one), one.get_language_display()))
    return list(offered.values())


def _proposed(request: StaffRequest, case: Case, template: LetterTemplate) -> dict[str, Any]:
    today = timezone.localdate()
    known = fields_of([case], by=request.scope, today=today, language=template.language)[case.pk]
    link, body = request.POST.get("time_link", "")[:LONGEST_LINK], template.body
    if link:
        known, body = {**known, str(LetterField.TIME_LINK): link}, with_time_link(body, language=template.language)
    return {
        "recipient": recipient_of(case, template.addressee),
        "subject": filled(template.subject, known),
        "body": filled(body, known),
    }


def _finished(request: StaffRequest, case: Case, template: LetterTemplate, form: LetterForm) -> Letter | None:
    made: list[Letter] = []

    def make() -> None:
        made.append(
            actions.write_letter(
                case,
                template_code=template.code,
                language=template.language,
                **form.facts(),
                by=request.scope,
                now=timezone.now(),
            )
        )

    return made[0] if is_done(form, make) else None


def _draft(request: StaffRequest, case: Case, template: LetterTemplate, form: LetterForm) -> HttpResponse:
    """The letter as PDF before it is finished; nothing is kept."""
    pdf = actions.letter_pdf(case, language=template.language, **form.facts(), now=timezone.now())
    name = clean_name(_("Draft %(title)s.pdf") % {"title": form.cleaned_data["subject"]})
    return file_response(name, pdf, media_type=PDF)


def _desk(request: StaffRequest, case: Case, template: LetterTemplate, form: LetterForm) -> HttpResponse:
    words = {name: str(form[name].value() or "") for name in form.fields}
    context = {
        **about(request, case),
        "template": template,
        "form": form,
        "words": words,
        "blocks": blocks(words["body"]),
        "missing": open_fields(f"{words['subject']}\n{words['body']}"),
    }
    return render(request, "casework/letters/write.html", context, status=422 if form.errors else 200)


def _letter_of(request: StaffRequest, case: Case, letter_id: int) -> Letter:
    seen = Letter.objects.visible_to(request.scope).filter(case=case)
    found: Letter = get_object_or_404(
        seen.select_related("case", "template", "document", "written_by", "not_sent_by"), pk=letter_id
    )
    note_look(request, Look.VIEW, Subject.DOCUMENT, ids=[found.document_id], case_id=case.pk)
    return found


def _letter_page(request: StaffRequest, case: Case, found: Letter, *, form: SentForm | None = None) -> HttpResponse:
    may_work = permissions.may_work_on(request.scope, case) and found.not_sent_at is None
    initial = {"sent_on": timezone.localdate(), **_sent(found)} if found.sent_on else {"sent_on": timezone.localdate()}
    blank = SentForm(today=timezone.localdate(), initial={**initial, "version": found.version})
    context = {
        **about(request, case),
        "letter": found,
        "blocks": blocks(found.body),
        "form": (form or blank) if may_work else None,
        "may_work": may_work,
    }
    return render(request, "casework/letters/letter.html", context, status=422 if form and form.errors else 200)


def _sent(found: Letter) -> dict[str, Any]:
    return {"channel": found.channel, "sent_on": found.sent_on, "proof": found.proof}
