"""Every kind of event is said as a sentence, in both languages, from its codes alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from accounts.icons import icon
from casework.enums import EventKind
from casework.queries.saying import Said
from casework.queries.sentences import MODE_ICONS, SENTENCES, say
from casework.queries.timeline import GROUPS

pytestmark = pytest.mark.django_db


CASES: list[tuple[str, dict[str, Any], Said]] = [
    (
        "people",
        {"did": "added", "name": "Yusuf", "role": "occupant", "relation": "child", "is_child": True},
        Said("people", "Yusuf lives there", "Occupant · Child · under 18"),
    ),
    (
        "people",
        {"did": "ended", "name": "Yusuf", "role": "member", "needs_help": True, "ended_on": "2026-11-20"},
        Said(
            "people",
            "Yusuf does not live there any more",
            "Household member · needs help · until 20 Nov 2026",
        ),
    ),
    (
        "person_data",
        {"name": "Ida", "fields": ["cpr", "phone"]},
        Said("person-lines-fill", "Changed what is known of Ida", "CPR number, phone"),
    ),
    (
        "representative",
        {
            "did": "added",
            "name": "Vibeke",
            "represents": "Ida",
            "kind": "guardian",
            "may": "Økonomi",
            "starts_on": "2026-01-01",
        },
        Said("person-badge", "Vibeke may act for Ida", "Guardian · from 1 Jan 2026\nØkonomi"),
    ),
    (
        "representative",
        {"did": "changed", "name": "Vibeke", "represents": "Ida"},
        Said("person-badge", "Changed how Vibeke may act for Ida"),
    ),
    (
        "safety_note",
        {"did": "written", "text": "Hund", "review_on": "2027-02-22"},
        Said(
            "shield-exclamation",
            "Safety note for home visits",
            "Hund\nto be looked at again on 22 Feb 2027",
            "amber",
        ),
    ),
    (
        "safety_note",
        {"did": "ended", "text": "Hunden er væk"},
        Said("shield-slash", "Took the safety note away", "Hunden er væk"),
    ),
    (
        "merged",
        {"did": "merged", "name": "Ida", "other": "Idaa"},
        Said("person-check", "Ida and Idaa are the same person"),
    ),
    (
        "merged",
        {"did": "undone", "name": "Ida", "other": "Idaa"},
        Said("arrow-counterclockwise", "Ida and Idaa are two records again"),
    ),
    (
        "transferred",
        {"to": "Hvidovre", "moved_on": "2026-11-20"},
        Said("signpost-split", "The household moved to Hvidovre", "the other municipality was not informed"),
    ),
    (
        "transferred",
        {"to": "Hvidovre", "informed_on": "2026-11-20", "informed_basis": "Samtykke"},
        Said(
            "signpost-split",
            "The household moved to Hvidovre",
            "the other municipality was informed on 20 Nov 2026\nSamtykke",
        ),
    ),
    (
        "opened",
        {"opened_by": "court", "cause": "house_rules", "reason": "Letter", "amount": "100.50", "step": "filed"},
        Said(
            "folder-plus",
            "Case opened: Court notice",
            "House rules · Filed with the bailiff court · 100.50 kr. · Letter",
            "teal",
        ),
    ),
    ("opened", {"opened_by": "gone"}, Said("folder-plus", "Case opened: gone", "", "teal")),
    (
        "refreshed",
        {"amount": "20132.92", "step": "demanded", "as_of": "2026-11-20"},
        Said("arrow-repeat", "New arrears list: 20,132.92 kr.", "Demand sent · list of 20 Nov 2026"),
    ),
    ("refreshed", {}, Said("arrow-repeat", "New arrears list: –")),
    (
        "notice",
        {"kind": "s92_2", "filed_on": "2026-11-18", "amount": "5", "court": "Byret", "court_case_number": "FS 1"},
        Said(
            "envelope-paper",
            "Notice on filing (§ 92(2))",
            "filed on 18 Nov 2026 · 5.00 kr. · Byret · FS 1",
            "amber",
        ),
    ),
    ("notice", {"kind": "court"}, Said("envelope-paper", "Notice from the bailiff court", "", "amber")),
    (
        "vanished",
        {"as_of": "2026-11-20", "answer": "moved"},
        Said("dash-circle", "Gone from the arrears list", "list of 20 Nov 2026 · Moved"),
    ),
    ("vanished", {}, Said("dash-circle", "Gone from the arrears list")),
    ("paid", {"amount": "5"}, Said("check2-circle", "The association reports the arrears paid", "5.00 kr.", "teal")),
    (
        "warning_withdrawn",
        {"amount": "5", "reason": "Fejl"},
        Said("x-circle", "The association withdrew the arrears", "5.00 kr. · Fejl"),
    ),
    ("list_undone", {}, Said("arrow-counterclockwise", "An arrears list was undone")),
    (
        "list_undone",
        {"as_of": "2026-11-20", "did": "refreshed"},
        Said("arrow-counterclockwise", "An arrears list was undone", "list of 20 Nov 2026"),
    ),
    (
        "statement_undone",
        {"statement": "paid"},
        Said("arrow-counterclockwise", "The association took back what it had reported", "Reported paid"),
    ),
    (
        "refreshed",
        {"amount": "20", "previous_amount": "15"},
        Said("arrow-repeat", "New arrears list: 20.00 kr.", "it was 15.00 kr."),
    ),
    (
        "refreshed",
        {"amount": "20.00", "previous_amount": "20.00"},
        Said("arrow-repeat", "New arrears list: 20.00 kr."),
    ),
    (
        "reopened",
        {"because": "list", "amount": "20", "step": "rescinded", "as_of": "2026-11-20"},
        Said(
            "folder2-open",
            "Case reopened",
            "because of an arrears list\nTenancy rescinded · 20.00 kr. · list of 20 Nov 2026",
        ),
    ),
    ("taken", {}, Said("person-check", "Took the case")),
    ("assigned", {"to": "Jens Krog", "to_id": 4}, Said("person-up", "Handed the case to Jens Krog")),
    ("given_back", {"reason": "Ferie"}, Said("person-dash", "Gave the case back to the unit", "Ferie")),
    (
        "assignment_undone",
        {"to": "Jens Krog", "to_id": 4},
        Said("arrow-counterclockwise", "Took back the handing over: Jens Krog has the case"),
    ),
    ("assignment_undone", {}, Said("arrow-counterclockwise", "Took back the handing over: nobody has the case")),
    (
        "moved",
        {"to": "Socialt Team", "reason": "Flyttet"},
        Said("box-arrow-right", "Gave the case to Socialt Team", "Flyttet"),
    ),
    (
        "contact",
        {"mode": "phone", "part_of_day": "evening", "is_reached": False, "not_reached_reason": "no_answer"},
        Said("telephone", "Phone, evening: not reached (no answer)"),
    ),
    (
        "contact",
        {
            "mode": "home_visit",
            "part_of_day": "morning",
            "is_reached": True,
            "has_appointment": True,
            "wants_no_contact": True,
            "note": "Hej",
            "follow_up_on": "2026-11-29",
        },
        Said(
            "house-door",
            "Home visit, morning: reached",
            "Appointment made · Wants no further contact · Follow up on 29 Nov 2026\nHej",
            "teal",
        ),
    ),
    ("contact", {"mode": "dove", "is_reached": True}, Said("chat", "dove, : reached", "", "teal")),
    (
        "intervention",
        {
            "kind": "grant_81",
            "result": "granted",
            "amount": "9000",
            "starts_on": "2026-11-04",
            "ends_on": "2026-12-04",
            "responsible": "Boligteam",
            "programme": "Hold fast",
            "note": "Bevilget",
        },
        Said(
            "life-preserver",
            "Intervention: One-off grant for the arrears",
            "Carried out · 9,000.00 kr. · 4 Nov 2026–4 Dec 2026 · Boligteam · Hold fast\nAktivloven § 81.\nBevilget",
            "teal",
        ),
    ),
    (
        "intervention_changed",
        {"kind": "debt_advice", "result": "ongoing", "starts_on": "2026-11-04"},
        Said("life-preserver", "Intervention changed: Debt advice", "Under way · from 4 Nov 2026", "teal"),
    ),
    ("note", {"note": 1, "text": "Hej"}, Said("pencil", "Note", "Hej")),
    ("note", {"note": 2, "text": "Hej", "corrects": 1}, Said("pencil", "Corrected note", "Hej")),
    (
        "course_opened",
        {"cause": "subletting", "ground": 6, "source": "tenant"},
        Said(
            "signpost",
            "Legal course opened: Unlawful subletting",
            "no. 6: unlawful transfer of use · told by: Tenant",
            "amber",
        ),
    ),
    (
        "legal_step",
        {
            "kind": "hearing_called",
            "source": "court",
            "takes_place_at": "2026-11-25T09:00:00+00:00",
            "court": "Byret",
            "note": "Møde",
        },
        Said("bank", "Hearing called", "25 Nov 2026, 10:00 · Byret · told by: Bailiff court\nMøde", "amber"),
    ),
    (
        "legal_step",
        {"kind": "ended", "result": "paid"},
        Said("bank", "Course ended", "Paid", "amber"),
    ),
    (
        "legal_step_corrected",
        {
            "kind": "hearing_held",
            "hearing_result": "postponed",
            "was_kind": "hearing_called",
            "was_on": "2026-11-10",
            "is_void": False,
        },
        Said("eraser", "Corrected: Hearing held", "Postponed\nIt said: Hearing called 10 Nov 2026"),
    ),
    (
        "legal_step_corrected",
        {"kind": "demand", "was_kind": "demand", "was_on": "2026-11-10", "is_void": True, "note": "Forkert sag"},
        Said("eraser", "Did not happen: Demand for payment 10 Nov 2026", "Forkert sag"),
    ),
    (
        "eviction",
        {"cause": "arrears", "further_causes": ["house_rules"], "source": "court"},
        Said(
            "house-x",
            "The bailiff carried out the eviction",
            "Rent arrears · House rules · told by: Bailiff court",
            "red",
        ),
    ),
    ("follow_up", {"follow_up_on": "2026-11-29"}, Said("calendar-event", "Follow up on 29 Nov 2026")),
    ("follow_up", {}, Said("calendar-x", "Removed the follow-up date")),
    (
        "background",
        {"codes": ["debt", "job_lost"]},
        Said("info-circle", "Background noted", "Debt · Job lost"),
    ),
    ("background", {"codes": []}, Said("info-circle", "Background noted", "None")),
    (
        "household",
        {"household_type": "single_parent", "has_children": "yes", "children": 2, "adults": 1},
        Said("people", "Household noted", "Single parent · children under 18: yes · 2 children · 1 adult"),
    ),
    ("household", {"household_type": "unknown"}, Said("people", "Household noted", "Unknown")),
    ("restricted", {"reason": "Kollega"}, Said("lock", "Restricted the case to named people", "Kollega", "amber")),
    (
        "restricted",
        {"because": "crime"},
        Said("lock", "Restricted the case to named people", "because of criminal-offence data", "amber"),
    ),
    (
        "participant",
        {"kind": "purpose", "to": "Bo", "reason": "Vagt", "ends_at": "2026-11-23T09:00:00+00:00"},
        Said("eye", "Opened the case by stating a purpose", "until 23 Nov 2026, 10:00 · Vagt"),
    ),
    ("participant", {"kind": "cleared", "to": "Bo", "reason": "R"}, Said("key", "Let Bo in", "R")),
    ("participant", {"kind": "invited", "to": "Bo", "reason": "R"}, Said("person-plus", "Invited Bo", "R")),
    (
        "closed",
        {
            "housing_outcome": "stays",
            "contact_outcome": "helped",
            "arrears_outcome": "paid_self",
            "results": {"4": "paid"},
        },
        Said(
            "folder-check", "Case closed", "Still lives there · Reached and helped · Paid by the tenant · Paid", "teal"
        ),
    ),
    ("closed", {"results": ["settled"]}, Said("folder-check", "Case closed", "Settled", "teal")),
    (
        "reopened",
        {"reason": "Ny restance", "closed_on": "2026-11-01", "housing_outcome": "stays"},
        Said("folder2-open", "Case reopened", "Ny restance\nclosed on 1 Nov 2026 · Still lives there"),
    ),
    ("summary", {"text": "Mor og to børn", "version": 1}, Said("pin-angle", "Summary written", "Mor og to børn")),
    ("summary", {"version": 2}, Said("pin-angle", "Summary taken down")),
    (
        "contact_point",
        {"did": "added", "kind": "phone", "value": "20 12 34 56", "whose": "Søster"},
        Said("telephone", "New way to reach them: 20 12 34 56", "Phone · Søster"),
    ),
    (
        "contact_point",
        {"did": "changed", "kind": "address", "value": "Ruten 1", "fails_since": "2026-11-20", "reason": "Fraflyttet"},
        Said("geo-alt", "Ruten 1", "does not work since 20 Nov 2026 · not to be used: Fraflyttet", "amber"),
    ),
    (
        "contact_point",
        {"did": "changed", "kind": "email", "value": "ida@example.dk"},
        Said("envelope-at", "ida@example.dk may be used again"),
    ),
    (
        "avoided_mode",
        {"mode": "letter", "reason": "Far åbner posten"},
        Said("slash-circle", "Do not contact by: Letter", "Far åbner posten", "amber"),
    ),
    ("avoided_mode", {"mode": "letter", "is_lifted": True}, Said("check2-circle", "Letter may be used again")),
    (
        "attendance",
        {
            "attends": "Mette",
            "kind": "hearing_called",
            "takes_place_at": "2026-11-25T09:00:00+00:00",
            "prepared": "§ 81",
        },
        Said("bank", "Mette attends in court", "Hearing called · 25 Nov 2026, 10:00\n§ 81"),
    ),
    ("attendance", {}, Said("bank", "Nobody attends in court")),
    (
        "eviction_check",
        {"point": "pets", "answer": "not_relevant"},
        Said("check2-square", "Pets · not relevant"),
    ),
    ("eviction_check", {"point": "pets"}, Said("square", "Open again: Pets")),
    (
        "statistics_fact",
        {"fact": "ground", "ground": 1},
        Said("bar-chart", "Ground of the legal course: no. 1: rent not paid"),
    ),
    (
        "statistics_fact",
        {"fact": "background", "is_unknown": True},
        Said("question-circle", "Unknown to us: background"),
    ),
    (
        "statistics_fact",
        {"fact": "background", "is_asked_again": True},
        Said("question-circle", "To be found out after all: background"),
    ),
    ("reopened", {"because": "notice"}, Said("folder2-open", "Case reopened", "because of a notice")),
]


@pytest.mark.parametrize(("kind", "facts", "said"), CASES, ids=[f"{n}-{case[0]}" for n, case in enumerate(CASES)])
def test_an_event_is_said(kind: str, facts: dict[str, Any], said: Said) -> None:
    with translation.override("en"):
        assert say(kind, facts) == said


def test_every_kind_of_event_has_a_sentence_and_a_place_in_the_timeline() -> None:
    assert set(SENTENCES) == set(EventKind)
    assert sorted(kind for group in GROUPS.values() for kind in group.kinds) == sorted(EventKind)


@pytest.mark.parametrize("name", sorted({*MODE_ICONS.values(), *(case[2].icon for case in CASES)}))
def test_every_picture_exists(name: str) -> None:
    assert "<svg" in icon(name)
