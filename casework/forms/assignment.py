"""Who works on the case, and when it is looked at again."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User

from ..queries.colleagues import Colleague
from .fields import FOLLOW_UP_DAYS, IN_A_WEEK, ON_DATE, TOMORROW, CaseForm, VersionedForm, day_field, note_field

NEVER = "never"


class TakeForm(VersionedForm):
    """Take the case oneself."""


class ColleagueField(forms.ModelChoiceField[User]):
    """A colleague; beside the name of one who is away stands who stands in."""

    def label_from_instance(self, obj: User) -> str:
        return Colleague.of(obj).label


class AssignForm(VersionedForm):
    """Hand the case to a colleague of the unit."""

    to = ColleagueField(User.objects.none(), label=gettext_lazy("Colleague"), empty_label=gettext_lazy("Choose"))

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]  # it is a model choice


class GiveBackForm(VersionedForm):
    """Give the case back to the unit, with the reason."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you give it back?"),
        max_length=300,
        help_text=gettext_lazy("The colleague who takes it next reads this first."),
    )


class FollowUpForm(VersionedForm):
    """The day the case is shown again: tomorrow, in a week, on a date, or not."""

    follow_up = forms.ChoiceField(
        label=gettext_lazy("Show me this again"),
        choices=[
            (TOMORROW, gettext_lazy("Tomorrow")),
            (IN_A_WEEK, gettext_lazy("In a week")),
            (ON_DATE, gettext_lazy("On a date")),
            (NEVER, gettext_lazy("No follow-up")),
        ],
    )
    follow_up_on = day_field(gettext_lazy("Date"), required=False)

    def clean_follow_up_on(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["follow_up_on"]
        if self.cleaned_data.get("follow_up") != ON_DATE:
            return None
        if day is None:
            raise ValidationError(_("Choose the date."))
        if day < self.today:
            raise ValidationError(_("Choose today or a later day."))
        return day

    def day(self) -> dt.date | None:
        """The day chosen; None to take the date away."""
        choice = self.cleaned_data["follow_up"]
        if choice in FOLLOW_UP_DAYS:
            return self.today + dt.timedelta(days=FOLLOW_UP_DAYS[choice])
        day: dt.date | None = self.cleaned_data["follow_up_on"]
        return day

    def facts(self) -> dict[str, Any]:
        return {"follow_up_on": self.day(), "version": self.cleaned_data["version"]}


class PurposeForm(CaseForm):
    """Why one must see a case of another unit."""

    purpose = note_field(
        gettext_lazy("Why do you need to see this case?"),
        max_length=300,
        help_text=gettext_lazy("Your words are kept in the access log. The case is open to you for 24 hours."),
    )
