"""What the help page says to each role, and what the words of the screens mean."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import Role

SENTENCES: dict[Role, tuple[Promise, ...]] = {
    Role.CASEWORKER: (
        _("Your list stands in the order in which something is due; the first column says why."),
        _("Take the next case to get the most urgent one nobody has. Two people never get the same."),
        _("Log a contact or an intervention in the box on the case. What is logged is never changed, only corrected."),
        _("A case of another unit opens when you state a purpose. The purpose is logged."),
    ),
    Role.TEAM_LEADER: (
        _("You see your unit's cases, hand them over, and let people in on restricted ones with a reason."),
        _("Your list stands in the order in which something is due; the first column says why."),
    ),
    Role.EMPLOYMENT_CASEWORKER: (_("You see the cases you have been invited to, and no others."),),
    Role.TENANT_ADVISER: (
        _("Your log is your own: nobody else reads it. Managers see counts by topic, never below five."),
        _("A conversation is tied to a resident only with that resident's consent."),
    ),
    Role.ASSOCIATION_OFFICER: (
        _("Deliver the arrears list as your system writes it. You see every fault before anything is received."),
        _("The municipality sees a row only when the law or your sharing agreement lets it."),
        _("When a tenant has paid between two lists, report it with one tap."),
    ),
    Role.MANAGER: (
        _("You see counts, never names or notes. Counts of 1–4 are hidden."),
        _("Official figures stand beside our own and are never added to them."),
    ),
    Role.ADMINISTRATOR: (_("You keep users, rules and codes, and see no case. A role is granted by two people."),),
    Role.DATA_PROTECTION_OFFICER: (_("You read who looked at what, when and why. You grant nothing."),),
}

WORDS: tuple[tuple[Promise, Promise], ...] = (
    (_("Arrears"), _("What a tenancy owes on the day of a list.")),
    (_("Notice on filing"), _("The association's message that it has asked the bailiff court to evict.")),
    (_("Case"), _("The municipality's work for one household in one tenancy.")),
    (_("Eviction"), _("The bailiff has put the household out. Only this counts as one.")),
    (_("Averted"), _("The household still lives there, and every legal course ended without an eviction.")),
    (_("Sharing agreement"), _("What an association may tell the municipality before it files.")),
)
