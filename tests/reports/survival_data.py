"""Published data with competing risks, and a second, slow and exact way of counting them."""

from __future__ import annotations

from fractions import Fraction

from reports.survival.courses import Course, Event

Row = tuple[int, int]

#: Scrucca, Santucci and Aversa (2007), "Competing risk analysis using R: an easy guide for clinicians", Bone Marrow
#: Transplantation 40: 381-387: months after a transplant; 1 death by its cause, 2 relapse, 0 neither yet.
LEUKAEMIA_ALL: list[Row] = [
    *[(day, 2) for day in (0, 1, 3, 4, 5, 7, 8, 9, 13, 14, 22, 26)],
    *[(day, 1) for day in (0, 1, 12)],
    *[(day, 0) for day in (35, 72)],
]
LEUKAEMIA_AML: list[Row] = [
    *[(day, 1) for day in (3, 3, 3, 4, 4, 8)],
    *[(day, 2) for day in (2, 7, 10)],
    *[(day, 0) for day in (2, 4, 7, 8, 32, 35, 67, 68, 70)],
]

#: Marubini and Valsecchi (1995), "Analysing Survival Data from Clinical Trials and Observational Studies", table 10.1:
#: two treatments, two competing failures.
TREATMENT_A: list[Row] = [
    *[(day, 1) for day in (1, 13, 17, 30, 34, 41, 78, 100, 119, 169)],
    *[(day, 2) for day in (1, 6, 8, 13, 13, 15, 33, 37, 44, 45, 63, 80, 89, 89, 91, 132, 144, 171, 183, 240)],
    *[(day, 0) for day in (34, 60, 63, 149, 207)],
]
TREATMENT_B: list[Row] = [
    *[(day, 1) for day in (7, 16, 16, 20, 39, 49, 56, 73, 93, 113)],
    *[(day, 2) for day in (1, 2, 4, 6, 8, 9, 10, 13, 17, 17, 17, 18, 18, 27, 29, 39, 50, 69, 76, 110)],
    *[(day, 0) for day in (34, 60, 63, 78, 149)],
]

#: Satagopan and others (2004), "A note on competing risks in survival data analysis", British Journal of Cancer 91:
#: 1229-1235, table 2: the first 9 of 305 women with breast cancer; 1 died of it, 2 of something else. The others had
#: not ended by month 27.
BREAST_CANCER: list[Row] = [
    *[(day, 1) for day in (10, 16, 23, 27)],
    *[(day, 2) for day in (18, 26)],
    *[(day, 0) for day in (7, 14, 24)],
    *[(28, 0)] * 296,
]

#: From the tests of statsmodels, checked there against R's cmprsk (the shares) and Stata's stcompet (the errors).
CHECKED_BY_R_AND_STATA: list[Row] = list(
    zip(
        (1, 1, 2, 4, 4, 4, 6, 6, 7, 8, 9, 9, 9, 1, 2, 2, 4, 4),
        (1, 1, 1, 2, 2, 2, 3, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        strict=True,
    )
)


def courses(rows: list[Row]) -> list[Course]:
    return [Course(day, Event(event)) for day, event in rows]


def exactly(rows: list[Row], event: int) -> dict[int, tuple[Fraction, Fraction]]:
    """The share that ended so by each day, and its variance as Marubini and Valsecchi print it (equation 10.12)."""
    days = sorted({day for day, _ in rows})
    terms: list[tuple[int, int, int, Fraction, Fraction]] = []
    share, there = Fraction(0), Fraction(1)
    for day in days:
        at_risk = sum(other >= day for other, _ in rows)
        ended = sum(other == day and kind > 0 for other, kind in rows)
        own = sum(row == (day, event) for row in rows)
        share += there * Fraction(own, at_risk)
        terms.append((at_risk, ended, own, there, share))
        there *= 1 - Fraction(ended, at_risk)
    return {day: (terms[place][4], _variance(terms[: place + 1])) for place, day in enumerate(days)}


def _variance(terms: list[tuple[int, int, int, Fraction, Fraction]]) -> Fraction:
    variance, end = Fraction(0), terms[-1][4]
    for at_risk, ended, own, there, share in terms:
        to_come = end - share
        if ended < at_risk:
            variance += to_come**2 * Fraction(ended, at_risk * (at_risk - ended))
        variance += there**2 * Fraction(own * (at_risk - own), at_risk**3)
        variance -= 2 * to_come * there * Fraction(own, at_risk**2)
    return variance
