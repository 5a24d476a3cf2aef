"""What somebody has begun to write on a case: kept while they type, given back to them alone, thrown away by a tap."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts import wording
from accounts.http import StaffRequest, for_roles
from accounts.kept import TICKET, Fields, forget_kept, kept_fields, ticket

from .. import permissions
from ..actions import drafts as actions
from ..forms.fields import CaseForm
from ..models import Case, Draft
from .opened import CASEWORKERS, allowed

#: The forms of a case whose text is kept; a correction names its note.
_FORMS = re.compile(r"contact|intervention|note|step|summary|correction-\d{1,18}")
#: A draft that holds more than this is no page of ours.
_LONGEST = 50_000


class Writing(NamedTuple):
    """A form somebody writes in: its name, where it is kept, what it carries, and since when a draft is there."""

    name: str
    url: str
    drop_url: str
    ticket: str
    is_restored: bool
    saved_at: dt.datetime | None

    @property
    def stamp(self) -> str:
        """The moment by which the browser tells two drafts apart."""
        return self.saved_at.isoformat() if self.saved_at else ""

    @property
    def key(self) -> str:
        """What the browser calls it."""
        return f"case{self.url}"


def writing_in(request: StaffRequest, case: Case, name: str, form: CaseForm, *, back: str) -> Writing:
    """Put one's draft into a fresh form, and say what the page needs to keep it. A form that came back stays."""
    draft = None if form.is_bound else Draft.objects.visible_to(request.scope).filter(case=case, form=name).first()
    kept = None if form.is_bound else kept_fields(request, _key(case, name))
    fields = kept or (draft.fields if draft else None)
    if fields:
        restore(form, fields)
    return Writing(
        name=name,
        url=reverse("casework:draft", args=[case.pk, name]),
        drop_url=reverse("casework:draft-drop", args=[case.pk, name]),
        ticket=ticket(request.user, form=_key(case, name), back=back),
        is_restored=bool(fields),
        saved_at=draft.saved_at if draft and not kept else None,
    )


def forget(request: StaffRequest, case: Case, name: str) -> None:
    """What was written is saved: nothing of the draft stays."""
    actions.drop_draft(case, form=name, by=request.scope)
    forget_kept(request, _key(case, name))


@require_POST
@for_roles(*CASEWORKERS)
def keep(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """Keep what was typed so far; the page asks this while one writes."""
    case = _case(request, pk, name)
    fields = {
        field: request.POST.getlist(field) for field in request.POST if field not in {TICKET, "csrfmiddlewaretoken"}
    }
    if sum(len(value) for values in fields.values() for value in values) > _LONGEST:
        return HttpResponse(status=413)
    draft = actions.keep_draft(case, form=name, fields=fields, by=request.scope, now=timezone.now())
    said = _("Draft kept %(clock)s. Only you see it.") % {"clock": wording.clock(draft.saved_at)}
    return JsonResponse({"stamp": draft.saved_at.isoformat(), "said": said})


@require_POST
@for_roles(*CASEWORKERS)
def drop(request: StaffRequest, pk: int, name: str) -> HttpResponse:
    """Throw a draft away."""
    case = _case(request, pk, name)
    forget(request, case, name)
    if request.headers.get("X-Draft"):
        return HttpResponse(status=204)
    return redirect(_back(case, name))


def _back(case: Case, name: str) -> str:
    """The page on which the form stands."""
    if name == "summary":
        return reverse("casework:summary", args=[case.pk])
    if name.startswith("correction-"):
        return reverse("casework:note-correct", args=[case.pk, int(name.removeprefix("correction-"))])
    return f"{reverse('casework:case', args=[case.pk])}?log={name}#log"


def _case(request: StaffRequest, pk: int, name: str) -> Case:
    """The case of a form one may write in; typing is no look at it, so the access log is left alone."""
    if not _FORMS.fullmatch(name):
        raise Http404
    case = get_object_or_404(Case.objects.visible_to(request.scope), pk=pk)
    allowed(permissions.may_work_on(request.scope, case))
    return case


def _key(case: Case, name: str) -> str:
    return f"{case.pk}-{name}"


def restore(form: CaseForm, fields: Fields) -> None:
    """What was written becomes what the form shows."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    for name, field in form.fields.items():
        if name in fields or field.widget.value_omitted_from_data(data, MultiValueDict(), name) is False:
            form.initial[name] = field.widget.value_from_datadict(data, MultiValueDict(), name)
