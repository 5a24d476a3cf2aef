"""What happened with a household's money, said as sentences: instalment plans, payments and budgets."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording

from ..enums_money import AgreedWith, PaymentSource, PlanEnd
from .saying import Facts, Said, as_of, day, joined, kroner, label, lines


def plan_agreed(facts: Facts) -> Said:
    """An instalment plan was agreed, perhaps in place of another."""
    title = _("Instalment plan: %(amount)s") % {"amount": _amount(facts, "amount")}
    instead = _("in place of the plan before") if facts.get("replaces") else ""
    return Said("calendar2-check", title, lines([joined([*_terms(facts), instead]), facts.get("note")]), "teal")


def plan_changed(facts: Facts) -> Said:
    """What was written down of a plan was corrected."""
    title = _("Instalment plan changed: %(amount)s") % {"amount": _amount(facts, "amount")}
    return Said("calendar2-check", title, lines([joined(_terms(facts)), facts.get("note")]))


def plan_ended(facts: Facts) -> Said:
    """Somebody ended a plan, or called it broken."""
    is_broken = facts.get("ended_as") == PlanEnd.BROKEN
    title = _("Instalment plan broken") if is_broken else _("Instalment plan ended")
    share = _("%(paid)s of %(amount)s was reported paid") % {
        "paid": _amount(facts, "paid"),
        "amount": _amount(facts, "amount"),
    }
    return Said("calendar2-x", title, joined([facts.get("reason"), share]), "amber" if is_broken else "")


def instalment_missed(facts: Facts) -> Said:
    """An arrears list shows that an instalment was not paid."""
    title = _("Instalment plan broken: instalment %(number)s of %(day)s is not paid") % {
        "number": facts.get("position", wording.NOTHING),
        "day": day(facts["due_on"]) if facts.get("due_on") else wording.NOTHING,
    }
    lacking = _("%(amount)s is missing, and no payment is reported") % {"amount": _amount(facts, "amount")}
    owed = _("owed: %(owed)s, before: %(before)s") % {
        "owed": _amount(facts, "owed"),
        "before": _amount(facts, "before"),
    }
    return Said("calendar2-x", title, joined([lacking, owed, as_of(facts)]), "amber")


def payment(facts: Facts) -> Said:
    """A payment on a plan was reported."""
    title = _("Paid on the plan: %(amount)s") % {"amount": _amount(facts, "amount")}
    return Said("cash-coin", title, lines([joined(_paid(facts)), facts.get("note")]), "teal")


def payment_corrected(facts: Facts) -> Said:
    """A reported payment was corrected or taken back."""
    was = {
        "amount": _amount(facts, "was_amount"),
        "day": day(facts["was_on"]) if facts.get("was_on") else wording.NOTHING,
    }
    if facts.get("is_void"):
        return Said("eraser", _("Was not paid: %(amount)s of %(day)s") % was, facts.get("note", ""))
    title = _("Payment corrected: %(amount)s") % {"amount": _amount(facts, "amount")}
    before = _("It said: %(amount)s of %(day)s") % was
    return Said("eraser", title, lines([joined([*_paid(facts), before]), facts.get("note")]))


def budget(facts: Facts) -> Said:
    """A stay-put budget was made."""
    return Said("calculator", _("Stay-put budget made"), joined(_figures(facts)), "teal")


def budget_changed(facts: Facts) -> Said:
    """A stay-put budget was changed."""
    return Said("calculator", _("Stay-put budget changed"), joined(_figures(facts)))


def _amount(facts: Facts, name: str) -> str:
    return kroner({"amount": facts.get(name)}) or wording.NOTHING


def _terms(facts: Facts) -> list[str]:
    number = int(facts.get("number", 0))
    period = [day(facts[name]) for name in ("first_on", "last_on") if facts.get(name)]
    return [
        label(AgreedWith, facts.get("agreed_with")),
        ngettext("%(count)d instalment", "%(count)d instalments", number) % {"count": number} if number else "",
        "–".join(dict.fromkeys(period)),
    ]


def _paid(facts: Facts) -> list[str]:
    source = label(PaymentSource, facts.get("source"))
    return [
        day(facts["paid_on"]) if facts.get("paid_on") else "",
        _("told by: %(source)s") % {"source": source} if source else "",
    ]


def _figures(facts: Facts) -> list[str]:
    if "disposable" not in facts:
        return []
    disposable, minimum = Decimal(facts["disposable"]), Decimal(facts.get("minimum", 0))
    return [
        _("to live on: %(amount)s a month") % {"amount": wording.kroner(disposable)},
        _("guidance minimum: %(amount)s") % {"amount": wording.kroner(minimum)},
    ]
