"""What the yearly statistics lack: filled in on one form for a case, counted for a unit."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Subject
from accounts.http import StaffRequest, for_roles, note_look

from .. import permissions
from ..actions.statistics import fill_in
from ..enums import StatisticsFact
from ..forms.missing import MissingForm
from ..missing import FILLED_IN
from ..queries import missing as queries
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page

#: How many cases a list of those that lack something shows.
SHOWN = 50


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def missing(request: StaffRequest, pk: int) -> HttpResponse:
    """Fill in what is missing, or say that it is unknown to us; afterwards back to where one came from."""
    case = case_for(request, pk)
    allowed(permissions.may_work_on(request.scope, case))
    now = timezone.now()
    lacks = queries.lacks_of_case(case, now=now)
    form = MissingForm(
        request.POST or None,
        today=timezone.localdate(now),
        facts=[lack.missing.fact for lack in lacks if lack.missing.fact in FILLED_IN],
        courses=list(case.courses.order_by("started_on", "pk")),
        initial={"version": case.version},
    )
    if form.is_valid() and is_done(
        form,
        lambda: fill_in(
            case,
            answers=form.answers(),
            unknown=form.unknown(),
            version=form.cleaned_data["version"],
            by=request.scope,
            now=now,
        ),
    ):
        messages.success(request, _("Thank you: the statistics will count this case rightly."))
        return redirect("casework:close" if request.GET.get("to") == "close" else "casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("For the yearly statistics"),
        submit=_("Save what you know"),
        template="casework/case/missing.html",
        lacks=lacks,
        filled_in=form.asked,
    )


@require_GET
@for_roles(*CASEWORKERS)
def missing_list(request: StaffRequest) -> HttpResponse:
    """How many of the unit's open cases lack what the statistics ask, and which ones."""
    now = timezone.now()
    chosen = request.GET.get("fact", "")
    fact = StatisticsFact(chosen) if chosen in StatisticsFact.values else None
    cases = list(queries.cases_lacking(request.scope, fact, now=now)[:SHOWN]) if fact else []
    note_look(request, Look.LIST, Subject.CASE, ids=[case.pk for case in cases])
    counts = queries.counts_of_unit(request.scope, now=now)
    context = {
        "counts": counts,
        "fact": fact,
        "cases": cases,
        "shown": SHOWN,
        "answered": _answered(sum(one.cases for one in counts)),
    }
    return render(request, "casework/missing_list.html", context)


def _answered(count: int) -> str:
    if not count:
        return _("Nothing is missing in the unit's open cases.")
    return ngettext(
        "%(count)d answer is missing in the unit's open cases.",
        "%(count)d answers are missing in the unit's open cases.",
        count,
    ) % {"count": count}
