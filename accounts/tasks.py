"""The tasks of accounts: sending mail, and tidying up what nobody needs any more."""

from __future__ import annotations

import datetime as dt

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from . import notifications, outbox
from .background import task
from .enums import MailPace
from .models import BackgroundRun, Mail, Notification

#: How long runs and the addresses of sent mails are kept.
KEPT = dt.timedelta(days=90)
#: How long what somebody was told can be read again.
NEWS_KEPT = dt.timedelta(days=365)
#: How long a wrong password is remembered.
GUESSES_KEPT = dt.timedelta(days=1)


@task(outbox.SEND, label=gettext_lazy("Send a mail"))
def send_mail(*, mail: int) -> str:
    """Send one mail of the outbox."""
    return _("Sent") if outbox.send(mail) else _("Was sent already")


@task("accounts.mail_at_once", label=gettext_lazy("Mail what is new"), cron="* * * * *")
def mail_at_once() -> str:
    """Mail those who want to know at once."""
    return _mailed(MailPace.AT_ONCE)


@task("accounts.mail_digest", label=gettext_lazy("Mail what is new today"), cron="0 5 * * *")
def mail_digest() -> str:
    """Mail those who want to know once a day."""
    return _mailed(MailPace.DAILY)


def _mailed(pace: MailPace) -> str:
    count = notifications.mail_unread(pace, now=timezone.now())
    return ngettext("%(count)d mail written", "%(count)d mails written", count) % {"count": count} if count else ""


@task("accounts.tidy", label=gettext_lazy("Tidy up"), cron="20 3 * * *")
def tidy() -> str:
    """Throw away ended sessions, old guesses at passwords, old runs and mails sent long ago."""
    now = timezone.now()
    thrown_away = sum(
        rows.delete()[0]
        for rows in (
            Session.objects.filter(expire_date__lt=now),
            AccessAttempt.objects.filter(attempt_time__lt=now - GUESSES_KEPT),
            BackgroundRun.objects.filter(ended_at__lt=now - KEPT),
            Mail.objects.filter(sent_at__lt=now - KEPT),
            Notification.objects.filter(told_at__lt=now - NEWS_KEPT),
        )
    )
    return _("%(count)d records thrown away") % {"count": thrown_away}
