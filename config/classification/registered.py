"""Who is who, the registered world, and the official figures."""

from __future__ import annotations

from .kinds import Retention, kept

REGISTERED = (
    kept(
        "accounts.AccessLog",
        Retention.LOG,
        staff="at user_id user_name role look purpose path",
        plain="id organisation_id municipality_id subject subject_ids case_id status",
    ),
    kept("accounts.Organisation", Retention.NONE, plain="id kind code name phone email"),
    kept("accounts.Municipality", Retention.NONE, plain="organisation code name"),
    kept("accounts.Unit", Retention.NONE, plain="organisation municipality administration name"),
    kept(
        "accounts.OrganisationAdministration", Retention.NONE, plain="id organisation administrator starts_on ends_on"
    ),
    kept(
        "accounts.User",
        Retention.STAFF,
        staff="password last_login username name email language theme mail_pace has_monthly_figures is_active",
        plain="id created_at",
    ),
    kept(
        "accounts.BackgroundRun", Retention.NONE, plain="id task job_id attempt started_at ended_at outcome said fault"
    ),
    kept(
        "accounts.Notification",
        Retention.STAFF,
        staff="user kind subject path",
        plain="id organisation key told_at read_at is_mailed",
    ),
    kept("accounts.Mail", Retention.STAFF, staff="to subject text", plain="id message_id written_at sent_at"),
    kept(
        "accounts.Membership",
        Retention.STAFF,
        staff="user role proposed_by approved_by declined_by",
        plain="id organisation starts_on ends_on proposed_at approved_at declined_at version",
    ),
    kept("housing.HousingAssociation", Retention.NONE, plain="organisation code name lbf_number cvr"),
    kept("housing.Department", Retention.NONE, plain="id association municipality code name lbf_number district"),
    kept("housing.DepartmentDwellings", Retention.NONE, plain="id department year dwellings"),
    kept(
        "housing.Code",
        Retention.NONE,
        plain="id list code name_da name_en definition_da definition_en position valid_from valid_to source",
    ),
    kept(
        "housing.Tenancy",
        Retention.TENANCY,
        identity="street",
        situation="monthly_rent",
        plain="id association municipality department number postcode city dar_id",
    ),
    kept(
        "housing.Tenant",
        Retention.TENANCY,
        identity="name cpr_hash cpr_sealed birth_date phone email",
        situation="is_address_protected",
        plain="id association cpr_key_version",
    ),
    kept("housing.Lease", Retention.TENANCY, plain="id tenancy association municipality starts_on ends_on allocation"),
    kept("housing.LeaseTenant", Retention.TENANCY, plain="id lease tenant association starts_on ends_on"),
    kept(
        "housing.HouseholdFacts",
        Retention.TENANCY,
        situation="household_type has_children children adults",
        plain="id lease association occurred_on recorded_at",
    ),
    kept(
        "housing.DeliveryWork",
        Retention.ARREARS,
        staff="asked_by membership_id",
        plain="delivery association skips_faulty asked_at phase done total began_at told_at stop_asked_at message",
    ),
    kept("housing.SavedLayout", Retention.NONE, plain="id code name association definition"),
    kept(
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
    kept(
        "housing.DeliveryProblem",
        Retention.ARREARS,
        situation="code value",
        plain="id delivery association line column severity",
    ),
    kept(
        "housing.DeliveryRow",
        Retention.ARREARS,
        identity="tenants street",
        situation="change reason amount previous_amount step",
        plain="id delivery association line tenancy_number department_code",
    ),
    kept(
        "housing.ArrearsWarning",
        Retention.ARREARS,
        situation="as_of amount previous_amount monthly_rent step due_on demand_sent_on change gate_basis",
        plain="id delivery association municipality tenancy lease as_of_year",
    ),
    kept(
        "housing.ArrearsPosition",
        Retention.ARREARS,
        situation="amount monthly_rent step due_on as_of since_on gate_basis vanished_answer",
        staff="settled_by",
        plain="tenancy association municipality lease warning vanished_on settled_on version outreach_rank",
    ),
    kept(
        "housing.SharingAgreement",
        Retention.NONE,
        plain="id association municipality from_step fields legal_basis starts_on ends_on version",
    ),
    kept(
        "housing.Notice",
        Retention.ARREARS,
        situation="kind cause filed_on received_on amount court court_case_number",
        staff="recorded_by",
        plain="id association municipality tenancy lease recorded_at",
    ),
    kept(
        "housing.ArrearsStatement",
        Retention.ARREARS,
        situation="kind as_of answer reason",
        staff="said_by undone_by",
        plain="id association tenancy lease said_on said_at undone_at",
    ),
)
