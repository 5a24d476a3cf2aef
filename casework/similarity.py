"""How likely two records are one person: a score of 100, and its reasons in words."""

from __future__ import annotations

import dataclasses

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: From here two records are shown as likely one person, and from there as very likely.
LIKELY, VERY_LIKELY = 60, 80
CERTAIN, MOST = 100, 99
#: How much alike names must be, by the share of three-letter groups they have in common.
ALIKE, CLOSE = 0.45, 0.6


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """What two records have in common; None where one of them says nothing."""

    name_likeness: float
    same_cpr: bool | None = None
    same_birth_date: bool | None = None
    same_address: bool = False
    same_phone: bool | None = None
    same_email: bool | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Likeness:
    """The score, 0 to 100, and why."""

    score: int
    reasons: tuple[str | Promise, ...]

    @property
    def is_likely(self) -> bool:
        return self.score >= LIKELY

    @property
    def is_very_likely(self) -> bool:
        return self.score >= VERY_LIKELY


def likeness(pair: Pair) -> Likeness:
    """Add up what speaks for one person and what against it; the same CPR number settles it."""
    reasons = [(points, reason) for points, reason in _reasons(pair) if points]
    score = CERTAIN if pair.same_cpr else min(sum(points for points, _reason in reasons), MOST)
    return Likeness(max(score, 0), tuple(reason for _points, reason in reasons))


def _reasons(pair: Pair) -> list[tuple[int, str | Promise]]:
    return [
        _of(pair.same_cpr, (CERTAIN, _("the same CPR number")), (-30, _("different CPR numbers"))),
        _name(pair.name_likeness),
        _of(pair.same_birth_date, (45, _("the same date of birth")), (-40, _("different dates of birth"))),
        _of(pair.same_address, (25, _("the same home")), (0, "")),
        _of(pair.same_phone, (10, _("the same phone")), (0, "")),
        _of(pair.same_email, (10, _("the same e-mail")), (0, "")),
    ]


def _name(share: float) -> tuple[int, str | Promise]:
    if share >= 1:
        return 35, _("the same name")
    if share >= CLOSE:
        return 25, _("almost the same name")
    if share >= ALIKE:
        return 15, _("a similar name")
    return 0, ""


def _of(
    answer: bool | None, yes: tuple[int, str | Promise], no: tuple[int, str | Promise]
) -> tuple[int, str | Promise]:
    if answer is None:
        return 0, ""
    return yes if answer else no
