"""The tasks of the reports: facts and sums made anew every hour, and when somebody asks."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.background import task

from .facts.rebuild import rebuild

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
