"""Mails: written in the transaction of what they tell of, sent by the worker."""

from __future__ import annotations

import datetime as dt
from email.utils import make_msgid

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from .background import ask_for
from .models import Mail

#: The task that sends one mail.
SEND = "accounts.send_mail"


def write_mail(*, to: str, subject: str, text: str, now: dt.datetime) -> Mail:
    """Put a mail in the outbox; it leaves when the transaction is committed. No personal data may stand in it."""
    mail = Mail.objects.create(
        to=to, subject=subject, text=text, message_id=make_msgid(domain="fasthold.invalid"), written_at=now
    )
    ask_for(SEND, mail=mail.pk)
    return mail


def send(pk: int) -> bool:
    """Send a mail unless it was sent; a repeat after a crash has the same Message-ID. Raises what the server says."""
    with transaction.atomic():
        mail = Mail.objects.select_for_update(of=("self",)).filter(pk=pk, sent_at__isnull=True).first()
        if mail is None:
            return False
        EmailMessage(mail.subject, mail.text, to=[mail.to], headers={"Message-ID": mail.message_id}).send()
        mail.sent_at, mail.text = timezone.now(), ""
        mail.save(update_fields=["sent_at", "text"])
    return True
