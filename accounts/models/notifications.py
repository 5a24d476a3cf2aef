"""What happened that somebody should know of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .organisations import Organisation
from .users import User

if TYPE_CHECKING:
    from ..scope import Scope


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, scope: Scope) -> NotificationQuerySet:
        """One's own, of the organisation one works for now or of none."""
        return self.filter(
            Q(organisation_id=scope.organisation_id) | Q(organisation__isnull=True), user_id=scope.user_id
        )

    def unread(self) -> NotificationQuerySet:
        return self.filter(read_at__isnull=True)


class Notification(models.Model):
    """One thing one person is told once, by its `key`; it holds no name, and its page decides who may open it.

    `subject` is what the thing is known by among those who may see it, such as a case's number.
    `organisation` is the one the person is told as a member of; empty where that does not matter.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="notifications", db_index=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", null=True, blank=True, db_index=False
    )
    kind = models.CharField(_("what happened"), max_length=40)
    subject = models.CharField(_("of what"), max_length=60, blank=True)
    path = models.CharField(_("where it is read"), max_length=200)
    key = models.CharField(max_length=80)
    told_at = models.DateTimeField(_("when"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    is_mailed = models.BooleanField(_("mailed"), default=False)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="accounts_notification_once")]
        indexes = [
            models.Index(fields=["user", "-told_at", "-id"], name="accounts_notification_newest"),
            models.Index(
                fields=["user", "organisation"],
                name="accounts_notification_unread",
                condition=Q(read_at__isnull=True),
            ),
            models.Index(
                fields=["user"],
                name="accounts_notification_to_mail",
                condition=Q(is_mailed=False, read_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.key
