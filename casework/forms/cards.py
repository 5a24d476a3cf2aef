"""What an organisation says of itself: what it can, what it cannot, and whom one calls."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Div, Layout
from django import forms
from django.utils.translation import gettext_lazy

from ..actions.cards import FIELDS
from ..models import OrganisationCard
from .fields import VersionedForm, note_field


class CardForm(VersionedForm):
    """The card of one organisation."""

    can = note_field(
        gettext_lazy("What we can do"),
        rows=5,
        help_text=gettext_lazy("One thing a line, in words the others use."),
    )
    cannot = note_field(
        gettext_lazy("What we cannot do"),
        rows=4,
        required=False,
        help_text=gettext_lazy("What we are often asked and have to decline, and who can do it instead."),
    )
    contact_name = forms.CharField(label=gettext_lazy("Contact"), max_length=150)
    contact_phone = forms.CharField(label=gettext_lazy("Phone"), max_length=30, required=False)
    contact_email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    deputy_name = forms.CharField(label=gettext_lazy("Deputy"), max_length=150, required=False)
    deputy_phone = forms.CharField(label=gettext_lazy("Deputy's phone"), max_length=30, required=False)
    deputy_email = forms.EmailField(label=gettext_lazy("Deputy's e-mail"), required=False)
    hours = forms.CharField(
        label=gettext_lazy("Hours"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("When one can call, for instance weekdays 9 to 14."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "can",
            "cannot",
            Div("contact_name", "contact_phone", "contact_email", css_class="log-grid"),
            Div("deputy_name", "deputy_phone", "deputy_email", css_class="log-grid"),
            "hours",
            "version",
        )


def stored_card(card: OrganisationCard) -> dict[str, Any]:
    """What the card says, by the form's fields."""
    return {name: getattr(card, name) for name in (*FIELDS, "version")}
