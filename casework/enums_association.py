"""The fixed words of what associations and the court tell, and of the facts of other grounds than arrears."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CampaignMethod(TextChoices):
    """How an association looks for homes that are let on unlawfully."""

    ADVERTS = "adverts", _("Adverts on the web")
    REGISTER = "register", _("Comparing names with the register")
    VISITS = "visits", _("Visits to the homes")
    TIPS = "tips", _("Tips from residents")
    OTHER = "other", pgettext_lazy("method", "Another way")


class ReportKind(TextChoices):
    """What an association tells of a tenancy in court."""

    HEARING_SET = "hearing_set", _("The court has called a hearing")
    EVICTION_SET = "eviction_set", _("An eviction is scheduled")
    CALLED_OFF = "called_off", _("The eviction is called off")
    CARRIED_OUT = "carried_out", _("The eviction was carried out")


class FactKind(TextChoices):
    """What became known of a home let on, or of a breach of the house rules."""

    ADVERT = "advert", _("Advert found")
    OCCUPANTS = "occupants", _("Who lives there")
    INSPECTION = "inspection", _("The home was seen")
    COMPLAINT = "complaint", pgettext_lazy("house rules", "Complaint")
    MEDIATION = "mediation", _("Mediation")


class MediationOutcome(TextChoices):
    AGREED = "agreed", _("They agreed")
    NOT_AGREED = "not_agreed", _("They did not agree")
    DECLINED = "declined", _("One of them declined")


class CourtFileStatus(TextChoices):
    """How far a file of court notices has come."""

    CHECKED = "checked", _("Waits for a confirmation")
    APPLIED = "applied", pgettext_lazy("court notices", "Received")


class CourtLineState(TextChoices):
    """What became of a line of a file of court notices."""

    MATCHED = "matched", _("Fits a tenancy")
    PARKED = "parked", _("Waits for a person")
    RECORDED = "recorded", _("Recorded")
    KNOWN = "known", _("Recorded before")
    ASIDE = "aside", _("Put aside")


class CourtLineReason(TextChoices):
    """Why a line of court notices waits for a person."""

    NO_HOME = "no_home", _("No tenancy in the municipality has that number or address.")
    SEVERAL_HOMES = "several_homes", _("Several tenancies have that address.")
    NO_LEASE = "no_lease", _("Nobody is known to have rented the tenancy on that day.")
    OTHER_NAME = "other_name", _("The name is not that of a tenant there.")
