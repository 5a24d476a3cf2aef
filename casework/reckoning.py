"""How a date of the law was found, said as one sentence."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Sequence

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext

from .legal_calendar import SATURDAY, LegalDate, Rule, Why

#: What each date is called.
NAMES: dict[Rule, str | Promise] = {
    Rule.ADJUSTED_DUE: gettext_lazy("Last timely day of payment"),
    Rule.THIRD_WEEKDAY: gettext_lazy("Last weekday of grace"),
    Rule.EARLIEST_DEMAND: gettext_lazy("Earliest demand"),
    Rule.DEMAND_ARRIVES: gettext_lazy("The demand reaches the tenant"),
    Rule.LAST_PAYMENT_DAY: gettext_lazy("Last day to pay"),
    Rule.EARLIEST_RESCISSION: gettext_lazy("Earliest rescission"),
}
#: Where each date stands in almenlejeloven.
SECTIONS: dict[Rule, str] = {
    Rule.ADJUSTED_DUE: "§ 44, stk. 2",
    Rule.THIRD_WEEKDAY: "§ 90, stk. 2",
    Rule.EARLIEST_DEMAND: "§ 90, stk. 2",
    Rule.LAST_PAYMENT_DAY: "§ 90, stk. 2",
    Rule.EARLIEST_RESCISSION: "§ 90, stk. 2",
}


def reckoned(date: LegalDate) -> str:
    """The reckoning: "3rd weekday after 1 April; 2, 3, 5 and 6 April left out, Saturday 4 April counts: 8 April"."""
    return f"{_SENTENCES[date.rule](date)}: {day_name(date.day)}"


def day_name(day: dt.date) -> str:
    """A day without its year: 8 April."""
    return date_format(day, pgettext("day and month", "j F"))


def day_names(days: Sequence[dt.date]) -> str:
    """Several days, those of one month together: 2, 3, 5 and 6 April."""
    months = [list(group) for _month, group in itertools.groupby(days, key=lambda day: (day.year, day.month))]
    return _and(
        [
            _and([*(date_format(day, pgettext("day of the month", "j")) for day in month[:-1]), day_name(month[-1])])
            for month in months
        ]
    )


def _adjusted_due(date: LegalDate) -> str:
    return _moved(date) or _("rent is due on %(day)s, an open day") % {"day": day_name(date.start)}


def _third_weekday(date: LegalDate) -> str:
    count = len(date.counted)
    text = _("%(ordinal)s weekday after %(day)s") % {"ordinal": ordinal(count), "day": day_name(date.start)}
    remarks = [_left_out(date), *(_counts(day) for day in date.counted if _is_special(day))]
    return "; ".join(filter(None, [text, ", ".join(filter(None, remarks))]))


def _earliest_demand(date: LegalDate) -> str:
    text = _("first weekday after %(day)s") % {"day": day_name(date.start)}
    remarks = [_left_out(date), *(_counts(day) for day in date.counted if _is_special(day))]
    if date.better_on:
        remarks.append(
            _("it stands on the wording of the law and %(day)s is the safer day") % {"day": day_name(date.better_on)}
        )
    return "; ".join(filter(None, [text, ", ".join(filter(None, remarks))]))


def _arrives(date: LegalDate) -> str:
    if date.start == date.day:
        return _("as stated")
    text = _("taken to be the next weekday after %(day)s, Saturdays included") % {"day": day_name(date.start)}
    return "; ".join(filter(None, [text, _left_out(date)]))


def _last_payment_day(date: LegalDate) -> str:
    text = ngettext(
        "%(days)d day after %(day)s, the day of arrival not counted",
        "%(days)d days after %(day)s, the day of arrival not counted",
        date.days,
    ) % {"days": date.days, "day": day_name(date.start)}
    return "; ".join(filter(None, [text, _moved(date)]))


def _earliest_rescission(date: LegalDate) -> str:
    return _("the day after the last day to pay, %(day)s") % {"day": day_name(date.start)}


_SENTENCES: dict[Rule, Callable[[LegalDate], str]] = {
    Rule.ADJUSTED_DUE: _adjusted_due,
    Rule.THIRD_WEEKDAY: _third_weekday,
    Rule.EARLIEST_DEMAND: _earliest_demand,
    Rule.DEMAND_ARRIVES: _arrives,
    Rule.LAST_PAYMENT_DAY: _last_payment_day,
    Rule.EARLIEST_RESCISSION: _earliest_rescission,
}


def _left_out(date: LegalDate) -> str:
    if not date.left_out:
        return ""
    return _("%(days)s left out") % {"days": day_names([one.day for one in date.left_out])}


def _moved(date: LegalDate) -> str:
    """Why a date does not stand on the day first found: "20 June is a Saturday, 21 June a Sunday"."""
    if not date.left_out:
        return ""
    first, *others = [
        _("%(day)s is %(what)s") % {"day": day_name(one.day), "what": _what(one.why)}
        if number == 0
        else _("%(day)s %(what)s") % {"day": day_name(one.day), "what": _what(one.why)}
        for number, one in enumerate(date.left_out)
    ]
    return _("%(reasons)s; moved to the next open day") % {"reasons": _and([first, *others])}


def _what(why: Why) -> str:
    return {
        Why.SUNDAY: _("a Sunday"),
        Why.HOLIDAY: _("a public holiday"),
        Why.SATURDAY: _("a Saturday"),
        Why.CONSTITUTION_DAY: _("Constitution Day"),
    }[why]


def _counts(day: dt.date) -> str:
    """A day that counts though one might think it does not."""
    name = str(WEEKDAYS[SATURDAY]) if day.weekday() == SATURDAY else capfirst(_("Constitution Day"))
    return _("%(name)s %(day)s counts") % {"name": name, "day": day_name(day)}


def _is_special(day: dt.date) -> bool:
    return day.weekday() == SATURDAY or (day.month, day.day) == (6, 5)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th."""
    named = {1: pgettext("ordinal", "1st"), 2: pgettext("ordinal", "2nd"), 3: pgettext("ordinal", "3rd")}
    return named.get(number) or pgettext("ordinal", "%(number)dth") % {"number": number}


def _and(parts: Sequence[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return _("%(most)s and %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}
