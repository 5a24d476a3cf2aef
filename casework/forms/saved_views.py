"""The name of a view, and whom it is for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from .fields import CaseForm, VersionedForm


class ViewForm(CaseForm):
    """Save the filters of the list under a name."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=60, help_text=gettext_lazy("What you want to see, in a few words.")
    )
    is_shared = forms.BooleanField(label=gettext_lazy("Share it with the unit"), required=False)
    is_default = forms.BooleanField(label=gettext_lazy("Begin my list with it"), required=False)


class ViewChangeForm(VersionedForm):
    """Rename a view, share it or keep it to oneself."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    is_shared = forms.BooleanField(label=gettext_lazy("Share it with the unit"), required=False)
