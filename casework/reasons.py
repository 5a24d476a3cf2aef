"""Why a case stands where it does in the worklist, as one short sentence for each rule of urgency.

Each is told how many days are left until the thing is due; below 0 it is overdue.
"""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

#: Days after a vain attempt at which another is due.
RETRY_DAYS = 3
#: Days without any event after which somebody should look at a case.
QUIET_DAYS = 14


def eviction(days: int) -> str:
    if days == 0:
        return _("Eviction today")
    if days > 0:
        return ngettext("Eviction in %(days)d day", "Eviction in %(days)d days", days) % {"days": days}
    return ngettext(
        "Eviction was set for %(days)d day ago: record what happened",
        "Eviction was set for %(days)d days ago: record what happened",
        -days,
    ) % {"days": -days}


def hearing(days: int) -> str:
    if days == 0:
        return _("Bailiff hearing today")
    if days > 0:
        return ngettext("Bailiff hearing in %(days)d day", "Bailiff hearing in %(days)d days", days) % {"days": days}
    return ngettext(
        "Bailiff hearing %(days)d day ago: record its result",
        "Bailiff hearing %(days)d days ago: record its result",
        -days,
    ) % {"days": -days}


def child(days: int) -> str:
    if days >= 0:
        return _("Child in the household: contact today")
    return ngettext(
        "Child in the household, no contact tried in %(days)d day",
        "Child in the household, no contact tried in %(days)d days",
        -days,
    ) % {"days": -days}


def first_contact(days: int) -> str:
    if days == 0:
        return _("First contact due today")
    if days > 0:
        return ngettext("First contact due in %(days)d day", "First contact due in %(days)d days", days) % {
            "days": days
        }
    return ngettext("First contact overdue by %(days)d day", "First contact overdue by %(days)d days", -days) % {
        "days": -days
    }


def assessment(days: int) -> str:
    if days == 0:
        return _("Assessment of help due today (§ 5 a)")
    if days > 0:
        return ngettext(
            "Assessment of help due in %(days)d day (§ 5 a)", "Assessment of help due in %(days)d days (§ 5 a)", days
        ) % {"days": days}
    return ngettext(
        "Assessment of help overdue by %(days)d day (§ 5 a)",
        "Assessment of help overdue by %(days)d days (§ 5 a)",
        -days,
    ) % {"days": -days}


def payment_deadline(days: int) -> str:
    if days == 0:
        return _("Payment deadline today")
    if days > 0:
        return ngettext("Payment deadline in %(days)d day", "Payment deadline in %(days)d days", days) % {"days": days}
    return ngettext("Payment deadline passed %(days)d day ago", "Payment deadline passed %(days)d days ago", -days) % {
        "days": -days
    }


def contact_again(days: int) -> str:
    since = max(RETRY_DAYS - days, 0)
    if since == 0:
        return _("Contact was tried today")
    return ngettext("No contact tried in %(days)d day", "No contact tried in %(days)d days", since) % {"days": since}


def follow_up(days: int) -> str:
    if days == 0:
        return _("Follow up today")
    if days > 0:
        return ngettext("Follow up in %(days)d day", "Follow up in %(days)d days", days) % {"days": days}
    return ngettext("Follow-up overdue by %(days)d day", "Follow-up overdue by %(days)d days", -days) % {"days": -days}


def nobody(days: int) -> str:
    return _("Nobody has taken the case")


def quiet(days: int) -> str:
    since = max(QUIET_DAYS - days, 0)
    if since == 0:
        return _("Something happened today")
    return ngettext("Nothing has happened in %(days)d day", "Nothing has happened in %(days)d days", since) % {
        "days": since
    }


def guarantee(days: int) -> str:
    if days == 0:
        return _("Payment guarantee runs out today")
    if days > 0:
        return ngettext(
            "Payment guarantee runs out in %(days)d day", "Payment guarantee runs out in %(days)d days", days
        ) % {"days": days}
    return ngettext(
        "Payment guarantee ran out %(days)d day ago", "Payment guarantee ran out %(days)d days ago", -days
    ) % {"days": -days}


def instalment(days: int) -> str:
    if days == 0:
        return _("Instalment due today")
    if days > 0:
        return ngettext("Instalment due in %(days)d day", "Instalment due in %(days)d days", days) % {"days": days}
    return ngettext(
        "Instalment was due %(days)d day ago: has it been paid?",
        "Instalment was due %(days)d days ago: has it been paid?",
        -days,
    ) % {"days": -days}


def advice(days: int) -> str:
    if days == 0:
        return _("Tell of advice today")
    if days > 0:
        return ngettext("Tell of advice within %(days)d day", "Tell of advice within %(days)d days", days) % {
            "days": days
        }
    return ngettext("Not told of advice, %(days)d day late", "Not told of advice, %(days)d days late", -days) % {
        "days": -days
    }


def information(days: int) -> str:
    if days == 0:
        return _("Information letter due today")
    if days > 0:
        return ngettext("Information letter due in %(days)d day", "Information letter due in %(days)d days", days) % {
            "days": days
        }
    return ngettext(
        "Information letter overdue by %(days)d day", "Information letter overdue by %(days)d days", -days
    ) % {"days": -days}


def request(days: int) -> str:
    if days == 0:
        return _("A request is to be answered today")
    if days > 0:
        return ngettext(
            "A request is to be answered in %(days)d day", "A request is to be answered in %(days)d days", days
        ) % {"days": days}
    return ngettext(
        "No answer to a request, %(days)d day late: remind them",
        "No answer to a request, %(days)d days late: remind them",
        -days,
    ) % {"days": -days}


def request_reply(days: int) -> str:
    if days >= 0:
        return _("They ask back about a request: reply")
    return ngettext(
        "They asked back about a request, %(days)d day late",
        "They asked back about a request, %(days)d days late",
        -days,
    ) % {"days": -days}


def agreement(days: int) -> str:
    if days == 0:
        return _("Agreement of the case meeting due today")
    if days > 0:
        return ngettext(
            "Agreement of the case meeting due in %(days)d day",
            "Agreement of the case meeting due in %(days)d days",
            days,
        ) % {"days": days}
    return ngettext(
        "Agreement of the case meeting %(days)d day late",
        "Agreement of the case meeting %(days)d days late",
        -days,
    ) % {"days": -days}


def appointment(days: int) -> str:
    if days == 0:
        return _("Appointment with the household today")
    if days > 0:
        return ngettext(
            "Appointment with the household in %(days)d day", "Appointment with the household in %(days)d days", days
        ) % {"days": days}
    return ngettext(
        "Appointment %(days)d day ago: what came of it?", "Appointment %(days)d days ago: what came of it?", -days
    ) % {"days": -days}


def eviction_review(days: int) -> str:
    if days == 0:
        return _("Review of the eviction due today")
    if days > 0:
        return ngettext(
            "Review of the eviction due in %(days)d day", "Review of the eviction due in %(days)d days", days
        ) % {"days": days}
    return ngettext("Review of the eviction %(days)d day late", "Review of the eviction %(days)d days late", -days) % {
        "days": -days
    }
