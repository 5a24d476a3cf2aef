"""The tasks of accounts: sending mail, and tidying up what nobody needs any more."""

from __future__ import annotations

import datetime as dt

from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import outbox
from .background import task
from .models import BackgroundRun, Mail

#: How long runs and the addresses of sent mails are kept.
KEPT = dt.timedelta(days=90)
#: How long a wrong password is remembered.
GUESSES_KEPT = dt.timedelta(days=1)


@task(outbox.SEND, label=gettext_lazy("Send a mail"))
def send_mail(*, mail: int) -> str:
    """Send one mail of the outbox."""
    return _("Sent") if outbox.send(mail) else _("Was sent already")


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
        )
    )
    return _("%(count)d records thrown away") % {"count": thrown_away}
