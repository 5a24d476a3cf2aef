"""What the data-protection officer looks for in the access log."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Look
from accounts.forms import page_helper

from .fields import day_field


class AccessLogForm(forms.Form):
    """Who, which case, what and when; all may be left open."""

    who = forms.CharField(label=_("Person"), required=False, max_length=150)
    number = forms.CharField(label=_("Case number"), required=False, max_length=12)
    look = forms.ChoiceField(label=_("What"), required=False, choices=[("", _("Everything")), *Look.choices])
    first = day_field(_("From"), required=False)
    last = day_field(_("Until"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()
