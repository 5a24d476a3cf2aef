"""The people a municipality helps, the associations' tenants they are, and their part in each case."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from housing.models import Tenant

from ..enums import PersonChangeKind, PersonRole, Relation
from ..names import LETTERS, SIGNS, SPELLED_OUT
from .cases import Case

if TYPE_CHECKING:
    from accounts.scope import Scope

#: From this age one is no child any more; nobody is older than the oldest, beyond lie slips of the keyboard.
ADULT, OLDEST = 18, 120


def _folded(field: str) -> Func:
    """The database's `names.key_of`."""
    folded: Func = Lower(F(field))
    for sign, letters in SPELLED_OUT.items():
        folded = Func(folded, Value(sign), Value(letters), function="replace")
    return Func(folded, Value(SIGNS), Value(LETTERS), function="translate", output_field=models.CharField())


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, scope: Scope) -> PersonQuerySet:
        """Those on a case one may open; a person never crosses municipalities."""
        cases = Case.objects.visible_to(scope)
        return self.filter(
            Q(municipality_id=scope.municipality_id), pk__in=CasePerson.objects.filter(case__in=cases).values("person")
        )

    def standing(self) -> PersonQuerySet:
        """Those not held to be somebody else."""
        return self.filter(merged_into__isnull=True)


class Person(models.Model):
    """A person as one municipality knows them; links to tenants can be taken back.

    `merged_into` is who this person turned out to be: always one who is merged into nobody. Two people may bear
    the same CPR number until somebody says that they are one.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="people")
    name = models.CharField(_("name"), max_length=200)
    name_key = models.GeneratedField(
        expression=_folded("name"), output_field=models.CharField(max_length=400), db_persist=True
    )
    cpr_hash = models.BinaryField(_("CPR hash"), max_length=32, null=True, blank=True)
    cpr_sealed = models.BinaryField(_("CPR ciphertext"), null=True, blank=True)
    cpr_key_version = models.PositiveSmallIntegerField(_("key version"), null=True, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=60, blank=True)
    is_address_protected = models.BooleanField(_("protected address"), default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, related_name="merged_people", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cpr_hash__isnull=True, cpr_sealed__isnull=True, cpr_key_version__isnull=True)
                | Q(cpr_hash__isnull=False, cpr_sealed__isnull=False, cpr_key_version__isnull=False),
                name="casework_person_cpr_whole",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="casework_person_merged_else"
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "cpr_hash"], name="casework_person_cpr", condition=Q(cpr_hash__isnull=False)
            ),
            models.Index(
                fields=["municipality", "birth_date"],
                name="casework_person_born",
                condition=Q(birth_date__isnull=False, merged_into__isnull=True),
            ),
            GinIndex(fields=["name_key"], name="casework_person_name", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.name


class PersonTenant(models.Model):
    """The municipality holds this tenant to be this person; a link that can be taken back."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="tenant_links")
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="person_links")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    linked_at = models.DateTimeField(_("linked"))
    unlinked_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    unlinked_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "municipality"],
                condition=Q(unlinked_at__isnull=True),
                name="casework_person_tenant_once",
            ),
            models.CheckConstraint(
                condition=Q(unlinked_at__isnull=True, unlinked_by__isnull=True)
                | Q(unlinked_at__isnull=False, unlinked_by__isnull=False),
                name="casework_person_tenant_unlinked_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is tenant {self.tenant_id}"


class CasePersonQuerySet(models.QuerySet["CasePerson"]):
    def current(self) -> CasePersonQuerySet:
        """Those who are part of the home now."""
        return self.filter(ended_on__isnull=True)


class CasePerson(models.Model):
    """A person's part in a case: tenant on the lease, of the household, or somebody else who lives there.

    `age` is what was told on the day `age_on`, for those whose date of birth nobody knows. `needs_help` is unknown
    until somebody asked. Whoever moved out is ended, never deleted.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="case_people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="case_people")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    role = models.CharField(_("part"), max_length=10, choices=PersonRole, default=PersonRole.TENANT)
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    relation = models.CharField(_("relation"), max_length=20, choices=Relation, blank=True, default="", db_default="")
    age = models.PositiveSmallIntegerField(_("age"), null=True, blank=True)
    age_on = models.DateField(_("age told on"), null=True, blank=True)
    is_child = models.BooleanField(_("child under 18"), default=False, db_default=False)
    needs_help = models.BooleanField(_("needs help"), null=True, blank=True)
    lives_elsewhere = models.BooleanField(_("lives elsewhere"), default=False, db_default=False)
    ended_on = models.DateField(_("until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, db_default=1)

    objects = CasePersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="casework_case_person_once"),
            models.CheckConstraint(
                condition=Q(age__isnull=True, age_on__isnull=True)
                | Q(age__isnull=False, age_on__isnull=False, age__lte=OLDEST),
                name="casework_case_person_age",
                violation_error_message=_("An age lies between 0 and 120."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.case_id}"

    def is_child_on(self, day: dt.date) -> bool:
        """Whether the person is under 18 on a day, by the date of birth, else by the age told, else as ticked."""
        years = self.age_at(day)
        return self.is_child if years is None else years < ADULT

    def age_at(self, day: dt.date) -> int | None:
        """The age on a day, as far as it is known; of an age told the years since are counted whole."""
        born = self.person.birth_date
        if born is not None:
            return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
        if self.age is None or self.age_on is None:
            return None
        since = day.year - self.age_on.year - ((day.month, day.day) < (self.age_on.month, self.age_on.day))
        return self.age + max(since, 0)


class PersonChange(models.Model):
    """What somebody changed on a person, with what stood there before. Never changed itself.

    `detail` has, by the name of each field, what it `was` and `is`; of a CPR number only that it changed.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="changes")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(_("what"), max_length=20, choices=PersonChangeKind)
    detail: models.JSONField[dict[str, Any], dict[str, Any]] = models.JSONField(_("facts"), default=dict)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="casework_person_change")]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"
