"""What was asked of others and agreed with them, said as sentences."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from ..enums_decisions import SentBy
from ..enums_requests import (
    Administering,
    AnswerOutcome,
    AnswerWhy,
    BenefitKind,
    MessageCode,
    RequestBasis,
    RequestKind,
    RequestReason,
    Sanction,
    WithdrawnWhy,
)
from .saying import Facts, Said, day, joined, kroner, label, lines, moment

REQUESTS = {
    "sent": gettext_lazy("Asked %(to)s: %(kind)s"),
    "reminded": gettext_lazy("Reminded %(to)s: %(kind)s"),
    "asked_back": gettext_lazy("%(to)s asks back: %(kind)s"),
    "replied": gettext_lazy("Replied to %(to)s: %(kind)s"),
    "answered": gettext_lazy("%(to)s answered: %(kind)s"),
    "corrected": gettext_lazy("%(to)s corrected its answer: %(kind)s"),
    "withdrawn": gettext_lazy("Took the request to %(to)s back: %(kind)s"),
}
MEETINGS = {
    "called": gettext_lazy("Case meeting called for %(when)s"),
    "changed": gettext_lazy("Case meeting changed: %(when)s"),
    "called_off": gettext_lazy("Case meeting called off: %(when)s"),
    "minutes": gettext_lazy("Minutes of the case meeting of %(when)s"),
}
AGREEMENTS = {
    "made": pgettext_lazy("timeline", "Agreed: %(text)s"),
    "changed": gettext_lazy("Agreement corrected: %(text)s"),
    "done": gettext_lazy("Agreement done: %(text)s"),
    "undone": gettext_lazy("Agreement not done after all: %(text)s"),
}


def request(facts: Facts) -> Said:
    """Something became of a request."""
    did = str(facts.get("did", ""))
    said = {"to": facts.get("to", ""), "kind": label(RequestKind, facts.get("kind"))}
    asked = [
        facts.get("user"),
        _until(_("answer by %(day)s"), facts.get("due_on")),
        _until(_("hold until %(day)s"), facts.get("hold_until")),
        label(RequestReason, facts.get("reason")),
        label(RequestBasis, facts.get("basis")),
        label(MessageCode, facts.get("code")),
        label(WithdrawnWhy, facts.get("why")),
    ]
    text = lines([joined(asked), answer_words(facts), facts.get("question"), facts.get("text")])
    tone = {"answered": "teal", "corrected": "teal", "asked_back": "amber"}.get(did, "")
    return Said("arrow-left-right", _sentence(REQUESTS, did) % said, text, tone)


def answer_words(facts: Facts) -> str:
    """An answer in one line."""
    return joined(
        [
            label(AnswerOutcome, facts.get("outcome")),
            label(BenefitKind, facts.get("benefit")),
            label(Sanction, facts.get("sanction")),
            _until(_("sanction until %(day)s"), facts.get("sanction_until")),
            label(Administering, facts.get("administration")),
            label(AnswerWhy, facts.get("why_not")),
            _until(_("next payment on %(day)s"), facts.get("next_payment_on")),
            _until(_("held until %(day)s"), facts.get("granted_until")),
            _until(_("from %(day)s"), facts.get("starts_on")),
            _until(_("appointment on %(day)s"), facts.get("appointment_on")),
            _until(_("expected on %(day)s"), facts.get("expected_on")),
            kroner(facts),
            label(SentBy, facts.get("sent_by")),
        ]
    )


def meeting(facts: Facts) -> Said:
    """Something became of a case meeting."""
    when = moment(facts["starts_at"]) if facts.get("starts_at") else ""
    was = _("it was %(when)s") % {"when": moment(facts["was_at"])} if facts.get("was_at") else ""
    version = _("version %(number)s") % {"number": facts["number"]} if facts.get("number", 1) > 1 else ""
    text = joined([facts.get("place"), was, version, facts.get("reason")])
    return Said("people", _sentence(MEETINGS, facts.get("did")) % {"when": when}, text)


def agreement(facts: Facts) -> Said:
    """Something was agreed, corrected or done."""
    now = joined([facts.get("owner"), _until(_("by %(day)s"), facts.get("due_on"))])
    before = joined([facts.get("was_text"), facts.get("was_owner"), _until(_("by %(day)s"), facts.get("was_due_on"))])
    was = _("it said: %(before)s") % {"before": before} if before else ""
    title = _sentence(AGREEMENTS, facts.get("did")) % {"text": facts.get("text", "")}
    return Said("check2-square", title, lines([now, was]), "teal" if facts.get("did") == "done" else "")


def _sentence(sentences: dict[str, Any], did: Any) -> str:
    return str(sentences.get(str(did), next(iter(sentences.values()))))


def _until(sentence: str, value: Any) -> str:
    return sentence % {"day": day(value)} if value else ""
