"""The payment guarantees an association was sent: what it was promised, and nothing of why."""

from __future__ import annotations

from accounts.enums import Role
from accounts.scope import Scope

from ..models import PaymentGuarantee
from ..models.guarantees import GuaranteeQuerySet


def guarantees_for(scope: Scope) -> GuaranteeQuerySet:
    """Those sent to the officer's associations, the latest first; a guarantee not sent says nothing to anybody."""
    if scope.role != Role.ASSOCIATION_OFFICER:
        return PaymentGuarantee.objects.none()
    sent = PaymentGuarantee.objects.filter(case__association_id__in=scope.association_ids, sent_on__isnull=False)
    return sent.select_related("case__tenancy", "case__association").order_by("-sent_on", "-pk")
