"""Who is part of a case's home, who acts for them, what to mind at their door, and whether the counts agree."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts import wording
from accounts.scope import Scope
from housing.enums import ChildrenKnown

from ..enums import PersonRole
from ..household import Counts, counted
from ..models import Case, CasePerson, Representative, SafetyNote

_ROLES = list(PersonRole.values)


@dataclasses.dataclass(frozen=True, slots=True)
class Resident:
    """Somebody's part in the home, with what is said of it."""

    entry: CasePerson
    words: str
    needs_help: bool


@dataclasses.dataclass(frozen=True, slots=True)
class Home:
    """The people of a case: those there now and those who moved out; notes on safety, the case's own first."""

    now: list[Resident]
    ended: list[Resident]
    representatives: list[Representative]
    safety_notes: list[SafetyNote]
    today: dt.date
    listed: str
    recorded: str

    @property
    def differs(self) -> bool:
        """Whether the people written down are others in number than the case says."""
        return bool(self.listed) and self.listed != self.recorded

    @property
    def is_safety_due(self) -> bool:
        return any(note.is_due(self.today) for note in self.safety_notes)


@dataclasses.dataclass(frozen=True, slots=True)
class Identity:
    """Whose case it is, as every page about it shows on top."""

    children: str
    people: list[CasePerson]
    home: Home


def identity_of(case: Case, scope: Scope, *, today: dt.date) -> Identity:
    """Whose case it is, in three questions to the database."""
    everybody = people_of(case)
    home = home_of(case, everybody, scope, today=today)
    children = children_words(case.has_children, case.children)
    return Identity(children, [entry for entry in everybody if entry.ended_on is None], home)


def children_words(has_children: str, children: int | None) -> str:
    """How many children live there: "2 children", or just "children" when the number is unknown."""
    if has_children != ChildrenKnown.YES:
        return ""
    if not children:
        return _("children")
    return ngettext("%(count)d child", "%(count)d children", children) % {"count": children}


def people_of(case: Case) -> list[CasePerson]:
    """Everybody who is or was part of a case's home: tenants first, then the household, then others."""
    entries = case.case_people.select_related("person").order_by("position", "pk")
    return sorted(entries, key=lambda entry: _ROLES.index(entry.role))


def home_of(case: Case, entries: Sequence[CasePerson], scope: Scope, *, today: dt.date) -> Home:
    """The home of a case that may be opened; `entries` come from `people_of`. Two questions to the database."""
    counts = counted(entries, today)
    return Home(
        now=[_resident(entry, today) for entry in entries if entry.ended_on is None],
        ended=[_resident(entry, today) for entry in entries if entry.ended_on is not None],
        representatives=_representatives(entries, scope, today),
        safety_notes=_safety_notes(case, entries, scope),
        today=today,
        listed=_counted_words(counts) if counts else "",
        recorded=_counted_words(Counts(case.adults, case.has_children, case.children)),
    )


def _resident(entry: CasePerson, today: dt.date) -> Resident:
    age = entry.age_at(today)
    said = [
        entry.get_role_display() if entry.role != PersonRole.TENANT else "",
        entry.get_relation_display().lower() if entry.relation else "",
        ngettext("%(count)d year", "%(count)d years", age) % {"count": age} if age is not None else "",
        _("under 18") if age is None and entry.is_child else "",
        _("lives elsewhere") if entry.lives_elsewhere else "",
        _("until %(day)s") % {"day": wording.day(entry.ended_on)} if entry.ended_on else "",
    ]
    return Resident(entry, ", ".join(part for part in said if part), entry.needs_help is True)


def _counted_words(counts: Counts) -> str:
    """Adults and children in words: "2 adults, 3 children under 18"."""
    adults = _("adults unknown")
    if counts.adults is not None:
        adults = ngettext("%(count)d adult", "%(count)d adults", counts.adults) % {"count": counts.adults}
    number = counts.children or 0
    children = ngettext("%(count)d child under 18", "%(count)d children under 18", number) % {"count": number}
    if counts.has_children == ChildrenKnown.UNKNOWN:
        children = _("children unknown")
    elif counts.has_children == ChildrenKnown.YES and not number:
        children = _("children, number unknown")
    return f"{adults}, {children}"


def _representatives(entries: Sequence[CasePerson], scope: Scope, today: dt.date) -> list[Representative]:
    """Who may act for those of the home now, as far as it was told on cases one may open."""
    people = [entry.person_id for entry in entries]
    if not people:
        return []
    found = Representative.objects.visible_to(scope).current(today).filter(person__in=people)
    return list(found.select_related("person").order_by("starts_on", "pk"))


def _safety_notes(case: Case, entries: Sequence[CasePerson], scope: Scope) -> list[SafetyNote]:
    """What stands to mind: of this case, and of other cases of the same people that one may open."""
    people = [entry.person_id for entry in entries if entry.ended_on is None]
    about = Q(case=case)
    if people:
        about |= Q(case__in=CasePerson.objects.filter(person__in=people, ended_on__isnull=True).values("case"))
    notes = SafetyNote.objects.visible_to(scope).filter(about)
    last = notes.newest().select_related("recorded_by", "case")
    return sorted((note for note in last if not note.is_ended), key=lambda note: note.case_id != case.pk)
