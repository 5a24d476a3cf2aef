"""Records that are likely one person, among those one may see: found by CPR number, date of birth or home."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from accounts.paging import read_cursor, write_cursor
from accounts.scope import Scope

from ..models import Case, CasePerson, DistinctPeople, Person
from ..similarity import ALIKE, CLOSE, Likeness, Pair, likeness

#: How many people one page looks through, newest first, and how many pairs it shows at most (and the rest of one's).
LOOKED_THROUGH, SHOWN = 1000, 25

# Each of the people looked through, with everybody met earlier who has the same CPR number, the same date of birth
# and a similar name, or a close name in the same home. Every branch is answered by an index.
_PAIRS = """
WITH looked AS (
    SELECT id, municipality_id, name_key, birth_date, cpr_hash FROM casework_person WHERE id = ANY(%(ids)s)
)
SELECT DISTINCT pair.one, pair.other, similarity(a.name_key, b.name_key), a.name_key = b.name_key
FROM (
    SELECT looked.id AS one, known.id AS other FROM looked JOIN casework_person known
        ON known.municipality_id = looked.municipality_id AND known.cpr_hash = looked.cpr_hash
    UNION
    SELECT looked.id, known.id FROM looked JOIN casework_person known
        ON known.municipality_id = looked.municipality_id AND known.birth_date = looked.birth_date
        AND similarity(known.name_key, looked.name_key) >= %(alike)s
    WHERE known.merged_into_id IS NULL
    UNION
    SELECT looked.id, known.id FROM looked
    JOIN casework_caseperson part ON part.person_id = looked.id
    JOIN casework_case there ON there.id = part.case_id
    JOIN casework_case beside ON beside.tenancy_id = there.tenancy_id
    JOIN casework_caseperson other_part ON other_part.case_id = beside.id AND other_part.person_id <> looked.id
    JOIN casework_person known ON known.id = other_part.person_id
        AND similarity(known.name_key, looked.name_key) >= %(close)s
) pair
JOIN casework_person a ON a.id = pair.one
JOIN casework_person b ON b.id = pair.other AND b.merged_into_id IS NULL
WHERE pair.other < pair.one
"""


class Duplicate(NamedTuple):
    """Two records that are likely one person, the older first."""

    older: Person
    newer: Person
    likeness: Likeness
    homes: tuple[str, str]


class Found(NamedTuple):
    """A page of pairs; `next` leads to people met earlier and is empty at the end."""

    pairs: list[Duplicate]
    next: str


def duplicates(scope: Scope, *, cursor: str = "") -> Found:
    """Likely duplicates among the people one may see, those met last first; a fixed number of questions."""
    looked = _looked_through(scope, cursor)
    pairs = _likely(looked, scope)
    shown: list[Duplicate] = []
    last = looked[-1] if looked else 0
    for pair in pairs:
        if len(shown) >= SHOWN and pair.newer.pk != shown[-1].newer.pk:
            last = shown[-1].newer.pk
            break
        shown.append(pair)
    has_more = len(shown) < len(pairs) or len(looked) == LOOKED_THROUGH
    return Found(shown, write_cursor(last) if has_more else "")


def _looked_through(scope: Scope, cursor: str) -> list[int]:
    people = Person.objects.visible_to(scope).standing()
    match read_cursor(cursor):
        case [int(last)]:
            people = people.filter(pk__lt=last)
    return list(people.order_by("-pk").values_list("pk", flat=True)[:LOOKED_THROUGH])


def _likely(looked: Sequence[int], scope: Scope) -> list[Duplicate]:
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"ids": list(looked), "alike": ALIKE, "close": CLOSE})
        rows = cursor.fetchall()
    keys = {key for one, other, *_names in rows for key in (one, other)}
    people = {person.pk: person for person in Person.objects.visible_to(scope).filter(pk__in=keys)}
    homes = _homes(people, scope)
    settled = set(DistinctPeople.objects.filter(first__in=people, second__in=people).values_list("first", "second"))
    found = [
        _duplicate(people[other], people[one], 1.0 if is_same else share, homes)
        for one, other, share, is_same in rows
        if one in people and other in people and (other, one) not in settled
    ]
    likely = [pair for pair in found if pair.likeness.is_likely]
    return sorted(likely, key=lambda pair: (-pair.newer.pk, -pair.likeness.score, pair.older.pk))


def _homes(people: Iterable[int], scope: Scope) -> dict[int, dict[int, str]]:
    """The addresses of each, by tenancy, as far as one may open their cases."""
    parts = CasePerson.objects.filter(person__in=list(people), case__in=Case.objects.visible_to(scope))
    homes: dict[int, dict[int, str]] = defaultdict(dict)
    for person, tenancy, address in parts.order_by("case__opened_on", "case").values_list(
        "person", "case__tenancy", "case__address"
    ):
        homes[person][tenancy] = address
    return homes


def compare(older: Person, newer: Person, scope: Scope) -> Duplicate:
    """Two people at hand, as the list would show them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT similarity(%s, %s)", [older.name_key, newer.name_key])
        (share,) = cursor.fetchone()
    share = 1.0 if older.name_key == newer.name_key else share
    return _duplicate(older, newer, share, _homes([older.pk, newer.pk], scope))


def _duplicate(older: Person, newer: Person, share: float, homes: dict[int, dict[int, str]]) -> Duplicate:
    first, second = homes[older.pk], homes[newer.pk]
    pair = Pair(
        name_likeness=share,
        same_cpr=_same_cpr(older, newer),
        same_birth_date=_same(older.birth_date, newer.birth_date),
        same_address=bool(first.keys() & second.keys() or set(first.values()) & set(second.values())),
        same_phone=_same(_digits(older.phone), _digits(newer.phone)),
        same_email=_same(older.email.lower(), newer.email.lower()),
    )
    return Duplicate(older, newer, likeness(pair), (_last(first), _last(second)))


def _same(one: object, other: object) -> bool | None:
    return one == other if one and other else None


def _same_cpr(one: Person, other: Person) -> bool | None:
    """By the hashes; those of two keys say nothing of each other."""
    if one.cpr_key_version != other.cpr_key_version:
        return None
    return _same(bytes(one.cpr_hash or b""), bytes(other.cpr_hash or b""))


def _digits(phone: str) -> str:
    return "".join(sign for sign in phone if sign.isdigit())[-8:]


def _last(homes: dict[int, str]) -> str:
    return list(homes.values())[-1] if homes else ""
