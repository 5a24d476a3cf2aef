"""What Fasthold keeps about people: every field by its kind, and how long it stays.

A test holds that no field is missing.
"""

from __future__ import annotations

import dataclasses

from django.db import models
from django.utils.translation import gettext_lazy as _


class Retention(models.TextChoices):
    """How long a record stays, and from when."""

    CASE = "case", _("5 years after the case was closed")
    ARREARS = "arrears", _("12 months, if it never became a case; else as the case")
    TENANCY = "tenancy", _("As long as the lease, its arrears or its case")
    STAFF = "staff", _("As long as the person may log in, and 5 years")
    LOG = "log", _("5 years")
    NONE = "none", _("Says nothing of a person")


@dataclasses.dataclass(frozen=True, slots=True)
class Kept:
    """One kind of record: which fields say who, what of their situation, and who of the staff."""

    model: str
    retention: Retention
    identity: tuple[str, ...]
    situation: tuple[str, ...]
    staff: tuple[str, ...]
    plain: tuple[str, ...]

    def fields(self) -> list[str]:
        """Every field classified, in the order given."""
        return [*self.identity, *self.situation, *self.staff, *self.plain]


def _kept(
    model: str, retention: Retention, *, identity: str = "", situation: str = "", staff: str = "", plain: str = ""
) -> Kept:
    kinds = (identity, situation, staff, plain)
    return Kept(model, retention, *(tuple(kind.split()) for kind in kinds))


#: What a decision and its draft say of the household.
DECISION_TEXT = (
    "hearing hearing_reason hearing_sent_on hearing_answer_by hearing_answered_on hearing_answer outcome bases "
    "facts_weighed reasons"
)

CLASSIFICATION = (
    _kept(
        "accounts.AccessLog",
        Retention.LOG,
        staff="at user_id user_name role look purpose path",
        plain="id organisation_id municipality_id subject subject_ids case_id status",
    ),
    _kept("accounts.Organisation", Retention.NONE, plain="id kind code name phone email"),
    _kept("accounts.Municipality", Retention.NONE, plain="organisation code name"),
    _kept("accounts.Unit", Retention.NONE, plain="organisation municipality administration name"),
    _kept(
        "accounts.OrganisationAdministration", Retention.NONE, plain="id organisation administrator starts_on ends_on"
    ),
    _kept(
        "accounts.User",
        Retention.STAFF,
        staff="password last_login username name email language theme mail_pace is_active",
        plain="id created_at",
    ),
    _kept(
        "accounts.BackgroundRun", Retention.NONE, plain="id task job_id attempt started_at ended_at outcome said fault"
    ),
    _kept(
        "accounts.Notification",
        Retention.STAFF,
        staff="user kind subject path",
        plain="id organisation key told_at read_at is_mailed",
    ),
    _kept("accounts.Mail", Retention.STAFF, staff="to subject text", plain="id message_id written_at sent_at"),
    _kept(
        "accounts.Membership",
        Retention.STAFF,
        staff="user role proposed_by approved_by declined_by",
        plain="id organisation starts_on ends_on proposed_at approved_at declined_at version",
    ),
    _kept("housing.HousingAssociation", Retention.NONE, plain="organisation code name lbf_number cvr"),
    _kept("housing.Department", Retention.NONE, plain="id association municipality code name lbf_number district"),
    _kept("housing.DepartmentDwellings", Retention.NONE, plain="id department year dwellings"),
    _kept(
        "housing.Code",
        Retention.NONE,
        plain="id list code name_da name_en definition_da definition_en position valid_from valid_to source",
    ),
    _kept(
        "housing.Tenancy",
        Retention.TENANCY,
        identity="street",
        situation="monthly_rent",
        plain="id association municipality department number postcode city dar_id",
    ),
    _kept(
        "housing.Tenant",
        Retention.TENANCY,
        identity="name cpr_hash cpr_sealed birth_date phone email",
        situation="is_address_protected",
        plain="id association cpr_key_version",
    ),
    _kept("housing.Lease", Retention.TENANCY, plain="id tenancy association municipality starts_on ends_on allocation"),
    _kept("housing.LeaseTenant", Retention.TENANCY, plain="id lease tenant association starts_on ends_on"),
    _kept(
        "housing.HouseholdFacts",
        Retention.TENANCY,
        situation="household_type has_children children adults",
        plain="id lease association occurred_on recorded_at",
    ),
    _kept(
        "housing.DeliveryWork",
        Retention.ARREARS,
        staff="asked_by membership_id",
        plain="delivery association skips_faulty asked_at phase done total began_at told_at stop_asked_at message",
    ),
    _kept("housing.SavedLayout", Retention.NONE, plain="id code name association definition"),
    _kept(
        "housing.Delivery",
        Retention.ARREARS,
        identity="file",
        situation="as_of",
        staff="received_by applied_by undone_by",
        plain=(
            "id association sender is_complete layout file_name sha256 status counts received_at applied_at "
            "undone_at version"
        ),
    ),
    _kept(
        "housing.DeliveryProblem",
        Retention.ARREARS,
        situation="code value",
        plain="id delivery association line column severity",
    ),
    _kept(
        "housing.DeliveryRow",
        Retention.ARREARS,
        identity="tenants street",
        situation="change reason amount previous_amount step",
        plain="id delivery association line tenancy_number department_code",
    ),
    _kept(
        "housing.ArrearsWarning",
        Retention.ARREARS,
        situation="as_of amount previous_amount monthly_rent step due_on demand_sent_on change gate_basis",
        plain="id delivery association municipality tenancy lease as_of_year",
    ),
    _kept(
        "housing.ArrearsPosition",
        Retention.ARREARS,
        situation="amount monthly_rent step due_on as_of since_on gate_basis vanished_answer",
        staff="settled_by",
        plain="tenancy association municipality lease warning vanished_on settled_on version outreach_rank",
    ),
    _kept(
        "housing.SharingAgreement",
        Retention.NONE,
        plain="id association municipality from_step fields legal_basis starts_on ends_on version",
    ),
    _kept(
        "housing.Notice",
        Retention.ARREARS,
        situation="kind cause filed_on received_on amount court court_case_number",
        staff="recorded_by",
        plain="id association municipality tenancy lease recorded_at",
    ),
    _kept(
        "housing.ArrearsStatement",
        Retention.ARREARS,
        situation="kind as_of answer reason",
        staff="said_by undone_by",
        plain="id association tenancy lease said_on said_at undone_at",
    ),
    _kept(
        "casework.AdviserContact",
        Retention.CASE,
        situation="place topics done referred_to",
        staff="adviser",
        plain=(
            "id association occurred_on year minutes programme follow_up_on followed_up_on device_key recorded_at "
            "version"
        ),
    ),
    _kept(
        "casework.DropInHours",
        Retention.STAFF,
        staff="adviser",
        plain="id association place weekday on starts_at ends_at version",
    ),
    _kept(
        "casework.AdviserContactTie",
        Retention.CASE,
        plain="id contact association tenant consent_given_on consent tied_at untied_at",
    ),
    _kept(
        "casework.Case",
        Retention.CASE,
        identity="address names search_doc",
        situation=(
            "is_restricted household_type has_children children adults monthly_rent opened_by opening_reason "
            "cause stage amount next_court_at triage_rule housing_outcome contact_outcome arrears_outcome "
            "amount_at_closing step_at_closing"
        ),
        staff="assigned_to closed_by",
        plain=(
            "id number municipality unit assigned_at taken_up_at association department tenancy lease district "
            "opened_at opened_on opened_year first_warned_on first_noticed_on follow_up_on amount_as_of "
            "first_contact_at last_contact_at first_reached_at contact_count attended_at triage_key triage_due_on "
            "closed_at closed_on closed_year reopened_count campaign version"
        ),
    ),
    _kept("casework.CaseNumberSeries", Retention.NONE, plain="id municipality year last_number"),
    _kept(
        "casework.CaseParticipant",
        Retention.CASE,
        situation="kind reason",
        staff="user given_by",
        plain="id case municipality starts_at ends_at",
    ),
    _kept("casework.CaseBackground", Retention.CASE, situation="code", plain="id case municipality"),
    _kept(
        "casework.LegalCourse",
        Retention.CASE,
        situation="cause ground stage result",
        plain="id case municipality started_on ended_on version",
    ),
    _kept(
        "casework.LegalStep",
        Retention.CASE,
        situation="kind takes_place_at court court_case_number hearing_result result note due_on arrived_on amount "
        "other_amount ends_on",
        staff="recorded_by",
        plain="id course case municipality occurred_on source document corrects is_void recorded_at",
    ),
    _kept(
        "casework.CourseFact",
        Retention.CASE,
        identity="parties",
        situation="kind place text outcome",
        staff="recorded_by",
        plain="id course case municipality occurred_on source corrects is_void recorded_at",
    ),
    _kept(
        "casework.CourtReport",
        Retention.ARREARS,
        situation="kind cause occurred_on takes_place_at court court_case_number",
        staff="said_by undone_by",
        plain="id association municipality tenancy lease step eviction said_at undone_at",
    ),
    _kept(
        "casework.CourtFile",
        Retention.ARREARS,
        situation="problems",
        staff="recorded_by applied_by",
        plain="id municipality file_name sha256 received_on status recorded_at applied_at",
    ),
    _kept(
        "casework.CourtFileLine",
        Retention.ARREARS,
        identity="name address",
        situation="court_case_number filed_on hearing_at amount court cause reason",
        plain="id file municipality line association_name tenancy_number state lease notice",
    ),
    _kept(
        "casework.Campaign",
        Retention.NONE,
        staff="recorded_by",
        plain="id association name method starts_on ends_on recorded_at version",
    ),
    _kept(
        "casework.Eviction",
        Retention.CASE,
        situation="cause further_causes household_type has_children children adults",
        staff="recorded_by",
        plain="id municipality association department tenancy case course occurred_on year district source recorded_at",
    ),
    _kept(
        "casework.CaseEvent",
        Retention.CASE,
        situation="kind detail",
        staff="by_user by_name by_organisation",
        plain="id case municipality occurred_on recorded_at",
    ),
    _kept(
        "casework.CalendarLink",
        Retention.STAFF,
        staff="user membership token_hash",
        plain="id created_at ended_at",
    ),
    _kept(
        "casework.Deadline",
        Retention.CASE,
        situation="rule started_by ended_by",
        plain="id case municipality subject started_on due_on takes_place_at ended_on revision changed_at",
    ),
    _kept(
        "casework.DeadlineEntry",
        Retention.CASE,
        situation="rule kind reason",
        staff="recorded_by",
        plain="id case municipality subject occurred_on channel undoes recorded_at",
    ),
    _kept(
        "casework.FollowUp",
        Retention.CASE,
        situation="is_housed has_new_arrears note",
        staff="recorded_by",
        plain="id case municipality closed_on months asked_on year corrects recorded_at",
    ),
    _kept("casework.Programme", Retention.NONE, plain="id municipality owner name purpose starts_on ends_on version"),
    _kept(
        "casework.ContactAttempt",
        Retention.CASE,
        situation="mode is_reached not_reached_reason has_appointment wants_no_contact note",
        staff="recorded_by",
        plain="id case municipality occurred_at part_of_day point person recorded_at",
    ),
    _kept(
        "casework.Intervention",
        Retention.CASE,
        situation="kind amount result note",
        staff="recorded_by",
        plain="id case municipality person programme responsible starts_on ends_on recorded_at version",
    ),
    _kept("casework.DecidedLetter", Retention.CASE, plain="id letter decision guarantee case municipality"),
    _kept(
        "casework.DecisionDraft",
        Retention.CASE,
        situation=DECISION_TEXT,
        staff="started_by",
        plain="id case municipality replaces budget started_at complaint_to complaint_weeks version",
    ),
    _kept(
        "casework.Decision",
        Retention.CASE,
        situation=DECISION_TEXT,
        staff="decided_by",
        plain="id case municipality replaces budget decided_on recorded_at complaint_to complaint_weeks",
    ),
    _kept(
        "casework.DecisionSending",
        Retention.CASE,
        staff="recorded_by",
        plain="id decision case municipality sent_on sent_by known_on recorded_at version",
    ),
    _kept(
        "casework.Complaint",
        Retention.CASE,
        identity="received_from",
        situation="text reassessment reassessment_reasons appeal_result",
        staff="recorded_by",
        plain=(
            "id decision case municipality received_on reassessed_on forwarded_on appeal_result_on withdrawn_on "
            "recorded_at version"
        ),
    ),
    _kept(
        "casework.PaymentGuarantee",
        Retention.CASE,
        situation="amount covers rent_from rent_until conditions answer paid_amount withdrawn_reason",
        staff="recorded_by",
        plain=(
            "id case municipality decision intervention budget made_on valid_until sent_on sent_by answered_on paid_on "
            "withdrawn_on recorded_at version"
        ),
    ),
    _kept(
        "casework.AgencyRequest",
        Retention.CASE,
        situation="kind question basis reason hold_until withdrawn_why",
        staff="to_user sent_by",
        plain=(
            "id case municipality tenancy receiver from_organisation to_organisation due_on sent_at asked_back_at "
            "answered_at withdrawn_at version"
        ),
    ),
    _kept(
        "casework.RequestMessage",
        Retention.CASE,
        situation="code text",
        staff="by_user by_organisation",
        plain="id request case municipality kind at",
    ),
    _kept(
        "casework.RequestAnswer",
        Retention.CASE,
        situation=(
            "outcome why_not benefit sanction sanction_until administration next_payment_on granted_until starts_on "
            "appointment_on expected_on amount note"
        ),
        staff="answered_by by_organisation",
        plain="id request case municipality kind sent_by corrects answered_at",
    ),
    _kept(
        "casework.CaseMeeting",
        Retention.CASE,
        situation="agenda called_off_reason",
        staff="recorded_by",
        plain="id case municipality starts_at place called_off_at recorded_at version",
    ),
    _kept(
        "casework.MeetingParticipant",
        Retention.CASE,
        identity="name organisation",
        staff="user",
        plain="id meeting case municipality",
    ),
    _kept(
        "casework.MeetingMinutes",
        Retention.CASE,
        situation="text",
        staff="recorded_by",
        plain="id meeting case municipality number recorded_at",
    ),
    _kept(
        "casework.MeetingAgreement",
        Retention.CASE,
        identity="owner_name",
        situation="text",
        staff="owner done_by recorded_by",
        plain="id meeting case municipality due_on done_at recorded_at version",
    ),
    _kept(
        "casework.AppointmentOffer",
        Retention.CASE,
        staff="host revoked_by recorded_by",
        plain="id case municipality mode language valid_until token_hash revoked_at recorded_at",
    ),
    _kept("casework.AppointmentSlot", Retention.CASE, plain="id offer case municipality starts_at"),
    _kept(
        "casework.Appointment",
        Retention.CASE,
        situation="state note",
        staff="host ended_by recorded_by",
        plain="id case municipality offer mode starts_at chosen_at ended_at recorded_at version",
    ),
    _kept(
        "casework.EvictionReview",
        Retention.CASE,
        identity="participants",
        situation="chances would_have_helped improvements",
        staff="recorded_by",
        plain="id eviction case municipality held_on corrects recorded_at",
    ),
    _kept(
        "casework.OrganisationCard",
        Retention.STAFF,
        staff=("contact_name contact_phone contact_email deputy_name deputy_phone deputy_email changed_by"),
        plain="id organisation can cannot hours changed_at version",
    ),
    _kept(
        "casework.InstalmentPlan",
        Retention.CASE,
        situation="agreed_with amount owed_when_agreed rhythm note paid missed_since ended_as end_reason",
        staff="recorded_by",
        plain="id case municipality course agreed_on replaces next_due_on ended_on recorded_at version",
    ),
    _kept(
        "casework.Instalment",
        Retention.CASE,
        situation="amount running_total missed_on",
        plain="id plan case municipality position due_on missed_in",
    ),
    _kept(
        "casework.InstalmentPayment",
        Retention.CASE,
        situation="amount source note",
        staff="recorded_by",
        plain="id plan case municipality paid_on corrects is_void recorded_at",
    ),
    _kept(
        "casework.Budget",
        Retention.CASE,
        situation="adults children arrears expected_benefit cheaper_rent note",
        staff="recorded_by",
        plain="id case municipality made_on recorded_at version",
    ),
    _kept("casework.BudgetLine", Retention.CASE, situation="kind amount", plain="id budget case municipality"),
    _kept(
        "casework.Note",
        Retention.CASE,
        situation="text",
        staff="recorded_by",
        plain="id case municipality corrects recorded_at",
    ),
    _kept(
        "casework.Consent",
        Retention.CASE,
        identity="person tenant file file_name witness reference",
        situation="topics organisations",
        staff="recorded_by withdrawn_by",
        plain=(
            "id municipality case association starts_on ends_on form media_type size sha256 recorded_at withdrawn_at "
            "version"
        ),
    ),
    _kept(
        "casework.Handover",
        Retention.CASE,
        identity="tenant about_names about_address",
        situation="is_protected basis basis_reason topics purpose answer_reason",
        staff="adviser sent_by answered_by",
        plain=("id direction municipality association unit lease case consent sent_at status answered_at version"),
    ),
    _kept(
        "casework.HandoverItem",
        Retention.CASE,
        identity="file file_name text",
        situation="topics occurred_on",
        plain="id handover municipality association kind source_id document media_type size sha256",
    ),
    _kept(
        "casework.HandoverQuestion",
        Retention.CASE,
        situation="question answer",
        staff="asked_by answered_by",
        plain="id handover municipality association asked_at answered_at",
    ),
    _kept(
        "casework.AdviserCover",
        Retention.STAFF,
        staff="covered cover granted_by ended_by reason",
        plain="id association starts_on ends_on granted_at ended_at",
    ),
    _kept(
        "casework.AdviserErasure",
        Retention.LOG,
        situation="reason",
        staff="adviser",
        plain="id association contact_number erased_at",
    ),
    _kept(
        "casework.Document",
        Retention.CASE,
        identity="title file_name file",
        situation="withdrawn_reason",
        staff="recorded_by withdrawn_by",
        plain="id case municipality media_type size sha256 recorded_at withdrawn_at",
    ),
    _kept(
        "casework.LetterTemplate",
        Retention.NONE,
        staff="recorded_by",
        plain="id municipality code language version name addressee subject body starts_on source recorded_at",
    ),
    _kept("casework.LetterBatch", Retention.CASE, staff="made_by", plain="id municipality template token made_at"),
    _kept(
        "casework.Letter",
        Retention.CASE,
        identity="recipient",
        situation="subject body not_sent_reason",
        staff="written_by not_sent_by",
        plain="id case municipality template batch document written_on sent_on channel proof not_sent_at version",
    ),
    _kept(
        "casework.Person",
        Retention.CASE,
        identity="name name_key cpr_hash cpr_sealed birth_date phone email",
        situation="interpreter is_address_protected",
        plain="id municipality cpr_key_version merged_into version",
    ),
    _kept(
        "casework.PersonTenant",
        Retention.CASE,
        staff="unlinked_by",
        plain="id person tenant municipality linked_at unlinked_at",
    ),
    _kept(
        "casework.ContactPoint",
        Retention.CASE,
        identity="value whose",
        situation="fails_since avoid_reason",
        staff="added_by",
        plain="id case municipality kind added_at version",
    ),
    _kept(
        "casework.AvoidedMode",
        Retention.CASE,
        situation="mode reason",
        staff="recorded_by",
        plain="id case municipality recorded_at",
    ),
    _kept(
        "casework.CaseSummary",
        Retention.CASE,
        situation="text",
        staff="recorded_by",
        plain="id case municipality version recorded_at",
    ),
    _kept(
        "casework.Draft",
        Retention.CASE,
        situation="fields",
        staff="user",
        plain="id case municipality form saved_at",
    ),
    _kept(
        "casework.CourtAttendance",
        Retention.CASE,
        situation="prepared",
        staff="attends",
        plain="id step case municipality version",
    ),
    _kept(
        "casework.EvictionCheckMark",
        Retention.CASE,
        situation="point answer",
        staff="marked_by",
        plain="id step case municipality marked_at",
    ),
    _kept(
        "casework.UnknownFact",
        Retention.CASE,
        situation="fact",
        staff="recorded_by",
        plain="id case municipality recorded_at",
    ),
    _kept(
        "casework.PersonChange",
        Retention.CASE,
        identity="detail",
        staff="recorded_by",
        plain="id person municipality kind recorded_at",
    ),
    _kept(
        "casework.CasePerson",
        Retention.CASE,
        situation="role relation age is_child needs_help lives_elsewhere",
        plain="id case person municipality position age_on ended_on version",
    ),
    _kept(
        "casework.Representative",
        Retention.CASE,
        identity="name phone",
        situation="kind may",
        staff="recorded_by",
        plain="id person case municipality starts_on ends_on recorded_at version",
    ),
    _kept(
        "casework.SafetyNote",
        Retention.CASE,
        situation="text is_ended",
        staff="recorded_by",
        plain="id case municipality review_on recorded_at version",
    ),
    _kept(
        "casework.CaseTransfer",
        Retention.CASE,
        situation="to_name moved_on informed_basis",
        staff="recorded_by",
        plain="id case municipality to_municipality informed_on recorded_at",
    ),
    _kept(
        "casework.PersonMerge",
        Retention.CASE,
        staff="merged_by undone_by",
        plain="id municipality kept gone merged_at undone_at",
    ),
    _kept(
        "casework.PersonMergeRow",
        Retention.CASE,
        identity="before after",
        plain="id merge municipality table row_id",
    ),
    _kept(
        "casework.DistinctPeople",
        Retention.CASE,
        staff="said_by",
        plain="id municipality first second said_at",
    ),
    _kept(
        "casework.OpeningRule",
        Retention.NONE,
        plain="id municipality min_step min_months reopen_days default_unit starts_on ends_on source",
    ),
    _kept("casework.LegalParameter", Retention.NONE, plain="id municipality code value starts_on ends_on source"),
    _kept("casework.LeadDays", Retention.NONE, plain="id municipality rule days starts_on ends_on source"),
    _kept(
        "casework.SavedView",
        Retention.STAFF,
        staff="owner name query",
        plain="id municipality unit is_shared saved_at version",
    ),
    _kept("casework.DefaultView", Retention.STAFF, staff="user", plain="id municipality unit view"),
    _kept(
        "casework.Absence",
        Retention.STAFF,
        staff="user deputy starts_on ends_on recorded_by ended_by",
        plain="id municipality unit recorded_at ended_at version",
    ),
    _kept(
        "casework.CaseBatch",
        Retention.CASE,
        staff="before made_by",
        plain="id municipality unit kind made_at undone_at",
    ),
    _kept(
        "casework.QualitySample",
        Retention.CASE,
        staff="caseworker drawn_by",
        plain="id municipality unit starts_on ends_on state cause seed size candidates left_out drawn_at",
    ),
    _kept(
        "casework.QualityReview",
        Retention.CASE,
        situation="comment",
        staff=(
            "caseworker contact_in_time notes_sufficient legal_basis_stated decision_reasoned guidance_given "
            "reviewed_by"
        ),
        plain="id sample case municipality position lot reviewed_at version",
    ),
    _kept(
        "reports.OfficialFigure",
        Retention.NONE,
        plain=(
            "id year period area_code area measure sector grounds unit value is_approximate is_provisional "
            "series_break source imported_at"
        ),
    ),
)
