"""Appointments with the household and the review after an eviction, said as sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from housing import codes

from ..enums_appointments import AppointmentMode, AppointmentState, OfferMode
from .saying import Facts, Said, day, joined, label, lines, moment

APPOINTMENTS = {
    "agreed": pgettext_lazy("timeline", "Appointment agreed: %(when)s"),
    "chosen": gettext_lazy("The tenant chose a time: %(when)s"),
    "changed": gettext_lazy("The tenant chose another time: %(when)s"),
    "ended": gettext_lazy("Appointment of %(when)s: %(state)s"),
}
_ICONS: dict[str, str] = {AppointmentMode.CALL: "telephone", AppointmentMode.VISIT: "house-door"}
_TONES: dict[str, str] = {AppointmentState.MET: "teal", AppointmentState.NOT_MET: "amber"}


def offer(facts: Facts) -> Said:
    """Times were offered by a link, or the link was revoked."""
    if facts.get("did") == "revoked":
        return Said("link-45deg", _("The link to choose a time was revoked"), label(OfferMode, facts.get("mode")))
    times = [moment(at) for at in facts.get("times", ())]
    title = ngettext("Offered %(count)d time to choose", "Offered %(count)d times to choose among", len(times)) % {
        "count": len(times)
    }
    until = _("until %(day)s") % {"day": day(facts["valid_until"])} if facts.get("valid_until") else ""
    return Said("link-45deg", title, lines([joined([label(OfferMode, facts.get("mode")), until]), joined(times)]))


def appointment(facts: Facts) -> Said:
    """An appointment was agreed, chosen, changed, or it was said what came of it."""
    when = moment(facts["starts_at"]) if facts.get("starts_at") else ""
    was = _("it was %(when)s") % {"when": moment(facts["was_at"])} if facts.get("was_at") else ""
    sentence = str(APPOINTMENTS.get(str(facts.get("did")), APPOINTMENTS["agreed"]))
    state = label(AppointmentState, facts.get("state"))
    text = lines([joined([label(AppointmentMode, facts.get("mode")), was]), facts.get("note")])
    icon = _ICONS.get(str(facts.get("mode")), "calendar-check")
    tone = _TONES.get(str(facts.get("state")), "")
    return Said(icon, sentence % {"when": when, "state": state.lower()}, text, tone)


def eviction_review(facts: Facts) -> Said:
    """Those who had to do with an eviction looked back together."""
    title = _("The eviction was reviewed") if facts.get("did") != "corrected" else _("The review was corrected")
    return Said("search", title, joined(codes.name_of("missed_chance", code) for code in facts.get("chances", ())))
