"""The tenant advisers' conversations of the demo, whom they follow up and when they can be met."""

from __future__ import annotations

import datetime as dt
import random

from casework.models import AdviserContact, AdviserContactTie, DropInHours
from housing.models import Tenant

from .organisations import Town

ADVISERS = {"FSB": ("karen", 190), "KAB": ("ahmed", 120), "AAB": ("hanne", 90)}
TOPICS = (
    "arrears", "arrears", "arrears", "debt", "debt", "budget", "housing_benefit", "housing_benefit", "divorce",
    "neighbours", "house_rules", "subletting", "moving", "illness", "work_benefits", "work_benefits", "children",
    "authority_letters", "authority_letters", "other",
)  # fmt: skip
PLACES = ("Beboerhuset", "Hjemme hos beboer", "Telefon", "Kontoret", "Gårdhaven")
DONE = (
    "Gennemgik brevene fra Udbetaling Danmark og søgte boligstøtte igen.",
    "Lagde et budget for de næste tre måneder.",
    "Ringede sammen til boligorganisationen om en afdragsordning.",
    "Talte om uenigheden i opgangen og aftalte et møde.",
    "Fandt ud af, hvilke regninger der haster.",
)
#: Weekday, place, from and until.
HOURS = {
    "karen": ((6, "Beboerhuset", 14, 16), (1, "Beboerhuset", 15, 17), (3, "Caféen i gården", 10, 12)),
    "ahmed": ((0, "Kontoret", 13, 15), (2, "Beboerhuset", 16, 18)),
    "hanne": ((1, "Kontoret", 10, 12),),
}
REFERRED = ("", "", "", "Gældsrådgivningen", "Jobcenteret", "Socialforvaltningen", "Beboerklagenævnet")


def write_contacts(town: Town, chance: random.Random, today: dt.date, now: dt.datetime, *, share: float) -> None:
    """Three years of conversations, a third of them tied to a resident who agreed."""
    made = [
        _contact(town, chance, username, association, today, now)
        for association, (username, count) in ADVISERS.items()
        for _number in range(int(count * min(share, 20)))
    ]
    _follow_up(made, today)
    contacts = AdviserContact.objects.bulk_create(made, batch_size=1000)
    residents = {
        code: list(Tenant.objects.filter(association=association).order_by("pk").values_list("pk", flat=True)[:400])
        for code, association in town.associations.items()
    }
    AdviserContactTie.objects.bulk_create(
        (
            AdviserContactTie(
                contact=contact,
                association=contact.association,
                tenant_id=chance.choice(residents[contact.association.code]),
                consent_given_on=contact.occurred_on,
                tied_at=contact.recorded_at,
            )
            for contact in contacts
            if chance.random() < 0.33
        ),
        batch_size=1000,
    )


def write_hours(town: Town, today: dt.date) -> None:
    """When the advisers can be met: every week, and Karen once more at the market in a week."""
    of = {username: town.associations[code] for code, (username, _count) in ADVISERS.items()}
    kept = [
        DropInHours(
            association=of[username],
            adviser=town.people[username],
            place=place,
            weekday=weekday,
            starts_at=dt.time(first),
            ends_at=dt.time(last),
        )
        for username, hours in HOURS.items()
        for weekday, place, first, last in hours
    ]
    market = DropInHours(
        association=of["karen"],
        adviser=town.people["karen"],
        place="Julemarkedet i Gårdhaven",
        on=today + dt.timedelta(days=6),
        starts_at=dt.time(11),
        ends_at=dt.time(15),
    )
    DropInHours.objects.bulk_create([*kept, market])


def _follow_up(contacts: list[AdviserContact], today: dt.date) -> None:
    """Of the last talks of each adviser a few are to be followed up, one of them overdue; two were."""
    for username in {contact.adviser.username for contact in contacts}:
        latest = sorted((one for one in contacts if one.adviser.username == username), key=lambda one: one.occurred_on)
        for contact, days in zip(reversed(latest), (-2, 0, 0, 1, 4, 12, -7, -3), strict=False):
            contact.follow_up_on = max(today + dt.timedelta(days=days), contact.occurred_on)
            if days in (-7, -3):
                contact.followed_up_on = contact.follow_up_on


def _contact(
    town: Town, chance: random.Random, username: str, association: str, today: dt.date, now: dt.datetime
) -> AdviserContact:
    day = today - dt.timedelta(days=int(chance.triangular(0, 3 * 365, 60)))
    day -= dt.timedelta(days=max(0, day.weekday() - 4))
    return AdviserContact(
        association=town.associations[association],
        adviser=town.people[username],
        occurred_on=day,
        year=day.year,
        place=chance.choice(PLACES),
        topics=sorted({chance.choice(TOPICS) for _ in range(chance.choice((1, 1, 2, 3)))}),
        minutes=chance.choice((10, 15, 20, 30, 30, 45, 60)),
        done=chance.choice(DONE),
        referred_to=chance.choice(REFERRED),
        recorded_at=min(dt.datetime.combine(day, dt.time(14, 30), dt.UTC), now),
    )
