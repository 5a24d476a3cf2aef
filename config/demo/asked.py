"""Who asks whom in the demo: requests in every state, a case meeting with its agreements, and the cards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, NamedTuple

from django.utils import timezone

from accounts.models import Membership
from accounts.scope import Scope
from casework.actions import meetings as meeting_actions
from casework.actions import requests as actions
from casework.actions.cards import keep_card
from casework.actions.meetings import Participant
from casework.enums_requests import MessageCode, Receiver, RequestBasis, RequestKind, WithdrawnWhy
from casework.models import AgencyRequest, Case
from housing.enums import NoticeKind
from housing.models import Notice

from .organisations import Town
from .scopes import scope_in

DAY = dt.timedelta(days=1)
CHECK, RENT, HOLD, DOCUMENTS = (
    RequestKind.BENEFIT_CHECK,
    RequestKind.DIRECT_RENT,
    RequestKind.HOLD,
    RequestKind.DOCUMENTS,
)


class Asked(NamedTuple):
    """One request of the demo: what, how many days ago, in which words, and what became of it.

    Numbers in an answer are days from today.
    """

    kind: RequestKind
    days_ago: int
    words: str
    answer: dict[str, Any] | None = None
    then: str = ""


#: What BIF is asked, in free words.
INSIDE = (
    Asked(CHECK, 2, "Hvornår kommer næste udbetaling?"),
    Asked(CHECK, 12, "Er kontanthjælpen standset?", then="reminded"),
    Asked(RENT, 9, "Lejeren er indforstået.", {"outcome": "set_up", "starts_on": 12, "amount": 7200}),
    Asked(
        CHECK,
        7,
        "Løber der en sanktion?",
        {
            "outcome": "checked",
            "benefit": "cash",
            "sanction": "running",
            "sanction_until": 9,
            "administration": "voluntary",
            "next_payment_on": 6,
        },
    ),
    Asked(RENT, 3, "Kan huslejen betales direkte af ydelsen?", then="asked back"),
    Asked(DOCUMENTS, 6, "Seneste ydelsesafgørelse", then="withdrawn"),
)
#: What the association is asked, by the reason from the list.
OUTSIDE = (
    Asked(HOLD, 1, "help_decision"),
    Asked(HOLD, 5, "payment"),
    Asked(HOLD, 8, "instalments", {"outcome": "granted", "granted_until": 6}),
    Asked(HOLD, 10, "instalments", {"outcome": "refused", "why_not": "broken_before"}),
    Asked(DOCUMENTS, 4, "statement", {"outcome": "sent", "sent_by": "email"}),
    Asked(HOLD, 3, "help_decision", then="asked back"),
)
CARDS = (
    (
        "jonas",
        "Hjælp til huslejen efter aktivloven §§ 81 og 81 a\nBetalingstilsagn til boligorganisationen\nBudget og plan",
        "Kan ikke stille en udsættelse i bero: det gør boligorganisationen",
        "Jonas Lindberg",
        "Mette Holm",
    ),
    (
        "samira",
        "Undersøge ydelse, sanktion og udbetaling\nAdministrere ydelsen, så huslejen betales først (§ 90)",
        "Kan ikke udbetale hjælp til restancen: det gør Socialforvaltningen",
        "Samira Haddad",
        "",
    ),
    (
        "ole",
        "Stille en udsættelse i bero\nAftale afdrag\nSende udtog af huslejekontoen samme dag",
        "Kan ikke slette gebyrer, der er krævet i påkravet",
        "Ole Rasmussen",
        "",
    ),
    (
        "lars",
        "Stille en udsættelse i bero\nAftale afdrag over højst ti måneder\nFinde en mindre bolig i afdelingen",
        "Kan ikke modtage et betalingstilsagn uden en frist",
        "Lars Toft",
        "Sofie Dam",
    ),
    (
        "gitte",
        "Stille en udsættelse i bero\nSende udtog af huslejekontoen\nMægle mellem naboer i huset",
        "Har ingen aftale om at dele restancer før fogedretten",
        "Gitte Bang",
        "Hanne Lykke",
    ),
    (
        "birthe",
        "Hjælp til huslejen for familier på Frederiksberg\nRådgivning uden visitation",
        "Behandler ikke sager fra Københavns Kommune",
        "Birthe Lau",
        "Nanna Friis",
    ),
)


def write_asked(town: Town, now: dt.datetime) -> None:
    """Write the cards, the requests and a case meeting, each by the people who would."""
    for username, can, cannot, contact, deputy in CARDS:
        by = scope_in(town, username, now)
        organisation = Membership.objects.get(user=by.user_id).organisation
        reach = {"contact_phone": organisation.phone or "33 17 33 17", "hours": "Hverdage kl. 9-14"}
        says = {"can": can, "cannot": cannot, "contact_name": contact, "deputy_name": deputy, **reach}
        keep_card(organisation, **says, version=0, by=by, now=now - 30 * DAY)
    cases = _cases(town)
    for asked, case in zip(INSIDE, cases, strict=False):
        _ask(town, case, asked, Receiver.EMPLOYMENT, "samira", now)
    for asked, case in zip(OUTSIDE, _noticed(town), strict=False):
        _ask(town, case, asked, Receiver.ASSOCIATION, "ole", now)
    for case in cases:
        _meet(town, case, now)


def _cases(town: Town) -> Iterator[Case]:
    """Cases of the social services long enough open."""
    there = Case.objects.open().filter(unit=town.units["101-SOF"], is_restricted=False, assigned_to__isnull=False)
    return iter(list(there.order_by("-opened_on", "pk")[20 : 20 + len(INSIDE) + 1]))


def _noticed(town: Town) -> list[Case]:
    """Cases of KAB with a notice on filing."""
    noticed = Notice.objects.filter(association=town.associations["KAB"], kind=NoticeKind.SECTION_92_2)
    there = Case.objects.open().filter(
        unit=town.units["101-SOF"], is_restricted=False, lease__in=noticed.values("lease")
    )
    return list(there.order_by("pk")[: len(OUTSIDE)])


def _ask(town: Town, case: Case, asked: Asked, receiver: Receiver, who: str, now: dt.datetime) -> None:
    by, them = scope_in(town, "mette", now), scope_in(town, who, now)
    then, today = now - asked.days_ago * DAY, timezone.localdate(now)
    membership = Membership.objects.select_related("organisation").get(user=them.user_id)
    if receiver == Receiver.EMPLOYMENT:
        words: dict[str, Any] = {"question": asked.words}
    else:
        words = {"reason": asked.words, "basis": RequestBasis.SECTION_92_2}
        words |= {"hold_until": today + 14 * DAY} if asked.kind == HOLD else {}
    request = actions.ask(
        case, kind=asked.kind, receiver=receiver, organisation=membership.organisation, by=by, now=then, **words
    )
    _go_on(request, asked, by=by, them=them, now=now)


def _go_on(request: AgencyRequest, asked: Asked, *, by: Scope, them: Scope, now: dt.datetime) -> None:
    """What became of a request: answered within two days, or asked back, reminded, withdrawn."""
    then, today = now - (asked.days_ago - 1) * DAY, timezone.localdate(now)
    if asked.answer is not None:
        is_day = {"starts_on", "sanction_until", "next_payment_on", "granted_until"}
        given = {name: today + value * DAY if name in is_day else value for name, value in asked.answer.items()}
        actions.answer(request, version=1, **given, by=them, now=then)
    elif asked.then == "asked back" and request.leaves_authority:
        actions.ask_back(request, version=1, code=MessageCode.WHO_TO_CALL, by=them, now=then)
    elif asked.then == "asked back":
        actions.ask_back(request, version=1, text="Skal hele huslejen trækkes, eller kun restancen?", by=them, now=then)
    elif asked.then == "reminded":
        actions.remind(request, version=1, by=by, now=now - DAY)
    elif asked.then == "withdrawn":
        actions.withdraw(request, version=1, why=WithdrawnWhy.NOT_NEEDED, by=by, now=then)


def _meet(town: Town, case: Case, now: dt.datetime) -> None:
    """A meeting that was held, with its minutes and three agreements, one of them done."""
    by = scope_in(town, "mette", now)
    samira, mette = town.people["samira"], town.people["mette"]
    people = [
        Participant(mette.name, user=mette),
        Participant("Ole Rasmussen", "KAB"),
        Participant(samira.name, user=samira),
    ]
    held = timezone.localtime(now).replace(hour=10, minute=0, second=0, microsecond=0) - 4 * DAY
    meeting = meeting_actions.call_meeting(
        case, starts_at=held, place="Borups Allé 177, mødelokale 3", agenda="Restancen\nYdelsen\nHvem gør hvad",
        participants=people, by=by, now=held - 7 * DAY,
    )  # fmt: skip
    text = "Lejeren vil gerne blive boende. Ydelsen er genoptaget, og en afdragsordning er mulig."
    meeting_actions.write_minutes(meeting, text=text, version=1, by=by, now=held + dt.timedelta(hours=2))
    day = timezone.localdate(now)
    tasks = (
        ("Sender budgettet til lejeren", people[0], day - DAY),
        ("Undersøger, om ydelsen kan administreres", people[2], day + 2 * DAY),
        ("Sender forslag til afdrag", people[1], day + 5 * DAY),
    )
    made = [meeting_actions.agree(meeting, text=t, owner=who, due_on=on, by=by, now=held) for t, who, on in tasks]
    meeting_actions.tick_agreement(made[0], is_done=True, version=1, by=by, now=now - 2 * DAY)
