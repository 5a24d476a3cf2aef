"""Quality review: draw cases by lot, review each, see what they say together, and give feedback."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.enums import Look, Role, Subject
from accounts.http import StaffRequest, for_roles, note_look
from accounts.models import User

from ..actions import quality as actions
from ..enums import ReviewAnswer, SampleState
from ..forms.quality import ReviewForm, SampleForm
from ..models import QualityReview, QualitySample
from ..queries import quality as queries
from ..queries.colleagues import colleagues_in
from .attempts import is_done
from .opened import CASEWORKERS

#: Seeds have six digits, so that they can be read aloud.
FIRST_SEED, SEEDS = 100_000, 900_000


@require_GET
@for_roles(Role.TEAM_LEADER)
def sample_list(request: StaffRequest) -> HttpResponse:
    """The unit's samples and how far each is reviewed."""
    return render(
        request, "casework/quality/sample_list.html", {"samples": list(queries.samples_of(request.scope)[:50])}
    )


@require_http_methods(["GET", "POST"])
@for_roles(Role.TEAM_LEADER)
def sample_new(request: StaffRequest) -> HttpResponse:
    """Draw cases by lot; the seed is made here and kept."""
    today = timezone.localdate()
    form = SampleForm(
        request.POST or None,
        today=today,
        colleagues=colleagues_in(request.scope.organisation_id, today=today),
        initial={"starts_on": today - dt.timedelta(days=90), "ends_on": today, "state": SampleState.ALL},
    )
    drawn: list[QualitySample] = []
    if form.is_valid() and is_done(form, lambda: drawn.append(_draw(request, form))):
        messages.success(request, _("The cases are drawn. Review them one by one."))
        return redirect("casework:sample", pk=drawn[0].pk)
    return render(request, "casework/quality/sample_new.html", {"form": form}, status=422 if form.errors else 200)


@require_GET
@for_roles(Role.TEAM_LEADER)
def sample(request: StaffRequest, pk: int) -> HttpResponse:
    """The drawn cases, how they were drawn, and what the reviews say together."""
    found = get_object_or_404(queries.samples_of(request.scope), pk=pk)
    reviews = queries.reviews_of(found, request.scope)
    note_look(request, Look.LIST, Subject.CASE, ids=[review.case_id for review in reviews])
    is_begun = any(one.reviewed_at for one in reviews)
    context = {
        "sample": found,
        "reviews": reviews,
        "closed": found.size - len(reviews),
        "questions": [(_label(one.question), one) for one in queries.summed(reviews)] if is_begun else [],
    }
    return render(request, "casework/quality/sample.html", context)


@require_http_methods(["GET", "POST"])
@for_roles(Role.TEAM_LEADER)
def review(request: StaffRequest, pk: int) -> HttpResponse:
    """The fixed questions about one drawn case."""
    found = get_object_or_404(
        QualityReview.objects.visible_to(request.scope).select_related("case", "sample", "caseworker"), pk=pk
    )
    note_look(request, Look.VIEW, Subject.CASE, ids=[found.case_id], case_id=found.case_id)
    form = ReviewForm(request.POST or None, today=timezone.localdate(), initial=_stored(found))
    if form.is_valid() and is_done(
        form,
        lambda: actions.review_case(found, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_stored,
    ):
        messages.success(request, _("The review of case %(number)s is saved.") % {"number": found.case.number})
        return _next(request, found)
    context = {"form": form, "review": found, "case": found.case}
    return render(request, "casework/quality/review.html", context, status=422 if form.errors else 200)


@require_GET
@for_roles(*CASEWORKERS)
def feedback(request: StaffRequest) -> HttpResponse:
    """What the reviews say of the cases one had."""
    reviews = queries.feedback_for(request.scope)
    note_look(request, Look.LIST, Subject.CASE, ids=[one.case_id for one in reviews])
    context = {"reviews": [(one, _answers(one)) for one in reviews]}
    return render(request, "casework/quality/feedback.html", context)


def _draw(request: StaffRequest, form: SampleForm) -> QualitySample:
    given = form.facts()
    caseworker = User.objects.get(pk=given["caseworker"]) if given["caseworker"] else None
    seed = FIRST_SEED + secrets.randbelow(SEEDS)
    return actions.draw_sample(**{**given, "caseworker": caseworker}, seed=seed, by=request.scope, now=timezone.now())


def _next(request: StaffRequest, done: QualityReview) -> HttpResponse:
    """On to the next case that nobody has reviewed; else back to the sample."""
    waiting = [one for one in queries.reviews_of(done.sample, request.scope) if one.reviewed_at is None]
    after = [one for one in waiting if one.position > done.position] or waiting
    if after:
        return redirect("casework:review", pk=after[0].pk)
    return redirect("casework:sample", pk=done.sample_id)


def _stored(found: QualityReview) -> dict[str, Any]:
    return {name: getattr(found, name) for name in (*QualityReview.QUESTIONS, "comment", "version")}


def _answers(found: QualityReview) -> list[tuple[str, str]]:
    """Each question with its answer in words."""
    return [
        (_label(question), str(ReviewAnswer(getattr(found, question)).label))
        for question in QualityReview.QUESTIONS
        if getattr(found, question)
    ]


def _label(question: str) -> str:
    return str(QualityReview._meta.get_field(question).verbose_name)  # type: ignore[union-attr]  # a column
