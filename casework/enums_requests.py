"""The fixed words of requests between organisations: what is asked of whom, why, and what can be answered."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RequestKind(TextChoices):
    """What one organisation asks another on a case."""

    BENEFIT_CHECK = "benefit_check", _("Benefit and payment check")
    DIRECT_RENT = "direct_rent", _("Rent paid directly from the benefit (§ 90)")
    DEBT_ADVICE = "debt_advice", pgettext_lazy("request", "Debt advice")
    HOUSING_BENEFIT = "housing_benefit", pgettext_lazy("request", "Housing benefit")
    REHOUSING = "rehousing", pgettext_lazy("request", "Another home")
    HOLD = "hold", _("Hold the eviction")
    DOCUMENTS = "documents", pgettext_lazy("request", "Documents")


class Receiver(TextChoices):
    """Who is asked: inside the authority the first two, outside it the others."""

    EMPLOYMENT = "employment", _("Employment administration (BIF)")
    UNIT = "unit", _("Another unit of the municipality")
    ASSOCIATION = "association", _("Housing association")
    ADVISER = "adviser", _("Tenant adviser")


class RequestBasis(TextChoices):
    """What makes it lawful to ask somebody outside the authority; asking discloses that there is a case."""

    CONSENT = "consent", _("The tenant's consent")
    SECTION_92_2 = "s92_2", _("Follow-up on the association's notice (§ 92(2))")
    COURT = "court", _("The case in the bailiff court")


class RequestReason(TextChoices):
    """Why somebody outside the authority is asked; no other words leave it."""

    HELP_DECISION = "help_decision", _("Help with the rent is being decided")
    PAYMENT = "payment", _("A payment is on its way")
    INSTALMENTS = "instalments", _("Instalments are being agreed")
    NEW_HOME = "new_home", _("Another home is being found")
    LEASE = "lease", _("A copy of the lease is needed")
    STATEMENT = "statement", _("A statement of the rent account is needed")
    DEMAND = "demand", _("A copy of the demand is needed")
    DEBT_OVERVIEW = "debt_overview", _("An overview of the debts is needed")
    HOUSING_BENEFIT = "housing_benefit", _("Housing benefit has to be looked into")


class RequestState(TextChoices):
    """How far a request has come."""

    WAITING = "waiting", pgettext_lazy("request", "Waits for an answer")
    ASKED_BACK = "asked_back", pgettext_lazy("request", "Asked back")
    ANSWERED = "answered", pgettext_lazy("request", "Answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "Withdrawn")


class MessageKind(TextChoices):
    """What was said about a request before its answer."""

    REMINDER = "reminder", pgettext_lazy("request", "Reminder")
    ASKED_BACK = "asked_back", pgettext_lazy("request", "Asked back")
    REPLY = "reply", pgettext_lazy("request", "Reply")


class MessageCode(TextChoices):
    """What is said across the border of the authority: a fixed list, both ways."""

    WHICH_HOME = "which_home", _("Which home is it about?")
    UNTIL_WHEN = "until_when", _("Until when is it needed?")
    WHO_TO_CALL = "who_to_call", _("Whom can we call?")
    AS_ASKED = "as_asked", _("It stands as it was asked")
    CALL_US = "call_us", _("Call us: the number is on the card")


class WithdrawnWhy(TextChoices):
    """Why a request was taken back."""

    NOT_NEEDED = "not_needed", _("No longer needed")
    MISTAKE = "mistake", _("Sent by mistake")
    NO_CONSENT = "no_consent", _("The consent was withdrawn")


class AnswerOutcome(TextChoices):
    """What a request was answered, in a word; `request_rules` says which belong to which kind."""

    CHECKED = "checked", _("Checked")
    NOT_KNOWN = "not_known", _("Nobody of the household is known here")
    SET_UP = "set_up", _("Set up")
    NOT_POSSIBLE = "not_possible", _("Not possible")
    APPOINTMENT = "appointment", _("Appointment given")
    WAITING_LIST = "waiting_list", _("On the waiting list")
    DECLINED = "declined", _("The tenant declined")
    RECEIVES = "receives", _("Is received already")
    APPLIED = "applied", _("Applied for")
    CAN_APPLY = "can_apply", _("Can be applied for")
    NOT_ENTITLED = "not_entitled", _("No right to it")
    OFFERED = "offered", _("A home is offered")
    GRANTED = "granted", pgettext_lazy("hold", "Held")
    REFUSED = "refused", pgettext_lazy("hold", "Not held")
    SENT = "sent", pgettext_lazy("documents", "Sent")
    NOT_HELD = "not_held", _("We do not have them")


class AnswerWhy(TextChoices):
    """Why what was asked cannot be done."""

    OTHER_ACT = "other_act", _("The benefit is not under aktivloven")
    NO_BENEFIT = "no_benefit", _("No benefit is paid")
    OPPOSED = "opposed", _("The tenant is against it, and the conditions for doing it anyway are not met")
    TOO_LITTLE = "too_little", _("Too little is left when the rent is paid")
    TOO_LATE = "too_late", _("The eviction is too near")
    BROKEN_BEFORE = "broken_before", _("An earlier agreement was broken")
    NO_PROSPECT = "no_prospect", _("No payment is in sight")
    OTHER_GROUND = "other_ground", _("It is not about arrears alone")
    NO_HOME = "no_home", _("No fitting home is free")
    NOT_ELIGIBLE = "not_eligible", _("The conditions are not met")
    NO_CAPACITY = "no_capacity", _("We have no time for it now")
    NOT_REACHED = "not_reached", _("The household was not reached")


class BenefitKind(TextChoices):
    """What a household lives on, as BIF sees it."""

    CASH = "cash", _("Cash benefit (kontanthjælp)")
    EDUCATION = "education", _("Education benefit (uddannelseshjælp)")
    SELF_SUPPORT = "self_support", _("Cash benefit at the lowest rate (mindstesats)")
    RESOURCE = "resource", _("Resource-course benefit")
    SICKNESS = "sickness", _("Sickness benefit")
    UNEMPLOYMENT = "unemployment", _("Unemployment benefit (a-kasse)")
    FLEXJOB = "flexjob", _("Flexjob or ledighedsydelse")
    PENSION = "pension", _("Pension")
    OTHER = "other", pgettext_lazy("benefit", "Another benefit")
    NONE = "none", pgettext_lazy("benefit", "No benefit")


class Sanction(TextChoices):
    """Whether the benefit is cut."""

    NONE = "none", pgettext_lazy("sanction", "No sanction")
    RUNNING = "running", pgettext_lazy("sanction", "A sanction runs")
    CONSIDERED = "considered", pgettext_lazy("sanction", "A sanction is being considered")
    STOPPED = "stopped", pgettext_lazy("sanction", "The benefit is stopped")


class Administering(TextChoices):
    """Whether the benefit can be administered so that the rent is paid first."""

    RUNNING = "running", pgettext_lazy("administration", "It is administered already")
    VOLUNTARY = "voluntary", _("Possible if the tenant agrees")
    COMPELLED = "compelled", _("Possible without the tenant's agreement")
    NOT_POSSIBLE = "not_possible", pgettext_lazy("administration", "Not possible")
