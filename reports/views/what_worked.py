"""What worked: curves of the cases of some years, for those inside the municipality."""

from __future__ import annotations

import dataclasses

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from accounts.http import StaffRequest, for_roles
from housing.codes import name_of
from housing.models import HousingAssociation

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
    """The curves; years or an association that cannot be chosen are said so above the usual ones."""
    form = _form(request, request.GET.dict())
    is_valid = form.is_valid()
    if not is_valid:
        usual = _form(request, {})
        usual.is_valid()
    asked = _asked(request, form if is_valid else usual)
    context = {
        "form": form,
        "asked": asked,
        "kinds": [(kind, name_of("intervention", kind)) for kind in asked.worked.kinds],
        "chosen_kind": asked.worked.help.intervention if asked.worked.help else "",
        "address": f"?{urlencode(asked.address)}",
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
        whose=f"{asked.reach.name}, {asked.worked.period}",
        counted_at=asked.worked.counted_at,
        page=f"{reverse('reports:what-worked')}?{urlencode(asked.address)}",
    )


def _form(request: StaffRequest, asked: dict[str, str]) -> WorkedForm:
    if not may_read_curves(request.scope):
        raise Http404
    associations = HousingAssociation.objects.visible_to(request.scope) if may_narrow(request.scope) else None
    return WorkedForm(
        asked,
        years=cohort_years(reach_of(request.scope)),
        is_one_year=request.scope.hides_small_counts,
        this_year=request.scope.today.year,
        associations=associations,
    )


def _asked(request: StaffRequest, form: WorkedForm) -> Asked:
    chosen = form.chosen
    reach = reach_of(request.scope, chosen.association)
    worked = what_worked(reach, since=chosen.since, until=chosen.until, kind=chosen.help)
    hides_small = request.scope.hides_small_counts
    label = name_of("intervention", worked.help.intervention) if worked.help else ""
    return Asked(
        reach=reach,
        worked=worked,
        year=shown_year(worked.cases, hides_small=hides_small),
        contact=shown_comparison(worked.contact, hides_small=hides_small),
        help=shown_comparison(worked.help, help_label=label, hides_small=hides_small) if worked.help else None,
        address=_address(worked, chosen.association, is_one_year=form.is_one_year),
    )


def _address(worked: Worked, association: HousingAssociation | None, *, is_one_year: bool) -> dict[str, str]:
    """What is shown as the address bar holds it."""
    address = {} if is_one_year else {"since": str(worked.since)}
    address["until"] = str(worked.until)
    if association is not None:
        address["association"] = association.code
    if worked.help is not None:
        address["help"] = worked.help.intervention
    return address
