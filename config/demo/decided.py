"""What the municipality of the demo decided and promised: on cases with a notice, some days after it."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.db.models import Prefetch
from django.utils import timezone

from accounts.models import User
from casework.enums import EventKind
from casework.enums_decisions import (
    AppealResult,
    ComplaintState,
    DecisionOutcome,
    GuaranteeAnswer,
    GuaranteeState,
    PartyHearing,
    Reassessment,
    SentBy,
)
from casework.events import facts
from casework.models import (
    Budget,
    Case,
    CaseEvent,
    Complaint,
    Decision,
    DecisionDraft,
    DecisionSending,
    Intervention,
    PaymentGuarantee,
)
from housing import codes

SEED = 5_110
DAY = dt.timedelta(days=1)
BATCH = 1000

HELPED = (
    ("Husstanden har en sygemelding bag sig og er i arbejde igen. Huslejen kan betales fremover.",
     "Restancen skyldes en tid uden indtægt. Boligen kan betales nu, og uden hjælp ville den gå tabt."),
    ("Der er børn i hjemmet. Boligstøtten var stoppet i to måneder og er genoptaget.",
     "Årsagen er rettet, og en udsættelse ville ramme børnene hårdt. Vi betaler restancen som en enkeltydelse."),
    ("Partneren er flyttet, og lejeren står alene med huslejen. En billigere bolig er søgt.",
     "Vi hjælper i en overgang, mens en billigere bolig findes."),
)  # fmt: skip
REFUSED = (
    ("Husstandens indtægt dækker huslejen. Restancen er på en halv måned.",
     "Restancen kan betales i rater af husstandens egen indtægt. Der er derfor ikke grundlag for hjælp."),
    ("Lejeren har opsparing og har ikke ønsket at oplyse mere.",
     "Opsparingen dækker restancen. Der er derfor ikke grundlag for hjælp nu."),
)  # fmt: skip
NOT_HEARD = "Afgørelsen bygger alene på oplysninger, parten selv har givet."
ANSWER = "Er enig i tallene og vil gerne have hjælp til budget."
#: Interventions that no decision grants.
NO_GRANT = {"payment_guarantee", "conversation"}
REFUSED_BASES = ["grant_81", "rent_help_81a"]
CONDITIONS = "Udsættelsen stilles i bero, og sagen tilbagekaldes, når beløbet er betalt."
COMPLAINTS = ("Jeg har ikke nogen opsparing længere.", "Der er ikke taget hensyn til, at jeg er syg.")
GOES = ("waits", "upheld", "met", "partly", "withdrawn")
PROMISED = ("made", "sent", "accepted", "run out", "rejected", "withdrawn")


class _Pair(NamedTuple):
    """A case and a decision on it."""

    case: Case
    decision: Decision


class Decided:
    """Writes decisions with what followed from them, and their lines on the timeline."""

    def __init__(self, now: dt.datetime) -> None:
        self.chance = random.Random(SEED)  # noqa: S311 - invented decisions need no secrets
        self.now, self.today = now, timezone.localdate(now)
        self.events: list[CaseEvent] = []
        self.turn = self.promised = 0

    def write(self) -> list[int]:
        """All of it; the keys of the cases it is about are returned."""
        with_basis = {code.code for code in codes.entries("intervention", today=self.today) if code.definition}
        pairs = [_Pair(case, decision) for case in _noticed() for decision in self._decision(case, with_basis)]
        self._rest_on_budgets(pairs)
        Decision.objects.bulk_create([pair.decision for pair in pairs], batch_size=BATCH)
        sendings = [sending for pair in pairs for sending in self._sending(pair)]
        DecisionSending.objects.bulk_create(sendings, batch_size=BATCH)
        sent_on = {sending.decision_id: sending.known_on for sending in sendings}
        complaints = [one for pair in pairs for one in self._complaint(pair, sent_on)]
        Complaint.objects.bulk_create((complaint for complaint, _case in complaints), batch_size=BATCH)
        for complaint, case in complaints:
            self._say_complaint(complaint, case)
        guarantees = [(one, pair.case) for pair in pairs for one in self._guarantee(pair, sent_on)]
        PaymentGuarantee.objects.bulk_create((guarantee for guarantee, _case in guarantees), batch_size=BATCH)
        for guarantee, case in guarantees:
            self._say_guarantee(guarantee, case)
        drafted = self._drafts({pair.case.pk for pair in pairs})
        CaseEvent.objects.bulk_create(self.events, batch_size=BATCH)
        return [*{pair.case.pk for pair in pairs}, *drafted]

    def _decision(self, case: Case, with_basis: set[str]) -> Iterator[Decision]:
        """A decision on most cases, within the fourteen days or a little later, unless it was closed before."""
        assert case.first_noticed_on is not None  # noqa: S101 - what `_noticed` asks for
        on = case.first_noticed_on + DAY * self.chance.choice((4, 6, 8, 10, 12, 13, 16))
        if on > min(case.closed_on or self.today, self.today) or self.chance.random() < 0.15:
            return
        granted = sorted({one.kind for one in case.granted if one.kind in with_basis - NO_GRANT})  # type: ignore[attr-defined]  # prefetched
        is_help = bool(granted)
        if not is_help and self.chance.random() < 0.4:
            return
        weighed, reasons = self.chance.choice(HELPED if is_help else REFUSED)
        is_heard = not is_help or self.chance.random() < 0.3
        help_outcome = DecisionOutcome.HELP if self.chance.random() < 0.8 else DecisionOutcome.PARTLY
        yield Decision(
            case=case,
            municipality_id=case.municipality_id,
            hearing=PartyHearing.NEEDED if is_heard else PartyHearing.NOT_NEEDED,
            hearing_reason="" if is_heard else NOT_HEARD,
            hearing_sent_on=on - DAY * 4 if is_heard else None,
            hearing_answer_by=on - DAY if is_heard else None,
            hearing_answered_on=on - DAY * 2 if is_heard and is_help else None,
            hearing_answer=ANSWER if is_heard and is_help else "",
            outcome=help_outcome if is_help else DecisionOutcome.NO_BASIS,
            bases=granted if is_help else REFUSED_BASES,
            facts_weighed=weighed,
            reasons=reasons,
            complaint_to=case.unit.name,
            complaint_weeks=4,
            decided_on=on,
            decided_by=_worker(case),
            recorded_at=self._at(on),
        )

    def _rest_on_budgets(self, pairs: list[_Pair]) -> None:
        """Help that was decided when there was a budget already rests on it."""
        found = Budget.objects.filter(case__in=[pair.case for pair in pairs]).order_by("made_on", "pk")
        budgets = {budget.case_id: budget for budget in found}
        for case, decision in pairs:
            budget = budgets.get(case.pk)
            if budget and budget.made_on <= decision.decided_on and decision.outcome != DecisionOutcome.NO_BASIS:
                decision.budget = budget

    def _sending(self, pair: _Pair) -> Iterator[DecisionSending]:
        case, decision = pair
        self._event(
            case, EventKind.DECISION, decision.decided_on, decision=decision.pk, outcome=decision.outcome,
            bases=decision.bases, reasons=decision.reasons,
        )  # fmt: skip
        by = self.chance.choice((SentBy.DIGITAL_POST, SentBy.DIGITAL_POST, SentBy.LETTER))
        known_on = decision.decided_on + (DAY * 2 if by == SentBy.LETTER else DAY * 0)
        if known_on > self.today:
            return
        self._event(
            case, EventKind.DECISION_SENT, decision.decided_on, decision=decision.pk, sent_on=decision.decided_on,
            sent_by=by, known_on=known_on,
        )  # fmt: skip
        yield DecisionSending(
            decision=decision,
            case=case,
            municipality_id=case.municipality_id,
            sent_on=decision.decided_on,
            sent_by=by,
            known_on=known_on,
            recorded_at=self._at(decision.decided_on),
            recorded_by=_worker(case),
        )

    def _complaint(self, pair: _Pair, sent_on: dict[int, dt.date]) -> Iterator[tuple[Complaint, Case]]:
        """Every fifth refusal is complained of, one after the other in each way it can go; some come late."""
        case, decision = pair
        if decision.outcome != DecisionOutcome.NO_BASIS or decision.pk not in sent_on or self.chance.random() > 0.2:
            return
        goes = GOES[self.turn % len(GOES)]
        received_on = sent_on[decision.pk] + DAY * self.chance.choice((6, 13, 20, 34))
        if received_on > self.today:
            return
        self.turn += 1
        complaint = Complaint(
            decision=decision,
            case=case,
            municipality_id=case.municipality_id,
            received_on=received_on,
            received_from=case.names.split(", ")[0],
            text=self.chance.choice(COMPLAINTS),
            recorded_at=self._at(received_on),
            recorded_by=_worker(case),
        )
        found = {"upheld": Reassessment.UPHELD, "met": Reassessment.FULL, "partly": Reassessment.PARTIAL}
        looked_on = received_on + DAY * 12
        if goes == "withdrawn" and looked_on <= self.today:
            complaint.withdrawn_on = looked_on
        if goes in found and looked_on <= self.today:
            complaint.reassessed_on, complaint.reassessment = looked_on, found[goes]
            complaint.reassessment_reasons = "Der er intet nyt, der ændrer vurderingen." if goes == "upheld" else ""
        if goes in {"upheld", "partly"} and looked_on + DAY <= self.today:
            complaint.forwarded_on = looked_on + DAY
        if complaint.forwarded_on and complaint.forwarded_on + DAY * 90 <= self.today:
            complaint.appeal_result_on = complaint.forwarded_on + DAY * 90
            complaint.appeal_result = self.chance.choice(AppealResult.values)
        yield complaint, case

    def _guarantee(self, pair: _Pair, sent_on: dict[int, dt.date]) -> Iterator[PaymentGuarantee]:
        """A promise for most of the help: paid on closed cases, at every point of its way on open ones."""
        case, decision = pair
        amounts = [one.amount for one in case.granted if one.amount]  # type: ignore[attr-defined]  # prefetched
        amounts = amounts or ([case.amount] if case.amount else [])
        if decision.outcome == DecisionOutcome.NO_BASIS or not amounts or self.chance.random() < 0.3:
            return
        on = min(decision.decided_on + DAY, self.today)
        goes = "paid" if case.closed_on and self.chance.random() < 0.85 else PROMISED[self.promised % len(PROMISED)]
        self.promised += goes != "paid"
        guarantee = PaymentGuarantee(
            case=case,
            municipality_id=case.municipality_id,
            decision=decision,
            amount=max(amounts),
            covers=f"Restancen pr. {on:%d-%m-%Y}",
            conditions=CONDITIONS,
            made_on=on,
            valid_until=on + DAY * 30,
            recorded_at=self._at(on),
            recorded_by=_worker(case),
        )
        if goes == "run out":
            guarantee.valid_until = min(on + DAY * 14, max(on, self.today - DAY))
        if goes == "withdrawn":
            guarantee.withdrawn_on, guarantee.withdrawn_reason = on, "Lejeren har selv betalt"
        elif goes != "made":
            guarantee.sent_on, guarantee.sent_by = on, SentBy.EMAIL
        answered_on = min(on + DAY * 2, self.today)
        if goes in {"accepted", "paid"}:
            guarantee.answered_on, guarantee.answer = answered_on, GuaranteeAnswer.ACCEPTED
        if goes == "rejected":
            guarantee.answered_on, guarantee.answer = answered_on, GuaranteeAnswer.REJECTED
        if goes == "paid":
            guarantee.paid_on, guarantee.paid_amount = min(on + DAY * 9, self.today), guarantee.amount
        yield guarantee

    def _drafts(self, decided: set[int]) -> list[int]:
        """A few decisions are being written."""
        waiting = [case for case in _noticed(is_open=True) if case.pk not in decided][:4]
        DecisionDraft.objects.bulk_create(
            DecisionDraft(
                case=case,
                municipality_id=case.municipality_id,
                hearing=PartyHearing.NEEDED,
                hearing_sent_on=self.today - DAY * 2,
                hearing_answer_by=self.today + DAY * 5,
                facts_weighed=HELPED[0][0],
                complaint_to=case.unit.name,
                complaint_weeks=4,
                started_at=self.now - DAY * 2,
                started_by=_worker(case),
            )
            for case in waiting
        )
        for case in waiting:
            self._event(
                case, EventKind.PARTY_HEARING, self.today - DAY * 2, sent_on=self.today - DAY * 2,
                answer_by=self.today + DAY * 5,
            )  # fmt: skip
        return [case.pk for case in waiting]

    def _say_complaint(self, complaint: Complaint, case: Case) -> None:
        self._event(
            case, EventKind.COMPLAINT, complaint.received_on, complaint=complaint.pk,
            received_from=complaint.received_from, text=complaint.text,
        )  # fmt: skip
        for step, on, result in (
            (ComplaintState.REASSESSED, complaint.reassessed_on, complaint.reassessment),
            (ComplaintState.FORWARDED, complaint.forwarded_on, ""),
            (ComplaintState.SETTLED, complaint.appeal_result_on, complaint.appeal_result),
            (ComplaintState.WITHDRAWN, complaint.withdrawn_on, ""),
        ):
            if on:
                self._event(case, EventKind.COMPLAINT_STEP, on, complaint=complaint.pk, step=step, on=on, result=result)

    def _say_guarantee(self, guarantee: PaymentGuarantee, case: Case) -> None:
        self._event(
            case, EventKind.GUARANTEE, guarantee.made_on, guarantee=guarantee.pk, amount=guarantee.amount,
            covers=guarantee.covers, valid_until=guarantee.valid_until, conditions=guarantee.conditions,
        )  # fmt: skip
        for step, on, more in (
            (GuaranteeState.SENT, guarantee.sent_on, {"sent_by": guarantee.sent_by}),
            (guarantee.answer, guarantee.answered_on, {}),
            (GuaranteeState.PAID, guarantee.paid_on, {"amount": guarantee.paid_amount}),
            (GuaranteeState.WITHDRAWN, guarantee.withdrawn_on, {"reason": guarantee.withdrawn_reason}),
        ):
            if on:
                self._event(case, EventKind.GUARANTEE_STEP, on, guarantee=guarantee.pk, step=step, on=on, **more)

    def _event(self, case: Case, kind: EventKind, day: dt.date, /, **detail: Any) -> None:
        worker = _worker(case)
        self.events.append(
            CaseEvent(
                case=case,
                municipality_id=case.municipality_id,
                kind=kind,
                occurred_on=day,
                recorded_at=self._at(day),
                by_user=worker,
                by_name=worker.name,
                by_organisation=case.unit.name,
                detail=facts(detail),
            )
        )

    def _at(self, day: dt.date) -> dt.datetime:
        """Early in the afternoon of that day, not after now."""
        return min(dt.datetime.combine(day, dt.time(13), dt.UTC), self.now)


def _noticed(*, is_open: bool = False) -> list[Case]:
    """The cases with a notice that somebody has, each with the help it got."""
    cases = Case.objects.filter(first_noticed_on__isnull=False, assigned_to__isnull=False)
    cases = cases.open() if is_open else cases
    return list(
        cases.select_related("assigned_to", "unit")
        .prefetch_related(Prefetch("interventions", Intervention.objects.order_by("pk"), to_attr="granted"))
        .order_by("pk")
    )


def _worker(case: Case) -> User:
    worker = case.assigned_to
    if worker is None:
        raise LookupError(case.number)
    return worker
