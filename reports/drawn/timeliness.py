"""How soon the households were sought, reached and helped."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts import wording

from ..charts.bars import ShareRow
from ..charts.figure import Figure
from ..charts.figures import quartiles_figure, shares_figure
from ..charts.quartiles import Spread
from ..figures.breakdowns import SOON
from ..report import YearReport
from ..values import Number, Value, percentage

#: What is timed: its name, the figure of its shares, and that of its quartiles.
TIMED: tuple[tuple[Promise, str, str], ...] = (
    (gettext_lazy("First contact attempt"), "contacted_within_7_days", "median_days_to_contact"),
    (pgettext_lazy("timeliness", "Reached"), "reached_within_7_days", "median_days_to_reach"),
    (gettext_lazy("First intervention"), "helped_within_7_days", "median_days_to_help"),
)


def in_time(report: YearReport) -> Figure | None:
    """The shares of all cases within 7, 14 and 30 days, those for whom it has not happened among the whole."""
    read = [(str(name), report.get(code)) for name, code, _median in TIMED if report.has(code)]
    shares = {name: _shares(value) for name, value in read}
    if all(share is None for found in shares.values() for share in found):
        return None
    groups = [(name, _rows(value, shares[name])) for name, value in read]
    seven, _fourteen, thirty = _shares(report.get("reached_within_7_days"))
    return shares_figure(
        "chart-in-time", in_time_title(seven, thirty), groups, note=_("Of all cases opened in the period.")
    )


def days_until(report: YearReport) -> Figure | None:
    """The medians and the middle half, among those for whom it has happened."""
    spreads = [_spread(str(name), report.get(code)) for name, _share, code in TIMED if report.has(code)]
    if all(spread.quartiles is None for spread in spreads):
        return None
    note = _("Among the cases in which it has happened. The bar is the middle half, the dot the median.")
    return quartiles_figure("chart-days", days_title(report.get("median_days_to_reach").value), spreads, note=note)


def _shares(value: Value) -> list[float | None]:
    """Within each limit, None from the first hidden part on."""
    whole = sum(part.count for part in value.parts)
    if not whole or value.are_parts_hidden:
        return [None] * len(SOON)
    parts = {part.code: part for part in value.parts}
    shares: list[float | None] = []
    count, is_known = 0, not value.is_hidden
    for limit in SOON:
        part = parts[f"within_{limit}_days"]
        count, is_known = count + part.count, is_known and not part.is_hidden
        share = percentage(count, whole)
        shares.append(float(share) if is_known and share is not None else None)
    return shares


def _rows(value: Value, shares: list[float | None]) -> list[ShareRow]:
    """A share that is not known though there are cases is hidden."""
    missing = _("hidden") if value.count or value.parts else wording.NOTHING
    return [ShareRow(within(limit), share, missing=missing) for limit, share in zip(SOON, shares, strict=True)]


def within(limit: int) -> str:
    """The name of a share."""
    return _("within %(days)s days") % {"days": limit}


def in_time_title(seven: float | None, thirty: float | None) -> str:
    """How many were reached within 7 and 30 days."""
    if seven is not None and thirty is None:
        return _("%(share)s of the households were reached within 7 days") % {"share": wording.percent(seven)}
    if seven is None or thirty is None:
        return _("How soon households were sought, reached and helped")
    facts = {"seven": wording.percent(seven), "thirty": wording.percent(thirty)}
    return _("%(seven)s were reached within 7 days, %(thirty)s within 30") % facts


def days_title(median: Number | None) -> str:
    """Within how many days half of those who were reached were reached."""
    if median is None:
        return _("Days from the warning until sought, reached and helped")
    return _("Half of those who were reached were reached within %(days)s days") % {"days": _number(float(median))}


def _spread(label: str, value: Value) -> Spread:
    parts = {part.code: part.value for part in value.parts}
    low, high = parts.get("lower"), parts.get("upper")
    days = None if value.value is None or low is None or high is None else (float(low), float(value.value), float(high))
    return spread_of(label, days, is_hidden=value.is_hidden)


def spread_of(label: str, days: tuple[float, float, float] | None, *, is_hidden: bool) -> Spread:
    """The quartiles of a measure, drawn and in words; without them why there are none."""
    if days is None:
        return Spread(label, None, _("hidden") if is_hidden else _("not known"))
    facts = {"half": _number(days[1]), "low": _number(days[0]), "high": _number(days[2])}
    said = _("Half within %(half)s days; the middle half from %(low)s to %(high)s days") % facts
    return Spread(label, days, said)


def _number(days: float) -> str:
    return wording.number(days, 0 if days == int(days) else 1)
