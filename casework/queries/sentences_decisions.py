"""What was decided and promised on a case, said as sentences."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from housing import codes

from ..enums_decisions import AppealResult, ComplaintState, DecisionOutcome, GuaranteeState, Reassessment, SentBy
from .saying import Facts, Said, day, joined, kroner, label, lines


def draft(facts: Facts) -> Said:
    """A draft was begun or thrown away."""
    if facts.get("did") == "discarded":
        return Said("file-earmark-x", _("Discarded the draft of a decision"))
    return Said("file-earmark-text", _("Began to write a decision"), _replaces(facts))


def party_hearing(facts: Facts) -> Said:
    """The party was asked, or answered."""
    if facts.get("answered_on"):
        title = _("The party answered the hearing on %(day)s") % {"day": day(facts["answered_on"])}
        return Said("chat-left-quote", title, facts.get("answer", ""))
    if facts.get("sent_on"):
        title = _("Party hearing sent on %(day)s") % {"day": day(facts["sent_on"])}
        by = _("answer by %(day)s") % {"day": day(facts["answer_by"])} if facts.get("answer_by") else ""
        return Said("chat-left-quote", title, by)
    return Said("chat-left-quote", _("Party hearing taken back"))


def decision(facts: Facts) -> Said:
    """A decision was made."""
    title = _("Decision: %(outcome)s") % {"outcome": label(DecisionOutcome, facts.get("outcome"))}
    bases = [codes.name_of("intervention", code) for code in facts.get("bases", [])]
    text = lines([joined(bases), facts.get("reasons"), _replaces(facts)])
    return Said("file-earmark-check", title, text, "teal")


def _replaces(facts: Facts) -> str:
    if not facts.get("replaces"):
        return ""
    return _("Replaces the decision of %(day)s") % {"day": day(facts["replaces"])}


def decision_sent(facts: Facts) -> Said:
    """The decision went out, or the day it was known was corrected."""
    known = _("known to the party on %(day)s") % {"day": day(facts["known_on"])} if facts.get("known_on") else ""
    text = joined([label(SentBy, facts.get("sent_by")), known, _was(facts, "was_known_on", "known_on")])
    return Said("send", _("Decision sent"), text, "teal")


def complaint(facts: Facts) -> Said:
    """Somebody complained."""
    title = _("Complaint about the decision")
    sender = _("from %(name)s") % {"name": facts["received_from"]} if facts.get("received_from") else ""
    return Said("exclamation-circle", title, lines([sender, facts.get("text")]), "amber")


COMPLAINT_STEPS = {
    ComplaintState.REASSESSED: gettext_lazy("Complaint reassessed"),
    ComplaintState.FORWARDED: gettext_lazy("Complaint forwarded to Ankestyrelsen"),
    ComplaintState.SETTLED: gettext_lazy("Ankestyrelsen answered the complaint"),
    ComplaintState.WITHDRAWN: gettext_lazy("Complaint withdrawn"),
}


def complaint_step(facts: Facts) -> Said:
    """A complaint went one step further."""
    step = facts.get("step")
    words = AppealResult if step == ComplaintState.SETTLED else Reassessment
    result = label(words, facts.get("result"))
    text = lines([joined([result, _was(facts, "was_on", "on")]), facts.get("reasons")])
    return Said("exclamation-circle", _step(COMPLAINT_STEPS, step), text)


def guarantee(facts: Facts) -> Said:
    """A guarantee was made or changed."""
    sentence = (
        _("Payment guarantee changed: %(amount)s") if facts.get("is_changed") else _("Payment guarantee: %(amount)s")
    )
    until = _("valid until %(day)s") % {"day": day(facts["valid_until"])} if facts.get("valid_until") else ""
    text = lines([joined([facts.get("covers"), until]), facts.get("conditions")])
    return Said("cash-coin", sentence % {"amount": kroner(facts)}, text, "teal")


GUARANTEE_STEPS = {
    GuaranteeState.SENT: gettext_lazy("Payment guarantee sent to the association"),
    GuaranteeState.ACCEPTED: gettext_lazy("The association accepted the payment guarantee"),
    GuaranteeState.REJECTED: gettext_lazy("The association rejected the payment guarantee"),
    GuaranteeState.PAID: gettext_lazy("Payment guarantee paid"),
    GuaranteeState.WITHDRAWN: pgettext_lazy("timeline", "Payment guarantee withdrawn"),
}
TONES = {GuaranteeState.ACCEPTED: "teal", GuaranteeState.PAID: "teal", GuaranteeState.REJECTED: "amber"}


def guarantee_step(facts: Facts) -> Said:
    """A guarantee went one step further."""
    step = facts.get("step")
    text = joined(
        [label(SentBy, facts.get("sent_by")), kroner(facts), facts.get("reason"), _was(facts, "was_on", "on")]
    )
    return Said("cash-coin", _step(GUARANTEE_STEPS, step), text, TONES.get(GuaranteeState(step), "") if step else "")


def _step(sentences: Any, step: Any) -> str:
    """The sentence for a step; one that is not known stands as it is."""
    return str(sentences.get(step, step or ""))


def _was(facts: Facts, before: str, now: str) -> str:
    """What stood there before, when a step was noted again with another day."""
    if not facts.get(before) or facts[before] == facts.get(now):
        return ""
    return _("corrected, it said %(day)s") % {"day": day(facts[before])}
