"""Who may do what on a case: each `check_` raises with the reason, each `may_` answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec

from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.errors import NotAllowed
from accounts.models import Organisation
from accounts.scope import Scope
from housing.models import Department, Notice

from .enums_decisions import GuaranteeState
from .models import AgencyRequest, Case, MeetingAgreement, PaymentGuarantee, Person, SavedView

P = ParamSpec("P")

#: What an association says itself of a guarantee it was sent.
TOLD_BY_ASSOCIATION = (GuaranteeState.ACCEPTED, GuaranteeState.REJECTED, GuaranteeState.PAID)


def sees(by: Scope, case: Case) -> bool:
    """Whether the person may open the case; says the same as `Case.objects.visible_to`, of one case at hand."""
    if case.municipality_id != by.municipality_id:
        return False
    if case.pk in by.cleared_case_ids:
        return by.does_casework or by.role == Role.EMPLOYMENT_CASEWORKER
    if case.is_restricted:
        return False
    if by.does_casework:
        is_own = case.unit_id == by.unit_id or case.assigned_to_id == by.user_id
        return is_own or case.pk in by.invited_case_ids
    return by.role == Role.EMPLOYMENT_CASEWORKER and case.pk in by.invited_case_ids


def check_work_on(by: Scope, case: Case) -> None:
    """Caseworkers and team leaders who can open it, while it is open."""
    _check_casework(by, case)
    if case.closed_at is not None:
        raise NotAllowed(_("The case is closed. Reopen it first."))


def check_see_through(by: Scope, case: Case) -> None:
    """Caseworkers and team leaders who can open it, closed or not: what was decided is seen through afterwards."""
    _check_casework(by, case)


def check_reopen(by: Scope, case: Case) -> None:
    """Caseworkers and team leaders who can open it, once it is closed."""
    _check_casework(by, case)
    if case.closed_at is None:
        raise NotAllowed(_("The case is open."))


def check_follow_up(by: Scope, case: Case) -> None:
    """Caseworkers and team leaders who can open it, once it is closed: they ask how it goes."""
    check_reopen(by, case)


def check_note_guarantee(by: Scope, guarantee: PaymentGuarantee, step: str) -> None:
    """Caseworkers who can open its case; the association it was sent to tells its answer and the payment."""
    is_its_own = by.role == Role.ASSOCIATION_OFFICER and guarantee.case.association_id in by.association_ids
    if not (is_its_own and guarantee.sent_on is not None and step in TOLD_BY_ASSOCIATION):
        check_see_through(by, guarantee.case)


def check_gather(by: Scope, case: Case) -> None:
    """Caseworkers and team leaders who can open it, open or closed."""
    _check_casework(by, case)


def check_hand_over(by: Scope, case: Case) -> None:
    """Whoever has the case, and the team leader of its unit."""
    check_work_on(by, case)
    if case.assigned_to_id != by.user_id and not _leads_unit_of(by, case):
        raise NotAllowed(_("Only the one who has the case, or the unit's team leader, can hand it over."))


def check_receive(by: Scope, case: Case, to_id: int) -> None:
    """To give a case to somebody: whoever may hand it over; and anybody takes one that nobody has."""
    if case.assigned_to_id is None and to_id == by.user_id:
        check_work_on(by, case)
    else:
        check_hand_over(by, case)


def check_lead(by: Scope) -> None:
    """The team leader of a unit."""
    if by.role != Role.TEAM_LEADER or by.unit_id is None:
        raise NotAllowed(_("Only the unit's team leader does this."))


def receives(by: Scope, request: AgencyRequest) -> bool:
    """Whether the request is to be answered by the person."""
    return AgencyRequest.objects.received_by(by).filter(pk=request.pk).exists()


def check_answer(by: Scope, request: AgencyRequest) -> None:
    """Those the request was sent to, and those who asked, who note what they were told in another way."""
    if not receives(by, request) and not may_work_on(by, request.case):
        raise NotAllowed(_("Only those who were asked answer."))
    if request.withdrawn_at is not None:
        raise NotAllowed(_("The request was withdrawn. No answer is needed."))


def check_pursue(by: Scope, request: AgencyRequest) -> None:
    """Those who work on the request's case, as long as nobody has answered."""
    check_work_on(by, request.case)
    if not request.is_open:
        raise NotAllowed(_("The request was answered or withdrawn."))


def check_tick(by: Scope, agreement: MeetingAgreement) -> None:
    """The owner of an agreement, and those who work on its case."""
    if agreement.owner_id != by.user_id or agreement.municipality_id != by.municipality_id:
        check_work_on(by, agreement.case)


def check_keep_card(by: Scope, organisation: Organisation) -> None:
    """A unit's team leader or its BIF caseworkers, an association's officers, and the municipality's administrator."""
    if by.role == Role.ADMINISTRATOR:
        unit = getattr(organisation, "unit", None)
        is_own = by.municipality_id in {organisation.pk, unit and unit.municipality_id}
    elif by.role in {Role.TEAM_LEADER, Role.EMPLOYMENT_CASEWORKER}:
        is_own = organisation.pk == by.unit_id
    else:
        own = {by.organisation_id, *by.association_ids}
        is_own = by.role == Role.ASSOCIATION_OFFICER and organisation.pk in own
    if not is_own:
        raise NotAllowed(_("Only the organisation's own people keep its card."))


def check_save_view(by: Scope) -> None:
    """Caseworkers and team leaders of a unit."""
    if not by.does_casework or by.unit_id is None:
        raise NotAllowed(_("Only caseworkers save views."))


def check_change_view(by: Scope, view: SavedView) -> None:
    """Its owner; a shared one the unit's team leader too."""
    leads = by.role == Role.TEAM_LEADER and view.is_shared and by.unit_id == view.unit_id
    if by.user_id != view.owner_id and not leads:
        raise NotAllowed(_("Only the owner changes a view, and the team leader one that is shared."))


def check_record_absence(by: Scope, user_id: int, unit_id: int) -> None:
    """One's own, and the team leader those of the unit."""
    is_own = by.does_casework and by.user_id == user_id
    if by.unit_id != unit_id or not (is_own or by.role == Role.TEAM_LEADER):
        raise NotAllowed(_("Only the one who is away, or the unit's team leader, records an absence."))


def check_take_next(by: Scope) -> None:
    """Caseworkers and team leaders of a unit."""
    if not by.does_casework or by.unit_id is None:
        raise NotAllowed(_("Only caseworkers take cases."))


def check_open_in(by: Scope, municipality_id: int) -> None:
    """Caseworkers and team leaders of the municipality the home lies in."""
    if not by.does_casework or by.unit_id is None or by.municipality_id != municipality_id:
        raise NotAllowed(_("Only caseworkers of the municipality open cases there."))


def check_record_notice(by: Scope, notice: Notice) -> None:
    """Officers of the association that gives the notice, and caseworkers of the municipality that receives it."""
    gives = by.role == Role.ASSOCIATION_OFFICER and notice.association_id in by.association_ids
    receives = by.does_casework and by.municipality_id == notice.municipality_id
    if not (gives or receives):
        raise NotAllowed(_("Only the association's officers and the municipality's caseworkers record a notice."))


def check_report_in_court(by: Scope, association_id: int) -> None:
    """Officers of the association whose tenancy it is."""
    if by.role != Role.ASSOCIATION_OFFICER or association_id not in by.association_ids:
        raise NotAllowed(_("Only the association's officers report on its tenancies."))


def check_receive_court_file(by: Scope) -> None:
    """Caseworkers and team leaders of a municipality."""
    if not by.does_casework or by.municipality_id is None:
        raise NotAllowed(_("Only the municipality's caseworkers receive the court's notices."))


def check_plan_campaign(by: Scope, association_id: int) -> None:
    """The association's officers, and caseworkers where it has homes."""
    is_own = by.role == Role.ASSOCIATION_OFFICER and association_id in by.association_ids
    if is_own:
        return
    homes = Department.objects.filter(association_id=association_id, municipality_id=by.municipality_id)
    if not by.does_casework or not homes.exists():
        raise NotAllowed(_("Only the association's officers and caseworkers where it has homes plan its campaigns."))


def check_run_programme(by: Scope, municipality_id: int, owner_id: int | None) -> None:
    """Team leaders and managers of the municipality; the officers of an association its own."""
    if by.is_municipal:
        may = by.role in {Role.TEAM_LEADER, Role.MANAGER} and by.municipality_id == municipality_id
    else:
        may = by.role == Role.ASSOCIATION_OFFICER and owner_id in by.association_ids
    if not may:
        raise NotAllowed(_("Only team leaders, managers and the officers of an association keep programmes."))


def check_change_person(by: Scope, person: Person) -> None:
    """Caseworkers and team leaders who can open a case the person is on; never somebody merged into another."""
    if not by.does_casework or not Person.objects.visible_to(by).standing().filter(pk=person.pk).exists():
        raise NotAllowed(_("Only caseworkers who can open a case of the person change what is known of them."))


def check_state_purpose(by: Scope, case: Case) -> None:
    """Caseworkers of the municipality; never for a restricted case."""
    if not by.does_casework or by.municipality_id != case.municipality_id or case.is_restricted:
        raise NotAllowed(_("A stated purpose does not open this case."))


def check_let_in(by: Scope, case: Case) -> None:
    """The team leader of a restricted case's unit, who need not be named on it."""
    if not _leads_unit_of(by, case):
        raise NotAllowed(_("Only the unit's team leader lets people in."))
    if not case.is_restricted:
        raise NotAllowed(_("The case is not restricted: invite people instead."))


def check_invite(by: Scope, case: Case) -> None:
    """Whoever may work on it; to a restricted case people are let in instead."""
    check_work_on(by, case)
    if case.is_restricted:
        raise NotAllowed(_("The case is restricted: the team leader lets people in."))


def _answers(check: Callable[Concatenate[Scope, P], None]) -> Callable[Concatenate[Scope, P], bool]:
    """The question that goes with a check."""

    def may(by: Scope, /, *args: P.args, **kwargs: P.kwargs) -> bool:
        try:
            check(by, *args, **kwargs)
        except NotAllowed:
            return False
        return True

    return may


may_work_on = _answers(check_work_on)
may_see_through = _answers(check_see_through)
may_gather = _answers(check_gather)
may_reopen = _answers(check_reopen)
may_follow_up = _answers(check_follow_up)
may_hand_over = _answers(check_hand_over)
may_answer = _answers(check_answer)
may_pursue = _answers(check_pursue)
may_tick = _answers(check_tick)
may_keep_card = _answers(check_keep_card)
may_change_view = _answers(check_change_view)
may_record_absence = _answers(check_record_absence)
may_take_next = _answers(check_take_next)
may_open_in = _answers(check_open_in)
may_record_notice = _answers(check_record_notice)
may_change_person = _answers(check_change_person)
may_state_purpose = _answers(check_state_purpose)
may_let_in = _answers(check_let_in)
may_invite = _answers(check_invite)
may_run_programme = _answers(check_run_programme)


def _check_casework(by: Scope, case: Case) -> None:
    if not by.does_casework or not sees(by, case):
        raise NotAllowed(_("Only caseworkers who can open the case work on it."))


def _leads_unit_of(by: Scope, case: Case) -> bool:
    return by.role == Role.TEAM_LEADER and by.unit_id == case.unit_id
