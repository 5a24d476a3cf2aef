"""What was noted about a deadline, and what came out after closing, said as sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from housing import codes

from ..deadline_rules import BY_CODE
from ..enums import Answer, EntryKind
from .saying import Facts, Said, day, joined, label, lines


def deadline(facts: Facts) -> Said:
    """A deadline was met in another way or waived, or that was taken back."""
    rule = str(facts.get("rule", ""))
    name = {"deadline": str(BY_CODE[rule].label) if rule in BY_CODE else rule}
    is_waiver = facts.get("kind") == EntryKind.WAIVED
    if facts.get("is_undone"):
        title = _("Took back the waiver: %(deadline)s") if is_waiver else _("Took back: %(deadline)s")
        return Said("arrow-counterclockwise", title % name, facts.get("reason", ""))
    if is_waiver:
        return Said("calendar-x", _("Waived: %(deadline)s") % name, facts.get("reason", ""))
    how = [
        codes.name_of("contact_mode", str(facts["channel"])) if facts.get("channel") else "",
        day(facts["done_on"]) if facts.get("done_on") else "",
    ]
    return Said("calendar-check", _("Done: %(deadline)s") % name, lines([joined(how), facts.get("reason")]), "teal")


def after_closing(facts: Facts) -> Said:
    """How it went some months after closing."""
    title = _("%(months)s months after closing") % {"months": facts.get("months", "")}
    answers = [
        _("still lives there: %(answer)s") % {"answer": label(Answer, facts.get("is_housed")).lower()},
        _("new arrears: %(answer)s") % {"answer": label(Answer, facts.get("has_new_arrears")).lower()},
    ]
    return Said("house-check", title, lines([joined(answers), facts.get("note")]))
