"""Who may do what with an association's arrears lists: each `check_` raises with the reason."""

from __future__ import annotations

from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed
from accounts.scope import Scope


def check_deliver(by: Scope, association_id: int) -> None:
    """Officers of the association, and of the administrator that runs it."""
    if by.role != Role.ASSOCIATION_OFFICER or association_id not in by.association_ids:
        raise NotAllowed(_("Only the association's officers deliver its arrears lists."))


def may_deliver(by: Scope, association_id: int) -> bool:
    """Whether the person may deliver the association's lists."""
    return by.role == Role.ASSOCIATION_OFFICER and association_id in by.association_ids
