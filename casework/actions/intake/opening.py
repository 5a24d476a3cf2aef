"""Opens a case for each household whose shared arrears pass the opening rule, in a handful of statements."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.scope import Scope
from housing.deliveries.sql import column, run
from housing.models import Delivery

# The numbers are drawn under the lock of the municipality's series, in the order of the tenancies.
_OPENING = """
DROP TABLE IF EXISTS pg_temp.opening;
INSERT INTO casework_casenumberseries (municipality_id, year, last_number)
SELECT DISTINCT municipality_id, %(year)s, 0 FROM planned WHERE plan = 'open'
ON CONFLICT (municipality_id, year) DO NOTHING;
CREATE TEMP TABLE opening ON COMMIT DROP AS
WITH numbered AS (
    SELECT *, row_number() OVER (PARTITION BY municipality_id ORDER BY tenancy_id) AS place
    FROM planned WHERE plan = 'open'
), series AS (
    UPDATE casework_casenumberseries series SET last_number = series.last_number + wanted.cases
    FROM (SELECT municipality_id, count(*) AS cases FROM numbered GROUP BY municipality_id) wanted
    WHERE series.municipality_id = wanted.municipality_id AND series.year = %(year)s
    RETURNING series.municipality_id, series.last_number - wanted.cases AS before
)
SELECT nextval((SELECT pg_get_serial_sequence('casework_case', 'id')::regclass)) AS new_case_id, placed.*
FROM (
    SELECT numbered.*, (series.before + numbered.place)::text AS drawn
    FROM numbered JOIN series USING (municipality_id) ORDER BY tenancy_id
) placed;
ANALYZE opening
"""

# The case keeps association, department, district, address and household as they are on the day it is opened.
# Children and household type come along only where the agreement covers them.
_CASES = """
INSERT INTO casework_case
    (id, number, municipality_id, unit_id, is_restricted, association_id, department_id, tenancy_id, lease_id,
     district, address, names, household_type, has_children, children, adults, monthly_rent, opened_at, opened_on,
     opened_year, opened_by, opening_reason, first_warned_on, first_noticed_on, cause, stage, amount, amount_as_of,
     contact_count, triage_key, triage_rule, search_doc, housing_outcome, contact_outcome, arrears_outcome,
     step_at_closing, reopened_count, version)
SELECT opening.new_case_id, %(year)s || '-' || lpad(opening.drawn, GREATEST(5, length(opening.drawn)), '0'),
       opening.municipality_id, opening.default_unit_id, COALESCE(people.is_protected, false),
       tenancy.association_id, tenancy.department_id, tenancy.id, opening.lease_id, department.district,
       left(concat_ws(', ', NULLIF(tenancy.street, ''),
                      NULLIF(btrim(tenancy.postcode || ' ' || tenancy.city), '')), 300),
       COALESCE(people.names, ''), COALESCE(household.household_type, 'unknown'),
       COALESCE(household.has_children, 'unknown'), household.children, household.adults, opening.monthly_rent,
       %(now)s, %(today)s, %(year)s, opening.gate_basis, '', shared.first_on, notice.received_on, 'arrears',
       opening.step, opening.amount, opening.as_of, 0, '9999-12-31', '', '', '', '', '', '', 0, 1
FROM opening
JOIN housing_tenancy tenancy ON tenancy.id = opening.tenancy_id
JOIN housing_department department ON department.id = tenancy.department_id
LEFT JOIN LATERAL (
    SELECT left(string_agg(tenant.name, ', ' ORDER BY part.id), 400) AS names,
           bool_or(tenant.is_address_protected) AS is_protected
    FROM housing_leasetenant part JOIN housing_tenant tenant ON tenant.id = part.tenant_id
    WHERE part.lease_id = opening.lease_id
    AND (part.starts_on IS NULL OR part.starts_on <= opening.as_of)
    AND (part.ends_on IS NULL OR part.ends_on >= opening.as_of)
) people ON true
LEFT JOIN LATERAL (
    SELECT facts.* FROM housing_householdfacts facts
    WHERE facts.lease_id = opening.lease_id AND facts.occurred_on <= %(today)s AND 'household' = ANY(
        SELECT unnest(agreement.fields) FROM housing_sharingagreement agreement
        WHERE agreement.association_id = tenancy.association_id
        AND agreement.municipality_id = opening.municipality_id AND agreement.starts_on <= opening.as_of
        AND (agreement.ends_on IS NULL OR agreement.ends_on >= opening.as_of))
    ORDER BY facts.occurred_on DESC LIMIT 1
) household ON true
LEFT JOIN LATERAL (
    SELECT min(warning.as_of) AS first_on FROM housing_arrearswarning warning
    JOIN housing_delivery delivery ON delivery.id = warning.delivery_id AND delivery.status = 'applied'
    WHERE warning.lease_id = opening.lease_id AND warning.gate_basis > '' AND warning.as_of >= opening.since_on
) shared ON true
LEFT JOIN LATERAL (
    SELECT max(notice.received_on) AS received_on FROM housing_notice notice
    WHERE notice.lease_id = opening.lease_id AND opening.gate_basis IN ('s92_2', 'court')
) notice ON true
ORDER BY opening.new_case_id
"""

_EVENTS = """
INSERT INTO casework_caseevent
    (case_id, municipality_id, kind, occurred_on, recorded_at, by_user_id, by_name, by_organisation, detail)
SELECT new_case_id, municipality_id, 'opened', %(today)s, %(now)s, %(user)s, %(name)s, %(organisation)s,
       jsonb_build_object('opened_by', gate_basis, 'cause', 'arrears', 'amount', amount::text, 'step', step,
                          'as_of', as_of, 'delivery', %(delivery)s)
FROM opening ORDER BY new_case_id
"""


def open_planned(delivery: Delivery, *, by: Scope, now: dt.datetime) -> list[int]:
    """Open the cases the plan opens, in the unit the rule names; the ids of the cases.

    A household with a protected address gets a restricted case, to which the unit's team leader lets people in.
    """
    today = timezone.localdate(now)
    values = {"today": today, "now": now, "year": today.year}
    run(_OPENING, **values)
    run(_CASES, **values)
    run(
        _EVENTS,
        user=by.user_id,
        name=by.user_name,
        organisation=by.organisation_name,
        delivery=delivery.pk,
        **values,
    )
    return column("SELECT new_case_id FROM opening ORDER BY new_case_id")
