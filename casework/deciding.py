"""What the law demands of a decision before it is made, and how long one can complain of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from accounts import wording

from .enums_decisions import PartyHearing
from .legal_calendar import deadline_day

if TYPE_CHECKING:
    from .models.decisions import DecisionText


class Missing(NamedTuple):
    """One thing a decision still lacks: the field it belongs to, and what to do."""

    field: str
    sentence: str


def missing(text: DecisionText, *, decided_on: dt.date) -> list[Missing]:
    """What stands between a draft and a decision on a day.

    Hearing of the party, reasons with the facts and the rules they rest on, and complaint guidance
    (forvaltningsloven §§ 19, 22-25; retssikkerhedsloven § 5 a).
    """
    return [*_hearing(text, decided_on), *_reasoning(text), *_guidance(text)]


def _hearing(text: DecisionText, decided_on: dt.date) -> Iterator[Missing]:
    if not text.hearing:
        yield Missing("hearing", _("Say whether the party must be heard."))
    elif text.hearing == PartyHearing.NOT_NEEDED:
        if not text.hearing_reason.strip():
            yield Missing("hearing_reason", _("Say why the party need not be heard."))
    elif text.hearing_sent_on is None:
        yield Missing("hearing_sent_on", _("Note when the hearing was sent to the party."))
    elif text.hearing_answer_by is None:
        yield Missing("hearing_answer_by", _("Note by when the party is to answer."))
    elif text.hearing_answered_on is not None:
        if not text.hearing_answer.strip():
            yield Missing("hearing_answer", _("Write what the party said."))
        elif text.hearing_answered_on > decided_on:
            yield Missing("hearing_answered_on", _("The party answered after the day of the decision: check the days."))
    elif text.hearing_answer_by >= decided_on:
        yield Missing(
            "hearing_answered_on",
            _("The party has until %(day)s to answer. Wait for that day, or note the answer.")
            % {"day": wording.day(text.hearing_answer_by)},
        )


def _reasoning(text: DecisionText) -> Iterator[Missing]:
    if not text.outcome:
        yield Missing("outcome", _("Choose the outcome."))
    if not text.bases:
        yield Missing("bases", _("Choose the legal basis: the help that is granted, or that was weighed."))
    if not text.facts_weighed.strip():
        yield Missing("facts_weighed", _("Write which facts were weighed."))
    if not text.reasons.strip():
        yield Missing("reasons", _("Write the reasons."))


def _guidance(text: DecisionText) -> Iterator[Missing]:
    if not text.complaint_to.strip():
        yield Missing("complaint_to", _("Say where one can complain."))
    if not text.complaint_weeks:
        yield Missing("complaint_weeks", _("Say within how many weeks one can complain."))


@dataclasses.dataclass(frozen=True, slots=True)
class ComplaintPeriod:
    """The weeks in which one can complain, counted from the day the decision was made known. Guidance, not law."""

    known_on: dt.date
    weeks: int

    @property
    def counted(self) -> dt.date:
        """The same day of the week, that many weeks later."""
        return self.known_on + dt.timedelta(weeks=self.weeks)

    @property
    def last_day(self) -> dt.date:
        """That day, or the next on which offices are open."""
        return deadline_day(self.counted)

    def is_in_time(self, received_on: dt.date) -> bool:
        return received_on <= self.last_day

    def explained(self) -> str:
        """How the last day was reckoned."""
        facts = {
            "weeks": self.weeks,
            "known": wording.day(self.known_on),
            "counted": wording.weekday_and_day(self.counted),
            "last": wording.weekday_and_day(self.last_day),
        }
        if self.last_day == self.counted:
            return _("%(weeks)s weeks after it was made known on %(known)s: %(last)s") % facts
        return (
            _(
                "%(weeks)s weeks after it was made known on %(known)s: %(counted)s, a day on which offices are closed,"
                " so %(last)s"
            )
            % facts
        )
