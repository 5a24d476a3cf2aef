"""What the curves say in plain words, and why a difference between them is no proof."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts import wording

from .courses import Event
from .landmark import FEWEST_CASES, Comparison, Group, GroupKind, Withheld

#: How a case ended, as the curves name it.
EVENT_LABELS: dict[Event, Promise] = {
    Event.CENSORED: gettext_lazy("still open"),
    Event.EVICTED: gettext_lazy("evicted"),
    Event.AVERTED: gettext_lazy("averted"),
    Event.MOVED_OUT: gettext_lazy("moved out"),
    Event.OTHER: gettext_lazy("ended otherwise"),
}


def group_label(kind: GroupKind, landmark: int) -> str:
    """The cases of a curve: reached within 7 days."""
    if kind == GroupKind.EARLY:
        return _("reached within %(days)s days") % {"days": landmark}
    if kind == GroupKind.LATE:
        return _("not reached within %(days)s days") % {"days": landmark}
    if kind == GroupKind.HELPED:
        return _("begun within %(days)s days") % {"days": landmark}
    if kind == GroupKind.NOT_HELPED:
        return _("not begun within %(days)s days") % {"days": landmark}
    return _("all cases")


def share(value: float) -> str:
    """A share of one in per cent with one decimal."""
    return wording.percent(100 * value)


def share_with_band(value: float, low: float | None, high: float | None) -> str:
    """A share with its band: 3,1 % (2,0–4,6)."""
    if low is None or high is None:
        return share(value)
    ends = {"low": wording.number(100 * low, 1), "high": wording.number(100 * high, 1)}
    return f"{share(value)} ({ends['low']}–{ends['high']})"


def why_withheld(group: Group, landmark: int) -> str:
    """Why a group has no curve."""
    names = {"group": capfirst(group_label(group.kind, landmark)), "fewest": FEWEST_CASES}
    if group.withheld == Withheld.FEW:
        return _("%(group)s: fewer than %(fewest)s cases, so no curve is drawn.") % names
    return _("%(group)s: not shown, because the group it is compared with has fewer than %(fewest)s cases.") % names


def difference_said(comparison: Comparison, event: Event) -> str:
    """How the shares at the end differ, and whether chance alone could do that."""
    difference = comparison.difference(event)
    if difference is None:
        return ""
    ends = {
        "points": wording.number(100 * difference.share, 1),
        "low": wording.number(100 * difference.low, 1),
        "high": wording.number(100 * difference.high, 1),
    }
    if difference.low <= 0 <= difference.high:
        return (
            _(
                "The difference at the end is %(points)s percentage points (%(low)s to %(high)s): no more than chance "
                "alone can make."
            )
            % ends
        )
    return (
        _(
            "The difference at the end is %(points)s percentage points (%(low)s to %(high)s): more than chance alone "
            "would often make, but no proof that contact or help is the reason."
        )
        % ends
    )


def how_to_read(landmark: int, *, is_compared: bool = True) -> str:
    """What a curve, its band and the numbers under it are, and from which day they count."""
    reading = _(
        "A curve rises when a case ends that way. The shaded band shows how far chance may move it: on any one day it "
        "holds the true share in 95 of 100 such reports. The fewer cases are still open, the less the curve says."
    )
    if not landmark:
        return reading
    if not is_compared:
        begin = _(
            "Only cases still open after day %(day)s are shown; the days are counted from there, up to a year after "
            "the first warning."
        ) % {"day": landmark}
        return f"{begin} {reading}"
    begin = _(
        "Only cases still open after day %(day)s are compared, grouped by what was known that day; the days are "
        "counted from there, up to a year after the first warning."
    ) % {"day": landmark}
    return f"{begin} {reading}"


def why_no_proof(comparison: Comparison) -> list[str]:
    """The box beside a comparison, in plain words."""
    landmark = {"day": comparison.landmark}
    common = [
        _(
            "Why only from day %(day)s? Whoever was evicted on day 3 could never be reached or helped on day 20. If "
            "such cases counted as late, time alone would make one side look better. So both groups begin on the same "
            "day with cases that were still open, and what came later moves nobody from one group to the other."
        )
        % landmark,
        _(
            "Somebody who moves out or ends otherwise can no longer be evicted. The curves take account of that; they "
            "do not assume that those households would have stayed."
        ),
    ]
    if comparison.intervention:
        return [
            _(
                "The hardest cases get most help. That more are evicted among those who were helped does not mean that "
                "help does harm, and fewer does not mean that it works: the caseworker chose whom to help, and with "
                "what, for good reasons the figures do not know."
            ),
            *common,
            _("These curves are for those who know the cases. They are not published."),
        ]
    return [
        _(
            "Households that are reached early differ from the others in more than the day: some answer the telephone, "
            "some owe less, some live where the association writes sooner. The curves cannot tell that from the "
            "contact itself. Only drawing lots, or a comparison of like with like, could come near a proof."
        ),
        *common,
    ]
