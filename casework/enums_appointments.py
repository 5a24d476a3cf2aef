"""The fixed words of appointments with a household: how it is met, what became of it, and the languages of the link."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AppointmentMode(TextChoices):
    CALL = "call", _("Call")
    VISIT = "visit", _("Home visit")


class OfferMode(TextChoices):
    """What a link offers; with `EITHER` the tenant chooses between the two."""

    EITHER = "either", _("Call or home visit, the tenant chooses")
    CALL = "call", _("Call")
    VISIT = "visit", _("Home visit")


class AppointmentState(TextChoices):
    """What became of an appointment; only one that is planned is still to come."""

    PLANNED = "planned", pgettext_lazy("appointment", "Agreed")
    MET = "met", _("The talk took place")
    NOT_MET = "not_met", _("Nobody was met")
    CALLED_OFF_BY_US = "called_off_by_us", _("Called off by us")
    CALLED_OFF_BY_TENANT = "called_off_by_tenant", _("Called off by the tenant")


class PageLanguage(TextChoices):
    """The languages of the page behind the link, each by its own name."""

    DANISH = "da", "Dansk"
    ENGLISH = "en", "English"
    ARABIC = "ar", "العربية"
    TURKISH = "tr", "Türkçe"
    POLISH = "pl", "Polski"
