"""What the demo's households were told, and how it went after closing; by a few statements for many cases at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection
from django.utils import timezone

# Nearly everybody was told within a few days; a few of the open cases still wait for it.
_TOLD = """
WITH told AS (
    INSERT INTO casework_deadlineentry
        (case_id, municipality_id, rule, subject, kind, occurred_on, channel, reason, recorded_at, recorded_by_id)
    SELECT c.id, c.municipality_id, r.rule, 0, 'noted', on_day, 'digital_post', '',
           LEAST(on_day + time '13:15', %(now)s), coalesce(c.assigned_to_id, c.closed_by_id)
    FROM casework_case c CROSS JOIN (VALUES ('information', 2), ('advice', 1)) r(rule, wait)
    CROSS JOIN LATERAL (SELECT c.opened_on + r.wait + (c.id %% 3)::int AS on_day) d
    WHERE c.id = ANY(%(ids)s) AND coalesce(c.assigned_to_id, c.closed_by_id) IS NOT NULL AND on_day <= %(today)s
    AND (c.closed_on IS NULL OR on_day <= c.closed_on) AND (c.closed_on IS NOT NULL OR (c.id + r.wait) %% 19 > 0)
    RETURNING id, case_id, municipality_id, rule, occurred_on, channel, recorded_at, recorded_by_id
)
INSERT INTO casework_caseevent
    (case_id, municipality_id, kind, occurred_on, recorded_at, by_user_id, by_name, by_organisation, detail)
SELECT t.case_id, t.municipality_id, 'deadline', t.occurred_on, t.recorded_at, u.id, u.name, o.name,
       jsonb_build_object('rule', t.rule, 'kind', 'noted', 'entry', t.id, 'done_on', t.occurred_on,
                          'channel', t.channel)
FROM told t JOIN accounts_user u ON u.id = t.recorded_by_id JOIN casework_case c ON c.id = t.case_id
JOIN accounts_organisation o ON o.id = c.unit_id
ORDER BY t.id
"""

# Of ten households that stayed nine were asked in time; one in seven had new arrears, one in thirty had moved on.
_ASKED = """
WITH asked AS (
    INSERT INTO casework_followup
        (case_id, municipality_id, closed_on, months, asked_on, year, is_housed, has_new_arrears, note, recorded_at,
         recorded_by_id)
    SELECT c.id, c.municipality_id, c.closed_on, m.months, on_day, extract(year FROM on_day)::int,
           CASE (c.id + m.months) %% 30 WHEN 0 THEN 'no' WHEN 1 THEN 'unknown' ELSE 'yes' END,
           CASE (c.id * 3 + m.months) %% 7 WHEN 0 THEN 'yes' ELSE 'no' END, '', on_day + time '10:30', c.closed_by_id
    FROM casework_case c CROSS JOIN (VALUES (3), (6), (12)) m(months)
    CROSS JOIN LATERAL (
        SELECT (c.closed_on + make_interval(months => m.months))::date + (c.id %% 9)::int AS on_day) d
    WHERE c.id = ANY(%(ids)s) AND c.housing_outcome = 'stays' AND on_day < %(today)s AND (c.id + m.months) %% 10 > 0
    RETURNING *
)
INSERT INTO casework_caseevent
    (case_id, municipality_id, kind, occurred_on, recorded_at, by_user_id, by_name, by_organisation, detail)
SELECT a.case_id, a.municipality_id, 'after_closing', a.asked_on, a.recorded_at, u.id, u.name, o.name,
       jsonb_build_object('months', a.months, 'is_housed', a.is_housed, 'has_new_arrears', a.has_new_arrears)
FROM asked a JOIN accounts_user u ON u.id = a.recorded_by_id JOIN casework_case c ON c.id = a.case_id
JOIN accounts_organisation o ON o.id = c.unit_id
ORDER BY a.id
"""


def tell_households(cases: Sequence[int], now: dt.datetime) -> None:
    """The letters that were sent by other ways, and the answers 3, 6 and 12 months after closing."""
    asked: dict[str, Any] = {"ids": list(cases), "now": now, "today": timezone.localdate(now)}
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, asked)
        cursor.execute(_ASKED, asked)
