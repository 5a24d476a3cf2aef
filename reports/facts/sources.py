"""Out of which rows each measure is counted: one row per record, with its place, its case and what it can be told by.

Each is a statement whose rows carry `record_id`, `case_id` (0 without one), `is_restricted`, the columns of a
place, `is_campaign`, and the columns that measures name.
"""

from __future__ import annotations

import dataclasses

from housing.enums import DeliveryStatus

from .words import local_day, local_year, year_of

#: The columns of a place, in the order in which sums are grouped.
PLACE = ("municipality_id", "association_id", "department_id", "district")


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """Rows to count. `programme` is the column of a row's programme, or the rows that say which case belongs to one;
    `programme_rows` are the rows of programmes with their place, where they are others than those of homes.

    `is_placed` marks rows that name their place themselves, in `place_kind` and `place_id`.
    """

    code: str
    rows: str
    programme: str = ""
    programme_rows: str = ""
    is_placed: bool = False


_OF_PROGRAMMES = """
    SELECT DISTINCT case_id, programme_id FROM casework_intervention WHERE programme_id IS NOT NULL
"""
_PLACE_OF_CASE = (
    "f.case_id, f.is_restricted, f.municipality_id, f.association_id, f.department_id, f.district, f.is_campaign"
)

CASES = Source("cases", "SELECT case_id AS record_id, * FROM reports_casefact", programme=_OF_PROGRAMMES)
BACKGROUNDS = Source(
    "backgrounds",
    f"""SELECT f.case_id AS record_id, {_PLACE_OF_CASE}, f.opened_year, code
        FROM reports_casefact f, unnest(f.backgrounds) AS u(code)""",
    programme=_OF_PROGRAMMES,
)
MISSING = Source(
    "missing",
    f"""SELECT f.case_id AS record_id, {_PLACE_OF_CASE}, f.opened_year, fact, o.code || '|' || fact AS by_unit
        FROM reports_casefact f JOIN accounts_organisation o ON o.id = f.unit_id, unnest(f.missing) AS u(fact)""",
    programme=_OF_PROGRAMMES,
)
EVICTIONS = Source(
    "evictions", "SELECT eviction_id AS record_id, * FROM reports_evictionfact", programme=_OF_PROGRAMMES
)
_HOUSEHOLDS_FIRST = f"""
    SELECT DISTINCT ON (p.programme_id, c.lease_id, f.year)
           'programme' AS place_kind, p.programme_id AS place_id, f.eviction_id AS record_id, f.*
    FROM reports_evictionfact f JOIN ({_OF_PROGRAMMES}) p USING (case_id) JOIN casework_case c ON c.id = f.case_id
    ORDER BY p.programme_id, c.lease_id, f.year, f.is_campaign, f.occurred_on, f.eviction_id
"""
HOUSEHOLDS = Source(
    "households",
    "SELECT eviction_id AS record_id, * FROM reports_evictionfact WHERE is_households_first",
    programme_rows=_HOUSEHOLDS_FIRST,
)
FURTHER_GROUNDS = Source(
    "further_grounds",
    f"""SELECT f.eviction_id AS record_id, {_PLACE_OF_CASE}, f.year, code
        FROM reports_evictionfact f, unnest(f.further_causes) AS u(code)""",
    programme=_OF_PROGRAMMES,
)
CHANCES = Source(
    "chances",
    f"""SELECT f.eviction_id AS record_id, {_PLACE_OF_CASE}, f.year, code
        FROM reports_evictionfact f, unnest(f.chances) AS u(code)""",
    programme=_OF_PROGRAMMES,
)
COURSES = Source(
    "courses",
    f"""SELECT l.id AS record_id, {_PLACE_OF_CASE}, f.closed_year, l.result
        FROM casework_legalcourse l JOIN reports_casefact f USING (case_id) WHERE l.result <> ''""",
    programme=_OF_PROGRAMMES,
)
ATTEMPTS = Source(
    "attempts",
    f"""SELECT a.id AS record_id, {_PLACE_OF_CASE}, {local_year("a.occurred_at")} AS year,
               a.mode || CASE WHEN a.is_reached THEN '|yes' ELSE '|no' END AS mode_reached,
               a.part_of_day || CASE WHEN a.is_reached THEN '|yes' ELSE '|no' END AS part_reached
        FROM casework_contactattempt a JOIN reports_casefact f USING (case_id)""",
    programme=_OF_PROGRAMMES,
)
INTERVENTIONS = Source(
    "interventions",
    f"""SELECT i.id AS record_id, {_PLACE_OF_CASE}, {year_of("i.starts_on")} AS year, i.kind, i.result,
               i.programme_id FROM casework_intervention i JOIN reports_casefact f USING (case_id)""",
    programme="programme_id",
)
REQUESTS = Source(
    "requests",
    f"""SELECT r.id AS record_id, {_PLACE_OF_CASE}, r.kind,
               {local_year("r.sent_at")} AS year,
               r.answered_at IS NOT NULL AS is_answered,
               r.kind || '|' || ({local_day("r.answered_at")} - {local_day("r.sent_at")}) AS kind_days,
               o.code || '|' || ({local_day("r.answered_at")} - {local_day("r.sent_at")}) AS receiver_days,
               coalesce(n.outcome, 'not_answered') AS outcome
        FROM casework_agencyrequest r JOIN reports_casefact f USING (case_id)
        JOIN accounts_organisation o ON o.id = r.to_organisation_id
        LEFT JOIN casework_requestanswer n ON n.request_id = r.id
            AND NOT EXISTS (SELECT FROM casework_requestanswer later WHERE later.corrects_id = n.id)
        WHERE r.withdrawn_at IS NULL""",
    programme=_OF_PROGRAMMES,
)
HANDOVERS = Source(
    "handovers",
    f"""SELECT h.id AS record_id, coalesce(h.case_id, 0) AS case_id, h.is_protected OR coalesce(f.is_restricted, false)
               AS is_restricted, h.municipality_id, h.association_id, t.department_id,
               coalesce(nullif(d.district, ''), '0')::smallint AS district,
               coalesce(f.is_campaign, false) AS is_campaign,
               {local_year("h.sent_at")} AS year, h.direction,
               h.direction || '|' || h.status AS direction_status
        FROM casework_handover h JOIN housing_lease l ON l.id = h.lease_id JOIN housing_tenancy t ON t.id = l.tenancy_id
        JOIN housing_department d ON d.id = t.department_id LEFT JOIN reports_casefact f ON f.case_id = h.case_id""",
    programme=_OF_PROGRAMMES,
)
_NOTICED_IN_CAMPAIGNS = """
    SELECT DISTINCT n.id AS notice_id
    FROM housing_notice n JOIN casework_case c ON c.lease_id = n.lease_id AND c.campaign_id IS NOT NULL
        AND c.opened_on <= n.received_on AND (c.closed_on IS NULL OR c.closed_on >= n.received_on)
"""
NOTICES = Source(
    "notices",
    f"""SELECT n.id AS record_id, 0 AS case_id, false AS is_restricted, n.municipality_id, n.association_id,
               t.department_id, coalesce(nullif(d.district, ''), '0')::smallint AS district,
               c.notice_id IS NOT NULL AS is_campaign, {year_of("n.received_on")} AS year, n.kind,
               CASE WHEN n.received_on <= n.filed_on THEN 'on_time' ELSE 'late' END AS punctuality
        FROM housing_notice n JOIN housing_tenancy t ON t.id = n.tenancy_id
        JOIN housing_department d ON d.id = t.department_id
        LEFT JOIN ({_NOTICED_IN_CAMPAIGNS}) c ON c.notice_id = n.id""",
)
_APPLIED = f"SELECT id FROM housing_delivery WHERE status = '{DeliveryStatus.APPLIED}'"
WARNINGS = Source(
    "warnings",
    f"""SELECT w.id AS record_id, 0 AS case_id, false AS is_restricted, w.municipality_id, w.association_id,
              t.department_id, coalesce(nullif(d.district, ''), '0')::smallint AS district, false AS is_campaign,
              w.as_of_year AS year, w.step
       FROM housing_arrearswarning w JOIN housing_tenancy t ON t.id = w.tenancy_id
       JOIN housing_department d ON d.id = t.department_id WHERE w.delivery_id IN ({_APPLIED})""",
)
WARNED_TENANCIES = Source(
    "warned_tenancies",
    f"""SELECT w.tenancy_id AS record_id, 0 AS case_id, false AS is_restricted, t.municipality_id, t.association_id,
              t.department_id, coalesce(nullif(d.district, ''), '0')::smallint AS district, false AS is_campaign, w.year
       FROM (SELECT DISTINCT tenancy_id, as_of_year AS year FROM housing_arrearswarning
             WHERE delivery_id IN ({_APPLIED})) w
       JOIN housing_tenancy t ON t.id = w.tenancy_id JOIN housing_department d ON d.id = t.department_id""",
)
_DELIVERING = f"""
    SELECT DISTINCT association_id, {year_of("as_of")} AS year FROM housing_delivery
    WHERE status = '{DeliveryStatus.APPLIED}'
"""
DWELLINGS = Source(
    "dwellings",
    f"""SELECT w.id AS record_id, 0 AS case_id, false AS is_restricted, d.municipality_id, d.association_id,
              d.id AS department_id, coalesce(nullif(d.district, ''), '0')::smallint AS district, false AS is_campaign,
              w.year, w.dwellings, l.association_id IS NOT NULL AS is_delivering
       FROM housing_departmentdwellings w JOIN housing_department d ON d.id = w.department_id
       LEFT JOIN ({_DELIVERING}) l ON l.association_id = d.association_id AND l.year = w.year""",
)
# An adviser's contact counts for the adviser, for the association, in every municipality where that has homes, and
# for its programme.
CONTACTS = Source(
    "contacts",
    """SELECT a.id AS record_id, 0 AS case_id, false AS is_restricted, false AS is_campaign, a.year, a.topics,
              EXISTS (SELECT FROM casework_handoveritem i WHERE i.source_id = a.id AND i.kind = 'contact')
                  AS is_handed_over,
              p.place_kind, p.place_id, p.municipality_id, p.association_id
       FROM casework_advisercontact a CROSS JOIN LATERAL (
           SELECT 'adviser' AS place_kind, a.adviser_id AS place_id, 0::bigint AS municipality_id, a.association_id
           UNION ALL SELECT 'association', a.association_id, 0, 0
           UNION ALL SELECT 'programme', a.programme_id, 0, 0 WHERE a.programme_id IS NOT NULL
           UNION ALL SELECT DISTINCT 'municipality', d.municipality_id, d.municipality_id, 0::bigint
                     FROM housing_department d WHERE d.association_id = a.association_id
       ) p""",
    is_placed=True,
)
TOPICS = Source("topics", f"SELECT c.*, topic FROM ({CONTACTS.rows}) c, unnest(c.topics) AS u(topic)", is_placed=True)
