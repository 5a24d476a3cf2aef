"""What is only ever added: the web's role may neither change nor delete it."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, models, transaction
from factory.django import DjangoModelFactory

from tests.factories.accounts import AccessLogFactory
from tests.factories.appointments import EvictionReviewFactory
from tests.factories.casework import CaseEventFactory, CaseSummaryFactory, ContactAttemptFactory, NoteFactory
from tests.factories.courses import LegalStepFactory
from tests.factories.deadlines import DeadlineEntryFactory, FollowUpFactory
from tests.factories.decisions import DecidedLetterFactory, DecisionFactory
from tests.factories.housing import ArrearsWarningFactory, NoticeFactory
from tests.factories.money import InstalmentPaymentFactory
from tests.factories.papers import DocumentFactory, LetterBatchFactory, LetterFactory, LetterTemplateFactory
from tests.factories.persons import CaseTransferFactory, PersonChangeFactory, PersonMergeRowFactory, SafetyNoteFactory
from tests.factories.reports import AnnotationFactory, EditionFactory
from tests.factories.requests import MeetingMinutesFactory, RequestAnswerFactory, RequestMessageFactory
from tests.factories.sharing import AdviserErasureFactory, ConsentFactory, HandoverItemFactory, HandoverQuestionFactory


@pytest.mark.django_db
@pytest.mark.parametrize(
    "factory",
    [
        AccessLogFactory,
        ArrearsWarningFactory,
        NoticeFactory,
        CaseEventFactory,
        ContactAttemptFactory,
        DeadlineEntryFactory,
        EvictionReviewFactory,
        FollowUpFactory,
        LegalStepFactory,
        NoteFactory,
        CaseSummaryFactory,
        DecisionFactory,
        DecidedLetterFactory,
        InstalmentPaymentFactory,
        PersonChangeFactory,
        PersonMergeRowFactory,
        SafetyNoteFactory,
        CaseTransferFactory,
        DocumentFactory,
        LetterFactory,
        LetterBatchFactory,
        LetterTemplateFactory,
        ConsentFactory,
        HandoverItemFactory,
        HandoverQuestionFactory,
        AdviserErasureFactory,
        RequestMessageFactory,
        RequestAnswerFactory,
        MeetingMinutesFactory,
        EditionFactory,
        AnnotationFactory,
    ],
)
def test_the_web_only_adds(factory: type[DjangoModelFactory[models.Model]]) -> None:
    row = factory.create()
    table = row._meta.db_table
    before = type(row)._default_manager.values().get()

    for statement in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        with (
            pytest.raises(ProgrammingError, match=f"permission denied for table {table}"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)

    assert type(row)._default_manager.values().get() == before


@pytest.mark.django_db
def test_tests_run_with_the_web_s_rights() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("fasthold_web",)
