"""The forms of logging in, one's own settings and granting roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .enums import KINDS_OF_ROLE, Role
from .models import Membership, Organisation, User
from .outbox import write_mail


def page_helper() -> FormHelper:
    """How every form is laid out: the template owns the form element and the token."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    return helper


class LoginForm(AuthenticationForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()


class ResetForm(PasswordResetForm):
    """The link by which somebody chooses a new password leaves by the outbox, never inside the request."""

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        subject = " ".join(render_to_string(subject_template_name, context).split())
        write_mail(
            to=to_email, subject=subject, text=render_to_string(email_template_name, context), now=timezone.now()
        )


class InvitationForm(ResetForm):
    """The link by which a new user chooses a password; the ordinary reset passes over those who have none."""

    def get_users(self, email: str) -> Iterable[User]:
        return (
            user for user in User.objects.filter(email__iexact=email, is_active=True) if not user.has_usable_password()
        )


class ProfileForm(forms.ModelForm[User]):
    """One's own name, address and way of reading; a manager also chooses whether to be mailed the figures."""

    class Meta:
        model = User
        fields = ["name", "email", "mail_pace", "has_monthly_figures", "language", "theme"]

    def __init__(self, *args: Any, is_manager: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_manager:
            del self.fields["has_monthly_figures"]
        self.helper = page_helper()


class MembershipForm(forms.Form):
    """A role for somebody, who may be new."""

    username = forms.CharField(label=_("Username"), max_length=150, help_text=_("Of a user, or for a new one."))
    name = forms.CharField(label=_("Name"), max_length=150, required=False, help_text=_("Only for a new user."))
    email = forms.EmailField(
        label=_("E-mail"), required=False, help_text=_("Only for a new user: a link to choose a password goes there.")
    )
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"))
    role = forms.ChoiceField(label=_("Role"), choices=Role)
    starts_on = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    ends_on = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, organisations: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # it is a model choice
        self.helper = page_helper()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        organisation, role = cleaned.get("organisation"), cleaned.get("role")
        if organisation and role and organisation.kind not in KINDS_OF_ROLE[Role(role)]:
            self.add_error("role", _("That role is not held in such an organisation. Choose another of the two."))
        if cleaned.get("ends_on") and cleaned.get("starts_on") and cleaned["ends_on"] < cleaned["starts_on"]:
            self.add_error("ends_on", _("The last day is before the first."))
        known = User.objects.filter(username=cleaned.get("username", "")).exists()
        if not known and not (cleaned.get("name") and cleaned.get("email")):
            self.add_error("name", _("Nobody has that username. Give name and e-mail to make a new user."))
        return cleaned


class MembershipEndForm(forms.ModelForm[Membership]):
    """The last day of a role."""

    ends_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    class Meta:
        model = Membership
        fields = ["ends_on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = page_helper()

    def clean_ends_on(self) -> Any:
        ends_on = self.cleaned_data["ends_on"]
        if ends_on < self.instance.starts_on:
            raise forms.ValidationError(_("The last day is before the first."))
        return ends_on
