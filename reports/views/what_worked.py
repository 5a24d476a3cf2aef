"""What worked: curves of the cases of some years, for those inside the municipality."""

from __future__ import annotations

import dataclasses

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.http import StaffRequest, for_roles
from housing.codes import name_of

from ..forms_what_worked import WorkedForm
from ..permissions import CURVE_ROLES, may_narrow, may_read_curves, reach_of
from ..reach import Reach
from ..survival.presenting import Shown, shown_comparison, shown_year
from ..what_worked import Worked, cohort_years, what_worked
from .files import chart_response


@dataclasses.dataclass(frozen=True, slots=True)
class Asked:
    """The curves that were asked for, and how they are shown."""

    reach: Reach
    worked: Worked
    year: Shown
    contact: Shown
    help: Shown | None
    address: dict[str, str]


@require_GET
@for_roles(*CURVE_ROLES)
def page(request: StaffRequest) -> HttpResponse:
    """The curves; years or a place that cannot be chosen are said so above the usual ones."""
    form = _form(request, request.GET.dict())
    is_valid = form.is_valid()
    if not is_valid:
        usual = _form(request, {})
        usual.is_valid()
    shown = form if is_valid else usual
    asked = _asked(request, shown)
    context = {
        "form": form,
        "asked": asked,
        "kinds": [(kind, name_of("intervention", kind)) for kind in asked.worked.kinds],
        "chosen_kind": asked.worked.help.intervention if asked.worked.help else "",
        "address": f"?{urlencode(asked.address)}",
        "has_too_few": bool(shown.narrowed) and asked.worked.cases.withheld is not None,
    }
    return render(request, "reports/what_worked.html", context, status=200 if is_valid else 422)


@require_GET
@for_roles(*CURVE_ROLES)
def chart(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """One of the page's charts as a file."""
    form = _form(request, request.GET.dict())
    if not form.is_valid():
        raise Http404
    asked = _asked(request, form)
    shown = (asked.year, asked.contact, *([asked.help] if asked.help else []))
    return chart_response(
        request,
        (figure for part in shown for figure in part.figures),
        (code, kind),
        whose=_whose(asked),
        counted_at=asked.worked.counted_at,
        page=f"{reverse('reports:what-worked')}?{urlencode(asked.address)}",
    )


def _form(request: StaffRequest, asked: dict[str, str]) -> WorkedForm:
    if not may_read_curves(request.scope):
        raise Http404
    return WorkedForm(
        asked,
        years=cohort_years(reach_of(request.scope)),
        is_one_year=request.scope.hides_small_counts,
        this_year=request.scope.today.year,
        scope=request.scope,
        may_narrow=may_narrow(request.scope),
    )


def _asked(request: StaffRequest, form: WorkedForm) -> Asked:
    reach = reach_of(request.scope, form.place)
    if form.cleaned_data.get("without_campaigns"):
        reach = reach.without_campaigns()
    since, until = form.span
    worked = what_worked(reach, since=since, until=until, kind=form.cleaned_data["help"])
    hides_small = request.scope.hides_small_counts
    label = name_of("intervention", worked.help.intervention) if worked.help else ""
    return Asked(
        reach=reach,
        worked=worked,
        year=shown_year(worked.cases, landmark=worked.landmark, hides_small=hides_small),
        contact=shown_comparison(worked.contact, hides_small=hides_small),
        help=shown_comparison(worked.help, help_label=label, hides_small=hides_small) if worked.help else None,
        address=_address(worked, form),
    )


def _address(worked: Worked, form: WorkedForm) -> dict[str, str]:
    """What is shown as the address bar holds it."""
    since = {} if form.is_one_year else {"since": str(worked.since)}
    help_ = {"help": worked.help.intervention} if worked.help else {}
    return {**since, "until": str(worked.until), **form.narrowed, **help_}


def _whose(asked: Asked) -> str:
    """Under a chart: whose cases, of which years, and without which."""
    whose = f"{asked.reach.name}, {asked.worked.period}"
    return (
        _("%(whose)s, without the cases of campaigns") % {"whose": whose} if asked.reach.leaves_out_campaigns else whose
    )
