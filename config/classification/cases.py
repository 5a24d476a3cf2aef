"""Cases, the people on them, their legal courses and what was done."""

from __future__ import annotations

from .kinds import Retention, kept

CASES = (
    kept(
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
    kept("casework.CaseNumberSeries", Retention.NONE, plain="id municipality year last_number"),
    kept(
        "casework.CaseParticipant",
        Retention.CASE,
        situation="kind reason",
        staff="user given_by",
        plain="id case municipality starts_at ends_at",
    ),
    kept("casework.CaseBackground", Retention.CASE, situation="code", plain="id case municipality"),
    kept(
        "casework.LegalCourse",
        Retention.CASE,
        situation="cause ground stage result",
        plain="id case municipality started_on ended_on version",
    ),
    kept(
        "casework.LegalStep",
        Retention.CASE,
        situation="kind takes_place_at court court_case_number hearing_result result note due_on arrived_on amount "
        "other_amount ends_on",
        staff="recorded_by",
        plain="id course case municipality occurred_on source document corrects is_void recorded_at",
    ),
    kept(
        "casework.Eviction",
        Retention.CASE,
        situation="cause further_causes household_type has_children children adults",
        staff="recorded_by",
        plain="id municipality association department tenancy case course occurred_on year district source recorded_at",
    ),
    kept(
        "casework.CaseEvent",
        Retention.CASE,
        situation="kind detail",
        staff="by_user by_name by_organisation",
        plain="id case municipality occurred_on recorded_at",
    ),
    kept(
        "casework.ContactAttempt",
        Retention.CASE,
        situation="mode is_reached not_reached_reason has_appointment wants_no_contact note",
        staff="recorded_by",
        plain="id case municipality occurred_at part_of_day point person recorded_at",
    ),
    kept(
        "casework.Intervention",
        Retention.CASE,
        situation="kind amount result note",
        staff="recorded_by",
        plain="id case municipality person programme responsible starts_on ends_on recorded_at version",
    ),
    kept(
        "casework.Note",
        Retention.CASE,
        situation="text",
        staff="recorded_by",
        plain="id case municipality corrects recorded_at",
    ),
    kept(
        "casework.Person",
        Retention.CASE,
        identity="name name_key cpr_hash cpr_sealed birth_date phone email",
        situation="interpreter is_address_protected",
        plain="id municipality cpr_key_version merged_into version",
    ),
    kept(
        "casework.PersonTenant",
        Retention.CASE,
        staff="unlinked_by",
        plain="id person tenant municipality linked_at unlinked_at",
    ),
    kept(
        "casework.ContactPoint",
        Retention.CASE,
        identity="value whose",
        situation="fails_since avoid_reason",
        staff="added_by",
        plain="id case municipality kind added_at version",
    ),
    kept(
        "casework.AvoidedMode",
        Retention.CASE,
        situation="mode reason",
        staff="recorded_by",
        plain="id case municipality recorded_at",
    ),
    kept(
        "casework.CourtAttendance",
        Retention.CASE,
        situation="prepared",
        staff="attends",
        plain="id step case municipality version",
    ),
    kept(
        "casework.EvictionCheckMark",
        Retention.CASE,
        situation="point answer",
        staff="marked_by",
        plain="id step case municipality marked_at",
    ),
    kept(
        "casework.PersonChange",
        Retention.CASE,
        identity="detail",
        staff="recorded_by",
        plain="id person municipality kind recorded_at",
    ),
    kept(
        "casework.CasePerson",
        Retention.CASE,
        situation="role relation age is_child needs_help lives_elsewhere",
        plain="id case person municipality position age_on ended_on version",
    ),
    kept(
        "casework.Representative",
        Retention.CASE,
        identity="name phone",
        situation="kind may",
        staff="recorded_by",
        plain="id person case municipality starts_on ends_on recorded_at version",
    ),
    kept(
        "casework.SafetyNote",
        Retention.CASE,
        situation="text is_ended",
        staff="recorded_by",
        plain="id case municipality review_on recorded_at version",
    ),
    kept(
        "casework.CaseTransfer",
        Retention.CASE,
        situation="to_name moved_on informed_basis",
        staff="recorded_by",
        plain="id case municipality to_municipality informed_on recorded_at",
    ),
    kept(
        "casework.PersonMerge",
        Retention.CASE,
        staff="merged_by undone_by",
        plain="id municipality kept gone merged_at undone_at",
    ),
    kept(
        "casework.PersonMergeRow",
        Retention.CASE,
        identity="before after",
        plain="id merge municipality table row_id",
    ),
    kept(
        "casework.DistinctPeople",
        Retention.CASE,
        staff="said_by",
        plain="id municipality first second said_at",
    ),
)
