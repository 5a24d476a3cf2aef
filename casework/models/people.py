"""The people a municipality helps, and the associations' tenants they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User
from housing.models import Tenant

from ..enums import PersonRole
from .cases import Case

if TYPE_CHECKING:
    from accounts.scope import Scope


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, scope: Scope) -> PersonQuerySet:
        """Those on a case one may open; a person never crosses municipalities."""
        cases = Case.objects.visible_to(scope)
        return self.filter(
            Q(municipality_id=scope.municipality_id), pk__in=CasePerson.objects.filter(case__in=cases).values("person")
        )


class Person(models.Model):
    """A person as one municipality knows them; links to tenants can be taken back."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="people")
    name = models.CharField(_("name"), max_length=200)
    cpr_hash = models.BinaryField(_("CPR hash"), max_length=32, null=True, blank=True)
    cpr_sealed = models.BinaryField(_("CPR ciphertext"), null=True, blank=True)
    cpr_key_version = models.PositiveSmallIntegerField(_("key version"), null=True, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=60, blank=True)
    is_address_protected = models.BooleanField(_("protected address"), default=False)
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "cpr_hash"],
                condition=Q(cpr_hash__isnull=False),
                name="casework_person_cpr_once",
            ),
            models.CheckConstraint(
                condition=Q(cpr_hash__isnull=True, cpr_sealed__isnull=True, cpr_key_version__isnull=True)
                | Q(cpr_hash__isnull=False, cpr_sealed__isnull=False, cpr_key_version__isnull=False),
                name="casework_person_cpr_whole",
            ),
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


class CasePerson(models.Model):
    """A person's part in a case: tenant on the lease, or somebody else who lives there."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="case_people")
    person = models.ForeignKey(Person, models.PROTECT, related_name="case_people")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    role = models.CharField(_("part"), max_length=10, choices=PersonRole, default=PersonRole.TENANT)
    position = models.PositiveSmallIntegerField(_("position"), default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="casework_case_person_once")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.case_id}"
