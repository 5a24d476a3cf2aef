"""The joint review after an eviction: written once, corrected with its history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts import wording
from accounts.http import StaffRequest, for_roles
from housing import codes

from .. import permissions
from ..actions.eviction_reviews import MISSED_CHANCE, review_eviction
from ..forms.eviction_reviews import ReviewForm
from ..models import EvictionReview
from .attempts import is_done
from .opened import CASEWORKERS, allowed, case_for, form_page


@require_http_methods(["GET", "POST"])
@for_roles(*CASEWORKERS)
def eviction_review(request: StaffRequest, pk: int, eviction_id: int) -> HttpResponse:
    """Write the review, or correct it; what stood before stays below."""
    case = case_for(request, pk)
    allowed(permissions.may_see_through(request.scope, case))
    eviction = get_object_or_404(case.evictions.select_related("case"), pk=eviction_id)
    reviews = list(eviction.reviews.select_related("recorded_by", "corrected_by").order_by("-pk"))
    standing = reviews[0] if reviews else None
    today = timezone.localdate()
    initial = _answers(standing) if standing else {"held_on": today, "participants": _oneself(request)}
    form = ReviewForm(request.POST or None, today=today, initial=initial)
    if form.is_valid() and is_done(
        form,
        lambda: review_eviction(eviction, **form.facts(), by=request.scope, now=timezone.now()),
        stored=_answers,
    ):
        messages.success(request, _("The review is saved."))
        return redirect("casework:case", pk=pk)
    return form_page(
        request,
        case,
        form,
        title=_("Review after the eviction"),
        submit=_("Correct the review") if standing else _("Save the review"),
        lead=_(
            "Evicted on %(day)s. Look back together for ten minutes: it is about what we can do better, not about"
            " who was at fault. The association does not see it."
        )
        % {"day": wording.day(eviction.occurred_on)},
        template="casework/case/eviction_review.html",
        versions=[_version(review) for review in reviews],
    )


def _version(review: EvictionReview) -> dict[str, Any]:
    return {"review": review, "chances": [codes.name_of(MISSED_CHANCE, code) for code in review.chances]}


def _answers(standing: EvictionReview) -> dict[str, Any]:
    names = ("held_on", "participants", "chances", "would_have_helped", "improvements")
    return {**{name: getattr(standing, name) for name in names}, "corrects": standing.pk}


def _oneself(request: StaffRequest) -> str:
    return f"{request.scope.user_name}, {request.scope.organisation_name}"
