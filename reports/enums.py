"""The fixed words of the figures: who reads them, in which part of the report, counted in which unit."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Reader(TextChoices):
    """Who a report is made for; what each may read is said in `permissions`."""

    CASEWORKER = "caseworker", _("Caseworker")
    TEAM_LEADER = "team_leader", _("Team leader")
    EMPLOYMENT_CASEWORKER = "employment_caseworker", _("Employment caseworker")
    MUNICIPAL_MANAGER = "municipal_manager", _("Manager in the municipality")
    ASSOCIATION_MANAGER = "association_manager", _("Manager in an association")
    ASSOCIATION_OFFICER = "association_officer", _("Association officer")
    TENANT_ADVISER = "tenant_adviser", _("Tenant adviser")
    OPERATOR = "operator", _("Operator of the system")


class Section(TextChoices):
    """The parts of the report, in their order."""

    EVICTIONS = "evictions", _("Evictions")
    ARREARS = "arrears", _("Arrears and notices")
    CASES = "cases", _("Cases")
    CONTACT = "contact", _("Contact")
    HELP = "help", _("Help")
    OUTCOMES = "outcomes", _("How cases ended")
    MISSED_CHANCES = "missed_chances", _("Missed chances")
    ADVISERS = "advisers", _("Adviser contacts")


class Unit(TextChoices):
    """What a figure counts; units are never mixed."""

    WARNINGS = "warnings", _("warnings")
    TENANCIES = "tenancies", _("tenancies")
    NOTICES = "notices", _("notices")
    CASES = "cases", _("cases")
    PERCENT = "percent", _("per cent")
    DAYS = "days", _("days")
    INTERVENTIONS = "interventions", _("interventions")
    REQUESTS = "requests", pgettext_lazy("unit", "requests")
    COURSES = "legal_courses", _("legal courses")
    EVICTIONS = "evictions", _("evictions")
    REVIEWS = "reviews", _("reviews")
    CHILDREN = "children", _("children")
    PER_1000_DWELLINGS = "per_1000_dwellings", _("per 1,000 dwellings")
    DWELLINGS = "dwellings", _("dwellings")
    CONTACTS = "contacts", _("contacts")


class ReachKind(TextChoices):
    """Whose records a report counts."""

    EVERYTHING = "everything", _("All municipalities")
    MUNICIPALITY = "municipality", _("Municipality")
    ASSOCIATION = "association", _("Housing association")
    ADVISER = "adviser", _("Own contacts")


class ProposalState(TextChoices):
    """What became of an edition that was proposed."""

    ASKED = "asked", _("Being counted")
    WAITING = "waiting", _("Waiting for a second person")
    PUBLISHED = "published", _("Published")
    REJECTED = "rejected", _("Rejected")
    NOTHING_NEW = "nothing_new", _("Nothing had changed")


#: The states in which a proposal still waits for something.
OPEN_PROPOSALS = (ProposalState.ASKED, ProposalState.WAITING)
