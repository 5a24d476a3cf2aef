"""The fixed words of the registered world."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Step(TextChoices):
    """How far an arrears list says the association has gone; the first stages of a legal course."""

    EARLY = "early", _("Early concern")
    DEMANDED = "demanded", _("Demand sent")
    RESCINDED = "rescinded", _("Tenancy rescinded")
    FILED = "filed", _("Filed with the bailiff court")


#: The order in which an association reaches out: where a talk now still saves the home comes first.
OUTREACH_ORDER: dict[str, int] = {Step.DEMANDED: 1, Step.RESCINDED: 2, Step.EARLY: 3, Step.FILED: 4}

#: The order of the steps, for "at the step of demand or later".
STEP_ORDER: dict[str, int] = {step: number for number, step in enumerate(Step, start=1)}


class Change(TextChoices):
    """What became of a tenancy's arrears since the list before, by amount alone."""

    NEW = "new", _("New")
    RISEN = "risen", _("Risen")
    FALLEN = "fallen", _("Fallen")
    UNCHANGED = "unchanged", _("Unchanged")
    VANISHED = "vanished", _("Vanished")
    AMBIGUOUS = "ambiguous", _("Ambiguous")


class StatementKind(TextChoices):
    """What an association says about a tenancy's arrears between two lists."""

    PAID = "paid", _("Reported paid")
    WITHDRAWN = "withdrawn", _("Arrears withdrawn by the association")
    VANISHED = "vanished", _("Gone from the arrears list")


class DeliveryStatus(TextChoices):
    READING = "reading", _("Being read")
    CHECKED = "checked", _("Checked, not received yet")
    APPLYING = "applying", _("Being received")
    APPLIED = "applied", _("Received")
    DISCARDED = "discarded", _("Discarded")
    UNDONE = "undone", _("Undone")


#: A list that the worker has in hand or that waits for it.
IN_HAND = frozenset({DeliveryStatus.READING, DeliveryStatus.APPLYING})


class WorkPhase(TextChoices):
    """How far the worker is with a list."""

    WAITING = "waiting", _("Waiting for its turn")
    COUNTING = "counting", _("Counting the lines")
    READING = "reading", _("Reading the lines")
    COMPARING = "comparing", _("Comparing with what is known")
    WRITING = "writing", _("Writing the arrears")
    CASES = "cases", _("Bringing cases up to date")
    ENDED = "ended", _("Done")


class Severity(TextChoices):
    FATAL = "fatal", _("Fault")
    WARNING = "warning", _("Warning")


class NoticeKind(TextChoices):
    SECTION_92_2 = "s92_2", _("Notice on filing (§ 92(2))")
    COURT = "court", _("Notice from the bailiff court")


class GateBasis(TextChoices):
    """Why an association's row may be seen by the municipality; empty where nothing allows it."""

    AGREEMENT = "agreement", _("Sharing agreement")
    SECTION_92_2 = "s92_2", _("Notice on filing")
    COURT = "court", _("Court notice")


class SharedField(TextChoices):
    """What a sharing agreement may let an association tell of a tenancy in arrears."""

    NAME = "name", _("Name")
    CPR = "cpr", _("CPR number")
    ADDRESS = "address", _("Address")
    CONTACT = "contact", _("Phone and e-mail")
    AMOUNT = "amount", _("Amount owed")
    STEP = "step", _("Step")
    HOUSEHOLD = "household", _("Household and children")


class ChildrenKnown(TextChoices):
    """Whether children under 18 live in the household."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Unknown")


class District(TextChoices):
    """The ten districts (bydele) of Copenhagen."""

    INDRE_BY = "1", "Indre By"
    OSTERBRO = "2", "Østerbro"
    NORREBRO = "3", "Nørrebro"
    VESTERBRO = "4", "Vesterbro-Kongens Enghave"
    VALBY = "5", "Valby"
    VANLOSE = "6", "Vanløse"
    BRONSHOJ = "7", "Brønshøj-Husum"
    BISPEBJERG = "8", "Bispebjerg"
    AMAGER_OST = "9", "Amager Øst"
    AMAGER_VEST = "10", "Amager Vest"
