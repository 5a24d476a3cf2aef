"""The tasks of casework: large arrears lists."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from accounts.background import task

from .actions.intake import beside


@task(beside.TASK, label=gettext_lazy("Read or receive an arrears list"))
def do_list(*, delivery: int) -> str:
    """Do with one list what its association asked for."""
    return beside.do(delivery)
