"""Deadlines, follow-ups after closing, and calendar links: the smallest valid rows."""

import datetime as dt

from factory import LazyAttribute, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from casework.enums import Answer, DeadlineStart, EntryKind
from casework.models import CalendarLink, Case, Deadline, DeadlineEntry, FollowUp

from . import NOW, at
from .accounts import MembershipFactory, UserFactory
from .casework import CaseFactory


class DeadlineFactory(DjangoModelFactory[Deadline]):
    """An open deadline as `casework.derived` writes them; deriving the case replaces it."""

    class Meta:
        model = Deadline

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    rule = "advice"
    started_by = DeadlineStart.OPENED
    started_on = SelfAttribute("case.opened_on")
    due_on = LazyAttribute(lambda deadline: deadline.started_on + dt.timedelta(days=7))
    changed_at = NOW


class DeadlineEntryFactory(DjangoModelFactory[DeadlineEntry]):
    """The household was told of advice by Digital Post on the day the case was opened."""

    class Meta:
        model = DeadlineEntry

    case = SubFactory(CaseFactory)
    municipality = SelfAttribute("case.municipality")
    rule = "advice"
    kind = EntryKind.NOTED
    occurred_on = SelfAttribute("case.opened_on")
    channel = "digital_post"
    recorded_at = NOW
    recorded_by = SubFactory(UserFactory)


def tell_household(case: Case) -> Case:
    """Note that the household was told what every household must be, so that nothing of it is due."""
    for rule in ("information", "advice"):
        DeadlineEntryFactory(case=case, rule=rule)
    return case


class FollowUpFactory(DjangoModelFactory[FollowUp]):
    """Three months after closing: still housed, no new arrears."""

    class Meta:
        model = FollowUp

    case = SubFactory(CaseFactory, is_closed=True)
    municipality = SelfAttribute("case.municipality")
    closed_on = SelfAttribute("case.closed_on")
    months = 3
    asked_on = LazyAttribute(lambda answer: answer.closed_on + dt.timedelta(days=91))
    year = LazyAttribute(lambda answer: answer.asked_on.year)
    is_housed = Answer.YES
    has_new_arrears = Answer.NO
    recorded_at = LazyAttribute(lambda answer: at(answer.asked_on))
    recorded_by = SubFactory(UserFactory)


class CalendarLinkFactory(DjangoModelFactory[CalendarLink]):
    """A link in force; give `token_hash=hash_of(secret)` to know its secret."""

    class Meta:
        model = CalendarLink

    membership = SubFactory(MembershipFactory)
    user = SelfAttribute("membership.user")
    token_hash = Sequence(lambda n: f"{n:064d}")
    created_at = NOW
