"""What was decided, promised, agreed and written."""

from __future__ import annotations

from .kinds import Retention, kept

#: What a decision and its draft say of the household.
DECISION_TEXT = (
    "hearing hearing_reason hearing_sent_on hearing_answer_by hearing_answered_on hearing_answer outcome bases "
    "facts_weighed reasons"
)

DECIDED = (
    kept("casework.DecidedLetter", Retention.CASE, plain="id letter decision guarantee case municipality"),
    kept(
        "casework.DecisionDraft",
        Retention.CASE,
        situation=DECISION_TEXT,
        staff="started_by",
        plain="id case municipality replaces budget started_at complaint_to complaint_weeks version",
    ),
    kept(
        "casework.Decision",
        Retention.CASE,
        situation=DECISION_TEXT,
        staff="decided_by",
        plain="id case municipality replaces budget decided_on recorded_at complaint_to complaint_weeks",
    ),
    kept(
        "casework.DecisionSending",
        Retention.CASE,
        staff="recorded_by",
        plain="id decision case municipality sent_on sent_by known_on recorded_at version",
    ),
    kept(
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
    kept(
        "casework.PaymentGuarantee",
        Retention.CASE,
        situation="amount covers rent_from rent_until conditions answer paid_amount withdrawn_reason",
        staff="recorded_by",
        plain=(
            "id case municipality decision intervention budget made_on valid_until sent_on sent_by answered_on paid_on "
            "withdrawn_on recorded_at version"
        ),
    ),
    kept(
        "casework.EvictionReview",
        Retention.CASE,
        identity="participants",
        situation="chances would_have_helped improvements",
        staff="recorded_by",
        plain="id eviction case municipality held_on corrects recorded_at",
    ),
    kept(
        "casework.InstalmentPlan",
        Retention.CASE,
        situation="agreed_with amount owed_when_agreed rhythm note paid missed_since ended_as end_reason",
        staff="recorded_by",
        plain="id case municipality course agreed_on replaces next_due_on ended_on recorded_at version",
    ),
    kept(
        "casework.Instalment",
        Retention.CASE,
        situation="amount running_total missed_on",
        plain="id plan case municipality position due_on missed_in",
    ),
    kept(
        "casework.InstalmentPayment",
        Retention.CASE,
        situation="amount source note",
        staff="recorded_by",
        plain="id plan case municipality paid_on corrects is_void recorded_at",
    ),
    kept(
        "casework.Budget",
        Retention.CASE,
        situation="adults children arrears expected_benefit cheaper_rent note",
        staff="recorded_by",
        plain="id case municipality made_on recorded_at version",
    ),
    kept("casework.BudgetLine", Retention.CASE, situation="kind amount", plain="id budget case municipality"),
    kept(
        "casework.Document",
        Retention.CASE,
        identity="title file_name file",
        situation="withdrawn_reason",
        staff="recorded_by withdrawn_by",
        plain="id case municipality media_type size sha256 recorded_at withdrawn_at",
    ),
    kept(
        "casework.LetterTemplate",
        Retention.NONE,
        staff="recorded_by",
        plain="id municipality code language version name addressee subject body starts_on source recorded_at",
    ),
    kept("casework.LetterBatch", Retention.CASE, staff="made_by", plain="id municipality template token made_at"),
    kept(
        "casework.Letter",
        Retention.CASE,
        identity="recipient",
        situation="subject body not_sent_reason",
        staff="written_by not_sent_by",
        plain="id case municipality template batch document written_on sent_on channel proof not_sent_at version",
    ),
)
