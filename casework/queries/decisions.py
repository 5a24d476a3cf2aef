"""What is decided and promised on a case: how far each has come, and the next thing to do about it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import wording
from accounts.scope import Scope
from housing import codes

from ..deciding import ComplaintPeriod, missing
from ..decision_states import complaint_state, decision_state, guarantee_state
from ..enums_decisions import ComplaintState, DecisionState, GuaranteeState
from ..models import Case, Complaint, Decision, DecisionDraft, DecisionSending, PaymentGuarantee


@dataclasses.dataclass(frozen=True, slots=True)
class Made:
    """A decision with how it was sent, what replaced it, and the time to complain."""

    decision: Decision
    sending: DecisionSending | None
    replaced_by: Decision | None

    @property
    def state(self) -> DecisionState:
        return decision_state(is_sent=self.sending is not None, is_replaced=self.replaced_by is not None)

    @property
    def period(self) -> ComplaintPeriod | None:
        """None while nobody knows when the party got it."""
        if self.sending is None or self.decision.complaint_weeks is None:
            return None
        return ComplaintPeriod(self.sending.known_on, self.decision.complaint_weeks)


class Line(NamedTuple):
    """One thing decided or promised, in a sentence with its page, and the next thing to do with where to do it."""

    said: str
    url: str
    next: str = ""
    next_url: str = ""
    tone: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Decided:
    """Everything decided and promised on a case, the newest first."""

    case: Case
    draft: DecisionDraft | None
    made: list[Made]
    complaints: list[Complaint]
    guarantees: list[PaymentGuarantee]

    def made_of(self, decision_id: int | None) -> Made | None:
        return next((one for one in self.made if one.decision.pk == decision_id), None)

    def is_late(self, complaint: Complaint) -> bool | None:
        """Whether a complaint came after its time; None when the time is not known."""
        made = self.made_of(complaint.decision_id)
        return None if made is None or made.period is None else not made.period.is_in_time(complaint.received_on)


def all_decided(case: Case, scope: Scope) -> Decided:
    """What is decided and promised on a case, in four questions."""
    decisions = (
        Decision.objects.visible_to(scope)
        .filter(case=case)
        .select_related("sending", "replaced_by", "decided_by", "budget")
    )
    complaints = Complaint.objects.visible_to(scope).filter(case=case)
    guarantees = PaymentGuarantee.objects.visible_to(scope).filter(case=case)
    return Decided(
        case=case,
        draft=DecisionDraft.objects.visible_to(scope).filter(case=case).first(),
        made=[
            Made(one, getattr(one, "sending", None), getattr(one, "replaced_by", None))
            for one in decisions.order_by("-decided_on", "-pk")
        ],
        complaints=list(complaints.order_by("-received_on", "-pk")),
        guarantees=list(guarantees.order_by("-made_on", "-pk")),
    )


def lines(decided: Decided, *, today: dt.date) -> tuple[list[Line], list[Line]]:
    """What stands now, and what is over, each with its sentence."""
    now: list[Line] = []
    over: list[Line] = []
    if decided.draft is not None:
        now.append(_of_draft(decided.draft, today))
    for complaint in decided.complaints:
        (now if complaint_state(complaint) in _OPEN_COMPLAINT else over).append(_of_complaint(decided, complaint))
    for made in decided.made:
        (over if made.state == DecisionState.REPLACED else now).append(_of_decision(made, today))
    for guarantee in decided.guarantees:
        state = guarantee_state(guarantee, today)
        (over if state in _OVER_GUARANTEE else now).append(_of_guarantee(guarantee, state, today))
    return now, over


def guidance(decision: Decision | DecisionDraft) -> str:
    """How one can complain of a decision, as it stands in it."""
    return _(
        "You can complain to %(to)s within %(weeks)s weeks of receiving the decision. We then look at the decision"
        " again. If we uphold it, we send your complaint on to Ankestyrelsen."
    ) % {"to": decision.complaint_to or wording.NOTHING, "weeks": decision.complaint_weeks or wording.NOTHING}


def basis_names(kinds: list[str]) -> list[tuple[str, str]]:
    """The names of the help a decision is about, each with its legal basis."""
    return [(codes.name_of("intervention", code), codes.definition_of("intervention", code)) for code in kinds]


_OPEN_COMPLAINT = frozenset({ComplaintState.RECEIVED, ComplaintState.REASSESSED, ComplaintState.FORWARDED})
_OVER_GUARANTEE = frozenset({GuaranteeState.PAID, GuaranteeState.REJECTED, GuaranteeState.WITHDRAWN})


def _of_draft(draft: DecisionDraft, today: dt.date) -> Line:
    url = reverse("casework:decision-draft", args=[draft.case_id])
    lacking = missing(draft, decided_on=today)
    said = _("A decision is being written.")
    if lacking:
        return Line(said, url, lacking[0].sentence, url)
    return Line(said, url, _("Look it through and decide"), reverse("casework:decision-decide", args=[draft.case_id]))


def _of_decision(made: Made, today: dt.date) -> Line:
    decision = made.decision
    url = reverse("casework:decision", args=[decision.case_id, decision.pk])
    facts = {"day": wording.day(decision.decided_on), "outcome": decision.get_outcome_display()}
    said = _("Decision of %(day)s: %(outcome)s.") % facts
    if made.replaced_by is not None:
        return Line(_joined(said, _("Replaced by a newer one.")), url)
    if made.sending is None or made.period is None:
        sent = reverse("casework:decision-sent", args=[decision.case_id, decision.pk])
        return Line(_joined(said, _("Not sent yet.")), url, _("Note when it was sent"), sent, "amber")
    last = made.period.last_day
    if last >= today:
        until = _("Can be complained of until %(day)s.") % {"day": wording.day(last)}
        return Line(_joined(said, until), url)
    return Line(_joined(said, _("The time to complain is over.")), url)


def _of_complaint(decided: Decided, complaint: Complaint) -> Line:
    url = reverse("casework:complaint", args=[complaint.case_id, complaint.pk])
    state = complaint_state(complaint)
    said = _("Complaint of %(day)s: %(state)s.") % {
        "day": wording.day(complaint.received_on),
        "state": state.label.lower() if state != ComplaintState.FORWARDED else state.label,
    }
    if decided.is_late(complaint):
        said = _joined(said, _("It came late."))
    steps = {
        ComplaintState.RECEIVED: (ComplaintState.REASSESSED, _("Look at the decision again")),
        ComplaintState.REASSESSED: (ComplaintState.FORWARDED, _("Send it on to Ankestyrelsen")),
        ComplaintState.FORWARDED: (ComplaintState.SETTLED, _("Note what Ankestyrelsen answers")),
    }
    if state not in steps:
        return Line(said, url)
    step, words = steps[state]
    tone = "" if state == ComplaintState.FORWARDED else "amber"
    return Line(
        said, url, words, reverse("casework:complaint-step", args=[complaint.case_id, complaint.pk, step]), tone
    )


def _of_guarantee(guarantee: PaymentGuarantee, state: GuaranteeState, today: dt.date) -> Line:
    url = reverse("casework:guarantee", args=[guarantee.case_id, guarantee.pk])
    said = _("Payment guarantee %(amount)s: %(state)s.") % {
        "amount": wording.kroner(guarantee.amount),
        "state": state.label.lower(),
    }
    steps = {
        GuaranteeState.MADE: (GuaranteeState.SENT, _("Send it to the association")),
        GuaranteeState.SENT: (GuaranteeState.ACCEPTED, _("Note the association's answer")),
        GuaranteeState.ACCEPTED: (GuaranteeState.PAID, _("Note the payment")),
    }
    if state == GuaranteeState.RUN_OUT:
        held = _("It held until %(day)s.") % {"day": wording.day(guarantee.valid_until)}
        again = reverse("casework:guarantee-new", args=[guarantee.case_id])
        return Line(_joined(said, held), url, _("Make a new one if it is still needed"), again, "amber")
    if state not in steps:
        return Line(said, url)
    step, words = steps[state]
    until = _("It holds until %(day)s.") % {"day": wording.day(guarantee.valid_until)}
    tone = "amber" if state == GuaranteeState.MADE else ""
    next_url = reverse("casework:guarantee-step", args=[guarantee.case_id, guarantee.pk, step])
    return Line(_joined(said, until), url, words, next_url, tone)


def _joined(*sentences: str) -> str:
    return " ".join(sentences)
