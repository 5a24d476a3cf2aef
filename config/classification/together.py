"""What organisations do together on a case, and the tenant advisers' own log."""

from __future__ import annotations

from .kinds import Retention, kept

TOGETHER = (
    kept(
        "casework.AdviserContact",
        Retention.CASE,
        situation="place topics done referred_to",
        staff="adviser",
        plain=(
            "id association occurred_on year minutes programme follow_up_on followed_up_on device_key recorded_at "
            "version"
        ),
    ),
    kept(
        "casework.DropInHours",
        Retention.STAFF,
        staff="adviser",
        plain="id association place weekday on starts_at ends_at version",
    ),
    kept(
        "casework.AdviserContactTie",
        Retention.CASE,
        plain="id contact association tenant consent_given_on consent tied_at untied_at",
    ),
    kept(
        "casework.CourseFact",
        Retention.CASE,
        identity="parties",
        situation="kind place text outcome",
        staff="recorded_by",
        plain="id course case municipality occurred_on source corrects is_void recorded_at",
    ),
    kept(
        "casework.CourtReport",
        Retention.ARREARS,
        situation="kind cause occurred_on takes_place_at court court_case_number",
        staff="said_by undone_by",
        plain="id association municipality tenancy lease step eviction said_at undone_at",
    ),
    kept(
        "casework.CourtFile",
        Retention.ARREARS,
        situation="problems",
        staff="recorded_by applied_by",
        plain="id municipality file_name sha256 received_on status recorded_at applied_at",
    ),
    kept(
        "casework.CourtFileLine",
        Retention.ARREARS,
        identity="name address",
        situation="court_case_number filed_on hearing_at amount court cause reason",
        plain="id file municipality line association_name tenancy_number state lease notice",
    ),
    kept(
        "casework.Campaign",
        Retention.NONE,
        staff="recorded_by",
        plain="id association name method starts_on ends_on recorded_at version",
    ),
    kept("casework.Programme", Retention.NONE, plain="id municipality owner name purpose starts_on ends_on version"),
    kept(
        "casework.AgencyRequest",
        Retention.CASE,
        situation="kind question basis reason hold_until withdrawn_why",
        staff="to_user sent_by",
        plain=(
            "id case municipality tenancy receiver from_organisation to_organisation due_on sent_at asked_back_at "
            "answered_at withdrawn_at version"
        ),
    ),
    kept(
        "casework.RequestMessage",
        Retention.CASE,
        situation="code text",
        staff="by_user by_organisation",
        plain="id request case municipality kind at",
    ),
    kept(
        "casework.RequestAnswer",
        Retention.CASE,
        situation=(
            "outcome why_not benefit sanction sanction_until administration next_payment_on granted_until starts_on "
            "appointment_on expected_on amount note"
        ),
        staff="answered_by by_organisation",
        plain="id request case municipality kind sent_by corrects answered_at",
    ),
    kept(
        "casework.CaseMeeting",
        Retention.CASE,
        situation="agenda called_off_reason",
        staff="recorded_by",
        plain="id case municipality starts_at place called_off_at recorded_at version",
    ),
    kept(
        "casework.MeetingParticipant",
        Retention.CASE,
        identity="name organisation",
        staff="user",
        plain="id meeting case municipality",
    ),
    kept(
        "casework.MeetingMinutes",
        Retention.CASE,
        situation="text",
        staff="recorded_by",
        plain="id meeting case municipality number recorded_at",
    ),
    kept(
        "casework.MeetingAgreement",
        Retention.CASE,
        identity="owner_name",
        situation="text",
        staff="owner done_by recorded_by",
        plain="id meeting case municipality due_on done_at recorded_at version",
    ),
    kept(
        "casework.AppointmentOffer",
        Retention.CASE,
        staff="host revoked_by recorded_by",
        plain="id case municipality mode language valid_until token_hash revoked_at recorded_at",
    ),
    kept("casework.AppointmentSlot", Retention.CASE, plain="id offer case municipality starts_at"),
    kept(
        "casework.Appointment",
        Retention.CASE,
        situation="state note",
        staff="host ended_by recorded_by",
        plain="id case municipality offer mode starts_at chosen_at ended_at recorded_at version",
    ),
    kept(
        "casework.OrganisationCard",
        Retention.STAFF,
        staff=("contact_name contact_phone contact_email deputy_name deputy_phone deputy_email changed_by"),
        plain="id organisation can cannot hours changed_at version",
    ),
    kept(
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
    kept(
        "casework.Handover",
        Retention.CASE,
        identity="tenant about_names about_address",
        situation="is_protected basis basis_reason topics purpose answer_reason",
        staff="adviser sent_by answered_by",
        plain=("id direction municipality association unit lease case consent sent_at status answered_at version"),
    ),
    kept(
        "casework.HandoverItem",
        Retention.CASE,
        identity="file file_name text",
        situation="topics occurred_on",
        plain="id handover municipality association kind source_id document media_type size sha256",
    ),
    kept(
        "casework.HandoverQuestion",
        Retention.CASE,
        situation="question answer",
        staff="asked_by answered_by",
        plain="id handover municipality association asked_at answered_at",
    ),
    kept(
        "casework.AdviserCover",
        Retention.STAFF,
        staff="covered cover granted_by ended_by reason",
        plain="id association starts_on ends_on granted_at ended_at",
    ),
    kept(
        "casework.AdviserErasure",
        Retention.LOG,
        situation="reason",
        staff="adviser",
        plain="id association contact_number erased_at",
    ),
)
