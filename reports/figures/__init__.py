"""Every figure of the report, in the order in which it is read."""

from .arrears import notices_received, tenancies_warned, warnings_received
from .cases import cases_opened, cases_taken_up, turnaround
from .contact import contacted_within_7_days, median_days_to_contact, median_days_to_reach, reached_within_7_days
from .evictions import (
    children_evicted,
    coverage,
    evictions,
    evictions_by_association,
    evictions_by_cause,
    evictions_by_district,
    evictions_per_1000_dwellings,
    evictions_with_children,
)
from .help import adviser_contacts, interventions
from .outcomes import arrears_outcomes, averted, cases_closed, contact_outcomes, course_results, housing_outcomes
from .registry import Figure
from .reviews import evictions_reviewed, missed_chances
from .together import days_to_answer, days_to_answer_by_receiver, requests_sent

FIGURES: tuple[Figure, ...] = (
    evictions,
    evictions_by_cause,
    evictions_by_district,
    evictions_by_association,
    evictions_with_children,
    children_evicted,
    evictions_per_1000_dwellings,
    coverage,
    warnings_received,
    tenancies_warned,
    notices_received,
    cases_opened,
    cases_taken_up,
    turnaround,
    contacted_within_7_days,
    reached_within_7_days,
    median_days_to_contact,
    median_days_to_reach,
    interventions,
    requests_sent,
    days_to_answer,
    days_to_answer_by_receiver,
    cases_closed,
    averted,
    housing_outcomes,
    contact_outcomes,
    arrears_outcomes,
    course_results,
    evictions_reviewed,
    missed_chances,
    adviser_contacts,
)

__all__ = ["FIGURES", "Figure"]
