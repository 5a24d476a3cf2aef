"""The tenant adviser's log: what is noted of a contact, and what is looked for."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import page_helper
from accounts.http import number_in
from accounts.scope import Scope
from housing import codes
from housing.models import HousingAssociation, Tenant

from ..actions.adviser import Resident
from ..models import AdviserContact, AdviserContactTie, Programme
from ..queries.adviser import LEAST_LETTERS, Filters, residents_matching
from .fields import FOLLOW_UP_DAYS, IN_A_WEEK, ON_DATE, TOMORROW, CaseForm, day_field, not_later

#: The lengths of a talk one can tap; any other is typed.
MINUTES = (5, 15, 30, 45, 60)
ANONYMOUS = ""


class ContactForm(CaseForm):
    """One contact. Without a resident the visitor stays anonymous."""

    topics = forms.MultipleChoiceField(label=gettext_lazy("Topics"), widget=forms.CheckboxSelectMultiple)
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("Minutes"),
        required=False,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        choices=[(minutes, str(minutes)) for minutes in MINUTES],
    )
    other_minutes = forms.IntegerField(
        label=gettext_lazy("Another number of minutes"),
        required=False,
        min_value=1,
        max_value=1440,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    occurred_on = day_field(gettext_lazy("Date"))
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Office, home visit, telephone …"),
    )
    association = forms.ModelChoiceField(
        HousingAssociation.objects.none(), label=gettext_lazy("Housing association"), empty_label=None
    )
    resident_search = forms.CharField(
        label=gettext_lazy("Find a resident"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Name, address or tenancy number. Leave empty for an anonymous visitor."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    tenant = forms.TypedChoiceField(
        label=gettext_lazy("Who"), required=False, coerce=int, empty_value=None, widget=forms.RadioSelect
    )
    has_consent = forms.BooleanField(
        label=gettext_lazy("The resident agrees that this talk is tied to their name"), required=False
    )
    consent_given_on = day_field(gettext_lazy("Agreed on"), required=False)
    done = forms.CharField(
        label=gettext_lazy("What was done"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Name nobody here: the tie to a resident is kept apart."),
    )
    referred_to = forms.CharField(label=gettext_lazy("Referred to"), max_length=200, required=False)
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=gettext_lazy("Programme"), required=False, empty_label=gettext_lazy("None")
    )
    follow_up = forms.ChoiceField(
        label=gettext_lazy("Follow up?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", gettext_lazy("No")),
            (TOMORROW, gettext_lazy("Tomorrow")),
            (IN_A_WEEK, gettext_lazy("In a week")),
            (ON_DATE, gettext_lazy("On a date")),
        ],
    )
    follow_up_on = day_field(gettext_lazy("Follow up on"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    device_key = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, scope: Scope, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.scope = scope
        self.fields["topics"].choices = self._topics()  # type: ignore[attr-defined]  # it is a choice field
        own = HousingAssociation.objects.filter(pk__in=scope.association_ids).order_by("name", "pk")
        self.fields["association"].queryset = own  # type: ignore[attr-defined]  # it is a model choice
        runs = Programme.objects.visible_to(scope).running(today) | Programme.objects.filter(
            pk=number_in(str(self.initial.get("programme", ""))) or 0
        )
        self.fields["programme"].queryset = runs.order_by("name", "pk")  # type: ignore[attr-defined]  # a model choice
        if len(scope.association_ids) == 1:
            self.fields["association"].required = False
            self.fields["association"].widget = forms.HiddenInput()
        self.residents = residents_matching(
            scope, self._resident_words(), chosen=number_in(str(self["tenant"].value() or "")), today=today
        )
        self.fields["tenant"].choices = [  # type: ignore[attr-defined]  # it is a choice field
            (ANONYMOUS, _("Anonymous visitor")),
            *((row["pk"], ", ".join([row["name"], *row["homes"][:1]])) for row in self.residents),
        ]

    @property
    def finds_nobody(self) -> bool:
        """Whether a resident was sought in vain."""
        return len(self._resident_words()) >= LEAST_LETTERS and not self.residents

    def clean_occurred_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["occurred_on"], self.today)

    def clean_consent_given_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["consent_given_on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self._minutes(cleaned) and not {"minutes", "other_minutes"} & self.errors.keys():
            self.add_error("minutes", _("Say how many minutes it took."))
        if cleaned.get("association") is None and len(self.scope.association_ids) == 1:
            cleaned["association"] = HousingAssociation.objects.get(pk=self.scope.association_ids[0])
        if cleaned.get("tenant"):
            self._check_resident(cleaned)
        self._check_follow_up(cleaned)
        return cleaned

    def facts(self) -> dict[str, Any]:
        kept = ("occurred_on", "place", "topics", "done", "referred_to", "programme")
        return {
            **{name: self.cleaned_data[name] for name in kept},
            "minutes": self._minutes(self.cleaned_data),
            "resident": self._resident(),
            "follow_up_on": self._follow_up_day(self.cleaned_data),
        }

    def _resident_words(self) -> str:
        """What was typed to find a resident, read before the form is checked."""
        return str(self["resident_search"].value() or "").replace("\0", "").strip()

    def _topics(self) -> list[tuple[str, str]]:
        """The topics of today, and those of the record that were closed since."""
        offered = codes.choices("adviser_topic", today=self.today)
        known = dict(offered)
        kept = [topic for topic in self.initial.get("topics") or [] if topic not in known]
        return [*offered, *((topic, codes.name_of("adviser_topic", topic)) for topic in kept)]

    def _resident(self) -> Resident | None:
        tenant = self.cleaned_data["tenant"]
        if tenant is None:
            return None
        return Resident(Tenant.objects.visible_to(self.scope).get(pk=tenant), self.cleaned_data["consent_given_on"])

    def _check_resident(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("has_consent"):
            self.add_error("has_consent", _("Without the resident's consent the visitor stays anonymous."))
        if not cleaned.get("consent_given_on") and "consent_given_on" not in self.errors:
            self.add_error("consent_given_on", _("Give the day the resident agreed."))
        owners = {row["pk"]: row["association_id"] for row in self.residents}
        association = cleaned.get("association")
        if association is not None and owners[cleaned["tenant"]] != association.pk:
            self.add_error("association", _("The resident lives in another association's home."))

    def _follow_up_day(self, cleaned: dict[str, Any]) -> dt.date | None:
        """The day chosen. A date typed without its button counts too, unless it is the one that was taken off."""
        choice, day = cleaned.get("follow_up", ""), cleaned.get("follow_up_on")
        if choice in FOLLOW_UP_DAYS:
            return self.today + dt.timedelta(days=FOLLOW_UP_DAYS[choice])
        return None if choice == "" and self.initial.get("follow_up") else day

    def _check_follow_up(self, cleaned: dict[str, Any]) -> None:
        day = self._follow_up_day(cleaned)
        if cleaned.get("follow_up") == ON_DATE and day is None and "follow_up_on" not in self.errors:
            self.add_error("follow_up_on", _("Choose the date."))
        if day is not None and day < self.today and day != self.initial.get("follow_up_on"):
            self.add_error("follow_up_on", _("Choose today or a later day."))

    @staticmethod
    def _minutes(cleaned: dict[str, Any]) -> int | None:
        return cleaned.get("other_minutes") or cleaned.get("minutes")


def typed(form: ContactForm) -> dict[str, Any]:
    """What stands in a form as it was sent, to show it again while a resident is looked for.

    A field that was not on the page keeps what it began with.
    """
    began = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    return {name: began[name] if form[name].data is None else form[name].data for name in form.fields}


def stored(contact: AdviserContact, tie: AdviserContactTie | None) -> dict[str, Any]:
    """What stands in the record, by the form's fields."""
    is_step = contact.minutes in MINUTES
    return {
        "occurred_on": contact.occurred_on,
        "place": contact.place,
        "association": contact.association_id,
        "topics": contact.topics,
        "minutes": contact.minutes if is_step else None,
        "other_minutes": None if is_step else contact.minutes,
        "done": contact.done,
        "referred_to": contact.referred_to,
        "programme": contact.programme_id,
        "tenant": tie.tenant_id if tie else ANONYMOUS,
        "has_consent": tie is not None,
        "consent_given_on": tie.consent_given_on if tie else None,
        "follow_up": ON_DATE if contact.follow_up_on else "",
        "follow_up_on": contact.follow_up_on,
        "version": contact.version,
    }


class ContactSearchForm(forms.Form):
    """What the adviser looks for in the own log."""

    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)
    first = day_field(gettext_lazy("From"), required=False)
    last = day_field(gettext_lazy("Until"), required=False)
    resident = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = codes.choices("adviser_topic", today=today, keep=self.data.get("topic", "").replace("\0", ""))
        self.fields["topic"].choices = [("", _("All")), *topics]  # type: ignore[attr-defined]  # it is a choice field
        self.helper = page_helper()

    def filters(self) -> Filters:
        """The filters as typed; what cannot be read filters nothing."""
        self.is_valid()
        sought = getattr(self, "cleaned_data", {})
        return Filters(
            search=sought.get("q", ""),
            topic=sought.get("topic", ""),
            first=sought.get("first"),
            last=sought.get("last"),
            resident=sought.get("resident"),
        )


class ResidentSearchForm(forms.Form):
    """Whom the adviser looks for among the residents they have talked with."""

    q = forms.CharField(
        label=gettext_lazy("Name, address or tenancy number"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()
