"""Keeping the card of one's own organisation: what it can do, what it cannot, and whom one calls."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.errors import Conflict, Refused, check_version
from accounts.models import Organisation
from accounts.scope import Scope

from ..models import OrganisationCard
from ..permissions import check_keep_card
from .locking import refuse_invalid

#: What a card says.
FIELDS = (
    "can",
    "cannot",
    "contact_name",
    "contact_phone",
    "contact_email",
    "deputy_name",
    "deputy_phone",
    "deputy_email",
    "hours",
)


@transaction.atomic
def keep_card(
    organisation: Organisation, *, version: int, by: Scope, now: dt.datetime, **says: Any
) -> OrganisationCard:
    """Write an organisation's card, or write it anew; `version` is 0 where there was none."""
    check_keep_card(by, organisation)
    card = OrganisationCard.objects.select_for_update(of=("self",)).filter(organisation=organisation).first()
    if card is None:
        card = OrganisationCard(organisation=organisation, version=0)
    check_version(card, version)
    for field in FIELDS:
        setattr(card, field, says.get(field, ""))
    card.changed_at, card.changed_by_id = now, by.user_id
    card.version += 1
    if not card.can.strip() or not card.contact_name.strip():
        raise Refused(_("Say what you can do and whom one calls."))
    refuse_invalid(card)
    try:
        with transaction.atomic():
            card.save()
    except IntegrityError:  # somebody wrote the first one at the same moment
        raise Conflict(OrganisationCard.objects.get(organisation=organisation)) from None
    return card
