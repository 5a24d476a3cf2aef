"""Arrears lists of any length in KAB's layout, the same at every run, with people who do not exist."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

DEPARTMENTS = tuple(f"51-{number:02d}" for number in range(1, 21))
_HEADINGS = (
    "Selskab;Afdeling;Lejemålsnr.;Lejer 1;CPR 1;Lejer 2;CPR 2;Adresse;Postnr;By;Månedsleje;Restance i alt;"
    "Forfaldsdato;Rykkertrin;Påkrav sendt;Telefon"
)
_FIRST = ("Ida", "Bo", "Mette", "Søren", "Åse", "Yasmin", "Emil", "Lærke", "Mehmet", "Vibeke", "Ægir", "Fatima")
_LAST = ("Holm", "Thygesen", "Østergaard", "Hansen", "Nørgaard", "Åkjær", "Sørensen", "Kjær", "Ünal", "Wahid")
_STREETS = ("Ruten", "Tagensvej", "Sjælør Boulevard", "Mjølnerparken", "Urbanplanen Øst", "Hørgården")
_BORN = dt.date(1930, 1, 1)


def write_list(path: Path, *, rows: int, month: int = 0, seed: int = 1) -> None:
    """A list of `rows` tenancies, three in ten with two tenants.

    In a later month a fifth of them are gone and as many new, a fifth owe more, a tenth less and half the same.
    """
    first = rows // 5 * month
    with path.open("w", encoding="windows-1252", newline="") as out:
        out.write(f"{_HEADINGS}\r\n")
        for number in range(first, first + rows):
            out.write(_line(number, month, random.Random(seed * 10_000_019 + number)))


def _line(number: int, month: int, dice: random.Random) -> str:
    department = DEPARTMENTS[number % len(DEPARTMENTS)]
    rent = dice.randrange(300_000, 1_300_000)
    amount = rent * dice.choice((1, 1, 2, 3)) // dice.choice((1, 1, 2))
    second = _person(dice, number * 2 + 1) if dice.random() < 0.3 else ";"
    owner = _person(dice, number * 2)
    place = f"{dice.choice(_STREETS)} {number % 180 + 1}, {number % 5}. tv;2700;Brønshøj"
    change = dice.randrange(10) if month else 9
    owed = amount + rent if change < 2 else amount * 9 // 10 if change == 2 else amount
    return (
        f"KAB;{department};{department}-{number:06d};{owner};{second};{place};{_kroner(rent)};{_kroner(owed)};"
        f"01-{10 + month:02d}-2026;{dice.choice('1112234')};;\r\n"
    )


def _person(dice: random.Random, number: int) -> str:
    born = _BORN + dt.timedelta(days=number % 25_000)
    return f"{dice.choice(_FIRST)} {dice.choice(_LAST)};{born:%d%m%y}-{number // 25_000:04d}"


def _kroner(ore: int) -> str:
    return f"{ore // 100:,}".replace(",", ".") + f",{ore % 100:02d}"
