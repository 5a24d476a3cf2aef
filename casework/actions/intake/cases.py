"""What a received list does to cases: opens, reopens and refreshes them, by the opening rule and the legal gate."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils import timezone

from accounts.scope import Scope
from housing.models import Delivery

from ... import derived
from ...models import OpeningRule
from ...telling import tell_of_list
from .missing import find_missed
from .opening import open_planned
from .people import add_people
from .plan import plan_received, plan_under
from .refreshing import bring_up_to_date


class Opened(NamedTuple):
    """How many cases a list opened, changed, and opened again."""

    opened: int
    refreshed: int
    reopened: int


def open_cases_for_delivery(delivery: Delivery, *, only: int | None = None, by: Scope, now: dt.datetime) -> Opened:
    """Open, reopen or refresh the cases of a list that has just been received, in a handful of statements.

    `only` limits it to one tenancy, by its id.

    Only rows that passed the legal gate count. A lease without an open case gets one when the row is at the
    opening rule's step or later and owes the rule's months of rent; after a closing only when amount or step
    goes beyond that at closing, and within the rule's days as a reopening of the same case. Running instalment
    plans are told of an instalment that was not paid.
    """
    planned = plan_received(delivery, only=only, today=timezone.localdate(now))
    touched = open_planned(delivery, by=by, now=now)
    add_people(now=now)
    touched += bring_up_to_date(delivery, only=only, by=by, now=now)
    touched += find_missed(delivery, only=only, by=by, now=now)
    derived.refresh(touched, today=timezone.localdate(now))
    tell_of_list(touched, delivery, by=by, now=now)
    return Opened(planned.opened, planned.refreshed, planned.reopened)


def would_open(delivery: Delivery, rule: OpeningRule, *, today: dt.date) -> int:
    """How many cases a received list would have opened or reopened under another rule; it changes nothing."""
    planned = plan_under(delivery, rule, today=today)
    return planned.opened + planned.reopened
