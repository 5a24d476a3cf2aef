"""Finds instalments that a list shows were not paid, and takes that back when the list is undone."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.scope import Scope
from housing.deliveries.sql import column, run
from housing.models import Delivery

from ... import derived_plans

# Two comparisons each speak for the household: what is owed in all against the day of the agreement, and what is
# owed now against the last list before the instalment was due. One that fits is enough to believe it was paid.
_MISSED = """
DROP TABLE IF EXISTS pg_temp.missed;
CREATE TEMP TABLE missed ON COMMIT DROP AS
SELECT plan.id AS plan_id, plan.case_id, plan.municipality_id, plan.paid, warning.as_of, warning.amount AS owed,
       COALESCE(before.amount, plan.owed_when_agreed, plan.amount) AS owed_before, due.total - plan.paid AS unpaid,
       newly.position, newly.due_on, newly.number
FROM casework_instalmentplan plan
JOIN casework_case opened ON opened.id = plan.case_id AND opened.closed_at IS NULL
JOIN housing_arrearswarning warning ON warning.lease_id = opened.lease_id AND warning.delivery_id = %(delivery)s
    AND warning.gate_basis > '' AND (%(only)s::bigint IS NULL OR warning.tenancy_id = %(only)s)
CROSS JOIN LATERAL (
    SELECT max(running_total) AS total FROM casework_instalment
    WHERE plan_id = plan.id AND due_on < warning.as_of
) due
CROSS JOIN LATERAL (
    SELECT min(position) AS position, min(due_on) AS due_on, count(*) AS number FROM casework_instalment
    WHERE plan_id = plan.id AND due_on < warning.as_of AND running_total > plan.paid AND missed_on IS NULL
) newly
LEFT JOIN LATERAL (
    SELECT earlier.amount FROM housing_arrearswarning earlier
    JOIN housing_delivery delivery ON delivery.id = earlier.delivery_id AND delivery.status = 'applied'
    WHERE earlier.lease_id = opened.lease_id AND earlier.gate_basis > '' AND earlier.as_of < warning.as_of
    AND earlier.as_of <= plan.next_due_on
    ORDER BY earlier.as_of DESC, earlier.id DESC LIMIT 1
) before ON true
WHERE plan.ended_on IS NULL AND plan.next_due_on < warning.as_of AND plan.agreed_on <= warning.as_of
AND newly.number > 0
AND warning.amount > COALESCE(plan.owed_when_agreed, plan.amount) - due.total
AND warning.amount > COALESCE(before.amount, plan.owed_when_agreed, plan.amount) - (due.total - plan.paid);
UPDATE casework_instalment instalment SET missed_on = missed.as_of, missed_in_id = %(delivery)s
FROM missed
WHERE instalment.plan_id = missed.plan_id AND instalment.due_on < missed.as_of
AND instalment.running_total > missed.paid AND instalment.missed_on IS NULL;
INSERT INTO casework_caseevent
    (case_id, municipality_id, kind, occurred_on, recorded_at, by_user_id, by_name, by_organisation, detail)
SELECT case_id, municipality_id, 'instalment_missed', %(today)s, %(now)s, %(user)s, %(name)s, %(organisation)s,
       jsonb_build_object('plan', plan_id, 'delivery', %(delivery)s, 'as_of', as_of, 'position', position,
           'due_on', due_on, 'number', number, 'amount', unpaid::text, 'owed', owed::text, 'before', owed_before::text)
FROM missed ORDER BY case_id
"""

_FORGOTTEN = """
DROP TABLE IF EXISTS pg_temp.forgotten;
CREATE TEMP TABLE forgotten ON COMMIT DROP AS
SELECT DISTINCT plan_id, case_id, municipality_id FROM casework_instalment WHERE missed_in_id = %(delivery)s;
SELECT id FROM casework_case WHERE id IN (SELECT case_id FROM forgotten) ORDER BY id FOR NO KEY UPDATE;
UPDATE casework_instalment SET missed_on = NULL, missed_in_id = NULL WHERE missed_in_id = %(delivery)s;
INSERT INTO casework_caseevent
    (case_id, municipality_id, kind, occurred_on, recorded_at, by_user_id, by_name, by_organisation, detail)
SELECT case_id, municipality_id, 'list_undone', %(today)s, %(now)s, %(user)s, %(name)s, %(organisation)s,
       jsonb_build_object('delivery', %(delivery)s, 'as_of', %(as_of)s::date, 'did', 'instalment_missed',
           'plan', plan_id)
FROM forgotten ORDER BY plan_id
"""


def find_missed(delivery: Delivery, *, only: int | None, by: Scope, now: dt.datetime) -> list[int]:
    """Mark the instalments that a received list shows were not paid, and tell their cases; gives the cases' ids.

    An instalment counts as missed when all of this holds:

    - its day lies before the list's day, its plan runs on an open case, and the row passed the legal gate;
    - what was reported paid does not cover it;
    - the household owes more than the plan would have left of what was owed when it was agreed;
    - the debt has not fallen, since the last list up to that day, by as much as the plan still lacks.

    New rent falls due all the time, so what is owed never shows for certain whether an instalment was paid:
    either comparison is enough to believe that it was, and a payment reported later makes the plan kept again.
    A tenancy that left the list is not looked at. An instalment is found once; the next list tells of the next one.
    """
    run(_MISSED, only=only, **_values(delivery, by, now))
    derived_plans.refresh_plans(column("SELECT plan_id FROM missed"))
    return column("SELECT case_id FROM missed")


def forget_missed(delivery: Delivery, *, by: Scope, now: dt.datetime) -> list[int]:
    """Take back what a list that is being undone found missed; gives the cases' ids."""
    run(_FORGOTTEN, as_of=delivery.as_of, **_values(delivery, by, now))
    derived_plans.refresh_plans(column("SELECT plan_id FROM forgotten"))
    return column("SELECT case_id FROM forgotten")


def _values(delivery: Delivery, by: Scope, now: dt.datetime) -> dict[str, object]:
    return {
        "delivery": delivery.pk,
        "today": timezone.localdate(now),
        "now": now,
        "user": by.user_id,
        "name": by.user_name,
        "organisation": by.organisation_name,
    }
