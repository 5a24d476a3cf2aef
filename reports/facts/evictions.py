"""The statement that says of every eviction what the statistics ask of it."""

from .words import AGES, YEARS_IN_HOME, on_lease, years_in_band

# A household put out of a campaign's case and again of another stands where it is counted without campaigns as well.
# Of one without a case here it is that of the last lease that had begun.
EVICTION_FACTS = f"""
WITH oldest AS (
    SELECT e.id AS eviction_id, min(t.birth_date) AS born_on
    FROM casework_eviction e JOIN casework_case c ON c.id = e.case_id JOIN housing_lease l ON l.id = c.lease_id
    JOIN housing_leasetenant lt ON lt.lease_id = c.lease_id AND {on_lease("lt", "l", "e.occurred_on")}
    JOIN housing_tenant t ON t.id = lt.tenant_id
    WHERE t.birth_date IS NOT NULL GROUP BY e.id
), reviews AS (
    SELECT DISTINCT ON (r.eviction_id) r.eviction_id, r.chances
    FROM casework_evictionreview r
    WHERE NOT EXISTS (SELECT FROM casework_evictionreview later WHERE later.corrects_id = r.id)
    ORDER BY r.eviction_id, r.id DESC
)
SELECT e.municipality_id, e.association_id, e.department_id,
       coalesce(nullif(e.district, ''), '0')::smallint AS district,
       coalesce(c.is_restricted, false) AS is_restricted, coalesce(c.campaign_id, 0) <> 0 AS is_campaign,
       e.cause, coalesce(nullif(e.household_type, ''), 'unknown')::varchar(40) AS household_type, e.has_children,
       {years_in_band("o.born_on", "e.occurred_on", AGES)} AS age_band,
       {years_in_band("l.starts_on", "e.occurred_on", YEARS_IN_HOME)} AS tenancy_length,
       coalesce(nullif(l.allocation, ''), 'unknown')::varchar(40) AS allocation,
       e.id AS eviction_id, coalesce(e.case_id, 0) AS case_id, e.occurred_on, e.year,
       e.further_causes,
       row_number() OVER (PARTITION BY e.tenancy_id, coalesce(c.lease_id, u.lease_id), e.year
                          ORDER BY c.campaign_id IS NOT NULL, e.occurred_on, e.id) = 1 AS is_households_first,
       (e.adults + k.children)::integer AS persons, k.children::integer AS children,
       EXISTS (SELECT FROM housing_departmentdwellings d
               WHERE d.department_id = e.department_id AND d.year = e.year) AS is_in_known_dwellings,
       r.eviction_id IS NOT NULL AS is_reviewed, coalesce(r.chances, '{{}}') AS chances
FROM casework_eviction e
LEFT JOIN casework_case c ON c.id = e.case_id
LEFT JOIN housing_lease l ON l.id = c.lease_id
LEFT JOIN LATERAL (
    SELECT h.id AS lease_id FROM housing_lease h
    WHERE e.case_id IS NULL AND h.tenancy_id = e.tenancy_id AND (h.starts_on IS NULL OR h.starts_on <= e.occurred_on)
    ORDER BY h.starts_on DESC NULLS LAST LIMIT 1
) u ON true
CROSS JOIN LATERAL (
    SELECT CASE WHEN e.has_children = 'no' THEN 0 WHEN e.children > 0 THEN e.children END AS children
) k
LEFT JOIN oldest o ON o.eviction_id = e.id
LEFT JOIN reviews r ON r.eviction_id = e.id
"""
