"""Brings cases up to date with a list: the amount, and the legal course where the list says it has gone on."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.scope import Scope
from housing.deliveries.sql import column, run
from housing.models import Delivery

# A course only goes forwards, and only as the table of moves allows. A new demand after an ended course starts a
# new one. The demand's own date is taken where the list gives it, else the list's day.
_COURSES = """
DROP TABLE IF EXISTS pg_temp.moving;
CREATE TEMP TABLE moving ON COMMIT DROP AS
SELECT planned.municipality_id, planned.step, planned.kind, planned.as_of, planned.tenancy_id,
       COALESCE(opening.new_case_id, planned.case_id) AS case_id, chosen.course_id IS NULL AS is_new,
       COALESCE(
           chosen.course_id, nextval((SELECT pg_get_serial_sequence('casework_legalcourse', 'id')::regclass))
       ) AS course_id,
       CASE WHEN planned.demand_sent_on IS NOT NULL THEN LEAST(planned.demand_sent_on, %(today)s) END AS demanded_on
FROM planned
LEFT JOIN opening ON opening.tenancy_id = planned.tenancy_id
CROSS JOIN LATERAL (SELECT CASE WHEN planned.plan <> 'open' THEN planned.moves_course_id END AS course_id) chosen
WHERE planned.plan = 'open' OR planned.plan IN ('reopen', 'refresh') AND (planned.starts_course OR planned.moves);
ANALYZE moving;
INSERT INTO casework_legalcourse (id, case_id, municipality_id, cause, ground, started_on, stage, result, version)
SELECT course_id, case_id, municipality_id, 'arrears', 1, COALESCE(demanded_on, as_of), step, '', 1
FROM moving WHERE is_new ORDER BY course_id;
UPDATE casework_legalcourse course SET stage = moving.step, version = course.version + 1
FROM moving WHERE course.id = moving.course_id AND NOT moving.is_new;
INSERT INTO casework_legalstep
    (course_id, case_id, municipality_id, kind, occurred_on, court, court_case_number, hearing_result, result, source,
     note, is_void, recorded_at, recorded_by_id)
SELECT course_id, case_id, municipality_id, 'demand', LEAST(demanded_on, as_of), '', '', '', '', 'list', '', false,
       %(now)s, %(user)s
FROM moving WHERE is_new AND kind > '' AND kind <> 'demand' AND demanded_on IS NOT NULL
ORDER BY course_id;
INSERT INTO casework_legalstep
    (course_id, case_id, municipality_id, kind, occurred_on, court, court_case_number, hearing_result, result, source,
     note, is_void, recorded_at, recorded_by_id)
SELECT course_id, case_id, municipality_id, kind,
       CASE WHEN kind = 'demand' THEN COALESCE(demanded_on, as_of) ELSE as_of END, '', '', '', '', 'list', '', false,
       %(now)s, %(user)s
FROM moving WHERE kind > ''
ORDER BY course_id
"""

_REOPENED = """
INSERT INTO casework_caseevent
    (case_id, municipality_id, kind, occurred_on, recorded_at, by_user_id, by_name, by_organisation, detail)
SELECT closed.id, closed.municipality_id, 'reopened', %(today)s, %(now)s, %(user)s, %(name)s, %(organisation)s,
       jsonb_strip_nulls(jsonb_build_object(
           'because', 'list', 'amount', planned.amount::text, 'step', planned.step, 'as_of', planned.as_of,
           'delivery', %(delivery)s, 'closed_on', closed.closed_on, 'closed_at', closed.closed_at,
           'closed_by', closed.closed_by_id,
           'housing_outcome', closed.housing_outcome, 'contact_outcome', closed.contact_outcome,
           'arrears_outcome', closed.arrears_outcome, 'amount_at_closing', closed.amount_at_closing::text,
           'step_at_closing', closed.step_at_closing, 'previous_amount', closed.amount::text,
           'previous_as_of', closed.amount_as_of, 'started_course', CASE WHEN moving.is_new THEN moving.course_id END))
FROM planned
JOIN casework_case closed ON closed.id = planned.case_id
LEFT JOIN moving ON moving.tenancy_id = planned.tenancy_id
WHERE planned.plan = 'reopen' ORDER BY closed.id;
UPDATE casework_case closed
SET closed_at = NULL, closed_on = NULL, closed_year = NULL, closed_by_id = NULL, housing_outcome = '',
    contact_outcome = '', arrears_outcome = '', amount_at_closing = NULL, step_at_closing = '',
    reopened_count = closed.reopened_count + 1, amount = planned.amount, amount_as_of = planned.as_of,
    version = closed.version + 1
FROM planned
WHERE planned.plan = 'reopen' AND closed.id = planned.case_id
"""

_REFRESHED = """
INSERT INTO casework_caseevent
    (case_id, municipality_id, kind, occurred_on, recorded_at, by_user_id, by_name, by_organisation, detail)
SELECT opened.id, opened.municipality_id, 'refreshed', %(today)s, %(now)s, %(user)s, %(name)s, %(organisation)s,
       jsonb_strip_nulls(jsonb_build_object(
           'amount', planned.amount::text, 'step', planned.step, 'as_of', planned.as_of, 'delivery', %(delivery)s,
           'previous_amount', opened.amount::text, 'previous_as_of', opened.amount_as_of,
           'started_course', CASE WHEN moving.is_new THEN moving.course_id END))
FROM planned
JOIN casework_case opened ON opened.id = planned.case_id
LEFT JOIN moving ON moving.tenancy_id = planned.tenancy_id
WHERE planned.plan = 'refresh' ORDER BY opened.id;
UPDATE casework_case opened SET amount = planned.amount, amount_as_of = planned.as_of
FROM planned
WHERE planned.plan IN ('refresh', 'same') AND opened.id = planned.case_id
AND (opened.amount_as_of <= planned.as_of) IS NOT FALSE
AND (opened.amount, opened.amount_as_of) IS DISTINCT FROM (planned.amount, planned.as_of)
"""

# Gone from the list is not paid: the case is told, and stays open.
_LEFT = """
DROP TABLE IF EXISTS pg_temp.leaving;
CREATE TEMP TABLE leaving ON COMMIT DROP AS
SELECT opened.id AS case_id, opened.municipality_id, position.vanished_on
FROM housing_deliveryrow missing
JOIN housing_tenancy tenancy
    ON tenancy.association_id = missing.association_id AND tenancy.number = missing.tenancy_number
JOIN housing_arrearsposition position ON position.tenancy_id = tenancy.id
JOIN casework_case opened ON opened.lease_id = position.lease_id AND opened.closed_at IS NULL
WHERE missing.delivery_id = %(delivery)s AND missing.change = 'vanished' AND %(only)s::bigint IS NULL
AND (position.gate_basis > '' OR EXISTS (
    SELECT FROM housing_notice notice
    WHERE notice.lease_id = position.lease_id AND notice.received_on >= position.since_on));
INSERT INTO casework_caseevent
    (case_id, municipality_id, kind, occurred_on, recorded_at, by_user_id, by_name, by_organisation, detail)
SELECT case_id, municipality_id, 'vanished', %(today)s, %(now)s, %(user)s, %(name)s, %(organisation)s,
       jsonb_build_object('as_of', vanished_on, 'delivery', %(delivery)s)
FROM leaving ORDER BY case_id
"""


def bring_up_to_date(delivery: Delivery, *, only: int | None, by: Scope, now: dt.datetime) -> list[int]:
    """Reopen and refresh the cases of the plan, move their courses and tell those whose tenancy left the list.

    Run after the planned cases were opened, for all the list or for one tenancy `only`; gives the ids of the
    cases that were open or opened again.
    """
    values = {
        "today": timezone.localdate(now),
        "now": now,
        "user": by.user_id,
        "name": by.user_name,
        "organisation": by.organisation_name,
        "delivery": delivery.pk,
        "only": only,
    }
    for statement in (_COURSES, _REOPENED, _REFRESHED, _LEFT):
        run(statement, **values)
    return column("SELECT case_id FROM planned WHERE plan IN ('reopen', 'refresh') UNION SELECT case_id FROM leaving")
