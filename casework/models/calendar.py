"""The secret address under which a person's calendar program reads their deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User

if TYPE_CHECKING:
    from accounts.scope import Scope


class CalendarLinkQuerySet(models.QuerySet["CalendarLink"]):
    def visible_to(self, scope: Scope) -> CalendarLinkQuerySet:
        """One's own, for the role one works in."""
        return self.filter(user_id=scope.user_id, membership_id=scope.membership_id or 0)

    def in_force(self) -> CalendarLinkQuerySet:
        return self.filter(ended_at__isnull=True)


class CalendarLink(models.Model):
    """A secret link to one's own deadlines, for one role. Of the secret only a hash is kept; it ends when revoked."""

    user = models.ForeignKey(User, models.PROTECT, related_name="calendar_links")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="calendar_links")
    token_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    created_at = models.DateTimeField(_("created"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    objects = CalendarLinkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership"], condition=Q(ended_at__isnull=True), name="casework_calendar_link_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} since {self.created_at}"
