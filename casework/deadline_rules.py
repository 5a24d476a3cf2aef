"""The rules that set deadlines, in words: what each is called, what it says, where it comes from."""

from __future__ import annotations

import dataclasses

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from . import deadlines


@dataclasses.dataclass(frozen=True, slots=True)
class Rule:
    """A rule in words.

    `absent` says why a case has no such deadline. `is_duty`: the municipality must act by then; otherwise the day
    just passes. A rule may be waived, or met by something a person notes by hand, as far as it says so.
    """

    code: str
    label: str | Promise
    about: str | Promise
    source: str | Promise
    absent: str | Promise
    is_duty: bool = True
    may_be_waived: bool = True
    may_be_noted: bool = False


RULES: tuple[Rule, ...] = (
    Rule(
        deadlines.INFORMATION,
        _("Information letter"),
        _("The household is told what the municipality has received about it, and from whom."),
        _("GDPR article 14; the number of days is the municipality's own"),
        _("Nothing has been received."),
        may_be_noted=True,
    ),
    Rule(
        deadlines.ADVICE,
        _("Tell of advice"),
        _("Everybody who may lose their home is told that advice exists."),
        _("The municipality's own target"),
        _("The case has not begun."),
        may_be_noted=True,
    ),
    Rule(
        deadlines.FIRST_CONTACT,
        _("First contact"),
        _("Somebody tries to reach the household as soon as the case has begun; counted in working days."),
        _("The municipality's own target"),
        _("The case has not begun."),
    ),
    Rule(
        deadlines.ASSESSMENT,
        _("Assessment of help (§ 5 a)"),
        _("After the notice the question of help is decided: help is given, or a reasoned decision says why not."),
        _("Retssikkerhedsloven § 5 a, calendar days, not moved for weekends"),
        _("No notice has come from which the days run."),
    ),
    Rule(
        deadlines.COMPLAINT,
        _("Complaint period ends"),
        _("Until then the tenant can complain of the decision."),
        _("Retssikkerhedsloven § 67"),
        _("No decision has been made."),
        is_duty=False,
        may_be_waived=False,
    ),
    Rule(
        deadlines.GUARANTEE,
        _("Payment guarantee runs out"),
        _("The guarantee is paid, renewed or ended before its last day."),
        _("The payment guarantee"),
        _("No payment guarantee is in force."),
    ),
    Rule(
        deadlines.INSTALMENT,
        _("Instalment due"),
        _("The household is to pay an instalment of its plan."),
        _("The instalment plan"),
        _("No instalment is due."),
    ),
    Rule(
        deadlines.REQUEST,
        _("Answer to a request"),
        _("Another organisation answers what it was asked; when it does not it is reminded."),
        _("The day given in the request; the days proposed are the municipality's own"),
        _("Nobody is to answer a request."),
    ),
    Rule(
        deadlines.REQUEST_REPLY,
        _("Reply to a question back"),
        _("The one who is to answer a request asks back and waits for the reply."),
        _("The municipality's own target"),
        _("Nobody has asked back."),
    ),
    Rule(
        deadlines.AGREEMENT,
        _("Agreement of a case meeting"),
        _("What was agreed at a meeting is done by the day that was agreed."),
        _("The minutes of the meeting"),
        _("No agreement of a meeting is open."),
    ),
    Rule(
        deadlines.APPOINTMENT,
        _("Appointment with the household"),
        _("A call or a home visit at the agreed hour; afterwards it is noted what came of it."),
        _("What was agreed with the household"),
        _("No appointment is agreed."),
        may_be_waived=False,
    ),
    Rule(
        deadlines.PAYMENT,
        _("Payment deadline"),
        _("Until then the tenant can pay what was demanded; the tenancy can be rescinded the day after."),
        _(
            "Almenlejeloven § 90(2): moved from a weekend, a public holiday or 5 June to the next weekday; an arrival"
            " nobody knows is taken to be the weekday after the demand"
        ),
        _("No demand is running."),
        is_duty=False,
        may_be_waived=False,
    ),
    Rule(
        deadlines.HEARING,
        _("Bailiff hearing"),
        _("The bailiff court has called a hearing; its result is recorded afterwards."),
        _("The bailiff court"),
        _("No hearing is called."),
        may_be_waived=False,
    ),
    Rule(
        deadlines.EVICTION,
        _("Eviction scheduled"),
        _("The bailiff court has set the day of the eviction; what happened is recorded afterwards."),
        _("The bailiff court"),
        _("No eviction is set."),
        may_be_waived=False,
    ),
    Rule(
        deadlines.EVICTION_REVIEW,
        _("Review after the eviction"),
        _("Those who had to do with the eviction look back together for ten minutes: which chances were missed?"),
        _("The municipality's own target"),
        _("Nobody has been put out."),
    ),
    Rule(
        deadlines.AFTER_CLOSING,
        _("Follow-up after closing"),
        _("3, 6 and 12 months after closing: does the household still live there, are there new arrears?"),
        _("The municipality's own target"),
        _("The case is open, or the household did not stay."),
    ),
)
BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
