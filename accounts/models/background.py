"""What runs beside the web, and the mails that wait to be sent."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import RunOutcome


class BackgroundRun(models.Model):
    """One run of a task in the worker. A killed one stays as begun until its next run says that it was lost."""

    task = models.CharField(_("task"), max_length=100)
    job_id = models.BigIntegerField()
    attempt = models.PositiveSmallIntegerField(_("attempt"), default=1)
    started_at = models.DateTimeField(_("began"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=RunOutcome, default=RunOutcome.RUNNING)
    said = models.CharField(_("what it did"), max_length=200, blank=True)
    fault = models.CharField(_("what was wrong"), max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="running", ended_at__isnull=True)
                | Q(~Q(outcome="running"), ended_at__isnull=False),
                name="accounts_run_ended_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["-started_at", "-id"], name="accounts_run_newest"),
            models.Index(fields=["job_id"], name="accounts_run_job", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.started_at}"

    @property
    def took(self) -> dt.timedelta | None:
        """How long it ran; None while it runs."""
        return None if self.ended_at is None else self.ended_at - self.started_at


class Mail(models.Model):
    """A mail that leaves by the worker, at least once and always under the same Message-ID.

    It names no case and no person in need. Its text is emptied once it is sent: it may hold a key to log in.
    """

    to = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"))
    message_id = models.CharField(max_length=200, unique=True)
    written_at = models.DateTimeField(_("written"))
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(text=""), name="accounts_mail_emptied_when_sent"
            ),
        ]
        indexes = [models.Index(fields=["written_at"], name="accounts_mail_waiting", condition=Q(sent_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.message_id}"
