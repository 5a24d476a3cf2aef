"""The letters that tell of a decision or a guarantee, filled in from it, and their sending noted in one go."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.errors import Refused
from accounts.scope import Scope

from ..enums import LetterChannel, LetterCode
from ..enums_decisions import GuaranteeState, SentBy
from ..models import DecidedLetter, Decision, DecisionSending, Letter, PaymentGuarantee
from .decisions import NONE_YET, note_sending
from .guarantees import note_guarantee_step
from .letters import record_sent, write_letter

#: How a letter left the house, as a decision or a guarantee says it, and the other way round.
SENT_BY: dict[str, SentBy] = {
    LetterChannel.POST: SentBy.LETTER,
    LetterChannel.DIGITAL_POST: SentBy.DIGITAL_POST,
    LetterChannel.EMAIL: SentBy.EMAIL,
    LetterChannel.HANDED_OVER: SentBy.BY_HAND,
}
CHANNEL = {sent_by: channel for channel, sent_by in SENT_BY.items()}


@transaction.atomic
def write_decision_letter(
    decision: Decision, *, recipient: str, subject: str, body: str, by: Scope, now: dt.datetime
) -> Letter:
    """The letter to the party; the decision remembers it."""
    letter = write_letter(
        decision.case,
        template_code=LetterCode.DECISION,
        recipient=recipient,
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
    _remember(letter, decision=decision)
    return letter


@transaction.atomic
def write_guarantee_letter(
    guarantee: PaymentGuarantee, *, recipient: str, subject: str, body: str, by: Scope, now: dt.datetime
) -> Letter:
    """The letter to the association; the guarantee remembers it. What it says is all the association learns."""
    if guarantee.withdrawn_on is not None:
        raise Refused(_("The guarantee was withdrawn. Make a new one."))
    letter = write_letter(
        guarantee.case,
        template_code=LetterCode.GUARANTEE,
        recipient=recipient,
        subject=subject,
        body=body,
        by=by,
        now=now,
    )
    _remember(letter, guarantee=guarantee)
    return letter


@transaction.atomic
def send_decision(
    decision: Decision, *, letter: Letter | None, by: Scope, now: dt.datetime, **sending: Any
) -> DecisionSending:
    """Note how a decision went out, and of its letter the same."""
    noted = note_sending(decision, **sending, by=by, now=now)
    _sent(letter, sending["sent_on"], sending["sent_by"], by=by, now=now)
    return noted


@transaction.atomic
def send_guarantee(
    guarantee: PaymentGuarantee, *, letter: Letter | None, by: Scope, now: dt.datetime, **sending: Any
) -> PaymentGuarantee:
    """Note how a guarantee went to the association, and of its letter the same."""
    noted = note_guarantee_step(guarantee, step=GuaranteeState.SENT, **sending, by=by, now=now)
    _sent(letter, sending["on"], sending["sent_by"], by=by, now=now)
    return noted


@transaction.atomic
def follow_letter(letter: Letter, *, by: Scope, now: dt.datetime) -> None:
    """What a letter told of counts as sent the day the letter was; known the same day until somebody corrects it."""
    link = DecidedLetter.objects.filter(letter=letter).select_related("decision", "guarantee").first()
    if link is None or letter.sent_on is None:
        return
    sent_by = SENT_BY[letter.channel]
    if link.decision is not None:
        sending = DecisionSending.objects.filter(decision=link.decision).first()
        if sending is None:
            facts: Mapping[str, Any] = {"sent_on": letter.sent_on, "sent_by": sent_by, "known_on": letter.sent_on}
            note_sending(link.decision, **facts, version=NONE_YET, by=by, now=now)
    elif link.guarantee is not None and link.guarantee.sent_on is None:
        note_guarantee_step(
            link.guarantee,
            step=GuaranteeState.SENT,
            on=letter.sent_on,
            sent_by=sent_by,
            version=link.guarantee.version,
            by=by,
            now=now,
        )


def _sent(letter: Letter | None, on: dt.date, sent_by: str, *, by: Scope, now: dt.datetime) -> None:
    if letter is not None and letter.sent_on is None and on >= letter.written_on:
        record_sent(letter, channel=CHANNEL[SentBy(sent_by)], sent_on=on, version=letter.version, by=by, now=now)


def _remember(
    letter: Letter, *, decision: Decision | None = None, guarantee: PaymentGuarantee | None = None
) -> DecidedLetter:
    return DecidedLetter.objects.create(
        letter=letter,
        decision=decision,
        guarantee=guarantee,
        case_id=letter.case_id,
        municipality_id=letter.municipality_id,
    )
