"""The fixed words of casework: causes, stages, steps, results and the kinds of event."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Cause(TextChoices):
    ARREARS = "arrears", _("Rent arrears")
    SUBLETTING = "subletting", _("Unlawful subletting")
    HOUSE_RULES = "house_rules", _("House rules")
    CRIME = "crime", _("Crime (restricted)")
    OTHER = "other", _("Other ground")


class Ground(IntegerChoices):
    """The grounds for rescission of almenlejeloven § 90(1), by their number."""

    RENT_NOT_PAID = 1, _("no. 1: rent not paid")
    OTHER_USE = 2, _("no. 2: other use than agreed")
    ACCESS_REFUSED = 3, _("no. 3: access refused")
    MOVED_OUT = 4, _("no. 4: moved out without agreement")
    NEGLECT = 5, _("no. 5: neglect")
    TRANSFER_OF_USE = 6, _("no. 6: unlawful transfer of use")
    GOOD_ORDER = 7, _("no. 7: breach of good order")
    CONDITIONAL_TENANCY = 8, _("no. 8: breach of a conditional tenancy")
    VISITOR_PROHIBITION = 9, _("no. 9: visitor prohibition")
    CRIME = 10, _("no. 10: crime")


class Stage(TextChoices):
    """How far a legal course has gone."""

    EARLY = "early", _("Early concern")
    DEMANDED = "demanded", _("Demand sent")
    RESCINDED = "rescinded", _("Tenancy rescinded")
    HOUSING_COURT = "housing_court", _("Housing court")
    FILED = "filed", _("Filed with the bailiff court")
    HEARING = "hearing", _("Hearing")
    SCHEDULED = "scheduled", _("Eviction scheduled")
    ENDED = "ended", pgettext_lazy("legal course", "Ended")


class CourseResult(TextChoices):
    PAID = "paid", _("Paid")
    SETTLED = "settled", _("Settled")
    WITHDRAWN = "withdrawn", pgettext_lazy("legal course", "Withdrawn")
    REFUSED = "refused", _("Refused by the court")
    CARRIED_OUT = "carried_out", _("Eviction carried out")
    LEFT_BEFORE = "left_before", _("Tenant left first")


class HearingResult(TextChoices):
    SETTLEMENT = "settlement", _("Settlement")
    POSTPONED = "postponed", _("Postponed")
    ORDER = "order", _("Order to evict")
    REFUSED = "refused", _("Refused")
    ABSENT = "absent", _("Tenant absent")
    APPEALED = "appealed", _("Appealed")


class LegalStepKind(TextChoices):
    """One recorded step of a legal course."""

    OBJECTION = "objection", _("Objection to subletting")
    HOUSE_RULES_WARNING = "house_rules_warning", _("Warning about the house rules")
    CONDITIONAL_TENANCY = "conditional_tenancy", _("Conditional tenancy")
    CONDITION_BREACHED = "condition_breached", _("Breach of the conditional tenancy")
    COMPLAINTS_BOARD = "complaints_board", _("Before the complaints board")
    BOARD_DECISION = "board_decision", _("Decision of the complaints board")
    DEMAND = "demand", _("Demand for payment")
    TERMINATION = "termination", _("Notice to quit")
    RESCISSION = "rescission", _("Rescission")
    LAWSUIT = "lawsuit", _("Housing court: case brought")
    JUDGMENT = "judgment", _("Housing court: judgment")
    FILING = "filing", _("Request to the bailiff court")
    HEARING_CALLED = "hearing_called", _("Hearing called")
    HEARING_HELD = "hearing_held", _("Hearing held")
    EVICTION_SCHEDULED = "eviction_scheduled", _("Eviction scheduled")
    ENDED = "ended", _("Course ended")


class Finding(TextChoices):
    """What does not look right in a legal course; something to raise with the association, never a block."""

    DEMAND_TOO_EARLY = "demand_too_early", _("Demand given too early")
    RESCISSION_TOO_EARLY = "rescission_too_early", _("Rescinded before the last day to pay had passed")
    FILING_WITHOUT_NOTICE = "filing_without_notice", _("Filed without a notice under § 92(2)")
    NOTICE_LATE = "notice_late", _("The notice under § 92(2) came after the filing")
    MORE_THAN_RENT = "more_than_rent", _("The amount demanded holds more than rent")
    RESCISSION_WITHOUT_OBJECTION = "rescission_without_objection", _("Rescinded without an objection first")
    BREACH_AFTER_CONDITION = "breach_after_condition", _("Breach after the conditional tenancy had ended")


class StepSource(TextChoices):
    ASSOCIATION = "association", _("Housing association")
    COURT = "court", _("Bailiff court")
    TENANT = "tenant", _("Tenant")
    ADVISER = "adviser", _("Tenant adviser")
    MUNICIPALITY = "municipality", _("Municipality")
    LIST = "list", _("Arrears list")


class OpenedBy(TextChoices):
    """What made the municipality open a case; the legal basis of knowing the household."""

    AGREEMENT = "agreement", _("Sharing agreement")
    SECTION_92_2 = "s92_2", _("Notice on filing")
    COURT = "court", _("Court notice")
    CONSENT = "consent", _("Consent")
    OWN_INQUIRY = "own_inquiry", _("The tenant turned to us")
    CHILD_CONCERN = "child_concern", _("Concern for a child")
    OTHER = "other", _("Other basis")


class PersonRole(TextChoices):
    """A person's part in a home: on the lease, of the tenant's household, or somebody else who lives there."""

    TENANT = "tenant", _("Tenant")
    MEMBER = "member", _("Household member")
    OCCUPANT = "occupant", _("Occupant")


class Relation(TextChoices):
    """What a person is to the tenant; of those who live in a sublet home, the subtenant or of that family."""

    PARTNER = "partner", _("Partner")
    CHILD = "child", pgettext_lazy("relation", "Child")
    PARENT = "parent", _("Parent")
    SIBLING = "sibling", _("Brother or sister")
    RELATIVE = "relative", _("Other relative")
    LODGER = "lodger", _("Lodger")
    SUBTENANT = "subtenant", _("Subtenant")
    SUBTENANTS_FAMILY = "subtenants_family", _("The subtenant's family")
    OTHER = "other", pgettext_lazy("relation", "Other")


class RepresentativeKind(TextChoices):
    """Who may act for a person, and on what ground."""

    GUARDIAN = "guardian", _("Guardian")
    POWER_OF_ATTORNEY = "power_of_attorney", _("Holder of a power of attorney")
    LAWYER = "lawyer", _("Lawyer")
    RELATIVE = "relative", _("Relative with consent")


class PersonChangeKind(TextChoices):
    """What was changed on a person."""

    CONTACT = "contact", _("Contact data")
    PROTECTED = "protected", _("Address protected")
    MERGED = "merged", _("Merged")
    MERGE_UNDONE = "merge_undone", _("Merge undone")


class ParticipantKind(TextChoices):
    """Why a person may open a case that is not their unit's or that is restricted."""

    INVITED = "invited", _("Invited")
    CLEARED = "cleared", _("Named on the restricted case")
    PURPOSE = "purpose", _("Stated a purpose")


class InterventionResult(TextChoices):
    ONGOING = "ongoing", _("Under way")
    GRANTED = "granted", _("Carried out")
    REFUSED = "refused", pgettext_lazy("intervention", "Refused")
    DECLINED = "declined", _("The tenant declined")
    STOPPED = "stopped", _("Stopped")


class ContactPointKind(TextChoices):
    """What a household can be reached at."""

    PHONE = "phone", _("Phone")
    EMAIL = "email", _("E-mail")
    ADDRESS = "address", _("Address")


class EvictionCheck(TextChoices):
    """What must be thought of when a household is put out."""

    CHILDREN = "children", _("Children: the children's team is notified")
    SHELTER = "shelter", _("A place to sleep tonight")
    BELONGINGS = "belongings", _("Belongings: moved or stored")
    PETS = "pets", _("Pets")
    KEYS = "keys", _("Keys handed over")
    TENANT_TOLD = "tenant_told", _("The tenant knows what happens next")
    ASSOCIATION_TOLD = "association_told", _("The association knows what was agreed")


class CheckAnswer(TextChoices):
    DONE = "done", pgettext_lazy("checklist", "Done")
    NOT_RELEVANT = "not_relevant", _("Not relevant")


class StatisticsFact(TextChoices):
    """What the yearly statistics need to know of a case."""

    HOUSEHOLD = "household", _("Household type")
    CHILDREN = "children", _("Children under 18")
    CHILD_COUNT = "child_count", _("Number of children")
    BACKGROUND = "background", _("Background")
    GROUND = "ground", _("Ground of the legal course")
    DISTRICT = "district", _("District")
    NOTICE = "notice", _("Date of the first notice")
    CONTACT = "contact", _("First contact attempt")
    COURT_RESULT = "court_result", _("Result in court")


class LetterCode(TextChoices):
    """The letters the product proposes a wording for."""

    INFORMATION = "information", _("Information letter")
    HELP_OFFER = "help_offer", _("Offer of help")
    MEETING = "meeting", _("Invitation to a meeting")
    CONSENT = "consent", _("Consent form")
    DECISION = "decision", pgettext_lazy("letter", "Decision")
    GUARANTEE = "guarantee", _("Payment guarantee")
    HOLD_REQUEST = "hold_request", _("Request to hold the eviction")


class Addressee(TextChoices):
    HOUSEHOLD = "household", _("The household")
    ASSOCIATION = "association", _("The housing association")


class LetterChannel(TextChoices):
    """How a letter left the house."""

    POST = "post", pgettext_lazy("letter", "Post")
    DIGITAL_POST = "digital_post", _("Digital Post")
    EMAIL = "email", _("E-mail without personal data")
    HANDED_OVER = "handed_over", pgettext_lazy("letter", "Handed over in person")


class DeadlineStart(TextChoices):
    """The event a deadline is counted from."""

    RECEIVED = "received", _("The household became known to the municipality")
    OPENED = "opened", _("The case was opened")
    REOPENED = "reopened", _("The case was reopened")
    NOTICE = "notice", _("The notice arrived")
    DEMAND = "demand", _("The demand reached the tenant")
    HEARING_SET = "hearing_set", _("The court called the hearing")
    EVICTION_SET = "eviction_set", _("The court set the eviction")
    DECISION = "decision", _("The decision was made")
    GUARANTEE = "guarantee", _("The payment guarantee was given")
    PLAN = "plan", _("The instalment plan was agreed")
    REQUEST = "request", _("The request was sent")
    ASKED_BACK = "asked_back", _("Somebody asked back")
    MEETING = "meeting", _("The case meeting was held")
    APPOINTMENT = "appointment", _("The appointment was made")
    EVICTED = "evicted", _("The household was put out")
    CLOSED = "closed", _("The case was closed")


class DeadlineEnd(TextChoices):
    """What ended a deadline: an event that met it, one that took its ground away, or a waiver."""

    CONTACT = "contact", _("Contact was tried")
    LETTER = "letter", _("The letter was sent")
    NOTED = "noted", _("Done in another way")
    HELP = "help", _("Help was given")
    DECISION = "decision", _("A decision was made")
    HELD = "held", _("The hearing was held")
    COMPLAINT = "complaint", _("A complaint came")
    PAID = "paid", pgettext_lazy("deadline", "Paid")
    ANSWERED = "answered", pgettext_lazy("deadline", "Answered")
    DONE = "done", pgettext_lazy("deadline", "Done")
    MET = "met", _("The talk took place")
    NOT_MET = "not_met", _("Nobody was met")
    CALLED_OFF = "called_off", pgettext_lazy("deadline", "Called off")
    REVIEWED = "reviewed", _("The review was held")
    FOLLOWED_UP = "followed_up", _("Followed up")
    NEXT_STEP = "next_step", _("The legal course went on")
    REPLACED = "replaced", _("Replaced by a new date")
    WITHDRAWN = "withdrawn", pgettext_lazy("deadline", "Withdrawn")
    COURSE_ENDED = "course_ended", _("The legal course ended")
    CASE_CLOSED = "case_closed", _("The case was closed")
    WAIVED = "waived", _("Waived")


class Answer(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class EntryKind(TextChoices):
    """What a person recorded about a deadline."""

    NOTED = "noted", _("Done in another way")
    WAIVED = "waived", _("Waived")


class EventKind(TextChoices):
    """The kinds of event on a case's timeline."""

    OPENED = "opened", _("Case opened")
    REFRESHED = "refreshed", _("New arrears list")
    NOTICE = "notice", _("Notice received")
    VANISHED = "vanished", _("Gone from the arrears list")
    PAID = "paid", _("Reported paid")
    WARNING_WITHDRAWN = "warning_withdrawn", _("Arrears withdrawn by the association")
    STATEMENT_UNDONE = "statement_undone", _("Taken back by the association")
    LIST_UNDONE = "list_undone", _("Arrears list undone")
    TAKEN = "taken", _("Taken")
    ASSIGNED = "assigned", _("Handed over")
    GIVEN_BACK = "given_back", _("Given back")
    ASSIGNMENT_UNDONE = "assignment_undone", _("Handing over undone")
    MOVED = "moved", _("Moved to another unit")
    CONTACT = "contact", _("Contact attempt")
    INTERVENTION = "intervention", _("Intervention")
    INTERVENTION_CHANGED = "intervention_changed", _("Intervention changed")
    DECISION_DRAFT = "decision_draft", _("Draft decision")
    PARTY_HEARING = "party_hearing", _("Hearing of the party")
    DECISION = "decision", _("Decision")
    DECISION_SENT = "decision_sent", _("Decision sent")
    COMPLAINT = "complaint", _("Complaint")
    COMPLAINT_STEP = "complaint_step", _("Complaint taken further")
    GUARANTEE = "guarantee", _("Payment guarantee")
    GUARANTEE_STEP = "guarantee_step", _("Payment guarantee taken further")
    NOTE = "note", _("Note")
    COURSE_OPENED = "course_opened", _("Legal course opened")
    LEGAL_STEP = "legal_step", _("Legal step")
    LEGAL_STEP_CORRECTED = "legal_step_corrected", _("Legal step corrected")
    RAISED = "raised", _("Raised with the association")
    EVICTION = "eviction", _("Eviction recorded")
    COURSE_FACT = "course_fact", _("Fact of the legal course")
    COURT_REPORT = "court_report", _("Told by the association")
    CAMPAIGN = "campaign", _("Campaign")
    PLAN_AGREED = "plan_agreed", _("Instalment plan agreed")
    PLAN_CHANGED = "plan_changed", _("Instalment plan changed")
    PLAN_ENDED = "plan_ended", _("Instalment plan ended")
    PAYMENT = "payment", _("Payment reported")
    PAYMENT_CORRECTED = "payment_corrected", _("Payment corrected")
    INSTALMENT_MISSED = "instalment_missed", _("Instalment missed")
    BUDGET = "budget", _("Budget made")
    BUDGET_CHANGED = "budget_changed", _("Budget changed")
    FOLLOW_UP = "follow_up", _("Follow-up date")
    BACKGROUND = "background", _("Background")
    HOUSEHOLD = "household", _("Household")
    PEOPLE = "people", _("People of the home")
    PERSON_DATA = "person_data", _("Contact data")
    REPRESENTATIVE = "representative", _("Representative")
    SAFETY_NOTE = "safety_note", _("Safety note")
    MERGED = "merged", _("The same person")
    TRANSFERRED = "transferred", _("Moved to another municipality")
    RESTRICTED = "restricted", _("Access restricted")
    PARTICIPANT = "participant", _("Access given")
    SUMMARY = "summary", _("Summary")
    CONTACT_POINT = "contact_point", _("Number or address")
    AVOIDED_MODE = "avoided_mode", _("Do not contact this way")
    ATTENDANCE = "attendance", _("Attendance in court")
    EVICTION_CHECK = "eviction_check", _("Checklist of the eviction")
    STATISTICS_FACT = "statistics_fact", _("For the statistics")
    CONSENT = "consent", _("Consent given")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Consent withdrawn")
    HANDOVER = "handover", pgettext_lazy("event", "Handover")
    REQUEST = "request", _("Request to another organisation")
    MEETING = "meeting", _("Case meeting")
    AGREEMENT = "agreement", _("Agreement of a case meeting")
    OFFER = "offer", _("Times offered")
    APPOINTMENT = "appointment", _("Appointment")
    EVICTION_REVIEW = "eviction_review", _("Review after the eviction")
    DOCUMENT = "document", _("Document attached")
    DOCUMENT_WITHDRAWN = "document_withdrawn", _("Document withdrawn")
    LETTER = "letter", _("Letter written")
    LETTER_SENT = "letter_sent", _("Letter sent")
    LETTER_NOT_SENT = "letter_not_sent", _("Letter not sent")
    CASE_FILE = "case_file", _("Case gathered as one PDF")
    DEADLINE = "deadline", _("Deadline")
    AFTER_CLOSING = "after_closing", _("Follow-up after closing")
    CLOSED = "closed", _("Case closed")
    REOPENED = "reopened", _("Case reopened")


class BatchKind(TextChoices):
    """What can be done to several cases at once and undone."""

    ASSIGN = "assign", _("Handed over")
    GIVE = "give", _("Given to a unit")
    FOLLOW_UP = "follow_up", _("Follow-up date")


class SampleState(TextChoices):
    """Which cases a sample for quality review is drawn from."""

    ALL = "all", _("Open and closed cases")
    OPEN = "open", _("Open cases")
    CLOSED = "closed", _("Closed cases")


class ReviewAnswer(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_RELEVANT = "not_relevant", _("Not relevant")
