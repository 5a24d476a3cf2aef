"""Times offered to a household by a link, and the appointment that comes of it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import TruncDate
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Municipality, User

from ..enums_appointments import AppointmentMode, AppointmentState, OfferMode, PageLanguage
from .cases import Case

if TYPE_CHECKING:
    from accounts.scope import Scope


class OfferQuerySet(models.QuerySet["AppointmentOffer"]):
    def visible_to(self, scope: Scope) -> OfferQuerySet:
        """Those of the cases one may open."""
        return self.filter(case__in=Case.objects.visible_to(scope))

    def standing(self) -> OfferQuerySet:
        """Those nobody revoked."""
        return self.filter(revoked_at__isnull=True)

    def open_to_tenant(self, now: dt.datetime) -> OfferQuerySet:
        """Links that still answer: with a time to choose, or with the time that was chosen until its day is over."""
        chosen = Appointment.objects.filter(offer=OuterRef("pk"))
        ahead = chosen.planned().on_or_after(timezone.localdate(now))
        may_choose = Q(valid_until__gte=timezone.localdate(now)) & Exists(
            AppointmentSlot.objects.filter(offer=OuterRef("pk")).free(now)
        )
        on_case = self.standing().filter(case__closed_at__isnull=True)
        return on_case.filter(Q(Exists(ahead)) | (~Exists(chosen) & may_choose))


class AppointmentOffer(models.Model):
    """Several times for a call or a visit, offered by a secret link. Of the secret only a hash is kept.

    `host` is who calls or visits. One choice comes of it; it ends when it is revoked, used or out of date.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="offers")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    host = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who calls or visits"))
    mode = models.CharField(_("call or visit"), max_length=10, choices=OfferMode)
    language = models.CharField(_("language of the page"), max_length=5, choices=PageLanguage)
    valid_until = models.DateField(_("valid until"))
    token_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = OfferQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="casework_offer_revoked_pair",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} until {self.valid_until}"


class SlotQuerySet(models.QuerySet["AppointmentSlot"]):
    def free(self, now: dt.datetime) -> SlotQuerySet:
        """Those still to come at which the one who calls or visits has nothing else."""
        taken = Appointment.objects.planned().filter(host=OuterRef("offer__host"), starts_at=OuterRef("starts_at"))
        return self.filter(~Exists(taken), starts_at__gt=now)


class AppointmentSlot(models.Model):
    """One of the times of an offer."""

    offer = models.ForeignKey(AppointmentOffer, models.CASCADE, related_name="slots", db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField(_("when"))

    objects = SlotQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "starts_at"], name="casework_slot_once")]

    def __str__(self) -> str:
        return f"{self.starts_at}"


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def visible_to(self, scope: Scope) -> AppointmentQuerySet:
        """Those of the cases one may open."""
        return self.filter(case__in=Case.objects.visible_to(scope))

    def planned(self) -> AppointmentQuerySet:
        """Those nobody has said anything of since they were agreed."""
        return self.filter(state=AppointmentState.PLANNED)

    def on_or_after(self, day: dt.date) -> AppointmentQuerySet:
        return self.annotate(day=TruncDate("starts_at")).filter(day__gte=day)


class Appointment(models.Model):
    """A talk agreed with a household (aftale): chosen by the tenant on the page of a link, or agreed with them.

    `chosen_at` is when the tenant last chose it; without one a caseworker wrote it down.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="appointments")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    offer = models.OneToOneField(
        AppointmentOffer, models.PROTECT, related_name="appointment", null=True, blank=True, verbose_name=_("link")
    )
    host = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("who calls or visits"))
    mode = models.CharField(_("call or visit"), max_length=10, choices=AppointmentMode)
    starts_at = models.DateTimeField(_("when"))
    chosen_at = models.DateTimeField(_("chosen by the tenant"), null=True, blank=True)
    state = models.CharField(
        _("what came of it"), max_length=20, choices=AppointmentState, default=AppointmentState.PLANNED
    )
    ended_at = models.DateTimeField(_("said"), null=True, blank=True)
    ended_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["host", "starts_at"],
                condition=Q(state=AppointmentState.PLANNED),
                name="casework_appointment_host_once",
                violation_error_message=_("The one who calls or visits already has an appointment at that time."),
            ),
            models.CheckConstraint(
                condition=Q(state=AppointmentState.PLANNED, ended_at__isnull=True, ended_by__isnull=True)
                | (~Q(state=AppointmentState.PLANNED) & Q(ended_at__isnull=False, ended_by__isnull=False)),
                name="casework_appointment_ended_pair",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=False)
                | Q(offer__isnull=False, chosen_at__isnull=False, chosen_at__gte=F("recorded_at")),
                name="casework_appointment_made_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mode} {self.starts_at}"

    @property
    def is_planned(self) -> bool:
        return self.state == AppointmentState.PLANNED
