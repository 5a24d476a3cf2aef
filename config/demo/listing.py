"""How the demo's unit works its lists: saved views, somebody away, and samples for quality review."""

from __future__ import annotations

import datetime as dt
import random

from django.db import transaction
from django.utils import timezone

from casework.actions.absences import record_absence
from casework.actions.quality import draw_sample, review_case
from casework.actions.saved_views import save_view
from casework.enums import ReviewAnswer, SampleState
from casework.models import QualityReview

from .organisations import Town
from .scopes import scope_in

#: Name, filters, shared with the unit, whose.
VIEWS = (
    ("Fremleje i enheden", "list=unit&cause=subletting", True, "jonas"),
    ("Børn og forfaldent", "list=unit&due=overdue&children=on", True, "jonas"),
    ("Mine uden kontakt", "list=mine&due=silent", False, "mette"),
    ("Mine fogedmøder", "list=mine&stage=hearing", False, "mette"),
)
COMMENTS = (
    "God og hurtig kontakt. Skriv næste gang, hvorfor § 81 blev valgt.",
    "Notaterne fortæller klart, hvad der er aftalt.",
    "Husk at notere, at lejeren er vejledt om gældsrådgivning.",
    "",
)


@transaction.atomic
def write_listing(town: Town, chance: random.Random, now: dt.datetime) -> None:
    """Views of Mette and Jonas, Lise on holiday with Mette as deputy, a finished sample and a running one."""
    for name, query, is_shared, username in VIEWS:
        by = scope_in(town, username, now)
        save_view(name=name, query=query, is_shared=is_shared, is_default=False, by=by, now=now)
    today = timezone.localdate(now)
    record_absence(
        user=town.people["lise"],
        deputy=town.people["mette"],
        starts_on=today - dt.timedelta(days=3),
        ends_on=today + dt.timedelta(days=11),
        by=scope_in(town, "lise", now),
        now=now,
    )
    _review(town, chance, last=today - dt.timedelta(days=90), size=8, reviewed=8, now=now)
    _review(town, chance, last=today - dt.timedelta(days=1), size=10, reviewed=4, now=now)


def _review(town: Town, chance: random.Random, *, last: dt.date, size: int, reviewed: int, now: dt.datetime) -> None:
    jonas = scope_in(town, "jonas", now)
    drawn_at = dt.datetime.combine(last, dt.time(12), dt.UTC)
    sample = draw_sample(
        starts_on=last - dt.timedelta(days=90),
        ends_on=last,
        state=SampleState.ALL,
        cause="",
        caseworker=None,
        size=size,
        seed=chance.randint(100_000, 999_999),
        by=jonas,
        now=drawn_at,
    )
    for review in sample.reviews.order_by("position")[:reviewed]:
        answers = {
            question: chance.choices([ReviewAnswer.YES, ReviewAnswer.NO, ReviewAnswer.NOT_RELEVANT], [14, 3, 3])[0]
            for question in QualityReview.QUESTIONS
        }
        comment = chance.choice(COMMENTS)
        reviewed_at = min(now, drawn_at + dt.timedelta(days=review.position))
        review_case(review, answers=answers, comment=comment, version=review.version, by=jonas, now=reviewed_at)
