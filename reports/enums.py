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
    FUNNEL = "funnel", _("From warning to eviction")
    CONTACT = "contact", _("Contact")
    REACH = "reach", _("How people were reached")
    HELP = "help", _("Help")
    OUTCOMES = "outcomes", _("How cases ended")
    WHO = "who", _("Who it happens to")
    REPEAT = "repeat", _("Whether it held")
    TOGETHER = "together", _("Working together")
    MISSED_CHANCES = "missed_chances", _("Missed chances")
    ADVISERS = "advisers", _("Adviser contacts")
    QUALITY = "quality", _("What is missing in the records")
    MONEY = "money", _("What evictions cost")


class Unit(TextChoices):
    """What a figure counts; units are never mixed."""

    WARNINGS = "warnings", _("warnings")
    TENANCIES = "tenancies", _("tenancies")
    NOTICES = "notices", _("notices")
    CASES = "cases", _("cases")
    PERCENT = "percent", _("per cent")
    DAYS = "days", _("days")
    ATTEMPTS = "attempts", _("contact attempts")
    INTERVENTIONS = "interventions", _("interventions")
    REQUESTS = "requests", pgettext_lazy("unit", "requests")
    HANDOVERS = "handovers", pgettext_lazy("unit", "handovers")
    COURSES = "legal_courses", _("legal courses")
    EVICTIONS = "evictions", _("evictions")
    REVIEWS = "reviews", _("reviews")
    HOUSEHOLDS = "households", pgettext_lazy("unit", "households")
    PERSONS = "persons", pgettext_lazy("unit", "persons")
    CHILDREN = "children", _("children")
    PER_1000_DWELLINGS = "per_1000_dwellings", _("per 1,000 dwellings")
    DWELLINGS = "dwellings", _("dwellings")
    CONTACTS = "contacts", _("contacts")
    FACTS = "facts", pgettext_lazy("unit", "missing facts")
    KRONER = "kroner", _("kroner")


class TimeBase(TextChoices):
    """Which year a record belongs to."""

    EVENT = "event", _("Event year: each record in the year it happened.")
    COHORT = "cohort", _("Cohort: the cases opened in the year, with what has happened since.")
    FOLLOWED = "followed", _("Cohort: the cases opened in the year, each followed for twelve months.")
    CLOSING = "closing", _("Year of closing: the cases closed in the year.")
    FIRST_OF_JANUARY = "first_of_january", _("As of 1 January of the year.")


class Formula(TextChoices):
    """How the number comes of the records."""

    COUNT = "count", _("A count.")
    SUM = "sum", _("A sum.")
    SHARE = "share", _("The part divided by the whole, times 100, with one decimal, half rounded up.")
    MEDIAN = "median", _("The middle value; of an even number the mean of the two in the middle, with one decimal.")
    QUARTILES = "quartiles", _("The values a quarter, half and three quarters lie at or below, with one decimal.")
    RATE = "rate", _("Evictions divided by dwellings, times 1,000, with two decimals, half rounded up.")
    AMOUNT = "amount", _("Evictions times the cost of one; an order of magnitude, never a budget.")


class Origin(TextChoices):
    """Which records a figure is counted from."""

    EVICTIONS = "evictions", _("The evictions recorded in Fasthold.")
    CASES = "cases", _("The municipality’s cases in Fasthold.")
    STEPS = "steps", _("The legal steps recorded on the municipality’s cases.")
    ATTEMPTS = "attempts", _("The contact attempts recorded on the municipality’s cases.")
    INTERVENTIONS = "interventions", _("The interventions recorded on the municipality’s cases.")
    LISTS = "lists", _("The arrears lists the associations have delivered.")
    NOTICES = "notices", _("The notices received from associations and the bailiff court.")
    REQUESTS = "requests", _("The requests sent between organisations.")
    HANDOVERS = "handovers", _("The handovers between organisations.")
    CONTACTS = "contacts", _("The tenant advisers’ own logs.")
    DWELLINGS = "dwellings", _("The associations’ numbers of dwellings on 1 January.")
    FOLLOW_UPS = "follow_ups", _("The follow-up three, six and twelve months after a case was closed.")
    REVIEWS = "reviews", _("The joint reviews held after evictions.")


class ReachKind(TextChoices):
    """Whose records a report counts."""

    EVERYTHING = "everything", _("All municipalities")
    MUNICIPALITY = "municipality", _("Municipality")
    ASSOCIATION = "association", _("Housing association")
    DEPARTMENT = "department", _("Department")
    DISTRICT = "district", _("District")
    PROGRAMME = "programme", _("Programme")
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


class PlaceKind(TextChoices):
    """What the sums of the statistics are kept for."""

    MUNICIPALITY = "municipality", _("Municipality")
    ASSOCIATION = "association", _("Housing association")
    DEPARTMENT = "department", _("Department")
    DISTRICT = "district", _("District")
    PROGRAMME = "programme", _("Programme")
    ADVISER = "adviser", _("Tenant adviser")
