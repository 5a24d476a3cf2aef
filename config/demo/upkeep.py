"""What is kept up on the demo's open cases: summaries, numbers that failed, ways to avoid, and who goes to court."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from django.utils import timezone

from casework import derived
from casework.enums import CheckAnswer, ContactPointKind, EventKind, EvictionCheck, LegalStepKind, StatisticsFact
from casework.events import facts
from casework.models import (
    AvoidedMode,
    Case,
    CaseEvent,
    CasePerson,
    CaseSummary,
    ContactAttempt,
    ContactPoint,
    CourtAttendance,
    EvictionCheckMark,
    LegalStep,
    UnknownFact,
)

SUMMARIES = (
    "Enlig forsørger, boligstøtten er stoppet ved en fejl. Vil gerne have hjælp; ring helst efter kl. 15.",
    "Mistede jobbet i sommer. Har søgt dagpenge, første udbetaling ventes om 14 dage. Broren hjælper med brevene.",
    "Par i skilsmisse: hun bliver boende og kan betale selv fra næste måned. Afdrag drøftet med boligorganisationen.",
    "Indlagt i perioder. Kontakt sker bedst gennem støttepersonen. Åbner ikke post.",
    "Gæld til flere; gældsrådgivning er i gang. Har lovet at betale halvdelen inden fogedmødet.",
)
AVOIDED = (
    ("letter", "Posten bliver åbnet af en tidligere samlever."),
    ("home_visit", "Har bedt om, at ingen møder uanmeldt op."),
    ("sms", "Læser ikke dansk; ring med tolk."),
)
PREPARED = (
    "Ansøgning om § 81 er med. Bed om udsættelse til bevillingen foreligger.",
    "Budget og forslag til afdrag over 10 måneder.",
    "Lejer møder selv; tolk er bestilt.",
    "",
)


def write_upkeep(now: dt.datetime) -> None:
    """Written set by set for the open cases; its own chance leaves the rest of the demo as it is."""
    chance = random.Random(1208)  # noqa: S311 - invented people need no secrets
    open_cases = list(
        Case.objects.open().filter(assigned_to__isnull=False).select_related("assigned_to", "unit").order_by("pk")
    )
    summarised = chance.sample(open_cases, len(open_cases) // 4)
    _write_summaries(summarised, chance, now)
    derived.refresh([case.pk for case in summarised], today=timezone.localdate(now))
    _write_failed_numbers(open_cases, now)
    AvoidedMode.objects.bulk_create(
        AvoidedMode(
            case=case, municipality_id=case.municipality_id, mode=mode, reason=reason, recorded_at=now,
            recorded_by=case.assigned_to,
        )
        for case in chance.sample(open_cases, len(open_cases) // 20)
        for mode, reason in [chance.choice(AVOIDED)]
    )  # fmt: skip
    UnknownFact.objects.bulk_create(
        UnknownFact(
            case=case, municipality_id=case.municipality_id, fact=StatisticsFact.BACKGROUND, recorded_at=now,
            recorded_by=case.assigned_to,
        )
        for case in chance.sample(open_cases, len(open_cases) // 25)
    )  # fmt: skip
    _write_court(chance, now)


def _write_summaries(cases: list[Case], chance: random.Random, now: dt.datetime) -> None:
    written = [(case, chance.choice(SUMMARIES), _after(case, chance, now)) for case in cases]
    CaseSummary.objects.bulk_create(
        CaseSummary(
            case=case, municipality_id=case.municipality_id, version=1, text=text, recorded_at=at,
            recorded_by=case.assigned_to,
        )
        for case, text, at in written
    )  # fmt: skip
    CaseEvent.objects.bulk_create(
        CaseEvent(
            case=case, municipality_id=case.municipality_id, kind=EventKind.SUMMARY, recorded_at=at,
            occurred_on=timezone.localdate(at), by_user=case.assigned_to, by_name=str(case.assigned_to),
            by_organisation=str(case.unit), detail=facts({"text": text, "version": 1}),
        )
        for case, text, at in written
    )  # fmt: skip


def _after(case: Case, chance: random.Random, now: dt.datetime) -> dt.datetime:
    """A moment between taking the case and now."""
    begun = case.assigned_at or case.opened_at
    return begun + (now - begun) * chance.random()


def _write_failed_numbers(cases: list[Case], now: dt.datetime) -> None:
    """A call to a wrong number marks it on the case."""
    by_key = {case.pk: case for case in cases}
    wrong = ContactAttempt.objects.filter(
        case__in=by_key, mode__in=["phone", "sms"], not_reached_reason="wrong_address"
    ).order_by("occurred_at", "pk")
    people = {
        entry.case_id: entry.person
        for entry in CasePerson.objects.filter(case__in=by_key).select_related("person").order_by("-position", "pk")
    }
    first = {attempt.case_id: attempt for attempt in reversed(wrong)}
    ContactPoint.objects.bulk_create(
        ContactPoint(
            case=by_key[case], municipality_id=by_key[case].municipality_id, kind=ContactPointKind.PHONE,
            value=people[case].phone, whose=people[case].name, fails_since=timezone.localdate(attempt.occurred_at),
            added_at=attempt.occurred_at, added_by_id=attempt.recorded_by_id, version=2,
        )
        for case, attempt in sorted(first.items())
        if people[case].phone
    )  # fmt: skip


def _write_court(chance: random.Random, now: dt.datetime) -> None:
    """Who attends in the next weeks, and what has been seen to before an eviction."""
    near = LegalStep.objects.filter(
        takes_place_at__gte=now - dt.timedelta(days=10),
        takes_place_at__lte=now + dt.timedelta(days=30),
        case__closed_at__isnull=True,
        case__assigned_to__isnull=False,
        kind__in=[LegalStepKind.HEARING_CALLED, LegalStepKind.EVICTION_SCHEDULED],
    ).select_related("case")
    steps = list(near.order_by("takes_place_at", "pk"))
    CourtAttendance.objects.bulk_create(
        CourtAttendance(
            step=step, case=step.case, municipality_id=step.municipality_id, attends_id=step.case.assigned_to_id,
            prepared=chance.choice(PREPARED),
        )
        for step in steps
        if chance.random() < 0.7
    )  # fmt: skip
    EvictionCheckMark.objects.bulk_create(_marks(steps, chance, now))


def _marks(steps: list[LegalStep], chance: random.Random, now: dt.datetime) -> Iterator[EvictionCheckMark]:
    for step in steps:
        if step.kind != LegalStepKind.EVICTION_SCHEDULED:
            continue
        for point in chance.sample(list(EvictionCheck), 3):
            answer = CheckAnswer.NOT_RELEVANT if point == EvictionCheck.PETS else CheckAnswer.DONE
            yield EvictionCheckMark(
                step=step, case=step.case, municipality_id=step.municipality_id, point=point, answer=answer,
                marked_at=now, marked_by_id=step.case.assigned_to_id or 0,
            )  # fmt: skip
