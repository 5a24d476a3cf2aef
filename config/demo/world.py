"""The whole of the demo, written in one transaction."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Iterator

from django.db import connection, transaction
from django.utils import timezone

from casework import derived
from casework.enums import Cause, ParticipantKind
from casework.models import Case, CaseParticipant

from .asked import write_asked
from .association import write_association
from .cases import Casework
from .contacts import write_contacts, write_hours
from .decided import Decided
from .facts import Story
from .households import make_household
from .letters import write_letters
from .listing import write_listing
from .money import write_money
from .news import read_older, write_news
from .organisations import Town, found_town
from .people import furnish_people
from .places import ESTATES
from .registry import Lists, Registry
from .sharing import write_sharing
from .stories import FIRST_LIST, months_from, tell_arrears, tell_noticed, tell_other
from .talks import write_talks
from .told import tell_households
from .upkeep import write_upkeep

SEED = 781
#: Households at scale 1: about 1,000 of them become a case.
HOUSEHOLDS = 1750
BATCH = 5000
#: The first tenancy number; the sample lists end long before it.
FIRST_SERIAL = 201
OTHER_CAUSES = (Cause.SUBLETTING, Cause.SUBLETTING, Cause.HOUSE_RULES, Cause.HOUSE_RULES, Cause.OTHER, Cause.CRIME)

Say = Callable[[str], None]


@transaction.atomic
def write_world(*, households: int, now: dt.datetime, say: Say) -> Town:
    """Everything: organisations, homes, lists, cases and conversations. `say` is told how far it is."""
    chance = random.Random(SEED)  # noqa: S311 - invented people need no secrets
    town = found_town(now)
    registry, lists, casework = Registry(town), Lists(town), Casework(town)
    lists.receive(months_from(FIRST_LIST, 12 * 6))
    for first in range(0, households, BATCH):
        stories = list(_stories(chance, first, min(BATCH, households - first), households, now))
        homes = registry.write([story.household for story in stories], now)
        lists.write(stories, homes, chance)
        keys = casework.write(stories, homes, chance, now)
        tell_households(keys, now)
        derived.refresh(keys, today=timezone.localdate(now))
        say(f"{first + len(stories)} of {households} households")
    lists.count()
    casework.close_series()
    write_contacts(town, chance, timezone.localdate(now), now, share=households / HOUSEHOLDS)
    write_hours(town, timezone.localdate(now))
    _open_some_cases(town, chance, now)
    write_listing(town, chance, now)
    write_money(chance, now)
    derived.refresh(Decided(now).write(), today=timezone.localdate(now))
    write_letters(town, now)
    furnish_people(town, chance, now)
    write_association(town, now)
    write_upkeep(now)
    write_sharing(town, now)
    write_news(now)
    write_asked(town, now)
    write_talks(town, now)
    read_older(now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return town


def _stories(chance: random.Random, first: int, count: int, total: int, now: dt.datetime) -> Iterator[Story]:
    """The stories of some households, the oldest first; the last tenth belongs to the months just gone."""
    lists = months_from(FIRST_LIST, 12 * 6)
    for number in range(first, first + count):
        household = make_household(chance, ESTATES[number % len(ESTATES)], FIRST_SERIAL + number // len(ESTATES))
        share = number / total
        if number % 36 == 7:
            day = now.date() - dt.timedelta(days=int(chance.triangular(0, 28, 4)))
            yield tell_noticed(chance, household, on=day, now=now)
        elif number % 12 == 11:
            day = FIRST_LIST + (now.date() - FIRST_LIST) * min(share * 1.04, 0.998)
            yield tell_other(chance, household, cause=chance.choice(OTHER_CAUSES), on=day, now=now)
        else:
            recent = share > 0.9
            place = len(lists) - chance.choice((1, 1, 1, 2, 2, 3, 4)) if recent else int(share / 0.9 * (len(lists) - 3))
            yield tell_arrears(chance, household, first_list=lists[place], now=now)


def _open_some_cases(town: Town, chance: random.Random, now: dt.datetime) -> None:
    """The employment caseworker is invited to some cases, the team leader is named on some restricted ones."""
    copenhagen = town.municipalities["101"]
    there = Case.objects.filter(municipality=copenhagen).open()
    invited = list(there.filter(is_restricted=False, assigned_to__isnull=False).order_by("pk")[:40])
    restricted = list(there.filter(is_restricted=True).order_by("pk")[:2])
    reasons = (
        (case, "samira", ParticipantKind.INVITED, "Kontanthjælpen er stoppet")
        for case in chance.sample(invited, min(7, len(invited)))
    )
    named = ((case, "jonas", ParticipantKind.CLEARED, "Fordeler enhedens begrænsede sager") for case in restricted)
    CaseParticipant.objects.bulk_create(
        CaseParticipant(
            case=case,
            municipality=copenhagen,
            user=town.people[username],
            kind=kind,
            reason=reason,
            starts_at=now,
            given_by=town.people["jonas"],
        )
        for case, username, kind, reason in (*reasons, *named)
    )
