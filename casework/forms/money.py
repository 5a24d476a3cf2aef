"""Amounts of kroner as people type them: 20.132,92 or 20132.92 or 20132 kr."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_DOT_IS_DECIMAL = re.compile(r"^\d+\.\d{1,2}$")


class KronerField(forms.DecimalField):
    """An amount of kroner, not negative, with at most two decimals."""

    default_error_messages = {"invalid": _("Write an amount such as 20.132,92.")}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        super().__init__(min_value=0, max_digits=12, decimal_places=2, **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs derive it from int
        return super().to_python(_plain(value) if isinstance(value, str) else value)

    def prepare_value(self, value: Any) -> Any:
        """An amount of ours is shown with a decimal comma, what somebody typed as they typed it."""
        return f"{value:.2f}".replace(".", ",") if isinstance(value, Decimal) else value


def _plain(text: str) -> str:
    """The number without unit, spaces and thousands points, its decimals after a point."""
    bare = re.sub(r"\s|kr\.?$", "", text.strip().lower())
    if _DOT_IS_DECIMAL.match(bare):
        return bare
    return bare.replace(".", "").replace(",", ".")
