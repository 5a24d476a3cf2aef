"""What was done: interventions on cases, and the advisers' conversations."""

from __future__ import annotations

from django.db.models import Count, F, Func
from django.utils.translation import gettext_lazy as _

from ..enums import Section, Unit
from ..reach import Reach
from .breakdowns import by_code, coded
from .registry import figure
from .values import Value, counted, total


@figure(Section.HELP, _("Interventions"), Unit.INTERVENTIONS, parts_by=_("Kind of intervention"), is_ranked=True)
def interventions(reach: Reach, year: int) -> Value:
    """Interventions that began in the year, whatever came of them. One case may have several."""
    return total(by_code(reach.interventions().filter(starts_on__year=year), "kind", "intervention"))


@figure(Section.ADVISERS, _("Adviser contacts"), Unit.CONTACTS, parts_by=_("Topic"), is_ranked=True)
def adviser_contacts(reach: Reach, year: int) -> Value:
    """Tenant advisers' conversations in the year, anonymous ones included. A conversation may have several topics,
    so that the topics together are more than the contacts. An association's contacts count in every municipality
    where it has homes."""
    contacts = reach.adviser_contacts().filter(year=year)
    topics = contacts.annotate(topic=Func(F("topics"), function="unnest")).values_list("topic")
    counts = dict(topics.annotate(rows=Count("pk")).order_by())
    return counted(contacts.count(), parts=coded(counts, "adviser_topic"), adds_up=False)
