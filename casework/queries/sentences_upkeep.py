"""Said as sentences: the summary, numbers and addresses, the day in court, and what is unknown to us."""

from __future__ import annotations

from django.utils.translation import gettext as _

from housing import codes
from housing.enums import District

from ..enums import CheckAnswer, ContactPointKind, EvictionCheck, Ground, LegalStepKind, StatisticsFact
from .saying import Facts, Said, day, joined, label, lines, moment

POINT_ICONS = {"phone": "telephone", "email": "envelope-at", "address": "geo-alt"}


def summary(facts: Facts) -> Said:
    text = facts.get("text", "")
    return Said("pin-angle", _("Summary written") if text else _("Summary taken down"), text)


def contact_point(facts: Facts) -> Said:
    """What became known of a number or an address."""
    value = {"value": facts.get("value", "")}
    icon = POINT_ICONS.get(str(facts.get("kind", "")), "telephone")
    if facts.get("did") == "added":
        return Said(icon, _("New way to reach them: %(value)s") % value, joined([_kind(facts), facts.get("whose")]))
    marks = [
        _("does not work since %(day)s") % {"day": day(facts["fails_since"])} if facts.get("fails_since") else "",
        _("not to be used: %(reason)s") % {"reason": facts["reason"]} if facts.get("reason") else "",
    ]
    if not any(marks):
        return Said(icon, _("%(value)s may be used again") % value, str(facts.get("whose", "")))
    return Said(icon, joined([facts.get("value"), facts.get("whose")]), joined(marks), "amber")


def avoided_mode(facts: Facts) -> Said:
    mode = {"mode": codes.name_of("contact_mode", str(facts.get("mode", "")))}
    if facts.get("is_lifted"):
        return Said("check2-circle", _("%(mode)s may be used again") % mode)
    return Said("slash-circle", _("Do not contact by: %(mode)s") % mode, str(facts.get("reason", "")), "amber")


def attendance(facts: Facts) -> Said:
    """Who attends in court, and what is prepared."""
    where = joined(
        [
            label(LegalStepKind, facts.get("kind")),
            moment(facts["takes_place_at"]) if facts.get("takes_place_at") else "",
        ]
    )
    if facts.get("attends"):
        title = _("%(name)s attends in court") % {"name": facts["attends"]}
    else:
        title = _("Nobody attends in court")
    return Said("bank", title, lines([where, facts.get("prepared")]))


def eviction_check(facts: Facts) -> Said:
    point = {"point": label(EvictionCheck, facts.get("point"))}
    if not facts.get("answer"):
        return Said("square", _("Open again: %(point)s") % point)
    return Said("check2-square", joined([point["point"], label(CheckAnswer, facts.get("answer")).lower()]))


def statistics_fact(facts: Facts) -> Said:
    """A fact the statistics ask for: what it is, that it is unknown to us, or that it is asked for again."""
    fact = label(StatisticsFact, facts.get("fact"))
    if facts.get("is_asked_again"):
        return Said("question-circle", _("To be found out after all: %(fact)s") % {"fact": fact.lower()})
    if facts.get("is_unknown"):
        return Said("question-circle", _("Unknown to us: %(fact)s") % {"fact": fact.lower()})
    answer = label(Ground, facts.get("ground")) or label(District, facts.get("district"))
    return Said("bar-chart", f"{fact}: {answer}")


def _kind(facts: Facts) -> str:
    return label(ContactPointKind, facts.get("kind"))
