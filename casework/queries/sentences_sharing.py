"""What was agreed to be shared and what was handed over, said as sentences; never what it held."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from housing import codes

from ..enums import OpenedBy
from ..enums_sharing import ConsentForm, HandoverDirection
from .saying import Facts, Said, joined, label, lines, period

_OUT = HandoverDirection.TO_ADVISER
#: What was done, by what and whether it went out; the organisation stands in each.
_TITLES = {
    ("sent", True): gettext_lazy("Handed over to the tenant adviser, %(name)s"),
    ("accepted", True): gettext_lazy("The tenant adviser accepted the handover, %(name)s"),
    ("declined", True): gettext_lazy("The tenant adviser declined the handover, %(name)s"),
    ("asked", True): gettext_lazy("The tenant adviser asked back about the handover, %(name)s"),
    ("answered", True): gettext_lazy("Answered the tenant adviser, %(name)s"),
    ("taken_back", True): gettext_lazy("Took the handover back, %(name)s"),
    ("arrived", False): gettext_lazy("A handover arrived from %(name)s"),
    ("accepted", False): gettext_lazy("Accepted a handover from %(name)s"),
    ("declined", False): gettext_lazy("Declined a handover from %(name)s"),
    ("asked", False): gettext_lazy("Asked %(name)s back about a handover"),
    ("answered", False): gettext_lazy("%(name)s answered about a handover"),
    ("taken_back", False): gettext_lazy("%(name)s took a handover back"),
}


def consent(facts: Facts) -> Said:
    """Somebody agreed that something is shared."""
    title = _("%(name)s gave consent") % {"name": facts.get("name", "")}
    topics = ", ".join(codes.name_of("consent_topic", topic) for topic in facts.get("topics", []))
    witness = _("witness: %(name)s") % {"name": facts["witness"]} if facts.get("witness") else ""
    return Said(
        "shield-check", title, lines([topics, joined([period(facts), label(ConsentForm, facts.get("form")), witness])])
    )


def consent_withdrawn(facts: Facts) -> Said:
    """Somebody took a consent back: the door is shut."""
    title = _("%(name)s withdrew the consent") % {"name": facts.get("name", "")}
    return Said("shield-slash", title, _("Nothing more is shared on it, and what was shared is shut."), "amber")


def handover(facts: Facts) -> Said:
    """Something passed between two organisations, or was answered."""
    words = _TITLES.get((str(facts.get("did")), facts.get("direction") == _OUT), "%(name)s")
    title = str(words) % {"name": facts.get("organisation", "")}
    return Said("arrow-left-right", title, lines([label(OpenedBy, facts.get("basis")), facts.get("reason")]))
