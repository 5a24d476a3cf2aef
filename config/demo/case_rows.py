"""From one story to the rows of its case."""

from __future__ import annotations

import datetime as dt
import functools
import random
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from accounts.models import User
from casework.enums import Cause, EventKind, Ground, PersonRole, StepSource
from casework.events import facts
from casework.models import LegalStep
from casework.models.cases import NOTHING_DUE
from casework.stages import reached, stage_after
from housing import cpr_keys
from housing.enums import NoticeKind, Step

from .facts import Story
from .registry import Home

if TYPE_CHECKING:
    from .cases import Casework

COURT = "Københavns Byret"
GROUNDS = {
    Cause.ARREARS: Ground.RENT_NOT_PAID,
    Cause.SUBLETTING: Ground.TRANSFER_OF_USE,
    Cause.HOUSE_RULES: Ground.GOOD_ORDER,
    Cause.CRIME: Ground.CRIME,
    Cause.OTHER: Ground.NEGLECT,
}
NOTES = (
    "Aftalt, at de ringer til boligorganisationen i dag.",
    "Boligstøtten er stoppet, fordi indkomsten ikke er oplyst.",
    "Vil gerne have hjælp til budget. Ny tid aftalt.",
    "Partneren er flyttet, og huslejen blev betalt fra hans konto.",
    "",
    "",
    "",
)


class CaseWriter:
    """The rows of one case."""

    def __init__(
        self, to: Casework, story: Story, home: Home, case: int, course: int, chance: random.Random, now: dt.datetime
    ) -> None:
        self.to, self.story, self.home, self.case, self.course = to, story, home, case, course
        self.chance, self.now = chance, now
        self.estate = story.household.estate
        self.municipality = to.town.municipalities[self.estate.municipality].pk
        self.unit = to.town.units["101-SOF" if self.estate.municipality == "101" else "147-SOC"]
        self.association = to.town.associations[self.estate.association].pk
        self.worker = chance.choice(to.town.caseworkers(self.estate.municipality))
        self.officer = to.town.officer(self.estate.association)
        self.opened_at = story.opened_at or now

    def write(self) -> None:
        self._case()
        self._people()
        self._opening()
        self._course()
        self._log()
        self._ending()

    def _case(self) -> None:
        story, household, ended = self.story, self.story.household, self.story.ended
        last = self._last_shared()
        closed_at = dt.datetime.combine(ended.on, dt.time(12, 30), dt.UTC) if ended else None
        opened_on = timezone.localdate(self.opened_at)
        worker = self.worker.pk if story.taken_at else None
        self.to.cases.add(
            self.case, self.to.number(self.estate.municipality, opened_on.year), self.municipality, self.unit.pk,
            worker, story.taken_at, story.taken_at, story.is_restricted or household.is_address_protected,
            self.association, self.to.town.departments[self.estate.code].pk, self.home.tenancy, self.home.lease,
            self.estate.district, f"{household.street}, {self.estate.postcode} {self.estate.city}",
            ", ".join(resident.name for resident in household.residents), household.household_type,
            household.has_children, household.children, household.adults, household.rent, self.opened_at, opened_on,
            opened_on.year, story.opened_by, "", self._first_shared_on(), story.noticed_on,
            None if ended else story.follow_up_on, story.cause, "early", last.amount if last else None,
            last.as_of if last else None, 0, NOTHING_DUE, "", "", closed_at, ended.on if ended else None,
            ended.on.year if ended else None, self.worker.pk if ended else None, ended.housing if ended else "",
            ended.contact if ended else "", ended.arrears if ended else "",
            last.amount if last and ended else None, reached(self._steps) if ended else "", 0, 1,
        )  # fmt: skip

    def _people(self) -> None:
        household = self.story.household
        keys = self.to.people.keys(len(household.residents))
        for position, (key, tenant, resident) in enumerate(
            zip(keys, self.home.tenants, household.residents, strict=True), start=1
        ):
            self.to.people.add(
                key, self.municipality, resident.name, cpr_keys.fingerprint(resident.cpr), cpr_keys.seal(resident.cpr),
                cpr_keys.current_version(), resident.born_on, resident.phone, "", household.interpreter,
                household.is_address_protected, 1,
            )  # fmt: skip
            self.to.links.add(key, tenant, self.municipality, self.opened_at)
            self.to.case_people.add(self.case, key, self.municipality, PersonRole.TENANT, position)

    def _opening(self) -> None:
        """How the municipality came to know, who took it, and what the lists have said since."""
        story = self.story
        last = self._last_shared()
        self._event(
            EventKind.OPENED, self.opened_at, None, opened_by=story.opened_by, cause=story.cause,
            amount=last.amount if last else None,
        )  # fmt: skip
        if story.noticed_on:
            court_number = f"FS {self.chance.randint(10, 99)}-{self.chance.randint(1000, 9999)}/{story.noticed_on.year}"
            amount = story.warned[-1].amount if story.warned else None
            filed_on = story.noticed_on - dt.timedelta(days=3 if self.case % 9 == 0 else 0)  # some come late
            noticed_at = max(self._at(story.noticed_on), self.opened_at)
            self.to.notices.add(
                NoticeKind.SECTION_92_2, self.association, self.municipality, self.home.tenancy, self.home.lease,
                "arrears", filed_on, story.noticed_on, amount, COURT, court_number, self.officer.pk, noticed_at,
            )  # fmt: skip
            self._event(
                EventKind.NOTICE, noticed_at, self.officer, kind=NoticeKind.SECTION_92_2, filed_on=filed_on,
                amount=amount, court=COURT, court_case_number=court_number,
            )  # fmt: skip
        for warned in story.warned:
            if story.opened_by == "agreement" and warned.as_of > timezone.localdate(self.opened_at):
                self._event(
                    EventKind.REFRESHED, self._at(warned.as_of), self.officer, amount=warned.amount, step=warned.step,
                    as_of=warned.as_of,
                )  # fmt: skip
        if story.taken_at:
            self._event(EventKind.TAKEN, story.taken_at, self.worker)

    def _course(self) -> None:
        story, steps = self.story, self._steps
        standing = stage_after(steps)
        started_on = min([*(step.occurred_on for step in steps), timezone.localdate(self.opened_at)])
        self.to.courses.add(
            self.course, self.case, self.municipality, story.cause, GROUNDS[story.cause], started_on, standing.stage,
            standing.ended_on, standing.result or "", 1,
        )  # fmt: skip
        for step in steps:
            recorded_at = max(self._at(step.occurred_on), self.opened_at)
            self.to.steps.add(
                self.course, self.case, self.municipality, step.kind, step.occurred_on, step.takes_place_at, step.court,
                "", step.hearing_result, step.result, step.source, "", False, recorded_at, self.worker.pk,
            )  # fmt: skip
            self._event(
                EventKind.LEGAL_STEP, recorded_at, self.worker, step.occurred_on, course=self.course, cause=story.cause,
                kind=step.kind, source=step.source, court=step.court, hearing_result=step.hearing_result,
                result=step.result,
                takes_place_at=step.takes_place_at.isoformat() if step.takes_place_at else None,
            )  # fmt: skip

    def _log(self) -> None:
        """The attempts, the help, the background and the follow-up."""
        keys = self.to.attempts.keys(len(self.story.tries)) if self.story.tries else []
        for key, tried in zip(keys, self.story.tries, strict=True):
            note = self.chance.choice(NOTES) if tried.is_reached else ""
            self.to.attempts.add(
                key, self.case, self.municipality, tried.at, tried.mode, tried.part, tried.is_reached, tried.reason,
                False, False, note, tried.at, self.worker.pk,
            )  # fmt: skip
            self._event(
                EventKind.CONTACT, tried.at, self.worker, attempt=key, mode=tried.mode, part_of_day=tried.part,
                is_reached=tried.is_reached, not_reached_reason=tried.reason, has_appointment=False,
                wants_no_contact=False, note=note,
            )  # fmt: skip
        helped_keys = self.to.interventions.keys(len(self.story.help)) if self.story.help else []
        for key, helped in zip(helped_keys, self.story.help, strict=True):
            programme = self.chance.choice([*self.to.town.programmes, None, None, None, None])
            programme = programme if self.estate.municipality == "101" else None
            self.to.interventions.add(
                key, self.case, self.municipality, helped.kind, programme.pk if programme else None, self.unit.pk,
                helped.on, None, helped.amount, helped.result, "", self._at(helped.on), self.worker.pk, 1,
            )  # fmt: skip
            self._event(
                EventKind.INTERVENTION, self._at(helped.on), self.worker, intervention=key, kind=helped.kind,
                programme=programme.name if programme else None, responsible=self.unit.name, starts_on=helped.on,
                amount=helped.amount, result=helped.result,
            )  # fmt: skip
        for code in self.story.backgrounds:
            self.to.backgrounds.add(self.case, self.municipality, code)

    def _ending(self) -> None:
        story, household = self.story, self.story.household
        if story.evicted_on:
            at = self._at(story.evicted_on)
            self.to.evictions.add(
                self.municipality, self.association, self.to.town.departments[self.estate.code].pk, self.home.tenancy,
                self.case, self.course, story.evicted_on, story.evicted_on.year, story.cause, [], self.estate.district,
                household.household_type, household.has_children, household.children, household.adults,
                StepSource.COURT, at, self.worker.pk,
            )  # fmt: skip
            self._event(
                EventKind.EVICTION, at, self.worker, story.evicted_on, course=self.course, cause=story.cause,
                further_causes=[], source=StepSource.COURT,
            )  # fmt: skip
        if story.ended:
            closed_at = dt.datetime.combine(story.ended.on, dt.time(12, 30), dt.UTC)
            self._event(
                EventKind.CLOSED, closed_at, self.worker, housing_outcome=story.ended.housing,
                contact_outcome=story.ended.contact, arrears_outcome=story.ended.arrears,
            )  # fmt: skip

    @functools.cached_property
    def _steps(self) -> list[LegalStep]:
        """The steps as records that are not saved, for the rules that read them."""
        return [
            LegalStep(
                pk=number,
                kind=step.kind,
                occurred_on=step.on,
                takes_place_at=_court_hour(step.takes_place_on) if step.takes_place_on else None,
                court=COURT if step.source == StepSource.COURT else "",
                hearing_result=step.hearing_result,
                result=step.result,
                source=step.source,
            )
            for number, step in enumerate(self.story.steps, start=1)
        ]

    def _first_shared_on(self) -> dt.date | None:
        shared = [warned.as_of for warned in self.story.warned if warned.step != Step.EARLY]
        return shared[0] if shared and self.story.opened_by == "agreement" else None

    def _last_shared(self) -> Any:
        """The newest warning the municipality may see; None where there is none."""
        shared = [warned for warned in self.story.warned if warned.step != Step.EARLY]
        return shared[-1] if shared and self.story.opened_by in {"agreement", "s92_2"} else None

    def _at(self, day: dt.date) -> dt.datetime:
        """A moment of that day, not after now."""
        moment = dt.datetime.combine(day, dt.time(self.chance.randint(8, 13), self.chance.randint(0, 59)), dt.UTC)
        return min(moment, self.now)

    def _event(
        self, event: EventKind, at: dt.datetime, user: User | None, on: dt.date | None = None, /, **detail: Any
    ) -> None:
        user = user or self.officer
        organisation = self.unit.name if user == self.worker else self.estate.association
        self.to.events.add(
            self.case, self.municipality, event, on or timezone.localdate(at), at, user.pk, user.name, organisation,
            facts(detail),
        )  # fmt: skip


def _court_hour(day: dt.date) -> dt.datetime:
    """Ten o'clock in Copenhagen."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(10)))
