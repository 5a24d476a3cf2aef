"""The municipality's cases and who may open them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Municipality, Unit, User
from housing.enums import ChildrenKnown, District
from housing.models import Department, HousingAssociation, Lease, Tenancy

from ..enums import Cause, OpenedBy, ParticipantKind, Stage
from ..outcomes import AVERTING, STAYS
from .campaigns import Campaign

if TYPE_CHECKING:
    from accounts.scope import Scope

#: The triage key of a case for which nothing is due.
NOTHING_DUE = dt.date(9999, 12, 31)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, scope: Scope) -> CaseQuerySet:
        """The only door to cases (design §3).

        Caseworkers and team leaders: their unit's, those assigned to them and those opened to them;
        employment caseworkers: those they are invited to. A restricted case opens to named people alone.
        """
        own = self.filter(municipality_id=scope.municipality_id)
        named = own.filter(Q(is_restricted=False) | Q(pk__in=scope.cleared_case_ids))
        if scope.does_casework:
            return named.filter(
                Q(unit_id=scope.unit_id)
                | Q(assigned_to_id=scope.user_id)
                | Q(pk__in=scope.invited_case_ids)
                | Q(pk__in=scope.cleared_case_ids)
            )
        if scope.role == Role.EMPLOYMENT_CASEWORKER:
            return named.filter(Q(pk__in=scope.invited_case_ids) | Q(pk__in=scope.cleared_case_ids))
        return self.none()

    def open(self) -> CaseQuerySet:
        return self.filter(closed_at__isnull=True)

    def assigned_to(self, user_id: int) -> CaseQuerySet:
        return self.filter(assigned_to_id=user_id)

    def of_unit(self, unit_id: int) -> CaseQuerySet:
        return self.filter(unit_id=unit_id)

    def unassigned(self) -> CaseQuerySet:
        return self.filter(assigned_to__isnull=True)

    def by_urgency(self) -> CaseQuerySet:
        """The order of the worklist: what is due first comes first."""
        return self.order_by("triage_key", "pk")

    def closed_to(self, scope: Scope) -> CaseQuerySet:
        """The restricted cases of a team leader's unit they are not named on, to let people in by number."""
        if scope.role != Role.TEAM_LEADER:
            return self.none()
        return self.filter(unit_id=scope.unit_id, is_restricted=True).exclude(pk__in=scope.cleared_case_ids)

    def averted(self) -> CaseQuerySet:
        """Closed with the household still living there, and no course cost the home (`outcomes.is_averted`)."""
        return self.filter(_is_averted())

    def with_averted(self) -> CaseQuerySet:
        """Each with `is_averted`, for counting by groups."""
        return self.annotate(is_averted=ExpressionWrapper(_is_averted(), output_field=models.BooleanField()))


def _is_averted() -> Q:
    """The rule of `outcomes.is_averted` in the database."""
    from .courses import LegalCourse  # courses are built on cases

    costly = LegalCourse.objects.filter(case=OuterRef("pk")).exclude(result__in=AVERTING)
    return Q(~Exists(costly), closed_at__isnull=False, housing_outcome=STAYS)


class Case(models.Model):
    """The municipality's work for one household in one tenancy (sag).

    Association, department, district, address and household are those of the day it was opened.
    Columns marked "derived" are written by `casework.derived` alone.
    """

    number = models.CharField(_("case number"), max_length=12)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="cases")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="cases")
    assigned_to = models.ForeignKey(User, models.PROTECT, related_name="cases", null=True, blank=True)
    assigned_at = models.DateTimeField(_("assigned"), null=True, blank=True)
    taken_up_at = models.DateTimeField(_("first assigned"), null=True, blank=True)
    is_restricted = models.BooleanField(_("restricted"), default=False)

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, related_name="+")
    tenancy = models.ForeignKey(Tenancy, models.PROTECT, related_name="cases")
    lease = models.ForeignKey(Lease, models.PROTECT, related_name="cases")
    district = models.CharField(_("district"), max_length=2, choices=District, blank=True)
    address = models.CharField(_("address"), max_length=300)
    names = models.CharField(_("names"), max_length=400)
    household_type = models.CharField(_("household"), max_length=40, default="unknown")
    has_children = models.CharField(
        _("children under 18"), max_length=7, choices=ChildrenKnown, default=ChildrenKnown.UNKNOWN
    )
    children = models.PositiveSmallIntegerField(_("number of children"), null=True, blank=True)
    adults = models.PositiveSmallIntegerField(_("number of adults"), null=True, blank=True)
    monthly_rent = models.DecimalField(_("monthly rent"), max_digits=12, decimal_places=2, null=True, blank=True)

    opened_at = models.DateTimeField(_("opened"))
    opened_on = models.DateField(_("opened on"))
    opened_year = models.PositiveSmallIntegerField(_("year opened"))
    opened_by = models.CharField(_("opened because of"), max_length=20, choices=OpenedBy)
    opening_reason = models.CharField(_("reason"), max_length=300, blank=True)
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="cases", null=True, blank=True)
    first_warned_on = models.DateField(_("first shared arrears"), null=True, blank=True)
    first_noticed_on = models.DateField(_("notice received"), null=True, blank=True)
    follow_up_on = models.DateField(_("follow up on"), null=True, blank=True)

    cause = models.CharField(_("cause"), max_length=20, choices=Cause)  # derived
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, default=Stage.EARLY)  # derived
    amount = models.DecimalField(_("amount owed"), max_digits=12, decimal_places=2, null=True, blank=True)
    amount_as_of = models.DateField(_("amount as of"), null=True, blank=True)
    next_court_at = models.DateTimeField(_("next court date"), null=True, blank=True)  # derived
    first_contact_at = models.DateTimeField(_("first attempt"), null=True, blank=True)  # derived
    last_contact_at = models.DateTimeField(_("last attempt"), null=True, blank=True)  # derived
    first_reached_at = models.DateTimeField(_("first reached"), null=True, blank=True)  # derived
    contact_count = models.PositiveSmallIntegerField(_("attempts"), default=0)  # derived
    attended_at = models.DateTimeField(_("last attended to"), null=True, blank=True)  # derived
    triage_key = models.DateField(_("order"), default=NOTHING_DUE)  # derived
    triage_rule = models.CharField(_("rule"), max_length=40, blank=True)  # derived
    triage_due_on = models.DateField(_("due"), null=True, blank=True)  # derived
    search_doc = models.TextField(_("search text"), blank=True)  # derived

    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    closed_year = models.PositiveSmallIntegerField(_("year closed"), null=True, blank=True)
    closed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    housing_outcome = models.CharField(_("where the household lives now"), max_length=40, blank=True)
    contact_outcome = models.CharField(_("how contact went"), max_length=40, blank=True)
    arrears_outcome = models.CharField(_("what became of the arrears"), max_length=40, blank=True)
    amount_at_closing = models.DecimalField(
        _("amount at closing"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    step_at_closing = models.CharField(_("stage at closing"), max_length=20, blank=True)
    reopened_count = models.PositiveSmallIntegerField(_("times reopened"), default=0)
    version = models.PositiveIntegerField(default=1)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["lease"],
                condition=Q(closed_at__isnull=True),
                name="casework_case_one_open_per_lease",
                violation_error_message=_("This household already has an open case."),
            ),
            models.UniqueConstraint(fields=["municipality", "number"], name="casework_case_number_once"),
            models.CheckConstraint(
                condition=Q(
                    closed_at__isnull=True, closed_on__isnull=True, closed_year__isnull=True, closed_by__isnull=True
                )
                | Q(
                    closed_at__isnull=False,
                    closed_on__isnull=False,
                    closed_year__isnull=False,
                    closed_by__isnull=False,
                    housing_outcome__gt="",
                    contact_outcome__gt="",
                    arrears_outcome__gt="",
                ),
                name="casework_case_closed_whole",
                violation_error_message=_("A closed case has its day and its outcomes."),
            ),
            models.CheckConstraint(
                condition=Q(assigned_to__isnull=True, assigned_at__isnull=True)
                | Q(assigned_to__isnull=False, assigned_at__isnull=False),
                name="casework_case_assigned_pair",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="casework_case_closed_after_opened",
                violation_error_message=_("A case cannot be closed before it was opened."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "triage_key", "id"],
                name="casework_case_municipality",
                condition=Q(closed_at__isnull=True),
            ),
            models.Index(
                fields=["unit", "triage_key", "id"], name="casework_case_unit", condition=Q(closed_at__isnull=True)
            ),
            models.Index(
                fields=["assigned_to", "triage_key", "id"],
                name="casework_case_assigned",
                condition=Q(closed_at__isnull=True, assigned_to__isnull=False),
            ),
            models.Index(
                fields=["unit", "triage_key", "id"],
                name="casework_case_unassigned",
                condition=Q(closed_at__isnull=True, assigned_to__isnull=True),
            ),
            models.Index(
                fields=["unit", "assigned_to"],
                name="casework_case_load",
                condition=Q(closed_at__isnull=True),
                include=["triage_due_on", "contact_count", "attended_at", "is_restricted"],
            ),
            models.Index(fields=["lease", "-closed_at"], name="casework_case_lease_history"),
            models.Index(fields=["municipality", "opened_year"], name="casework_case_opened_year"),
            models.Index(fields=["municipality", "closed_year"], name="casework_case_closed_year"),
            GinIndex(
                fields=["search_doc"],
                name="casework_case_search_open",
                opclasses=["gin_trgm_ops"],
                condition=Q(closed_at__isnull=True),
            ),
            GinIndex(fields=["search_doc"], name="casework_case_search", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.number


class CaseNumberSeries(models.Model):
    """The last case number given in a municipality and year; numbers are drawn under its lock."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"))
    last_number = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["municipality", "year"], name="casework_series_once")]

    def __str__(self) -> str:
        return f"{self.year}-{self.last_number:05d}"


class CaseParticipantQuerySet(models.QuerySet["CaseParticipant"]):
    def current(self, now: dt.datetime) -> CaseParticipantQuerySet:
        return self.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now))


class CaseParticipant(models.Model):
    """A person for whom a case was opened: invited, named on a restricted one, or with a stated purpose."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="participants")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    user = models.ForeignKey(User, models.PROTECT, related_name="case_participations")
    kind = models.CharField(_("why"), max_length=10, choices=ParticipantKind)
    reason = models.CharField(_("reason"), max_length=300)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    given_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = CaseParticipantQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "ends_at"], name="casework_participant_user")]

    def __str__(self) -> str:
        return f"{self.user_id} on {self.case_id} ({self.kind})"


class CaseBackground(models.Model):
    """One reason why it came to this; a case may have several."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="backgrounds")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    code = models.CharField(_("background"), max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "code"], name="casework_background_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"
