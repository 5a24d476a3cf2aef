"""The statement that says of every case what the statistics ask of it."""

from string import Template

from casework.enums import InterventionResult, LegalStepKind, Stage
from casework.outcomes import AVERTING, STAYS
from casework.stages import STAGE_OF, STAGE_ORDER

from .words import AGES, YEARS_IN_HOME, days_since, days_until, listed, on_lease, years_in_band

#: The setting of the transaction that says at what moment is counted.
COUNTED_AT = "fasthold.counted_at"
#: For how long a cohort is followed; everybody equally long.
FOLLOWED = "interval '12 months'"
#: Interventions that came to nothing are no help.
NO_HELP = (InterventionResult.REFUSED, InterventionResult.DECLINED)
#: The housing outcomes that mean the household left on its own.
LEFT = ("moved", "left_no_home")
#: The stages in which a bailiff's case runs; of arrears the municipality is owed a notice by then.
FILED = (Stage.FILED, Stage.HEARING, Stage.SCHEDULED)

_STAGES = ", ".join(
    f"('{kind}', {STAGE_ORDER[stage]})" for kind, stage in STAGE_OF.items() if kind != LegalStepKind.ENDED
)
_STAGE_NAMES = "(ARRAY[" + ", ".join(f"'{stage}'" for stage in Stage) + "])"

#: So many parts of the cases are read side by side, each whole by one process with everything on its cases.
PARTS = 2


def _in_part(case: str) -> str:
    """Whether a case is one of the part that is read."""
    return f"{case} % {PARTS} = $part"


_STANDING_STEPS = """
    SELECT s.* FROM casework_legalstep s
    WHERE NOT s.is_void AND NOT EXISTS (
        SELECT FROM casework_legalstep later WHERE later.corrects_id IS NOT NULL AND later.corrects_id = s.id
    )
"""

#: The cases of open courses in which the hour of a hearing or an eviction has passed, and nobody said what came of it.
_UNTOLD = f"""
    SELECT DISTINCT s.case_id FROM ({_STANDING_STEPS}) s
    JOIN casework_legalcourse k ON k.id = s.course_id AND k.ended_on IS NULL
    WHERE s.kind IN ('{LegalStepKind.HEARING_CALLED}', '{LegalStepKind.EVICTION_SCHEDULED}')
    AND s.takes_place_at <= current_setting('{COUNTED_AT}')::timestamptz
    AND NOT EXISTS (
        SELECT FROM ({_STANDING_STEPS}) t
        WHERE t.course_id = s.course_id AND t.id <> s.id AND t.occurred_on >= s.occurred_on
        AND (t.kind = '{LegalStepKind.EVICTION_SCHEDULED}'
             OR t.kind = '{LegalStepKind.HEARING_HELD}' AND s.kind = '{LegalStepKind.HEARING_CALLED}')
    )
"""

#: The rule of `casework.missing` on all cases at once: what is missing, by the code of the fact.
_LACKS = {
    "household": "c.household_type IN ('', 'unknown')",
    "children": "c.has_children = 'unknown'",
    "child_count": "c.has_children = 'yes' AND coalesce(c.children, 0) = 0",
    "background": "b.codes IS NULL",
    "ground": "c.lacks_ground",
    "district": "m.code = '101' AND c.district = ''",
    "notice": f"c.cause = 'arrears' AND c.stage IN ({listed(FILED)}) AND c.first_noticed_on IS NULL",
    "contact": "c.contact_count = 0",
    "court_result": "w.case_id IS NOT NULL",
}
#: What a case is still to be asked: what is missing, unless somebody said that it cannot be known.
_MISSING = ", ".join(
    f"CASE WHEN {lacks} AND ('{fact}' = ANY (u.facts)) IS NOT TRUE THEN '{fact}' END" for fact, lacks in _LACKS.items()
)

_OF_A_PART = f"""
WITH steps AS (
    SELECT s.case_id, max(v.stage_order) AS furthest
    FROM ({_STANDING_STEPS}) s
    JOIN (VALUES {_STAGES}) AS v(kind, stage_order) USING (kind)
    JOIN casework_case c ON c.id = s.case_id
    WHERE s.occurred_on <= c.opened_on + {FOLLOWED} AND {_in_part("s.case_id")} AND {_in_part("c.id")}
    GROUP BY s.case_id
), evicted AS (
    SELECT case_id, min(occurred_on) AS occurred_on FROM casework_eviction WHERE {_in_part("case_id")} GROUP BY case_id
), courses AS (
    SELECT case_id, bool_or(ground IS NULL) AS lacks_ground,
           bool_or(result NOT IN ({listed(AVERTING)})) AS is_costly
    FROM casework_legalcourse WHERE {_in_part("case_id")} GROUP BY case_id
), helped AS (
    SELECT case_id, min(starts_on) AS starts_on FROM casework_intervention
    WHERE result NOT IN ({listed(NO_HELP)}) AND {_in_part("case_id")} GROUP BY case_id
), backgrounds AS (
    SELECT case_id, array_agg(code ORDER BY code)::varchar[] AS codes
    FROM casework_casebackground WHERE {_in_part("case_id")} GROUP BY case_id
), unknown AS (
    SELECT case_id, array_agg(fact)::text[] AS facts
    FROM casework_unknownfact WHERE {_in_part("case_id")} GROUP BY case_id
), untold AS ({_UNTOLD}
), oldest AS (
    SELECT c.id AS case_id, min(t.birth_date) AS born_on
    FROM casework_case c JOIN housing_lease l ON l.id = c.lease_id
    JOIN housing_leasetenant lt ON lt.lease_id = c.lease_id AND {on_lease("lt", "l", "c.opened_on")}
    JOIN housing_tenant t ON t.id = lt.tenant_id
    WHERE t.birth_date IS NOT NULL AND {_in_part("c.id")} GROUP BY c.id
), returned AS (
    SELECT DISTINCT f.id AS followup_id
    FROM casework_followup f JOIN casework_case o ON o.id = f.case_id
    JOIN casework_case n ON n.lease_id = o.lease_id AND n.opened_at > o.opened_at AND n.opened_on >= f.closed_on
        AND n.opened_on <= f.closed_on + make_interval(months => f.months)
    WHERE {_in_part("f.case_id")} AND {_in_part("o.id")}
), asked AS (
    SELECT f.case_id, f.closed_on, f.months,
           CASE WHEN f.is_housed = 'no' THEN 'not_housed' WHEN f.is_housed = 'unknown' THEN 'unknown'
                WHEN f.has_new_arrears = 'yes' OR r.followup_id IS NOT NULL THEN 'again'
                WHEN f.has_new_arrears = 'no' THEN 'not_again' ELSE 'unknown' END AS answer
    FROM casework_followup f LEFT JOIN returned r ON r.followup_id = f.id
    WHERE {_in_part("f.case_id")}
    AND NOT EXISTS (SELECT FROM casework_followup later WHERE later.corrects_id = f.id)
), followed AS (
    SELECT case_id, closed_on, max(answer) FILTER (WHERE months = 3) AS after_3,
           max(answer) FILTER (WHERE months = 6) AS after_6, max(answer) FILTER (WHERE months = 12) AS after_12
    FROM asked GROUP BY case_id, closed_on
), drawn AS (
    SELECT c.*, e.occurred_on AS evicted_on,
           LEAST(c.opened_on, c.first_warned_on, c.first_noticed_on) AS started_on,
           c.closed_at IS NOT NULL AND c.housing_outcome = '{STAYS}' AND NOT coalesce(co.is_costly, false)
               AS is_averted,
           coalesce(co.lacks_ground, false) AS lacks_ground
    FROM casework_case c LEFT JOIN evicted e ON e.case_id = c.id LEFT JOIN courses co ON co.case_id = c.id
    WHERE {_in_part("c.id")}
), ended AS (
    SELECT d.*,
           CASE WHEN d.closed_at IS NULL THEN 'open' WHEN d.is_averted THEN 'averted'
                WHEN d.housing_outcome IN ({listed(LEFT)}) THEN 'moved' ELSE 'other' END AS closed_kind,
           coalesce(d.evicted_on, d.closed_on) AS ended_on
    FROM drawn d
)
SELECT c.municipality_id, c.association_id, c.department_id,
       coalesce(nullif(c.district, ''), '0')::smallint AS district, c.is_restricted,
       c.campaign_id IS NOT NULL AS is_campaign, c.cause,
       coalesce(nullif(c.household_type, ''), 'unknown')::varchar(40) AS household_type, c.has_children,
       {years_in_band("o.born_on", "c.opened_on", AGES)} AS age_band,
       {years_in_band("l.starts_on", "c.opened_on", YEARS_IN_HOME)} AS tenancy_length,
       coalesce(nullif(l.allocation, ''), 'unknown')::varchar(40) AS allocation,
       c.id AS case_id, c.unit_id, c.opened_on, c.opened_year, c.opened_by, c.started_on,
       {days_until("c.started_on", "c.first_contact_at")} AS days_to_attempt,
       {days_until("c.started_on", "c.first_reached_at")} AS days_to_reach,
       {days_since("c.started_on", "h.starts_on")} AS days_to_help,
       {days_until("c.opened_on", "c.taken_up_at")} AS days_to_taken_up,
       c.contact_count::integer AS attempts,
       {_STAGE_NAMES}[1 + GREATEST(s.furthest, CASE WHEN c.evicted_on <= c.opened_on + {FOLLOWED}
           THEN {STAGE_ORDER[Stage.SCHEDULED]} WHEN c.first_noticed_on <= c.opened_on + {FOLLOWED}
           THEN {STAGE_ORDER[Stage.FILED]} ELSE 0 END)]::varchar(20) AS furthest,
       CASE WHEN c.evicted_on <= c.opened_on + {FOLLOWED} THEN 'evicted'
            WHEN c.closed_on <= c.opened_on + {FOLLOWED} THEN c.closed_kind ELSE 'open' END::varchar(12) AS cohort_end,
       CASE WHEN c.evicted_on IS NULL THEN c.closed_kind ELSE 'evicted' END::varchar(12) AS end_kind, c.ended_on,
       coalesce(c.closed_year, 0)::smallint AS closed_year,
       c.housing_outcome, c.contact_outcome, c.arrears_outcome, c.is_averted,
       h.starts_on IS NOT NULL AS has_help,
       coalesce(f.after_3, '')::varchar(12) AS repeat_3, coalesce(f.after_6, '')::varchar(12) AS repeat_6,
       coalesce(f.after_12, '')::varchar(12) AS repeat_12,
       coalesce(b.codes, '{{}}') AS backgrounds,
       array_remove(ARRAY[{_MISSING}], NULL)::varchar[] AS missing
FROM ended c
JOIN accounts_municipality m ON m.organisation_id = c.municipality_id
JOIN housing_lease l ON l.id = c.lease_id
LEFT JOIN steps s ON s.case_id = c.id
LEFT JOIN helped h ON h.case_id = c.id
LEFT JOIN backgrounds b ON b.case_id = c.id
LEFT JOIN unknown u ON u.case_id = c.id
LEFT JOIN untold w ON w.case_id = c.id
LEFT JOIN oldest o ON o.case_id = c.id
LEFT JOIN followed f ON f.case_id = c.id AND f.closed_on = c.closed_on
"""
CASE_FACTS = " UNION ALL ".join(f"({Template(_OF_A_PART).substitute(part=number)})" for number in range(PARTS))
