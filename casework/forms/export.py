"""What a file of cases is for, and what kind of file."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from .fields import CaseForm

CSV, XLSX = "csv", "xlsx"


class ExportForm(CaseForm):
    """Say why the list must leave the program."""

    purpose = forms.CharField(
        label=gettext_lazy("What do you need the file for?"),
        max_length=300,
        help_text=gettext_lazy("Your words are kept in the access log with the cases in the file."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("File"),
        choices=[(XLSX, gettext_lazy("Spreadsheet (XLSX)")), (CSV, gettext_lazy("Text with semicolons (CSV)"))],
        initial=XLSX,
        widget=forms.RadioSelect,
    )
