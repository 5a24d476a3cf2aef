"""The statements that read what is recorded on cases, any number at a time: now, or as far as recorded by a moment.

Each takes `ids` and `until`, the moment up to which a record counts; `infinity` counts them all.
"""

#: Each step of each course; a course without steps gives one line.
COURSES = """
SELECT c.id, c.case_id, c.cause, c.started_on, c.stage, c.ended_on, c.result,
       s.id, s.kind, s.occurred_on, s.takes_place_at, s.hearing_result, s.result, s.corrects_id, s.is_void,
       s.arrived_on
FROM casework_legalcourse c LEFT JOIN casework_legalstep s ON s.course_id = c.id AND s.recorded_at <= %(until)s
WHERE c.case_id = ANY(%(ids)s)
"""

#: The municipalities' lead days in force on a day.
LEAD_DAYS = """
SELECT municipality_id, rule, days FROM casework_leaddays
WHERE starts_on <= %(today)s AND (ends_on IS NULL OR ends_on >= %(today)s)
"""

#: What the law and the municipalities' targets say, at all times.
PARAMETERS = """
SELECT municipality_id, code, value, starts_on, ends_on FROM casework_legalparameter
WHERE municipality_id IN (SELECT municipality_id FROM casework_case WHERE id = ANY(%(ids)s))
"""

_CASES_NOW = """
SELECT c.id, c.municipality_id, c.tenancy_id, c.cause, c.opened_on, c.first_warned_on, c.first_noticed_on, c.closed_on,
       c.housing_outcome, c.assigned_to_id, c.has_children, c.follow_up_on, c.number, c.names, c.address
FROM casework_case c WHERE c.id = ANY(%(ids)s)
"""

# A case as its timeline told it at a past moment: closed or not, with whom, when to see it again, children known.
_CASES_THEN = """
SELECT c.id, c.municipality_id, c.tenancy_id, c.cause, c.opened_on, c.first_warned_on, c.first_noticed_on,
       CASE WHEN ended.kind = 'closed' THEN ended.occurred_on END AS closed_on,
       COALESCE(ended.detail->>'housing_outcome', '') AS housing_outcome,
       CASE given.kind WHEN 'taken' THEN given.by_user_id
                       WHEN 'assigned' THEN (given.detail->>'to_id')::bigint END AS assigned_to_id,
       COALESCE(household.detail->>'has_children', CASE WHEN later.id IS NULL THEN c.has_children END, 'unknown')
           AS has_children,
       CASE WHEN done.id IS NULL THEN (again.detail->>'follow_up_on')::date END AS follow_up_on,
       c.number, c.names, c.address
FROM casework_case c
LEFT JOIN LATERAL (
    SELECT e.kind, e.occurred_on, e.detail FROM casework_caseevent e
    WHERE e.case_id = c.id AND e.recorded_at <= %(until)s AND e.kind IN ('closed', 'reopened')
    ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1
) ended ON true
LEFT JOIN LATERAL (
    SELECT e.kind, e.by_user_id, e.detail FROM casework_caseevent e
    WHERE e.case_id = c.id AND e.recorded_at <= %(until)s
    AND e.kind IN ('taken', 'assigned', 'given_back')
    ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1
) given ON true
LEFT JOIN LATERAL (
    SELECT e.detail FROM casework_caseevent e
    WHERE e.case_id = c.id AND e.recorded_at <= %(until)s AND e.kind = 'household'
    ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1
) household ON true
LEFT JOIN LATERAL (
    SELECT e.id FROM casework_caseevent e
    WHERE e.case_id = c.id AND e.recorded_at > %(until)s AND e.kind = 'household' LIMIT 1
) later ON true
LEFT JOIN LATERAL (
    SELECT e.id, e.recorded_at, e.detail FROM casework_caseevent e
    WHERE e.case_id = c.id AND e.recorded_at <= %(until)s
    AND (e.kind = 'follow_up' OR e.kind = 'contact' AND e.detail ? 'follow_up_on')
    ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1
) again ON true
LEFT JOIN LATERAL (
    SELECT e.id FROM casework_caseevent e
    WHERE e.case_id = c.id AND e.recorded_at <= %(until)s AND e.kind = 'contact' AND e.id > again.id
    AND (e.recorded_at AT TIME ZONE 'Europe/Copenhagen')::date >= (again.detail->>'follow_up_on')::date LIMIT 1
) done ON true
WHERE c.id = ANY(%(ids)s)
"""

_FACTS = """
WITH c AS MATERIALIZED ({cases}), e AS (
    SELECT case_id, max(recorded_at) FILTER (WHERE kind = 'reopened') AS reopened_at,
           max(recorded_at) FILTER (WHERE kind <> ALL(%(unattended)s)) AS attended_at,
           (array_agg((detail->>'closed_on')::date ORDER BY recorded_at DESC, id DESC)
               FILTER (WHERE kind = 'reopened'))[1] AS closed_before_on
    FROM casework_caseevent WHERE case_id = ANY(%(ids)s) AND recorded_at <= %(until)s GROUP BY case_id
), a AS (
    SELECT t.case_id, count(*) AS attempts, min(occurred_at) AS first_at, max(occurred_at) AS last_at,
           min(occurred_at) FILTER (WHERE is_reached) AS first_reached_at,
           max(occurred_at) FILTER (WHERE is_reached) AS last_reached_at,
           min(occurred_at) FILTER (WHERE e.reopened_at IS NULL
               OR occurred_at >= date_trunc('day', e.reopened_at, 'Europe/Copenhagen')) AS contacted_at
    FROM casework_contactattempt t LEFT JOIN e ON e.case_id = t.case_id
    WHERE t.case_id = ANY(%(ids)s) AND t.recorded_at <= %(until)s GROUP BY t.case_id
)
SELECT c.id, c.municipality_id, c.cause, c.opened_on, LEAST(c.opened_on, c.first_noticed_on),
       c.closed_on, c.housing_outcome, c.assigned_to_id, c.has_children = 'yes', c.follow_up_on, c.number, c.names,
       c.address, t.number, a.first_at, a.last_at, a.first_reached_at, a.last_reached_at, a.contacted_at,
       coalesce(a.attempts, 0),
       EXISTS (SELECT FROM casework_intervention i WHERE i.case_id = c.id AND i.recorded_at <= %(until)s),
       e.reopened_at, e.closed_before_on, e.attended_at
FROM c JOIN housing_tenancy t ON t.id = c.tenancy_id
LEFT JOIN a ON a.case_id = c.id
LEFT JOIN e ON e.case_id = c.id
"""
FACTS_NOW = _FACTS.replace("{cases}", _CASES_NOW)
FACTS_THEN = _FACTS.replace("{cases}", _CASES_THEN)

_DATED = """
SELECT c.id, 'notice', n.id, n.received_on, n.kind, NULL::date, NULL::date
FROM casework_case c JOIN housing_notice n ON n.lease_id = c.lease_id
WHERE c.id = ANY(%(ids)s) AND n.recorded_at <= %(until)s AND (c.closed_on IS NULL OR n.received_on <= c.closed_on)
UNION ALL
SELECT i.case_id, 'help', i.id, i.starts_on, i.kind, NULL, NULL
FROM casework_intervention i
WHERE i.case_id = ANY(%(ids)s) AND i.recorded_at <= %(until)s AND i.kind <> 'conversation'
AND i.result IN ('ongoing', 'granted')
UNION ALL
SELECT d.case_id, d.kind, d.subject, d.occurred_on, d.rule, NULL, NULL
FROM casework_deadlineentry d
WHERE d.case_id = ANY(%(ids)s) AND d.recorded_at <= %(until)s AND d.undoes_id IS NULL
AND NOT EXISTS (SELECT FROM casework_deadlineentry u WHERE u.undoes_id = d.id AND u.recorded_at <= %(until)s)
UNION ALL
SELECT l.case_id, 'letter', l.id, l.sent_on, t.code, NULL, NULL
FROM casework_letter l JOIN casework_lettertemplate t ON t.id = l.template_id
WHERE l.case_id = ANY(%(ids)s) AND l.sent_on <= %(until)s::timestamptz::date AND l.not_sent_at IS NULL
UNION ALL
SELECT d.case_id, 'decision', d.id, d.decided_on, d.outcome, NULL, NULL
FROM casework_decision d WHERE d.case_id = ANY(%(ids)s) AND d.recorded_at <= %(until)s
UNION ALL
SELECT d.case_id, 'complaint', d.id, s.known_on, 'complaint', s.known_on + 7 * d.complaint_weeks,
       (SELECT min(p.received_on) FROM casework_complaint p WHERE p.decision_id = d.id AND p.recorded_at <= %(until)s)
FROM casework_decision d JOIN casework_decisionsending s ON s.decision_id = d.id
WHERE d.case_id = ANY(%(ids)s) AND s.recorded_at <= %(until)s
UNION ALL
SELECT g.case_id, 'guarantee', g.id, g.made_on, CASE ended.day WHEN g.paid_on THEN 'paid' ELSE 'withdrawn' END,
       g.valid_until, ended.day
FROM casework_paymentguarantee g
CROSS JOIN LATERAL (
    SELECT min(day) AS day FROM unnest(
        ARRAY[g.paid_on, g.withdrawn_on, CASE WHEN g.answer = 'rejected' THEN g.answered_on END]) AS day
    WHERE day <= %(until)s::timestamptz::date
) ended
WHERE g.case_id = ANY(%(ids)s) AND g.recorded_at <= %(until)s
UNION ALL
SELECT i.case_id, 'instalment', i.id, p.agreed_on,
       CASE WHEN paid.day IS NOT NULL THEN 'paid' WHEN p.ended_as = 'replaced' THEN 'replaced' ELSE 'withdrawn' END,
       i.due_on, COALESCE(paid.day, CASE WHEN p.ended_on <= %(until)s::timestamptz::date THEN p.ended_on END)
FROM casework_instalment i JOIN casework_instalmentplan p ON p.id = i.plan_id
CROSS JOIN LATERAL (
    SELECT min(paid_on) AS day FROM (
        SELECT y.paid_on, sum(y.amount) OVER (ORDER BY y.paid_on, y.id) AS so_far
        FROM casework_instalmentpayment y
        WHERE y.plan_id = p.id AND NOT y.is_void AND y.recorded_at <= %(until)s AND NOT EXISTS (
            SELECT FROM casework_instalmentpayment z WHERE z.corrects_id = y.id AND z.recorded_at <= %(until)s)
    ) payments WHERE so_far >= i.running_total
) paid
WHERE i.case_id = ANY(%(ids)s) AND p.recorded_at <= %(until)s
UNION ALL
SELECT r.case_id, 'request', r.id, (r.sent_at AT TIME ZONE 'Europe/Copenhagen')::date,
       CASE ended.at WHEN r.answered_at THEN 'answered' ELSE 'withdrawn' END, r.due_on,
       (ended.at AT TIME ZONE 'Europe/Copenhagen')::date
FROM casework_agencyrequest r
CROSS JOIN LATERAL (
    SELECT min(at) AS at FROM unnest(ARRAY[r.answered_at, r.withdrawn_at]) AS at WHERE at <= %(until)s
) ended
WHERE r.case_id = ANY(%(ids)s) AND r.sent_at <= %(until)s
UNION ALL
SELECT m.case_id, 'request_reply', m.id, (m.at AT TIME ZONE 'Europe/Copenhagen')::date,
       CASE ended.at WHEN r.withdrawn_at THEN 'withdrawn' ELSE 'answered' END, NULL,
       (ended.at AT TIME ZONE 'Europe/Copenhagen')::date
FROM casework_requestmessage m JOIN casework_agencyrequest r ON r.id = m.request_id
CROSS JOIN LATERAL (
    SELECT min(at) AS at FROM unnest(ARRAY[r.answered_at, r.withdrawn_at, (
        SELECT min(n.at) FROM casework_requestmessage n
        WHERE n.request_id = m.request_id AND n.kind = 'reply' AND n.id > m.id)]) AS at
    WHERE at <= %(until)s
) ended
WHERE m.case_id = ANY(%(ids)s) AND m.kind = 'asked_back' AND m.at <= %(until)s
UNION ALL
SELECT g.case_id, 'agreement', g.id, (t.starts_at AT TIME ZONE 'Europe/Copenhagen')::date, 'done', g.due_on,
       CASE WHEN g.done_at <= %(until)s THEN (g.done_at AT TIME ZONE 'Europe/Copenhagen')::date END
FROM casework_meetingagreement g JOIN casework_casemeeting t ON t.id = g.meeting_id
WHERE g.case_id = ANY(%(ids)s) AND g.recorded_at <= %(until)s
UNION ALL
SELECT f.case_id, 'follow_up', f.id, f.asked_on, f.months::text, f.closed_on, NULL
FROM casework_followup f WHERE f.case_id = ANY(%(ids)s) AND f.recorded_at <= %(until)s
UNION ALL
SELECT a.case_id, 'appointment', a.id, (a.recorded_at AT TIME ZONE 'Europe/Copenhagen')::date,
       CASE WHEN a.state LIKE 'called_off%%' THEN 'called_off' ELSE a.state END,
       (a.starts_at AT TIME ZONE 'Europe/Copenhagen')::date,
       CASE WHEN a.ended_at <= %(until)s THEN (a.ended_at AT TIME ZONE 'Europe/Copenhagen')::date END
FROM casework_appointment a WHERE a.case_id = ANY(%(ids)s) AND a.recorded_at <= %(until)s
UNION ALL
SELECT e.case_id, 'eviction_review', e.id, e.occurred_on, '', NULL,
       (SELECT min(v.held_on) FROM casework_evictionreview v
        WHERE v.eviction_id = e.id AND v.recorded_at <= %(until)s
        AND NOT EXISTS (SELECT FROM casework_evictionreview w WHERE w.corrects_id = v.id
                        AND w.recorded_at <= %(until)s))
FROM casework_eviction e WHERE e.case_id = ANY(%(ids)s) AND e.recorded_at <= %(until)s
"""
#: Everything with a day that the deadlines ask for: its case, what, its id, its day, its word, due and ended when,
#: and the hour of an appointment.
DATED = f"""
SELECT d.*, a.starts_at FROM ({_DATED}) AS d(case_id, what, id, day, word, due_on, ended_on)
LEFT JOIN casework_appointment a ON d.what = 'appointment' AND a.id = d.id
"""  # noqa: S608 - both parts stand here
