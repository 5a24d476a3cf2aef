"""Telling people what happened: in the application at once, and by mail as often as each of them chose.

A kind of notification is registered by the app that knows it. Neither the notification nor its mail names anybody:
the mail says that there is something new and where, and the page behind it decides who may read what.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .enums import MailPace
from .models import Notification, User
from .outbox import write_mail
from .scope import Scope

#: What each kind says, by its code.
KINDS: dict[str, str | Promise] = {}


@dataclasses.dataclass(frozen=True, slots=True)
class Receiver:
    """A person, and the organisation they are told as a member of."""

    user_id: int
    organisation_id: int | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class News:
    """One thing to tell: its kind, what it is known by (no person's name), its page, and the key it is told once by."""

    kind: str
    path: str
    key: str
    subject: str = ""


def tell(receivers: Iterable[Receiver], news: News, *, now: dt.datetime) -> None:
    """Tell some people of something once: whoever was told under the same key is not told again."""
    tell_all(((receiver, news) for receiver in receivers), now=now)


def tell_all(told: Iterable[tuple[Receiver, News]], *, now: dt.datetime) -> None:
    """Tell each person what concerns them, in one statement. Raises `LookupError` for a kind nobody registered."""
    found = list(dict.fromkeys(told))
    if unknown := {news.kind for _receiver, news in found} - KINDS.keys():
        raise LookupError(*sorted(unknown))
    Notification.objects.bulk_create(
        (
            Notification(
                user_id=receiver.user_id,
                organisation_id=receiver.organisation_id,
                kind=news.kind,
                subject=news.subject,
                path=news.path,
                key=news.key,
                told_at=now,
            )
            for receiver, news in found
        ),
        ignore_conflicts=True,
    )


@transaction.atomic
def mark_read(found: QuerySet[Notification], *, by: Scope, now: dt.datetime) -> int:
    """Take notifications of one's own as read; how many were not yet."""
    return Notification.objects.visible_to(by).unread().filter(pk__in=found.values("pk")).update(read_at=now)


@transaction.atomic
def mail_unread(pace: MailPace, *, now: dt.datetime) -> int:
    """Write one mail to each person of this pace who has unread news nobody mailed them; how many mails.

    Mail and mark are written together, so that a killed worker neither forgets nor repeats them.
    """
    waiting = (
        Notification.objects.select_for_update(of=("self",), skip_locked=True)
        .filter(is_mailed=False, read_at__isnull=True, user__mail_pace=pace, user__is_active=True)
        .exclude(user__email="")
        .order_by("pk")
    )
    by_user: dict[int, list[int]] = defaultdict(list)
    for pk, user_id in waiting.values_list("pk", "user_id"):
        by_user[user_id].append(pk)
    for user in User.objects.filter(pk__in=by_user).order_by("pk"):
        subject, text = _words(user, len(by_user[user.pk]))
        write_mail(to=user.email, subject=subject, text=text, now=now)
        Notification.objects.filter(pk__in=by_user[user.pk]).update(is_mailed=True)
    return len(by_user)


def _words(user: User, count: int) -> tuple[str, str]:
    """The subject and text of a mail, in the reader's language."""
    with translation.override(user.language):
        news = ngettext("%(count)d new notification", "%(count)d new notifications", count) % {"count": count}
        address = f"{settings.PUBLIC_URL}{reverse('accounts:notification-list')}"
        text = _(
            "In Fasthold there is something new for you: %(news)s.\n\n%(address)s\n\n"
            "What it is about stands behind the log-in, never in a mail. How often you get these mails is chosen in"
            " your settings."
        )
        return f"Fasthold: {news}", text % {"news": news, "address": address}
