"""The demo's published figures: two years, one of them corrected, and a third that waits for its second person."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from accounts.enums import Role
from accounts.scope import Scope
from reports.actions import KNOWN_FIGURES, import_known_figures, import_official_figures
from reports.actions.editions import annotate_year, propose_edition, publish_edition, settle
from reports.editions.counting import definitions, publication_of
from reports.importing import read_official_figures
from reports.models import EditionProposal

from .organisations import Town

#: The country's figure that came late, so that the year before last has two editions.
LATE = (2020, "000")
REASON_DA = "Domstolsstyrelsens tal for hele landet i 2020 var ikke med i første udgave."
REASON_EN = "The court administration's figure for the whole country in 2020 was missing from the first edition."
CAMPAIGN_DA = "Flere boligorganisationer førte kampagne mod ulovlig fremleje; flere sager end før begynder dermed."
CAMPAIGN_EN = "Several associations campaigned against unlawful subletting; more cases than before begin with that."


def write_editions(town: Town, now: dt.datetime) -> None:
    """As two managers would have done it each spring."""
    proposer, publisher = _manager(town, "inger", now), _manager(town, "birgit", now)
    last = now.year - 1
    known = read_official_figures(KNOWN_FIGURES.read_bytes())
    import_official_figures([one for one in known if (one.year, one.area_code) != LATE], now=_spring(last))
    _publish(town, last - 2, proposer, publisher, now=_spring(last - 1))
    annotate_year(year=last - 1, text_da=CAMPAIGN_DA, text_en=CAMPAIGN_EN, by=publisher, now=_spring(last))
    _publish(town, last - 1, proposer, publisher, now=_spring(last))
    import_known_figures(now=now)
    corrected = _spring(last) + dt.timedelta(days=75)
    _publish(town, last - 1, proposer, publisher, now=corrected, reason_da=REASON_DA, reason_en=REASON_EN)
    _propose(town, last, proposer, now=now - dt.timedelta(days=2))


def _publish(
    town: Town,
    year: int,
    proposer: Scope,
    publisher: Scope,
    *,
    now: dt.datetime,
    reason_da: str = "",
    reason_en: str = "",
) -> None:
    proposal = _propose(town, year, proposer, now=now, reason_da=reason_da, reason_en=reason_en)
    publish_edition(proposal, version=proposal.version, by=publisher, now=now + dt.timedelta(days=6))


def _propose(
    town: Town, year: int, by: Scope, *, now: dt.datetime, reason_da: str = "", reason_en: str = ""
) -> EditionProposal:
    proposal = propose_edition(year=year, reason_da=reason_da, reason_en=reason_en, by=by, now=now)
    counted = publication_of(town.municipalities["101"], year, now=now)
    return settle(proposal, counted, definitions(), now=now)


def _manager(town: Town, username: str, now: dt.datetime) -> Scope:
    person, municipality = town.people[username], town.municipalities["101"]
    return Scope(
        user_id=person.pk,
        user_name=person.name,
        role=Role.MANAGER,
        organisation_id=municipality.pk,
        organisation_name=municipality.organisation.name,
        municipality_id=municipality.pk,
        today=timezone.localdate(now),
    )


def _spring(year: int) -> dt.datetime:
    return dt.datetime(year, 3, 12, 9, 30, tzinfo=dt.UTC)
