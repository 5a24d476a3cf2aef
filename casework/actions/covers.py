"""Who covers for an adviser, and erasing what was logged by mistake."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed, Refused, check_version
from accounts.models import User
from accounts.scope import Scope
from housing.models import HousingAssociation

from ..models import AdviserContact, AdviserContactTie, AdviserCover, AdviserErasure, Handover, HandoverItem
from ..queries.handovers import advisers_of
from .locking import save_valid

#: No cover is longer than this; then somebody names the colleague again.
MOST_DAYS = 92


@transaction.atomic
def grant_cover(
    *,
    association: HousingAssociation,
    covered: User,
    cover: User,
    starts_on: dt.date,
    ends_on: dt.date,
    reason: str,
    by: Scope,
    now: dt.datetime,
) -> AdviserCover:
    """Name who covers for an adviser: the adviser who goes away, or an officer of the association."""
    is_own = by.role == Role.TENANT_ADVISER and by.user_id == covered.pk
    if association.pk not in by.association_ids or not (is_own or by.role == Role.ASSOCIATION_OFFICER):
        raise NotAllowed(_("Only the adviser who is away, or an officer of the association, names who covers."))
    today = timezone.localdate(now)
    if ends_on < today:
        raise Refused(_("Choose today or a later day as the last."))
    if (ends_on - starts_on).days > MOST_DAYS:
        raise Refused(_("A cover lasts three months at most. Then name the colleague again."))
    advisers = set(advisers_of(association.pk, today=today).values_list("pk", flat=True))
    if not {covered.pk, cover.pk} <= advisers:
        raise Refused(_("Both must be tenant advisers of the housing association."))
    granted = AdviserCover(
        association=association,
        covered=covered,
        cover=cover,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        granted_at=now,
        granted_by_id=by.user_id,
    )
    save_valid(granted)
    return granted


@transaction.atomic
def end_cover(cover: AdviserCover, *, by: Scope, now: dt.datetime) -> AdviserCover:
    """End a cover before its last day; either of the two advisers or an officer."""
    cover = AdviserCover.objects.select_for_update(of=("self",)).get(pk=cover.pk)
    if not AdviserCover.objects.visible_to(by).filter(pk=cover.pk).exists():
        raise NotAllowed(_("Only the two advisers, or an officer of the association, end a cover."))
    if cover.ended_at is not None:
        raise Refused(_("The cover has already ended."))
    cover.ended_at, cover.ended_by_id = now, by.user_id
    cover.save(update_fields=["ended_at", "ended_by"])
    return cover


@transaction.atomic
def erase_contact(contact: AdviserContact, *, version: int, reason: str, by: Scope, now: dt.datetime) -> AdviserErasure:
    """Erase one's own contact that was logged by mistake; its number, its day of erasure and the reason stay."""
    if by.role != Role.TENANT_ADVISER or contact.adviser_id != by.user_id:
        raise NotAllowed(_("Only whoever wrote a contact erases it."))
    current = AdviserContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    check_version(current, version)
    if not reason.strip():
        raise Refused(_("Give the reason."))
    waiting = Handover.objects.unanswered(by.today)
    if HandoverItem.objects.filter(source_id=contact.pk, handover__in=waiting).exists():
        raise Refused(_("This contact is part of a handover that waits for its answer. Take the handover back first."))
    AdviserContactTie.objects.filter(contact=current).delete()
    current.delete()
    return AdviserErasure.objects.create(
        association_id=contact.association_id,
        adviser_id=by.user_id,
        contact_number=contact.pk,
        reason=reason.strip(),
        erased_at=now,
    )
