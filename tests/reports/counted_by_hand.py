"""What stands in the reports of the hand-counted world, counted by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

_AGES = {"under_25": 0, "25_29": 0, "30_39": 0, "40_49": 0, "50_64": 0, "65_on": 0}


def _soon(seven: int, fourteen: int, thirty: int, later: int, not_yet: int) -> dict[str, int]:
    return {
        "within_7_days": seven,
        "within_14_days": fourteen,
        "within_30_days": thirty,
        "later": later,
        "not_yet": not_yet,
    }


#: What stands in Copenhagen's report of 2026: each figure's value, and its parts.
COUNTED_BY_HAND: dict[str, tuple[Any, dict[str, Any]]] = {
    "evictions": (3, {}),
    "evictions_by_cause": (3, {"arrears": 2, "subletting": 1, "house_rules": 0, "crime": 0, "other": 0}),
    "further_grounds": (1, {"arrears": 0, "subletting": 0, "house_rules": 1, "crime": 0, "other": 0}),
    "evictions_by_district": (
        3,
        {"1": 0, "2": 0, "3": 1, "4": 0, "5": 1, "6": 0, "7": 1, "8": 0, "9": 0, "10": 0},
    ),
    "evictions_by_association": (3, {"KAB": 2, "FSB": 1}),
    "households_evicted": (3, {}),
    "evictions_with_children": (1, {"yes": 1, "no": 1, "unknown": 1}),
    "children_evicted": (2, {}),
    "persons_evicted": (3, {}),
    "evictions_per_1000_dwellings": (Decimal("2.00"), {"KAB": Decimal("2.50"), "FSB": Decimal("1.67")}),
    "coverage": (Decimal("40.0"), {"delivering": 400, "others": 600}),
    "left_otherwise": (0, {"moved": 0, "left_no_home": 0, "died": 0, "transferred": 0}),
    "warnings_received": (5, {"early": 1, "demanded": 3, "rescinded": 0, "filed": 1}),
    "tenancies_warned": (3, {}),
    "notices_received": (2, {"s92_2": 1, "court": 1}),
    "notices_on_time": (Decimal("0.0"), {"on_time": 0, "late": 1}),
    "cases_opened": (
        4,
        {
            "agreement": 1,
            "s92_2": 1,
            "court": 1,
            "consent": 0,
            "own_inquiry": 1,
            "child_concern": 0,
            "other": 0,
        },
    ),
    "cases_taken_up": (3, {"taken_up": 3, "waiting": 1}),
    "turnaround": (Decimal("1.0"), {"lower": Decimal("0.5"), "upper": Decimal("1.5")}),
    "furthest_stage": (
        4,
        {"early": 1, "demanded": 0, "rescinded": 0, "housing_court": 0, "filed": 0, "hearing": 0, "scheduled": 3},
    ),
    "cohort_ends": (4, {"evicted": 3, "moved": 0, "averted": 0, "other": 0, "open": 1}),
    "averted_at": (
        0,
        {"early": 0, "demanded": 0, "rescinded": 0, "housing_court": 0, "filed": 0, "hearing": 0, "scheduled": 0},
    ),
    "contacted_within_7_days": (Decimal("50.0"), _soon(2, 1, 0, 0, 1)),
    "reached_within_7_days": (Decimal("25.0"), _soon(1, 1, 0, 0, 2)),
    "helped_within_7_days": (Decimal("25.0"), _soon(1, 0, 0, 0, 3)),
    "median_days_to_contact": (Decimal("7.0"), {"lower": Decimal("3.5"), "upper": Decimal("7.5")}),
    "median_days_to_reach": (Decimal("4.0"), {"lower": Decimal("2.0"), "upper": Decimal("6.0")}),
    "median_days_to_help": (Decimal("0.0"), {"lower": Decimal("0.0"), "upper": Decimal("0.0")}),
    "attempts_reached": (Decimal("33.3"), {"reached": 1, "not_reached": 2}),
    "reached_by_mode": (Decimal("33.3"), {"phone": Decimal("50.0"), "letter": Decimal("0.0")}),
    "reached_by_part_of_day": (
        Decimal("33.3"),
        {"morning": Decimal("100.0"), "afternoon": Decimal("0.0"), "evening": Decimal("0.0")},
    ),
    "attempts_per_case": (4, {"0": 3, "1": 0, "2": 0, "3": 1, "more": 0}),
    "interventions": (3, {"grant_81": 2, "conversation": 1}),
    "intervention_results": (3, {"ongoing": 2, "granted": 0, "refused": 1, "declined": 0, "stopped": 0}),
    "backgrounds": (2, {"debt": 2, "illness": 1}),
    "cases_closed": (4, {}),
    "averted": (2, {"averted": 2, "not_averted": 2}),
    "cases_helped": (Decimal("25.0"), {"helped": 1, "not_helped": 3}),
    "housing_outcomes": (4, {"stays": 3, "evicted": 1}),
    "contact_outcomes": (4, {"no_need": 2, "helped": 1, "too_late": 1}),
    "arrears_outcomes": (4, {"instalments": 1, "open": 1, "paid_public": 1, "paid_self": 1}),
    "course_results": (
        4,
        {"paid": 1, "settled": 0, "withdrawn": 1, "refused": 0, "carried_out": 1, "left_before": 1},
    ),
    "cases_by_cause": (4, {"arrears": 4, "subletting": 0, "house_rules": 0, "crime": 0, "other": 0}),
    "cases_by_household": (4, {"single_parent": 1, "unknown": 3}),
    "cases_by_children": (4, {"yes": 0, "no": 0, "unknown": 4}),
    "cases_by_age": (4, _AGES | {"25_29": 1, "unknown": 3}),
    "cases_by_years_in_home": (4, {"under_1": 0, "1_1": 1, "2_4": 0, "5_9": 3, "10_on": 0}),
    "cases_by_allocation": (4, {"waiting_list": 0, "municipal": 1, "exchange": 0, "unknown": 3}),
    "cases_by_district": (4, {"1": 0, "2": 0, "3": 1, "4": 0, "5": 2, "6": 0, "7": 1, "8": 0, "9": 0, "10": 0}),
    "evictions_by_household": (3, {"single_parent": 1, "unknown": 2}),
    # The youngest is put out four days before the birthday.
    "evictions_by_age": (3, _AGES | {"under_25": 1, "unknown": 2}),
    "evictions_by_years_in_home": (3, {"under_1": 0, "1_1": 1, "2_4": 0, "5_9": 2, "10_on": 0}),
    "evictions_by_allocation": (3, {"waiting_list": 0, "municipal": 1, "exchange": 0, "unknown": 2}),
    "repeat_after_3_months": (
        Decimal("0.0"),
        {"again": 0, "not_again": 1, "not_housed": 1, "unknown": 0, "not_asked": 2},
    ),
    "repeat_after_6_months": (
        Decimal("100.0"),
        {"again": 1, "not_again": 0, "not_housed": 0, "unknown": 0, "not_asked": 3},
    ),
    "repeat_after_12_months": (None, {"again": 0, "not_again": 0, "not_housed": 0, "unknown": 0, "not_asked": 4}),
    "requests_sent": (
        3,
        {
            "benefit_check": 1,
            "direct_rent": 0,
            "debt_advice": 0,
            "housing_benefit": 0,
            "rehousing": 0,
            "hold": 2,
            "documents": 0,
        },
    ),
    "days_to_answer": (Decimal("2.0"), {"benefit_check": Decimal("4.0"), "hold": Decimal("0.0")}),
    "days_to_answer_by_receiver": (Decimal("2.0"), {"FSB": Decimal("0.0"), "BIF": Decimal("4.0")}),
    "holds_asked": (2, {"not_answered": 2}),
    "handovers": (1, {"from_adviser": 1, "from_association": 0, "to_adviser": 0}),
    "handover_answers": (1, {"waiting": 1, "asked": 0, "accepted": 0, "declined": 0, "taken_back": 0}),
    "evictions_reviewed": (2, {"reviewed": 2, "not_reviewed": 1}),
    "missed_chances": (2, {"hold_not_asked": 1, "language": 1, "none": 1}),
    "adviser_contacts": (3, {"budget": 2, "debt": 2}),
    "contacts_handed_over": (Decimal("33.3"), {"handed_over": 1, "not_handed_over": 2}),
    "cases_complete": (Decimal("0.0"), {"complete": 0, "incomplete": 4}),
    "missing_facts": (11, {"background": 2, "children": 4, "contact": 3, "household": 2}),
    "missing_by_unit": (11, {"SOF": 11}),
    # Three evictions at 40,000 to 50,000 kroner; 135,000 in the middle is an even 140,000.
    "cost_of_evictions": (140_000, {"low": 120_000, "high": 150_000}),
}

#: What KAB reads of itself in 2026, in both municipalities.
KAB_BY_HAND: dict[str, tuple[Any, dict[str, Any]]] = {
    "evictions": (3, {}),
    "evictions_by_cause": (3, {"arrears": 2, "subletting": 1, "house_rules": 0, "crime": 0, "other": 0}),
    "further_grounds": (0, {"arrears": 0, "subletting": 0, "house_rules": 0, "crime": 0, "other": 0}),
    "evictions_by_district": (
        3,
        {"1": 0, "2": 0, "3": 1, "4": 0, "5": 0, "6": 0, "7": 1, "8": 0, "9": 0, "10": 0, "none": 1},
    ),
    "evictions_by_association": (3, {"KAB": 3}),
    "households_evicted": (3, {}),
    "evictions_per_1000_dwellings": (Decimal("4.00"), {"KAB": Decimal("4.00")}),
    "coverage": (Decimal("100.0"), {"delivering": 500, "others": 0}),
    "warnings_received": (6, {"early": 1, "demanded": 4, "rescinded": 0, "filed": 1}),
    "tenancies_warned": (4, {}),
    "notices_received": (2, {"s92_2": 2, "court": 0}),
    "notices_on_time": (Decimal("50.0"), {"on_time": 1, "late": 1}),
    "turnaround": (Decimal("2.0"), {"lower": Decimal("2.0"), "upper": Decimal("2.0")}),
}
