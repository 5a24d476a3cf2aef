"""The code book: every code that is not a fixed word, in both languages, with its definition."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


class CodeQuerySet(models.QuerySet["Code"]):
    def valid(self, today: dt.date) -> CodeQuerySet:
        """Those that may be chosen on a day."""
        return self.filter(Q(valid_from__lte=today) & (Q(valid_to__isnull=True) | Q(valid_to__gte=today)))


class Code(models.Model):
    """One entry of a code list; never deleted, only closed by its last day."""

    list = models.CharField(_("list"), max_length=30)
    code = models.CharField(_("code"), max_length=40)
    name_da = models.CharField(_("Danish"), max_length=120)
    name_en = models.CharField(_("English"), max_length=120)
    definition_da = models.TextField(_("Danish definition"), blank=True)
    definition_en = models.TextField(_("English definition"), blank=True)
    position = models.PositiveSmallIntegerField(_("position"))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=200)

    objects = CodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["list", "code", "valid_from"], name="housing_code_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="housing_code_period",
                violation_error_message=_("The last day is before the first."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The code's name in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_da

    @property
    def definition(self) -> str:
        return self.definition_en if get_language() == "en" else self.definition_da

    def is_valid_on(self, day: dt.date) -> bool:
        """Whether the code may be chosen on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
