"""The figures of what was done, how cases ended and what others told, counted from each record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from casework.enums import Answer, CourseResult, InterventionResult
from casework.enums_requests import RequestKind
from casework.enums_sharing import HandoverDirection, HandoverStatus
from casework.models import AgencyRequest, Case
from housing.enums import DeliveryStatus, NoticeKind, Step
from housing.models import Notice

from .arithmetic import Counted, local_day, middle, months_later, share, tally
from .cases import first_help, is_averted
from .homes import Homes, Records, place_of

LEFT = ("moved", "left_no_home", "died", "transferred")


def count_closed(records: Records, homes: Homes, years: Collection[int]) -> dict[str, Counted]:
    """The cases closed in the years."""
    cases = [case for case in records.cases_of(homes) if case.closed_on and case.closed_on.year in years]
    number = len(cases)
    averted = sum(map(is_averted, cases))
    helped = sum(first_help(case) is not None for case in cases)
    outcomes = [case.housing_outcome for case in cases]
    results = [course.result for case in cases for course in case.courses.all() if course.result]
    return {
        "cases_closed": (number, {}),
        "left_otherwise": tally([one for one in outcomes if one in LEFT], LEFT),
        "averted": (averted, {"averted": averted, "not_averted": number - averted}),
        "cases_helped": (share(helped, number), {"helped": helped, "not_helped": number - helped}),
        "housing_outcomes": tally(outcomes),
        "contact_outcomes": tally([case.contact_outcome for case in cases]),
        "arrears_outcomes": tally([case.arrears_outcome for case in cases]),
        "course_results": tally(results, CourseResult),
        **{f"repeat_after_{months}_months": _repeat(cases, months) for months in (3, 6, 12)},
    }


def _repeat(cases: list[Case], months: int) -> Counted:
    words = ("again", "not_again", "not_housed", "unknown", "not_asked")
    parts = tally([_after(case, months) for case in cases], words)[1]
    return share(parts["again"], parts["again"] + parts["not_again"]), parts


def _after(case: Case, months: int) -> str:
    """How it went some months after this closing, by the follow-up as it was last corrected."""
    everything = list(case.follow_ups.all())
    corrected = {one.corrects_id for one in everything}
    asked = [one for one in everything if one.pk not in corrected]
    answer = next((one for one in asked if one.months == months and one.closed_on == case.closed_on), None)
    if answer is None:
        return "not_asked"
    if answer.is_housed == Answer.NO:
        return "not_housed"
    if answer.is_housed == Answer.UNKNOWN:
        return "unknown"
    if answer.has_new_arrears == Answer.YES or _has_new_case(case, answer.closed_on, months):
        return "again"
    return "not_again" if answer.has_new_arrears == Answer.NO else "unknown"


def _has_new_case(case: Case, closed_on: dt.date, months: int) -> bool:
    """Whether the household had a new case after the closing, on its day or within the months."""
    last_day = months_later(closed_on, months)
    return any(
        one.opened_at > case.opened_at and closed_on <= one.opened_on <= last_day
        for one in case.lease.cases.all()
        if one.pk != case.pk
    )


def count_work(records: Records, homes: Homes, years: Collection[int]) -> dict[str, Counted]:
    """What was done in the years, each by its own day."""
    cases = records.cases_of(homes)
    tried = [one for case in cases for one in case.contact_attempts.all() if local_day(one.occurred_at).year in years]
    reached = [one for one in tried if one.is_reached]
    begun = [
        one
        for case in cases
        for one in case.interventions.all()
        if one.starts_on.year in years and homes.programme in (None, one.programme_id)
    ]
    reached_share = share(len(reached), len(tried))
    by_mode, by_part = (
        {
            code: share(
                sum(getattr(one, field) == code for one in reached), sum(getattr(one, field) == code for one in tried)
            )
            for code in {getattr(one, field) for one in tried}
        }
        for field in ("mode", "part_of_day")
    )
    return {
        "attempts_reached": (
            reached_share,
            {"reached": len(reached), "not_reached": len(tried) - len(reached)},
        ),
        "reached_by_mode": (reached_share, by_mode),
        "reached_by_part_of_day": (reached_share, by_part),
        "interventions": tally([one.kind for one in begun]),
        "intervention_results": tally([one.result for one in begun], InterventionResult),
        **_requests([one for case in cases for one in case.requests.all() if local_day(one.sent_at).year in years]),
        **_handovers(records, homes, years),
        **_contacts(records, homes, years),
    }


def _requests(sent: list[AgencyRequest]) -> dict[str, Counted]:
    kept = [one for one in sent if one.withdrawn_at is None]
    holds = [_answer_of(one) for one in kept if one.kind == RequestKind.HOLD]
    return {
        "requests_sent": tally([one.kind for one in kept], RequestKind),
        "holds_asked": tally(holds),
        "days_to_answer": _answered(kept, [one.kind for one in kept]),
        "days_to_answer_by_receiver": _answered(kept, [one.to_organisation.code for one in kept]),
    }


def _answer_of(request: AgencyRequest) -> str:
    answers = list(request.answers.all())
    corrected = {one.corrects_id for one in answers}
    return next((one.outcome for one in answers if one.pk not in corrected), "not_answered")


def _answered(requests: list[AgencyRequest], groups: list[str]) -> Counted:
    """The median of days to the first answer, of all and of each group."""
    days: dict[str, list[int]] = {}
    for one, group in zip(requests, groups, strict=True):
        if one.answered_at is not None:
            waited = local_day(one.answered_at) - local_day(one.sent_at)
            days.setdefault(group, []).append(waited.days)
    return middle([day for group in days.values() for day in group]), {
        group: middle(waited) for group, waited in days.items()
    }


def _handovers(records: Records, homes: Homes, years: Collection[int]) -> dict[str, Counted]:
    found = []
    for one in records.handovers:
        case = records.case_of.get(one.case_id or 0)
        if homes.leaves_out_campaigns and case is not None and case.campaign_id is not None:
            continue
        if homes.programme is not None:
            is_here = case is not None and homes.hold_case(case)
        else:
            is_here = homes.hold(place_of(one.lease.tenancy.department))
        if is_here and local_day(one.sent_at).year in years:
            found.append(one)
    return {
        "handovers": tally([one.direction for one in found], HandoverDirection),
        "handover_answers": tally([one.status for one in found], HandoverStatus),
    }


def _contacts(records: Records, homes: Homes, years: Collection[int]) -> dict[str, Counted]:
    found = [one for one in records.contacts_of(homes) if one.occurred_on.year in years]
    handed = sum(one.pk in records.handed_over for one in found)
    return {
        "adviser_contacts": (len(found), tally([topic for one in found for topic in one.topics])[1]),
        "contacts_handed_over": (
            share(handed, len(found)),
            {"handed_over": handed, "not_handed_over": len(found) - handed},
        ),
    }


def count_told(records: Records, homes: Homes, years: Collection[int]) -> dict[str, Counted]:
    """What the associations told."""
    lines = [
        one
        for one in records.warnings
        if one.as_of.year in years
        and one.delivery.status == DeliveryStatus.APPLIED
        and homes.hold(place_of(one.tenancy.department))
    ]
    notices = [
        one
        for one in records.notices
        if one.received_on.year in years
        and homes.hold(place_of(one.lease.tenancy.department))
        and not (homes.leaves_out_campaigns and _came_to_a_campaign(one))
    ]
    sent = [one for one in notices if one.kind == NoticeKind.SECTION_92_2]
    on_time = sum(one.received_on <= one.filed_on for one in sent)
    return {
        "warnings_received": tally([one.step for one in lines], Step),
        "tenancies_warned": (len({(one.tenancy_id, one.as_of.year) for one in lines}), {}),
        "notices_received": tally([one.kind for one in notices], NoticeKind),
        "notices_on_time": (share(on_time, len(sent)), {"on_time": on_time, "late": len(sent) - on_time}),
    }


def _came_to_a_campaign(notice: Notice) -> bool:
    """Whether a case of a campaign was open on the home when the notice came."""
    return any(
        case.campaign_id is not None
        and case.opened_on <= notice.received_on
        and (case.closed_on is None or notice.received_on <= case.closed_on)
        for case in notice.lease.cases.all()
    )
