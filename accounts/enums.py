"""The roles people hold and the kinds of organisation they hold them in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class OrganisationKind(TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    UNIT = "unit", _("Municipal unit")
    ASSOCIATION = "association", _("Housing association")
    ADMINISTRATOR = "administrator", _("Administrator of associations")
    OTHER = "other", _("Other organisation")


class Administration(TextChoices):
    """Which of the municipality's administrations a unit belongs to."""

    SOCIAL = "SOF", _("Social services (SOF)")
    EMPLOYMENT = "BIF", _("Employment administration (BIF)")
    OTHER = "other", _("Other administration")


class Role(TextChoices):
    CASEWORKER = "caseworker", _("Caseworker")
    TEAM_LEADER = "team_leader", _("Team leader")
    EMPLOYMENT_CASEWORKER = "employment_caseworker", _("Employment caseworker")
    TENANT_ADVISER = "tenant_adviser", _("Tenant adviser")
    ASSOCIATION_OFFICER = "association_officer", _("Association officer")
    MANAGER = "manager", _("Manager")
    ADMINISTRATOR = "administrator", _("Administrator")
    DATA_PROTECTION_OFFICER = "data_protection_officer", _("Data-protection officer")


class RunOutcome(TextChoices):
    """What became of a run in the worker."""

    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    LOST = "lost", _("Interrupted")


#: The kinds of organisation in which each role can be held.
KINDS_OF_ROLE: dict[Role, frozenset[OrganisationKind]] = {
    Role.CASEWORKER: frozenset({OrganisationKind.UNIT}),
    Role.TEAM_LEADER: frozenset({OrganisationKind.UNIT}),
    Role.EMPLOYMENT_CASEWORKER: frozenset({OrganisationKind.UNIT}),
    Role.TENANT_ADVISER: frozenset({OrganisationKind.ASSOCIATION, OrganisationKind.ADMINISTRATOR}),
    Role.ASSOCIATION_OFFICER: frozenset({OrganisationKind.ASSOCIATION, OrganisationKind.ADMINISTRATOR}),
    Role.MANAGER: frozenset({OrganisationKind.MUNICIPALITY, OrganisationKind.ASSOCIATION}),
    Role.ADMINISTRATOR: frozenset({OrganisationKind.MUNICIPALITY}),
    Role.DATA_PROTECTION_OFFICER: frozenset({OrganisationKind.MUNICIPALITY}),
}

#: Municipal roles that do the work on cases.
CASEWORK_ROLES = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
#: Roles that live in an association's own space.
ASSOCIATION_ROLES = frozenset({Role.TENANT_ADVISER, Role.ASSOCIATION_OFFICER})


class Look(TextChoices):
    """What somebody did with personal data; one line of the access log each."""

    VIEW = "view", _("Viewed")
    LIST = "list", _("Listed")
    SEARCH = "search", _("Searched")
    EXPORT = "export", _("Exported")
    CHANGE = "change", _("Changed")
    PURPOSE = "purpose", _("Stated a purpose")


class Subject(TextChoices):
    """What a look was at; the access log keeps the kind of thing, never a name."""

    WORKLIST = "worklist", _("The worklist")
    CASE = "case", _("A case")
    DOCUMENT = "document", _("A document")
    CASE_FILE = "case file", _("A case as one PDF")
    LETTER_TEMPLATE = "letter template", _("A letter template")
    RESTRICTED_CASE = "restricted case", _("A restricted case")
    RESTRICTED_CASES = "restricted cases", _("Restricted cases")
    PURPOSE = "purpose", _("A case of another unit")
    PERSON = "person", _("A person")
    CPR = "cpr", _("A CPR number")
    DUPLICATES = "duplicates", _("Likely duplicates")
    ARREARS = "arrears", _("Tenancies in arrears")
    VANISHED = "vanished", _("Tenancies gone from the list")
    TENANCY = "tenancy", _("A tenancy")
    TENANT = "tenant", _("A tenant")
    NOTICE = "notice", _("A notice")
    DELIVERY = "delivery", _("An arrears list")
    DEPARTMENT = "department", _("Departments")
    ADVISER_CONTACT = "adviser contact", _("Adviser contacts")
    ADVISER_COVER = "adviser cover", _("Cover for an adviser")
    CONSENT = "consent", _("A consent")
    HANDOVER = "handover", _("A handover")
    REPORT = "report", _("The year's figures")
    CALENDAR = "calendar", _("Deadlines in a calendar")
    ACCESS_LOG = "access log", _("The access log")
    CODE = "code", _("The code book")
    LEAD_DAYS = "lead days", _("Lead days")
    LEGAL_PARAMETER = "legal parameter", _("Legal parameters")
    OPENING_RULE = "opening rule", _("The opening rule")
    REQUEST = "request", _("A request between organisations")
    SHARING_AGREEMENT = "sharing agreement", _("A sharing agreement")


class Language(TextChoices):
    DANISH = "da", _("Danish")
    ENGLISH = "en", _("English")


class MailPace(TextChoices):
    """How often somebody is mailed that there is something new."""

    AT_ONCE = "at_once", _("At once")
    DAILY = "daily", _("Once a day, in the morning")
    NEVER = "never", _("Never")


class Theme(TextChoices):
    AUTO = "auto", _("As the system")
    LIGHT = "light", _("Light")
    DARK = "dark", _("Dark")
