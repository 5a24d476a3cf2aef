"""The tenant adviser's own log, in the association's space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from housing.models import HousingAssociation, Tenant

if TYPE_CHECKING:
    from accounts.scope import Scope


class AdviserContactQuerySet(models.QuerySet["AdviserContact"]):
    def visible_to(self, scope: Scope) -> AdviserContactQuerySet:
        """One's own, in the associations one acts for; nobody else's."""
        if scope.role != Role.TENANT_ADVISER:
            return self.none()
        return self.filter(adviser_id=scope.user_id, association_id__in=scope.association_ids)


class AdviserContact(models.Model):
    """A tenant adviser's conversation (rådgiverkontakt); it names nobody, a tie to a resident is a row of its own."""

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="adviser_contacts")
    adviser = models.ForeignKey(User, models.PROTECT, related_name="adviser_contacts")
    occurred_on = models.DateField(_("date"))
    year = models.PositiveSmallIntegerField(_("year"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    topics = ArrayField(models.CharField(max_length=40), verbose_name=_("topics"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    done = models.TextField(_("what was done"), blank=True)
    referred_to = models.CharField(_("referred to"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    version = models.PositiveIntegerField(default=1)

    objects = AdviserContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(topics__len__gte=1),
                name="casework_adviser_contact_topic",
                violation_error_message=_("Choose at least one topic."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=1440),
                name="casework_adviser_contact_minutes",
                violation_error_message=_("Minutes are between 1 and 1440."),
            ),
        ]
        indexes = [models.Index(fields=["adviser", "-occurred_on", "-id"], name="casework_adviser_contact_own")]

    def __str__(self) -> str:
        return f"{self.occurred_on} {self.topics}"


class AdviserContactTie(models.Model):
    """A contact tied to a resident, with that resident's consent; it can be taken back."""

    contact = models.ForeignKey(AdviserContact, models.PROTECT, related_name="ties")
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+")
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="adviser_ties")
    consent_given_on = models.DateField(_("consent given on"))
    tied_at = models.DateTimeField(_("tied"))
    untied_at = models.DateTimeField(_("untied"), null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "tenant"],
                condition=Q(untied_at__isnull=True),
                name="casework_adviser_tie_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contact_id} with {self.tenant_id}"
