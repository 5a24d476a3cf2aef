"""Tells managers that an edition waits for them, and its proposer what became of it."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Membership
from accounts.notifications import KINDS, News, Receiver, tell

from .models import EditionProposal

WAITING, ANSWERED = "edition.waiting", "edition.answered"
KINDS[WAITING] = _("An edition of the figures waits for a second person")
KINDS[ANSWERED] = _("An edition you proposed has moved on")


def tell_of_waiting(proposal: EditionProposal, *, now: dt.datetime) -> None:
    """Tell the municipality's other managers that somebody must read and publish it."""
    managers = (
        Membership.objects.current(timezone.localdate(now))
        .filter(organisation=proposal.municipality_id, role=Role.MANAGER, user__is_active=True)
        .exclude(user=proposal.proposed_by_id)
    )
    users = managers.values_list("user", flat=True)
    tell((Receiver(user, proposal.municipality_id) for user in users), _news(WAITING, proposal), now=now)


def tell_of_answer(proposal: EditionProposal, *, now: dt.datetime) -> None:
    """Tell whoever proposed it that it was published, rejected, or has nothing new."""
    tell([Receiver(proposal.proposed_by_id, proposal.municipality_id)], _news(ANSWERED, proposal), now=now)


def _news(kind: str, proposal: EditionProposal) -> News:
    return News(
        kind,
        reverse("reports:proposal", args=[proposal.pk]),
        f"{kind}:{proposal.pk}:{proposal.state}",
        str(proposal.year),
    )
