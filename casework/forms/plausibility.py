"""What was taken up with the association, and when."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy

from .fields import CaseForm, day_field, not_later, note_field


class RaiseForm(CaseForm):
    """The day it was raised, and what was said."""

    raised_on = day_field(gettext_lazy("Raised on"))
    note = note_field(gettext_lazy("What was said"), required=False, max_length=500)

    def clean_raised_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["raised_on"], self.today)
