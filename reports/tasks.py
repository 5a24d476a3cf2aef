"""The tasks of the reports: facts and sums made anew every hour, and when somebody asks; editions counted."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.background import task

from .actions import editions
from .actions.monthly import is_due, mail_monthly_figures
from .counts import counted_at
from .editions.counting import definitions, publication_of
from .enums import ProposalState
from .facts.rebuild import rebuild
from .models import EditionProposal

COUNT = "reports.count"


@task(COUNT, label=gettext_lazy("Count the statistics anew"), cron="7 * * * *")
def count() -> str:
    """Bring the facts and sums up to date."""
    run = rebuild(now=timezone.now())
    return _("%(cases)d cases, %(evictions)d evictions, %(cells)d sums") % {
        "cases": run.cases,
        "evictions": run.evictions,
        "cells": run.cells,
    }


@task("reports.mail_monthly", label=gettext_lazy("Mail the figures of the month"), cron="40 5 * * *")
def mail_monthly() -> str:
    """On the first working day of the month, write to the managers who chose it; on other days there is nothing."""
    now = timezone.now()
    today = timezone.localdate(now)
    if not is_due(today):
        return ""
    counted = counted_at()
    if counted is None or timezone.localdate(counted) < today.replace(day=1):
        rebuild(now=now)
    written = mail_monthly_figures(now=now)
    return (
        ngettext("%(count)d mail written", "%(count)d mails written", written) % {"count": written} if written else ""
    )


@task(editions.TASK, label=gettext_lazy("Count an edition of the figures"))
def count_edition(*, proposal: int) -> str:
    """Count a proposal that is still open; say for which year."""
    asked = EditionProposal.objects.select_related("municipality").get(pk=proposal)
    if asked.state != ProposalState.ASKED:
        return ""
    now = timezone.now()
    counted = publication_of(asked.municipality, asked.year, now=now)
    editions.settle(asked, counted, definitions(), now=now)
    return str(asked.year)
