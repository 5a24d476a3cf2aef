"""Consents, and what passes between the municipality and the associations on them or on another basis."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConsentForm(TextChoices):
    """How a consent was given; each with what proves it."""

    PAPER = "paper", _("On paper, signed")
    ORAL = "oral", _("Orally, with a witness")
    DIGITAL = "digital", _("Digitally")


class HandoverDirection(TextChoices):
    """Who hands over to whom."""

    FROM_ADVISER = "from_adviser", _("From the tenant adviser to the municipality")
    FROM_ASSOCIATION = "from_association", _("From the housing association to the municipality")
    TO_ADVISER = "to_adviser", _("From the municipality to the tenant adviser")


class HandoverStatus(TextChoices):
    """How far a handover has come."""

    WAITING = "waiting", _("Waits for an answer")
    ASKED = "asked", _("The receiver has asked back")
    ACCEPTED = "accepted", pgettext_lazy("handover", "Accepted")
    DECLINED = "declined", pgettext_lazy("handover", "Declined")
    TAKEN_BACK = "taken_back", pgettext_lazy("handover", "Taken back")


class ItemKind(TextChoices):
    """What a handover holds."""

    CONTACT = "contact", _("Adviser contact")
    DOCUMENT = "document", _("Document")
    FACT = "fact", _("In words")


#: A handover that its receiver can still answer.
OPEN_STATUSES = (HandoverStatus.WAITING, HandoverStatus.ASKED)
TO_MUNICIPALITY = (HandoverDirection.FROM_ADVISER, HandoverDirection.FROM_ASSOCIATION)
