"""What happened to the people of a case, said as a sentence: who lives there, who acts for them, where they moved."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import wording

from ..enums import PersonRole, Relation, RepresentativeKind
from .saying import Facts, Said, day, joined, label, lines, period

#: The fields of a person, as they are named to people.
FIELDS = {
    "name": gettext_lazy("name"),
    "birth_date": gettext_lazy("date of birth"),
    "phone": gettext_lazy("phone"),
    "email": gettext_lazy("e-mail"),
    "interpreter": gettext_lazy("interpreter"),
    "is_address_protected": gettext_lazy("protected address"),
    "cpr": gettext_lazy("CPR number"),
}


def people(facts: Facts) -> Said:
    name = {"name": facts.get("name", wording.NOTHING)}
    more = [
        label(PersonRole, facts.get("role")),
        label(Relation, facts.get("relation")),
        _("under 18") if facts.get("is_child") else "",
        _("needs help") if facts.get("needs_help") else "",
        _("lives elsewhere") if facts.get("lives_elsewhere") else "",
        _("until %(day)s") % {"day": day(facts["ended_on"])} if facts.get("ended_on") else "",
    ]
    titles = {
        "added": _("%(name)s lives there") % name,
        "changed": _("What is known of %(name)s was changed") % name,
        "ended": _("%(name)s does not live there any more") % name,
        "returned": _("%(name)s lives there again") % name,
    }
    return Said("people", titles.get(str(facts.get("did")), ""), joined(more))


def person_data(facts: Facts) -> Said:
    title = _("Changed what is known of %(name)s") % {"name": facts.get("name", wording.NOTHING)}
    return Said("person-lines-fill", title, ", ".join(str(FIELDS.get(name, name)) for name in facts.get("fields", [])))


def representative(facts: Facts) -> Said:
    who = {"name": facts.get("name", wording.NOTHING), "person": facts.get("represents", wording.NOTHING)}
    is_new = facts.get("did") == "added"
    title = _("%(name)s may act for %(person)s") if is_new else _("Changed how %(name)s may act for %(person)s")
    first = joined([label(RepresentativeKind, facts.get("kind")), period(facts)])
    return Said("person-badge", title % who, lines([first, facts.get("may")]))


def safety_note(facts: Facts) -> Said:
    if facts.get("did") == "ended":
        return Said("shield-slash", _("Took the safety note away"), facts.get("text", ""))
    review = _("to be looked at again on %(day)s") % {"day": day(facts["review_on"])} if facts.get("review_on") else ""
    return Said("shield-exclamation", _("Safety note for home visits"), lines([facts.get("text"), review]), "amber")


def merged(facts: Facts) -> Said:
    who = {"name": facts.get("name", wording.NOTHING), "other": facts.get("other", wording.NOTHING)}
    if facts.get("did") == "undone":
        return Said("arrow-counterclockwise", _("%(name)s and %(other)s are two records again") % who)
    return Said("person-check", _("%(name)s and %(other)s are the same person") % who)


def transferred(facts: Facts) -> Said:
    title = _("The household moved to %(municipality)s") % {"municipality": facts.get("to", wording.NOTHING)}
    if not facts.get("informed_on"):
        return Said("signpost-split", title, _("the other municipality was not informed"))
    informed = _("the other municipality was informed on %(day)s") % {"day": day(facts["informed_on"])}
    return Said("signpost-split", title, lines([informed, facts.get("informed_basis")]))
