"""How people work their cases: rules, lists, deadlines and drafts."""

from __future__ import annotations

from .kinds import Retention, kept

WORKING = (
    kept(
        "casework.CalendarLink",
        Retention.STAFF,
        staff="user membership token_hash",
        plain="id created_at ended_at",
    ),
    kept(
        "casework.Deadline",
        Retention.CASE,
        situation="rule started_by ended_by",
        plain="id case municipality subject started_on due_on takes_place_at ended_on revision changed_at",
    ),
    kept(
        "casework.DeadlineEntry",
        Retention.CASE,
        situation="rule kind reason",
        staff="recorded_by",
        plain="id case municipality subject occurred_on channel undoes recorded_at",
    ),
    kept(
        "casework.FollowUp",
        Retention.CASE,
        situation="is_housed has_new_arrears note",
        staff="recorded_by",
        plain="id case municipality closed_on months asked_on year corrects recorded_at",
    ),
    kept(
        "casework.CaseSummary",
        Retention.CASE,
        situation="text",
        staff="recorded_by",
        plain="id case municipality version recorded_at",
    ),
    kept(
        "casework.Draft",
        Retention.CASE,
        situation="fields",
        staff="user",
        plain="id case municipality form saved_at",
    ),
    kept(
        "casework.UnknownFact",
        Retention.CASE,
        situation="fact",
        staff="recorded_by",
        plain="id case municipality recorded_at",
    ),
    kept(
        "casework.OpeningRule",
        Retention.NONE,
        plain="id municipality min_step min_months reopen_days default_unit starts_on ends_on source",
    ),
    kept("casework.LegalParameter", Retention.NONE, plain="id municipality code value starts_on ends_on source"),
    kept("casework.LeadDays", Retention.NONE, plain="id municipality rule days starts_on ends_on source"),
    kept(
        "casework.SavedView",
        Retention.STAFF,
        staff="owner name query",
        plain="id municipality unit is_shared saved_at version",
    ),
    kept("casework.DefaultView", Retention.STAFF, staff="user", plain="id municipality unit view"),
    kept(
        "casework.Absence",
        Retention.STAFF,
        staff="user deputy starts_on ends_on recorded_by ended_by",
        plain="id municipality unit recorded_at ended_at version",
    ),
    kept(
        "casework.CaseBatch",
        Retention.CASE,
        staff="before made_by",
        plain="id municipality unit kind made_at undone_at",
    ),
    kept(
        "casework.QualitySample",
        Retention.CASE,
        staff="caseworker drawn_by",
        plain="id municipality unit starts_on ends_on state cause seed size candidates left_out drawn_at",
    ),
    kept(
        "casework.QualityReview",
        Retention.CASE,
        situation="comment",
        staff=(
            "caseworker contact_in_time notes_sufficient legal_basis_stated decision_reasoned guidance_given "
            "reviewed_by"
        ),
        plain="id sample case municipality position lot reviewed_at version",
    ),
)
