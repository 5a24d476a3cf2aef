"""What a tenant agreed may be shared, with whom and for how long."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Municipality, User
from housing.models import HousingAssociation, Tenant

from ..enums_sharing import ConsentForm
from .adviser import AdviserCover
from .cases import Case
from .ending import is_over
from .files import StoredFile
from .people import Person

if TYPE_CHECKING:
    from collections.abc import Collection

    from accounts.scope import Scope


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, scope: Scope) -> ConsentQuerySet:
        """The municipality's with their case; an adviser's own, and those of a colleague by named cover."""
        if scope.role == Role.TENANT_ADVISER:
            covered = AdviserCover.objects.filter(
                pk__in=scope.cover_ids, covered=OuterRef("recorded_by"), association=OuterRef("association")
            )
            return self.filter(
                Q(recorded_by_id=scope.user_id) | Exists(covered), association_id__in=scope.association_ids
            )
        return self.filter(municipality__isnull=False, case__in=Case.objects.visible_to(scope))

    def standing(self, on: dt.date) -> ConsentQuerySet:
        """Those in force on a day; a withdrawn one never is again."""
        return self.filter(withdrawn_at__isnull=True, starts_on__lte=on, ends_on__gte=on)

    def over(self, on: dt.date) -> ConsentQuerySet:
        """Those that no longer hold on a day: withdrawn, or past their last day."""
        return self.filter(is_over(on))

    def with_organisation(self, organisation_id: int) -> ConsentQuerySet:
        """Those that name an organisation."""
        return self.filter(organisations__contains=[organisation_id])

    def covering(self, topics: Collection[str]) -> ConsentQuerySet:
        """Those that cover every one of some topics."""
        return self.filter(topics__contains=list(topics))


class Consent(StoredFile):
    """One person's own consent (samtykke), held by the municipality on a case or by an association's adviser.

    `organisations` are the keys of those it may be shared with. It is never changed: a withdrawn one stays as
    it was, and a new one is a row of its own.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", null=True, blank=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="consents", null=True, blank=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="consents", null=True, blank=True)
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+", null=True, blank=True)
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="consents", null=True, blank=True)
    topics = ArrayField(models.CharField(max_length=40), verbose_name=_("topics"))
    organisations = ArrayField(models.BigIntegerField(), verbose_name=_("may be shared with"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    form = models.CharField(_("how it was given"), max_length=10, choices=ConsentForm)
    witness = models.CharField(_("witness"), max_length=150, blank=True)
    reference = models.CharField(_("where it can be found"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(municipality__isnull=False, case__isnull=False, person__isnull=False)
                & Q(association__isnull=True, tenant__isnull=True)
                | Q(association__isnull=False, tenant__isnull=False)
                & Q(municipality__isnull=True, case__isnull=True, person__isnull=True),
                name="casework_consent_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(topics__len__gte=1, organisations__len__gte=1),
                name="casework_consent_what_and_whom",
                violation_error_message=_("Choose at least one topic and one organisation."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="casework_consent_period",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(form=ConsentForm.PAPER, file__gt="")
                | Q(form=ConsentForm.ORAL, witness__gt="")
                | Q(form=ConsentForm.DIGITAL, reference__gt=""),
                name="casework_consent_proof",
                violation_error_message=_(
                    "Attach the signed paper, name the witness, or say where the digital consent can be found."
                ),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="casework_consent_withdrawn_pair",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="casework_consent_case", condition=Q(case__isnull=False)),
            models.Index(fields=["tenant", "id"], name="casework_consent_tenant", condition=Q(tenant__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id or self.tenant_id} {self.starts_on}-{self.ends_on}"

    def stands_on(self, day: dt.date) -> bool:
        """Whether it is in force on a day; says the same as `standing`, of one at hand."""
        return self.starts_on <= day and not self.is_over_on(day)

    def is_over_on(self, day: dt.date) -> bool:
        """Whether it no longer holds on a day; says the same as `is_over`, of one at hand."""
        return self.withdrawn_at is not None or day > self.ends_on
