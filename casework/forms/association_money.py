"""An association's answer to a payment guarantee."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..decision_states import guarantee_next
from ..enums_decisions import GuaranteeState
from ..models import PaymentGuarantee
from ..permissions import TOLD_BY_ASSOCIATION
from .fields import VersionedForm, day_field, not_later
from .money import KronerField


class GuaranteeAnswerForm(VersionedForm):
    """Accepted, rejected, or paid to the association; only what can still be said is offered."""

    step = forms.ChoiceField(label=gettext_lazy("What do you report?"), widget=forms.RadioSelect)
    on = day_field(gettext_lazy("Date"))
    amount = KronerField(label=gettext_lazy("Amount received, kr."), required=False)

    def __init__(self, *args: Any, guarantee: PaymentGuarantee, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may_follow = frozenset() if guarantee.paid_on else guarantee_next(guarantee, self.today)
        self.steps = [step for step in TOLD_BY_ASSOCIATION if step in may_follow]
        self.fields["step"].choices = [(step.value, step.label) for step in self.steps]  # type: ignore[attr-defined]  # choices

    def clean_on(self) -> dt.date | None:
        return not_later(self.cleaned_data["on"], self.today)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("step") == GuaranteeState.PAID and not cleaned.get("amount") and "amount" not in self.errors:
            self.add_error("amount", _("Give the amount you received."))
        return cleaned

    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        step = GuaranteeState(given["step"])
        return {**given, "step": step, "amount": given["amount"] if step == GuaranteeState.PAID else None}
