"""Which shared arrears open, reopen or refresh a case; the same answer before and after a list is received."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from housing.deliveries.sql import first, run
from housing.enums import STEP_ORDER, Step
from housing.models import Delivery

from ...enums import Cause, LegalStepKind, Stage
from ...models import OpeningRule
from ...stages import ALLOWED

#: What an arrears list records on the legal course at each step; "Foged" in a list is no § 92(2) notice.
STEP_KINDS: dict[str, str] = {
    Step.EARLY: "",
    Step.DEMANDED: LegalStepKind.DEMAND,
    Step.RESCINDED: LegalStepKind.RESCISSION,
    Step.FILED: LegalStepKind.FILING,
}


class Planned(NamedTuple):
    """How many cases a list opens, opens again, and changes."""

    opened: int
    reopened: int
    refreshed: int


_STAGED = """
SELECT tenancy_id, lease_id, municipality_id, amount, monthly_rent, step, demand_sent_on, gate_basis, since_on,
       %(as_of)s AS as_of
FROM compared WHERE gate_basis > ''
"""

_RECEIVED = """
SELECT warning.tenancy_id, warning.lease_id, warning.municipality_id, warning.amount, warning.monthly_rent,
       warning.step, warning.demand_sent_on, warning.gate_basis, position.since_on, warning.as_of
FROM housing_arrearswarning warning
JOIN housing_arrearsposition position ON position.tenancy_id = warning.tenancy_id
WHERE warning.delivery_id = %(delivery)s AND warning.gate_basis > ''
AND (%(only)s::bigint IS NULL OR warning.tenancy_id = %(only)s)
"""

_RULES_IN_FORCE = """
SELECT municipality_id, min_step, min_months, reopen_days, default_unit_id FROM casework_openingrule
WHERE starts_on <= %(today)s AND (ends_on IS NULL OR ends_on >= %(today)s)
"""

_ONE_RULE = """
SELECT %(municipality)s::bigint AS municipality_id, %(min_step)s::text AS min_step,
       %(min_months)s::numeric AS min_months, %(reopen_days)s::integer AS reopen_days,
       %(default_unit)s::bigint AS default_unit_id
"""

# A closed case counts only when the arrears go beyond what they were at its closing; arrears that were settled
# since and came back are new ones.
_PLAN = """
DROP TABLE IF EXISTS pg_temp.planned;
CREATE TEMP TABLE planned ON COMMIT DROP AS
WITH candidate AS MATERIALIZED ({candidates}), rule AS MATERIALIZED ({rules})
SELECT candidate.*, rule.default_unit_id, COALESCE(opened.id, closed.id) AS case_id, judged.kind, judged.moves,
       judged.starts_course, CASE WHEN judged.moves THEN course.id END AS moves_course_id,
       CASE WHEN opened.id IS NOT NULL THEN
                CASE WHEN judged.changes_amount OR judged.moves OR judged.starts_course THEN 'refresh' ELSE 'same' END
            WHEN NOT judged.passes THEN 'wait'
            WHEN closed.id IS NULL THEN 'open'
            WHEN NOT (closed.amount_at_closing IS NULL OR candidate.amount > closed.amount_at_closing
                      OR array_position(%(stages)s::text[], candidate.step::text)
                         > array_position(%(stages)s::text[], closed.step_at_closing::text)
                      OR (candidate.since_on > closed.closed_on AND EXISTS (
                          SELECT FROM housing_arrearswarning earlier
                          WHERE earlier.lease_id = candidate.lease_id AND earlier.as_of < candidate.since_on)))
                THEN 'wait'
            WHEN closed.is_of_arrears AND closed.closed_on >= %(today)s - rule.reopen_days THEN 'reopen'
            ELSE 'open' END AS plan
FROM candidate
LEFT JOIN rule ON rule.municipality_id = candidate.municipality_id
LEFT JOIN casework_case opened ON opened.lease_id = candidate.lease_id AND opened.opened_at < %(before)s::timestamptz
    AND (opened.closed_at IS NULL OR opened.closed_at >= %(before)s::timestamptz)
LEFT JOIN LATERAL (
    SELECT id, closed_on, amount_at_closing, step_at_closing, EXISTS (
               SELECT FROM casework_legalcourse WHERE case_id = casework_case.id AND cause = 'arrears') AS is_of_arrears
    FROM casework_case
    WHERE lease_id = candidate.lease_id AND closed_at < %(before)s::timestamptz
    ORDER BY closed_at DESC, id DESC LIMIT 1
) closed ON opened.id IS NULL
LEFT JOIN LATERAL (
    SELECT id, stage FROM casework_legalcourse
    WHERE case_id = COALESCE(opened.id, closed.id) AND cause = 'arrears' AND ended_on IS NULL
    ORDER BY array_position(%(stages)s::text[], stage::text) DESC, id DESC LIMIT 1
) course ON true
CROSS JOIN LATERAL (
    SELECT candidate.amount > 0
           AND array_position(%(steps)s::text[], candidate.step::text)
               >= array_position(%(steps)s::text[], rule.min_step::text)
           AND (candidate.amount >= rule.min_months * candidate.monthly_rent) IS NOT FALSE AS is_enough,
           (%(kinds)s::text[])[array_position(%(steps)s::text[], candidate.step::text)] AS kind
    OFFSET 0
) threshold
CROSS JOIN LATERAL (
    SELECT COALESCE(threshold.is_enough, false) AS passes, threshold.kind,
           COALESCE(
               array_position(%(stages)s::text[], candidate.step::text)
               > array_position(%(stages)s::text[], course.stage::text)
               AND course.stage || '>' || threshold.kind = ANY(%(allowed)s::text[]), false) AS moves,
           course.id IS NULL AND COALESCE(threshold.is_enough, false) AS starts_course,
           opened.amount IS DISTINCT FROM candidate.amount
           AND (opened.amount_as_of <= candidate.as_of) IS NOT FALSE AS changes_amount
    OFFSET 0
) judged;
ANALYZE planned
"""

_HELD = """
SELECT id FROM housing_lease
WHERE id IN (SELECT lease_id FROM housing_arrearswarning WHERE delivery_id = %(delivery)s AND gate_basis > '')
ORDER BY id FOR NO KEY UPDATE;
SELECT id FROM casework_case
WHERE lease_id IN (SELECT lease_id FROM housing_arrearswarning WHERE delivery_id = %(delivery)s AND gate_basis > '')
ORDER BY id FOR NO KEY UPDATE
"""

_COUNT = """
SELECT count(*) FILTER (WHERE plan = 'open') AS opened, count(*) FILTER (WHERE plan = 'reopen') AS reopened,
       count(*) FILTER (WHERE plan = 'refresh') AS refreshed
FROM planned
"""


def plan_staged(*, as_of: dt.date, today: dt.date) -> Planned:
    """Plan for the list compared last in this transaction, which is not received yet."""
    return _plan(_STAGED, _RULES_IN_FORCE, as_of=as_of, today=today)


def plan_received(delivery: Delivery, *, only: int | None = None, today: dt.date) -> Planned:
    """Plan for the warnings of a list that has been received; the rows are in the table `planned`.

    Their leases and cases are held until the transaction ends, so that nobody opens or closes one meanwhile.
    """
    run(_HELD, delivery=delivery.pk)
    return _plan(_RECEIVED, _RULES_IN_FORCE, delivery=delivery.pk, only=only, today=today)


def plan_under(delivery: Delivery, rule: OpeningRule, *, today: dt.date) -> Planned:
    """Plan for a received list as it would have gone under another rule, which nothing is changed by.

    Cases opened since the list was received, its own among them, count as not there.
    """
    return _plan(
        _RECEIVED,
        _ONE_RULE,
        before=delivery.applied_at,
        delivery=delivery.pk,
        only=None,
        today=today,
        municipality=rule.municipality_id,
        min_step=rule.min_step,
        min_months=rule.min_months,
        reopen_days=rule.reopen_days,
        default_unit=rule.default_unit_id,
    )


def _plan(candidates: str, rules: str, *, before: dt.datetime | None = None, **values: object) -> Planned:
    """Compare the shared rows with the opening rule and the cases of their leases.

    A row passes when something is owed, its step is the rule's or later, and it owes the rule's months of rent;
    where the rent is not known the step alone decides, so that nobody is missed for a gap in a list.
    """
    allowed = [f"{stage}>{kind}" for stage, kinds in ALLOWED[Cause.ARREARS].items() for kind in kinds]
    run(
        _PLAN.format(candidates=candidates, rules=rules),
        stages=list(Stage.values),
        kinds=[STEP_KINDS[step] for step in STEP_ORDER],
        allowed=allowed,
        before=before or "infinity",
        **values,
    )
    return Planned(**first(_COUNT))
