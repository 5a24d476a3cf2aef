"""The officer's own pages say what to do next, and nothing of any case."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from casework.actions.campaigns import set_campaign
from casework.enums import Cause, LegalStepKind
from casework.enums_association import ReportKind
from casework.enums_decisions import GuaranteeAnswer, SentBy
from casework.models import Campaign, Case, CourtReport, Eviction, PaymentGuarantee
from housing.enums import Step
from housing.models import ArrearsPosition, HousingAssociation, Lease
from tests.factories import NOW, TODAY, at
from tests.factories.association import CourtReportFactory
from tests.factories.casework import CaseFactory, CaseParticipantFactory, ContactAttemptFactory
from tests.factories.courses import LegalCourseFactory, LegalStepFactory
from tests.factories.decisions import PaymentGuaranteeFactory
from tests.factories.housing import (
    ArrearsPositionFactory,
    ArrearsWarningFactory,
    DepartmentFactory,
    HousingAssociationFactory,
    LeaseFactory,
    LeaseTenantFactory,
    NoticeFactory,
)
from tests.factories.people import make_caseworker, make_officer, scope_of
from tests.factories.requests import HoldRequestFactory
from tests.factories.sharing import HandoverFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def association() -> HousingAssociation:
    return HousingAssociationFactory()


@pytest.fixture
def officer(client: Client, association: HousingAssociation) -> Client:
    client.force_login(make_officer(association))
    return client


def owing(association: HousingAssociation, step: Step = Step.DEMANDED) -> ArrearsPosition:
    position: ArrearsPosition = ArrearsPositionFactory(
        warning=ArrearsWarningFactory(association=association, step=step)
    )
    LeaseTenantFactory(lease=position.lease, tenant__name="Anna Holm", tenant__association=association)
    return position


def secret_case(lease: Lease, campaign: Campaign | None = None) -> Case:
    """A restricted case with all that could show through."""
    case = CaseFactory(lease=lease, is_restricted=True)
    user = make_caseworker(case.unit)
    CaseParticipantFactory(case=case, user=user, kind="cleared")
    course = LegalCourseFactory(case=case)
    LegalStepFactory(course=course, kind=LegalStepKind.FILING)
    LegalStepFactory(course=course, kind=LegalStepKind.HEARING_CALLED, takes_place_at=at(dt.date(2026, 12, 1)))
    ContactAttemptFactory(case=case)
    PaymentGuaranteeFactory(case=case, decision__case=case)
    if campaign is not None:
        set_campaign(case, campaign=campaign, version=1, by=scope_of(user), now=NOW)
    return case


def bare(response: object, *numbers: str) -> str:
    """A page without what differs from load to load, or names the tenancy."""
    text = re.sub(r"[A-Za-z0-9]{64}", "", response.content.decode())  # type: ignore[attr-defined]  # the masked tokens
    for number in numbers:
        text = text.replace(number, "-")
    return text


@time_machine.travel(NOW, tick=False)
def test_a_report_is_answered_alike_with_a_case_and_without(officer: Client, association: HousingAssociation) -> None:
    leases = [owing(association).lease, owing(association).lease]
    secret_case(leases[0])
    for lease in leases:
        NoticeFactory(lease=lease, filed_on=TODAY, received_on=TODAY)
    heard = []
    for lease in leases:
        said = []
        for kind, more in (
            (ReportKind.EVICTION_SET, {"takes_place_on": "2026-12-03", "takes_place_time": "10:00"}),
            (ReportKind.CALLED_OFF, {}),
            (ReportKind.CARRIED_OUT, {}),
            (ReportKind.CARRIED_OUT, {}),
        ):
            data = {"tenancy": lease.tenancy_id, "kind": kind, "cause": Cause.ARREARS, "occurred_on": "2026-11-22"}
            response = officer.post(reverse("casework:court-report-new"), {**data, **more}, follow=True)
            number = lease.tenancy
            said.append((response.status_code, bare(response, number.number, number.street, str(number.pk))))
        report = CourtReport.objects.filter(lease=lease).order_by("-pk")[0]
        undone = officer.post(reverse("casework:court-report-undo", args=[report.pk]))
        heard.append([status for status, _text in said] + [undone.status_code])
        CourtReport.objects.filter(lease=lease).exclude(pk=report.pk).update(undone_at=NOW, undone_by=report.said_by)

    assert heard[0] == heard[1] == [200, 200, 200, 422, 302]
    assert Eviction.objects.count() == 0


@time_machine.travel(NOW, tick=False)
@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_says_what_waits_in_a_fixed_number_of_questions(
    officer: Client, association: HousingAssociation, count: int, django_assert_num_queries: object
) -> None:
    for _ in range(count):
        lease = owing(association, Step.FILED).lease
        CourtReportFactory(
            lease=lease,
            kind=ReportKind.EVICTION_SET,
            occurred_on=dt.date(2026, 11, 2),
            takes_place_at=at(dt.date(2026, 11, 19)),
        )
        CourtReportFactory(
            lease=LeaseFactory(association=association),
            kind=ReportKind.HEARING_SET,
            cause=Cause.SUBLETTING,
            takes_place_at=at(dt.date(2026, 12, 2)),
        )
    officer.get(reverse("casework:association-home"))

    with django_assert_num_queries(15):  # type: ignore[operator]
        response = officer.get(reverse("casework:association-home"))

    context = response.context
    assert [len(context[name]) for name in ("missing", "to_report", "ahead")] == [count, count, count]


@time_machine.travel(NOW, tick=False)
def test_the_first_page_says_what_the_municipality_waits_to_hear(
    officer: Client, association: HousingAssociation
) -> None:
    department = DepartmentFactory(association=association)
    case = CaseFactory(lease__tenancy__department=department, is_restricted=True)
    guarantee = PaymentGuaranteeFactory(case=case, decision__case=case)
    HoldRequestFactory(case=case)
    before = officer.get(reverse("casework:association-home")).context["asked"]

    HoldRequestFactory(case=CaseFactory(lease__tenancy__department=department))
    HandoverFactory(lease=case.lease, direction="from_association", tenant=None, about_names="Ida", status="asked")
    PaymentGuarantee.objects.filter(pk=guarantee.pk).update(sent_on=TODAY, sent_by=SentBy.LETTER, valid_until=TODAY)
    page = officer.get(reverse("casework:association-home"))

    assert (before, page.context["asked"]) == ((0, 0, 0), (1, 1, 1))
    assert "1 forespørgsel venter på jeres svar" in page.content.decode()


@time_machine.travel(NOW, tick=False)
def test_missing_and_late_notices_are_listed_on_both_sides(client: Client, association: HousingAssociation) -> None:
    missing = owing(association, Step.FILED).lease
    case = CaseFactory(lease=missing)
    late = NoticeFactory(
        association=association,
        municipality=case.municipality,
        filed_on=dt.date(2026, 11, 10),
        received_on=dt.date(2026, 11, 14),
    )
    LegalStepFactory(course=LegalCourseFactory(case=case), kind=LegalStepKind.FILING)
    elsewhere = CaseFactory(lease__tenancy__department__municipality=case.municipality, is_restricted=True)
    LegalStepFactory(course=LegalCourseFactory(case=elsewhere), kind=LegalStepKind.FILING)
    for user in (make_officer(association), make_caseworker(case.unit)):
        client.force_login(user)
        context = client.get(reverse("casework:filing-list")).context
        found = {
            name: [(row["number"], row.get("days")) for _of, rows in context[name] for row in rows]
            for name in ("missing", "late")
        }
        assert found == {"missing": [(missing.tenancy.number, None)], "late": [(late.tenancy.number, 4)]}


@time_machine.travel(NOW, tick=False)
def test_an_association_answers_the_guarantee_it_was_sent_and_no_other(
    officer: Client, association: HousingAssociation
) -> None:
    case = CaseFactory(association=association)
    sent: PaymentGuarantee = PaymentGuaranteeFactory(case=case, decision__case=case)
    unsent = PaymentGuaranteeFactory(case=case, decision=sent.decision)
    sent.sent_on, sent.sent_by = sent.made_on, SentBy.LETTER
    sent.save(update_fields=["sent_on", "sent_by"])
    day = sent.made_on.isoformat()
    address = reverse("casework:association-guarantee", args=[sent.pk])

    accepted = officer.post(address, {"step": "accepted", "on": day, "version": sent.version})
    paid = officer.post(address, {"step": "paid", "on": day, "amount": "100", "version": sent.version + 1})

    assert (accepted.status_code, paid.status_code) == (302, 302)
    sent.refresh_from_db()
    assert (sent.answer, sent.paid_on) == (GuaranteeAnswer.ACCEPTED, sent.made_on)
    assert officer.get(reverse("casework:association-guarantee", args=[unsent.pk])).status_code == 404
    assert officer.get(address).status_code == 404
