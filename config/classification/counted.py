"""What the statistics keep: facts that follow their records, sums that point at nobody, and published editions."""

from __future__ import annotations

from .kinds import Retention, kept

_HOME = "municipality_id association_id department_id district is_restricted is_campaign"
_WHO = "cause household_type has_children age_band tenancy_length allocation"

COUNTED = (
    kept(
        "reports.OfficialFigure",
        Retention.NONE,
        plain=(
            "id year period area_code area measure sector grounds unit value is_approximate is_provisional "
            "series_break source imported_at"
        ),
    ),
    kept("reports.MonthlyFigures", Retention.STAFF, staff="membership", plain="id month written_at"),
    kept(
        "reports.CaseFact",
        Retention.CASE,
        situation=(
            f"{_WHO} days_to_attempt days_to_reach days_to_help days_to_taken_up attempts furthest cohort_end end_kind "
            "ended_on housing_outcome contact_outcome arrears_outcome is_averted has_help repeat_3 repeat_6 repeat_12 "
            "backgrounds missing opened_by"
        ),
        plain=f"case_id unit_id {_HOME} opened_on opened_year started_on closed_year",
    ),
    kept(
        "reports.EvictionFact",
        Retention.CASE,
        situation=f"{_WHO} further_causes persons children chances",
        plain=(f"eviction_id case_id {_HOME} occurred_on year is_households_first is_in_known_dwellings is_reviewed"),
    ),
    kept(
        "reports.Cell",
        Retention.NONE,
        plain="place_kind place_id year measure dimension category municipality_id association_id is_campaign count",
    ),
    kept(
        "reports.EditionProposal",
        Retention.STAFF,
        staff="proposed_by rejected_by rejected_because reason_da reason_en",
        plain=(
            "id municipality year state document known_counts hidden_count recovered_count changed_count proposed_at "
            "counted_at rejected_at version"
        ),
    ),
    kept(
        "reports.Edition",
        Retention.STAFF,
        staff="proposed_by published_by",
        plain="id municipality year number proposal document checksum software_version published_at",
    ),
    kept(
        "reports.Annotation",
        Retention.STAFF,
        staff="text_da text_en written_by withdrawn_by",
        plain="id municipality year written_at withdrawn_at",
    ),
    kept("reports.StatisticsRun", Retention.NONE, plain="id counted_at seconds cases evictions cells"),
)
