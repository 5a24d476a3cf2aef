"""The counts the court administration has published."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class OfficialFigure(models.Model):
    """Domstolsstyrelsen's count for an area and period (officielt tal); imported, never mixed with our own.

    `is_approximate` marks figures the source rounds; `series_break` a change of what is counted:
    no line is drawn across it.
    """

    class Period(models.TextChoices):
        YEAR = "year", _("Whole year")
        FIRST_HALF = "first_half", _("First half of the year")
        SECOND_HALF = "second_half", _("Second half of the year")

    class Sector(models.TextChoices):
        SOCIAL = "social", _("Social housing")
        ALL = "all", _("All landlords")
        UNKNOWN = "unknown", _("Unknown")

    year = models.PositiveSmallIntegerField(_("year"))
    period = models.CharField(_("period"), max_length=12, choices=Period)
    area_code = models.CharField(_("area code"), max_length=3)
    area = models.CharField(_("area"), max_length=100)
    measure = models.CharField(_("measure"), max_length=40)
    sector = models.CharField(_("sector"), max_length=10, choices=Sector)
    grounds = models.CharField(_("grounds"), max_length=100, blank=True)
    unit = models.CharField(_("unit"), max_length=40, default="evictions")
    value = models.PositiveIntegerField(_("value"))
    is_approximate = models.BooleanField(_("approximate"), default=False)
    is_provisional = models.BooleanField(_("provisional"), default=False)
    series_break = models.BooleanField(_("series break"), default=False)
    source = models.CharField(_("source"), max_length=300)
    imported_at = models.DateTimeField(_("imported"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "period", "area_code", "measure", "sector"], name="reports_official_figure_once"
            ),
            models.CheckConstraint(condition=Q(year__gte=1900, year__lte=2200), name="reports_official_figure_year"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.year}: {self.value}"

    @property
    def key(self) -> tuple[int, str, str, str, str]:
        """What makes it this figure and no other."""
        return (self.year, self.period, self.area_code, self.measure, self.sector)
