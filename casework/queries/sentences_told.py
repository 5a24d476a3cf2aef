"""What others told of a case, and what is known of its ground, said as sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..enums import Cause, StepSource
from ..enums_association import FactKind, MediationOutcome, ReportKind
from .saying import Facts, Said, joined, label, lines

ICONS: dict[str, str] = {
    FactKind.ADVERT: "badge-ad",
    FactKind.OCCUPANTS: "people",
    FactKind.INSPECTION: "house-door",
    FactKind.COMPLAINT: "megaphone",
    FactKind.MEDIATION: "chat-left-text",
}


def course_fact(facts: Facts) -> Said:
    """A fact of a course for subletting or house rules, noted or corrected."""
    kind = label(FactKind, facts.get("kind"))
    source = label(StepSource, facts.get("source"))
    more = joined(
        [
            facts.get("place"),
            facts.get("parties"),
            label(MediationOutcome, facts.get("outcome")),
            _("told by: %(source)s") % {"source": source} if source else "",
        ]
    )
    if facts.get("is_void"):
        return Said("eraser", _("Not so: %(fact)s") % {"fact": kind}, more)
    if facts.get("corrects"):
        return Said("eraser", _("Corrected: %(step)s") % {"step": kind}, lines([more, facts.get("text")]))
    return Said(ICONS.get(str(facts.get("kind")), "info-circle"), kind, lines([more, facts.get("text")]), "amber")


def court_report(facts: Facts) -> Said:
    """The association told something of the tenancy in court, or took it back."""
    what = label(ReportKind, facts.get("kind"))
    cause = label(Cause, facts.get("cause"))
    if facts.get("is_undone"):
        return Said("eraser", _("The association took back what it had reported"), joined([what, cause]))
    return Said("bank", _("The association reports: %(what)s") % {"what": what}, cause, "amber")


def campaign(facts: Facts) -> Said:
    """Which campaign the case came of."""
    if not facts.get("name"):
        return Said("binoculars", _("The case came of no campaign"))
    return Said("binoculars", _("The case came of the campaign %(name)s") % {"name": facts["name"]})
