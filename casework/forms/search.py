"""What is sought among the cases."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from accounts.forms import page_helper

from ..queries.search import CLOSED, OPEN


class SearchForm(forms.Form):
    """Words to find a case by, and whether it is open."""

    q = forms.CharField(
        label=gettext_lazy("Name, address, tenancy number, case number or CPR number"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off", "spellcheck": "false"}),
    )
    state = forms.ChoiceField(
        label=gettext_lazy("Open or closed"),
        required=False,
        choices=[
            ("", gettext_lazy("Open and closed")),
            (OPEN, gettext_lazy("Open cases")),
            (CLOSED, gettext_lazy("Closed cases")),
        ],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()

    def sought(self) -> tuple[str, str]:
        """The words and the state; what is none of the choices counts as not said."""
        self.is_valid()
        return self.cleaned_data.get("q", ""), self.cleaned_data.get("state", "")
