"""The share of cases that ended in each way by each day, with its uncertainty and how many it rests on."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .courses import ENDINGS, FOLLOW_UP_DAYS, Course, Event

#: The days under the curves at which the number still at risk is given.
RISK_DAYS = (0, 30, 60, 90, 180, 270, 365)
#: How sure the bands are, day by day.
CONFIDENCE = 0.95

#: How many standard errors a band reaches to each side.
Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
Numbers = NDArray[np.float64]


@dataclasses.dataclass(frozen=True, slots=True)
class Step:
    """From this day on: the share that ended so, its standard error, and the band around it where there is one."""

    day: int
    share: float
    error: float = 0.0
    low: float | None = None
    high: float | None = None


@dataclasses.dataclass(frozen=True, slots=True)
class Curve:
    """How the share that ended in one way rose; between two steps neither it nor its band changes."""

    event: Event
    count: int
    steps: tuple[Step, ...]

    def at(self, day: int) -> Step:
        """The step that holds on a day."""
        return next((step for step in reversed(self.steps) if step.day <= day), Step(0, 0.0))


@dataclasses.dataclass(frozen=True, slots=True)
class AtRisk:
    """How many had neither ended nor gone out of sight when a day began."""

    day: int
    count: int


@dataclasses.dataclass(frozen=True, slots=True)
class Incidence:
    """The curves of all endings of a group of cases, followed for `horizon` days.

    `known_until` is the day after which nobody was in sight any more; `horizon` where none was lost to it.
    """

    count: int
    horizon: int
    known_until: int
    curves: tuple[Curve, ...]
    at_risk: tuple[AtRisk, ...]

    def of(self, event: Event) -> Curve:
        """The curve of one ending."""
        return next(curve for curve in self.curves if curve.event == event)


def incidence(courses: Sequence[Course], *, horizon: int = FOLLOW_UP_DAYS) -> Incidence:
    """The cumulative incidence of each ending, by Aalen and Johansen, followed for `horizon` days.

    Estimates and standard errors are those of statsmodels (Dinse and Larson 1986; the variance of Marubini and
    Valsecchi 1995, as in Stata's stcompet). The bands hold day by day (pointwise, 95 per cent) and come of the
    transformation log(−log), which keeps them between 0 and 1 (Choudhury 2002). On a day with endings and
    censorings the endings come first.
    """
    followed = [course.until(horizon) for course in courses]
    days = np.array([course.days for course in followed], dtype=np.int64)
    events = np.array([int(course.event) for course in followed], dtype=np.int64)
    return Incidence(
        count=len(followed),
        horizon=horizon,
        known_until=_known_until(days, events, horizon),
        curves=_curves(days, events),
        at_risk=tuple(AtRisk(day, int((days >= day).sum())) for day in _risk_days(horizon)),
    )


def band(share: float, error: float) -> tuple[float | None, float | None]:
    """The ends of the band around a share, by log(−log); none around 0 and 1, where nothing can be said so."""
    if error <= 0 or not 0 < share < 1 - 1e-9:
        return None, None
    reach = Z * error / (share * math.log(share))
    return share ** math.exp(-reach), share ** math.exp(reach)


def _known_until(days: NDArray[np.int64], events: NDArray[np.int64], horizon: int) -> int:
    """Once all have ended nothing more can happen; else the curves hold until the last one went out of sight."""
    last = int(days.max()) if len(days) else 0
    return last if (events[days == last] == Event.CENSORED).any() or not len(days) else horizon


def _risk_days(horizon: int) -> list[int]:
    return [*(day for day in RISK_DAYS if day < horizon), horizon]


def _curves(days: NDArray[np.int64], events: NDArray[np.int64]) -> tuple[Curve, ...]:
    if not events.any():
        return tuple(Curve(event, 0, (Step(0, 0.0),)) for event in ENDINGS)
    fitted = _fitted(days, events)
    return tuple(_curve(event, days, events, fitted) for event in ENDINGS)


def load_library() -> Any:
    """The library's estimator, imported when it is first needed: it takes seconds that most pages can do without."""
    from statsmodels.duration.survfunc import CumIncidenceRight

    return CumIncidenceRight


def _fitted(days: NDArray[np.int64], events: NDArray[np.int64]) -> Any:
    """The library's fit."""
    with np.errstate(divide="ignore", invalid="ignore"):  # its variance divides by nought on the day the last ones end
        return load_library()(days, events)


def _curve(event: Event, days: NDArray[np.int64], events: NDArray[np.int64], fitted: Any) -> Curve:
    own = days[events == event]
    steps = [] if 0 in own else [Step(0, 0.0)]
    for day in np.unique(own):
        place = int(np.searchsorted(fitted.times, day))
        share, error = float(fitted.cinc[event - 1][place]), float(fitted.cinc_se[event - 1][place])
        if math.isnan(error):
            error = _error_on(int(day), event, days, events, fitted)
        steps.append(Step(int(day), share, error, *band(share, error)))
    return Curve(event, len(own), tuple(steps))


def _error_on(day: int, event: Event, days: NDArray[np.int64], events: NDArray[np.int64], fitted: Any) -> float:
    """The standard error on the day the last ones end, where the library gives none.

    The same formula; the term the library divides by nought for is multiplied by nought, so it is left out.
    """
    times = np.unique(days)
    times = times[times <= day]
    at_risk = np.array([(days >= time).sum() for time in times], dtype=float)
    ended = np.array([((days == time) & (events > 0)).sum() for time in times], dtype=float)
    own = np.array([((days == time) & (events == event)).sum() for time in times], dtype=float)
    before: Numbers = np.concatenate(([1.0], np.cumprod(1 - ended / at_risk)[:-1]))
    left = fitted.cinc[event - 1][len(times) - 1] - fitted.cinc[event - 1][: len(times)]
    stays = at_risk > ended
    variance = (
        (left[stays] ** 2 * ended[stays] / (at_risk[stays] * (at_risk[stays] - ended[stays]))).sum()
        + (before**2 * (at_risk - own) * own / at_risk**3).sum()
        - 2 * (left * before * own / at_risk**2).sum()
    )
    return math.sqrt(max(float(variance), 0.0))
