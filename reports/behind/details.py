"""What a list tells of each record beside its part: its cause, how many days it took, what is missing."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import wording
from casework.enums import Cause, InterventionResult, StatisticsFact
from casework.enums_sharing import HandoverDirection, HandoverStatus
from housing.codes import name_of

Say = Callable[[str], str]


@dataclasses.dataclass(frozen=True, slots=True)
class Detail:
    """A column of a list: its head, the piece of the statement that gives its text, and how that is said."""

    head: Promise
    sql: str
    say: Say


def first_of(pair: str) -> str:
    """The first of two codes joined with a bar; only it may hold a bar itself."""
    return rf"regexp_replace({pair}, '\|[^|]*$', '')"


def second_of(pair: str) -> str:
    """The second of two codes joined with a bar."""
    return f"substring({pair} from '[^|]*$')"


def _in_words(choices: type[TextChoices]) -> Say:
    return lambda code: str(dict(choices.choices).get(code, code))


def _in_book(code_list: str) -> Say:
    return lambda code: name_of(code_list, code)


def _days(text: str) -> str:
    return wording.days(int(text))


def _persons(text: str) -> str:
    return ngettext("%(count)d person", "%(count)d persons", int(text)) % {"count": int(text)}


def _children(text: str) -> str:
    return ngettext("%(count)d child", "%(count)d children", int(text)) % {"count": int(text)}


def _rated(text: str) -> str:
    return _("yes") if text == "true" else _("no, the department’s dwellings are not known")


def waited(column: str) -> Detail:
    """How many days something took, by a column of them."""
    return Detail(gettext_lazy("How long it took"), f"{column}::text", _days)


CAUSE = Detail(gettext_lazy("Cause"), "r.cause", _in_words(Cause))
PERSONS = Detail(gettext_lazy("Persons"), "r.persons::text", _persons)
CHILDREN = Detail(gettext_lazy("Children"), "r.children::text", _children)
IS_RATED = Detail(gettext_lazy("In the rate"), "r.is_in_known_dwellings::text", _rated)
MODE = Detail(gettext_lazy("Mode"), first_of("r.mode_reached"), _in_book("contact_mode"))
PART_OF_DAY = Detail(gettext_lazy("Part of the day"), first_of("r.part_reached"), _in_book("part_of_day"))
KIND_OF_HELP = Detail(gettext_lazy("Intervention"), "r.kind", _in_book("intervention"))
RESULT_OF_HELP = Detail(gettext_lazy("Result"), "r.result", _in_words(InterventionResult))
DAYS_TO_ANSWER = Detail(gettext_lazy("Answered after"), second_of("r.kind_days"), _days)
DIRECTION = Detail(gettext_lazy("From whom to whom"), "r.direction", _in_words(HandoverDirection))
STATUS = Detail(gettext_lazy("Answer"), second_of("r.direction_status"), _in_words(HandoverStatus))
MISSING = Detail(gettext_lazy("What is missing"), "r.fact", _in_words(StatisticsFact))
UNIT = Detail(
    gettext_lazy("Whose case it is"),
    f"(SELECT o.name FROM accounts_organisation o WHERE o.code = {first_of('r.by_unit')})",
    str,
)
