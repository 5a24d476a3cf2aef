"""The fixed words of what the municipality decides and promises: decisions, complaints, payment guarantees."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DecisionOutcome(TextChoices):
    """What the municipality decided about help (retssikkerhedsloven § 5 a)."""

    HELP = "help", _("Help")
    PARTLY = "partly", _("Help in part")
    NO_BASIS = "no_basis", _("No basis for help")


class PartyHearing(TextChoices):
    """Whether the party is heard before the decision (partshøring)."""

    NEEDED = "needed", _("The party is heard")
    NOT_NEEDED = "not_needed", _("Hearing is not needed")


class SentBy(TextChoices):
    """The way a decision or a guarantee went out."""

    DIGITAL_POST = "digital_post", _("Digital Post")
    LETTER = "letter", pgettext_lazy("sent by", "Letter")
    EMAIL = "email", _("Secure e-mail")
    BY_HAND = "by_hand", _("Handed over")


class Reassessment(TextChoices):
    """What the municipality found when it looked at its decision again (genvurdering)."""

    FULL = "full", _("The complainant is right in full")
    PARTIAL = "partial", _("The complainant is right in part")
    UPHELD = "upheld", _("The decision is upheld")


class AppealResult(TextChoices):
    """What Ankestyrelsen said."""

    UPHELD = "upheld", pgettext_lazy("appeal", "Upheld")
    CHANGED = "changed", pgettext_lazy("appeal", "Changed")
    ANNULLED = "annulled", pgettext_lazy("appeal", "Annulled")
    SENT_BACK = "sent_back", pgettext_lazy("appeal", "Sent back for a new decision")
    DISMISSED = "dismissed", pgettext_lazy("appeal", "Dismissed")


class GuaranteeAnswer(TextChoices):
    """What the association answered."""

    ACCEPTED = "accepted", pgettext_lazy("guarantee", "Accepted")
    REJECTED = "rejected", pgettext_lazy("guarantee", "Rejected")


class DecisionState(TextChoices):
    """How far a decision has come."""

    DRAFT = "draft", pgettext_lazy("decision", "Draft")
    DECIDED = "decided", pgettext_lazy("decision", "Decided")
    SENT = "sent", pgettext_lazy("decision", "Sent")
    REPLACED = "replaced", pgettext_lazy("decision", "Replaced by a new one")


class ComplaintState(TextChoices):
    """How far a complaint has come."""

    RECEIVED = "received", pgettext_lazy("complaint", "Received")
    REASSESSED = "reassessed", pgettext_lazy("complaint", "Reassessed")
    MET = "met", pgettext_lazy("complaint", "Met in full")
    FORWARDED = "forwarded", pgettext_lazy("complaint", "With Ankestyrelsen")
    SETTLED = "settled", pgettext_lazy("complaint", "Settled")
    WITHDRAWN = "withdrawn", pgettext_lazy("complaint", "Withdrawn")


class GuaranteeState(TextChoices):
    """How far a payment guarantee has come; that it ran out follows from its day."""

    MADE = "made", pgettext_lazy("guarantee", "Not sent yet")
    SENT = "sent", pgettext_lazy("guarantee", "Sent")
    ACCEPTED = "accepted", pgettext_lazy("guarantee", "Accepted")
    REJECTED = "rejected", pgettext_lazy("guarantee", "Rejected")
    PAID = "paid", pgettext_lazy("guarantee", "Paid")
    WITHDRAWN = "withdrawn", pgettext_lazy("guarantee", "Withdrawn")
    RUN_OUT = "run_out", pgettext_lazy("guarantee", "Run out")
