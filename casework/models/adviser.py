"""The tenant adviser's own log, in the association's space."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import User
from housing.models import HousingAssociation, Tenant

from .ending import is_over
from .programmes import Programme

if TYPE_CHECKING:
    from accounts.scope import Scope


class AdviserContactQuerySet(models.QuerySet["AdviserContact"]):
    def visible_to(self, scope: Scope) -> AdviserContactQuerySet:
        """One's own, in the associations one acts for; a colleague's while one is named to cover for them."""
        if scope.role != Role.TENANT_ADVISER:
            return self.none()
        covered = AdviserCover.objects.filter(
            pk__in=scope.cover_ids, covered=OuterRef("adviser"), association=OuterRef("association")
        )
        return self.filter(Q(adviser_id=scope.user_id) | Exists(covered), association_id__in=scope.association_ids)

    def to_follow_up(self) -> AdviserContactQuerySet:
        """Those somebody is to be followed up on, and was not yet."""
        return self.filter(follow_up_on__isnull=False, followed_up_on__isnull=True)


class AdviserContact(models.Model):
    """A tenant adviser's conversation (rådgiverkontakt); it names nobody, a tie to a resident is a row of its own.

    `device_key` is made by the phone that sent it, so that what is sent twice is logged once.
    """

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="adviser_contacts")
    adviser = models.ForeignKey(User, models.PROTECT, related_name="adviser_contacts")
    occurred_on = models.DateField(_("date"))
    year = models.PositiveSmallIntegerField(_("year"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    topics = ArrayField(models.CharField(max_length=40), verbose_name=_("topics"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    done = models.TextField(_("what was done"), blank=True)
    referred_to = models.CharField(_("referred to"), max_length=200, blank=True)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="adviser_contacts", null=True, blank=True)
    follow_up_on = models.DateField(_("follow up on"), null=True, blank=True)
    followed_up_on = models.DateField(_("followed up"), null=True, blank=True)
    device_key = models.UUIDField(_("key from the phone"), null=True, blank=True)
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
            models.CheckConstraint(
                condition=Q(followed_up_on__isnull=True) | Q(follow_up_on__isnull=False),
                name="casework_adviser_contact_followed_up",
            ),
            models.UniqueConstraint(fields=["adviser", "device_key"], name="casework_adviser_contact_sent_once"),
        ]
        indexes = [
            models.Index(fields=["adviser", "-occurred_on", "-id"], name="casework_adviser_contact_own"),
            models.Index(
                fields=["adviser", "follow_up_on", "id"],
                name="casework_adviser_follow_up",
                condition=Q(follow_up_on__isnull=False, followed_up_on__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.occurred_on} {self.topics}"


class TieQuerySet(models.QuerySet["AdviserContactTie"]):
    def standing(self, on: dt.date) -> TieQuerySet:
        """Those that were not taken back, and whose recorded consent holds on a day."""
        return self.filter(untied_at__isnull=True).exclude(is_over(on, of="consent__"))


class AdviserContactTie(models.Model):
    """A contact tied to a resident, with that resident's consent; it can be taken back.

    Where the consent is recorded the contact is anonymous again once it no longer holds.
    """

    contact = models.ForeignKey(AdviserContact, models.PROTECT, related_name="ties")
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+")
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="adviser_ties")
    consent_given_on = models.DateField(_("consent given on"))
    consent = models.ForeignKey("Consent", models.PROTECT, related_name="ties", null=True, blank=True)
    tied_at = models.DateTimeField(_("tied"))
    untied_at = models.DateTimeField(_("untied"), null=True, blank=True)

    objects = TieQuerySet.as_manager()

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


class AdviserCoverQuerySet(models.QuerySet["AdviserCover"]):
    def visible_to(self, scope: Scope) -> AdviserCoverQuerySet:
        """Officers those of their associations; advisers those they are part of."""
        own = self.filter(association_id__in=scope.association_ids)
        if scope.role == Role.ASSOCIATION_OFFICER:
            return own
        if scope.role == Role.TENANT_ADVISER:
            return own.filter(Q(covered_id=scope.user_id) | Q(cover_id=scope.user_id))
        return self.none()

    def current(self, today: dt.date) -> AdviserCoverQuerySet:
        """Those in force on a day; each ends by itself."""
        return self.filter(ended_at__isnull=True, starts_on__lte=today, ends_on__gte=today)


class AdviserCover(models.Model):
    """An adviser named to cover for a colleague from one day to another; it opens the colleague's log to them."""

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="adviser_covers")
    covered = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who is away"))
    cover = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who covers"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=200)
    granted_at = models.DateTimeField(_("granted"))
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(_("ended early"), null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    objects = AdviserCoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(covered=F("cover")),
                name="casework_cover_somebody_else",
                violation_error_message=_("Nobody covers for themselves."),
            ),
            models.CheckConstraint(
                condition=~Q(cover=F("granted_by")),
                name="casework_cover_not_own",
                violation_error_message=_("Nobody names themselves."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="casework_cover_period",
                violation_error_message=_("The last day is before the first."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="casework_cover_ended_pair",
            ),
        ]
        indexes = [models.Index(fields=["cover", "ends_on"], name="casework_cover_of")]

    def __str__(self) -> str:
        return f"{self.cover_id} for {self.covered_id} {self.starts_on}-{self.ends_on}"


class AdviserErasureQuerySet(models.QuerySet["AdviserErasure"]):
    def visible_to(self, scope: Scope) -> AdviserErasureQuerySet:
        """One's own."""
        if scope.role != Role.TENANT_ADVISER:
            return self.none()
        return self.filter(adviser_id=scope.user_id, association_id__in=scope.association_ids)


class AdviserErasure(models.Model):
    """That a contact logged by mistake was erased, and why; nothing of what it held. Never changed."""

    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+")
    adviser = models.ForeignKey(User, models.PROTECT, related_name="+")
    contact_number = models.BigIntegerField(_("number of the contact"))
    reason = models.CharField(_("reason"), max_length=300)
    erased_at = models.DateTimeField(_("erased"))

    objects = AdviserErasureQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.contact_number} {self.erased_at}"
