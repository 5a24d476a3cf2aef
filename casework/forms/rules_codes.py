"""Adding to the code book and closing a code."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy

from .fields import CaseForm, day_field
from .rules import not_earlier, source_field

_CODE = re.compile(r"^[a-z][a-z0-9_]*$")


class CodeForm(CaseForm):
    """A new code, or a new wording of a known one."""

    list_name = forms.ChoiceField(label=gettext_lazy("List"))
    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=40,
        validators=[
            RegexValidator(_CODE, gettext_lazy("Small letters a–z, digits and underscores, beginning with a letter."))
        ],
        help_text=gettext_lazy("Stands in files and figures. A known code gets a new wording; the old one is closed."),
    )
    name_da = forms.CharField(label=gettext_lazy("Name in Danish"), max_length=120)
    definition_da = forms.CharField(
        label=gettext_lazy("Definition in Danish"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120)
    definition_en = forms.CharField(
        label=gettext_lazy("Definition in English"), widget=forms.Textarea(attrs={"rows": 2}), max_length=1000
    )
    valid_from = day_field(gettext_lazy("Valid from"))
    source = source_field(max_length=200)

    def __init__(self, *args: Any, lists: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["list_name"].choices = lists  # type: ignore[attr-defined]  # it is a choice field

    def clean_valid_from(self) -> dt.date:
        return not_earlier(self.cleaned_data["valid_from"], self.today)


class CodeCloseForm(CaseForm):
    """The last day on which a code can be chosen."""

    valid_to = day_field(gettext_lazy("Last day"))

    def clean_valid_to(self) -> dt.date:
        return not_earlier(self.cleaned_data["valid_to"], self.today)
