"""Shares, rates, medians and amounts are shown only where the counts they rest on are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from .sums import LARGEST_HIDDEN, K


def may_show(rests_on: Iterable[K], hidden: Collection[K]) -> bool:
    """Whether a figure may be shown: no count is hidden that it was made of.

    A rate rests on its numerator (how many dwellings there are is public), a median, quartile or mean on the
    number of those it describes, an amount of money on the count it is a multiple of, a change on both its years.
    """
    return not any(key in hidden for key in rests_on)


def may_show_share(
    part: K, whole: K, counts: Mapping[K, int], hidden: Collection[K], *, largest_hidden: int = LARGEST_HIDDEN
) -> bool:
    """Whether a share may be shown: neither its part nor its whole is hidden, and the remainder is not small either."""
    is_remainder_small = 1 <= counts[whole] - counts[part] <= largest_hidden
    return may_show((part, whole), hidden) and not is_remainder_small
