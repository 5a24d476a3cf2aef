"""Case meetings: who meets when about what, the minutes, and what was agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Municipality, User

from .cases import Case

if TYPE_CHECKING:
    from accounts.scope import Scope


class MeetingQuerySet(models.QuerySet["CaseMeeting"]):
    def visible_to(self, scope: Scope) -> MeetingQuerySet:
        """Those of the cases one may open."""
        return self.filter(case__in=Case.objects.visible_to(scope))


class CaseMeeting(models.Model):
    """A meeting about one case (sagsmøde), to come or held."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="meetings")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    starts_at = models.DateTimeField(_("when"))
    place = models.CharField(_("where"), max_length=200)
    agenda = models.TextField(_("agenda"), blank=True)
    called_off_at = models.DateTimeField(_("called off"), null=True, blank=True)
    called_off_reason = models.CharField(_("why called off"), max_length=300, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True, called_off_reason="")
                | Q(called_off_at__isnull=False, called_off_reason__gt=""),
                name="casework_meeting_called_off_pair",
                violation_error_message=_("Give the reason."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.starts_at}"


class MeetingParticipant(models.Model):
    """Somebody who takes part in a meeting: somebody with a role here, or anybody by name."""

    meeting = models.ForeignKey(CaseMeeting, models.CASCADE, related_name="participants")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    name = models.CharField(_("name"), max_length=150)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(name__gt=""), name="casework_meeting_participant_named"),
            models.UniqueConstraint(
                fields=["meeting", "name", "organisation"], name="casework_meeting_participant_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MeetingMinutes(models.Model):
    """The minutes of a meeting. Never changed: a correction is a further version, the last one counts."""

    meeting = models.ForeignKey(CaseMeeting, models.PROTECT, related_name="minutes")
    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("minutes"))
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="casework_minutes_once")]

    def __str__(self) -> str:
        return f"{self.meeting_id} v{self.number}"


class AgreementQuerySet(models.QuerySet["MeetingAgreement"]):
    def visible_to(self, scope: Scope) -> AgreementQuerySet:
        """Those of the cases one may open, and one's own of the municipality that are not on a restricted case."""
        own = Q(owner_id=scope.user_id, municipality_id=scope.municipality_id, case__is_restricted=False)
        if scope.municipality_id is None:
            return self.none()
        return self.filter(Q(case__in=Case.objects.visible_to(scope)) | own)

    def open(self) -> AgreementQuerySet:
        return self.filter(done_at__isnull=True, case__closed_at__isnull=True)


class MeetingAgreement(models.Model):
    """What was agreed at a meeting: a task with an owner and a day (aftale)."""

    meeting = models.ForeignKey(CaseMeeting, models.PROTECT, related_name="agreements")
    case = models.ForeignKey(Case, models.PROTECT, related_name="agreements")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+", db_index=False)
    text = models.CharField(pgettext_lazy("meeting", "what is agreed"), max_length=300)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    owner_name = models.CharField(_("who does it"), max_length=150)
    due_on = models.DateField(pgettext_lazy("meeting", "by"))
    done_at = models.DateTimeField(pgettext_lazy("meeting", "done"), null=True, blank=True)
    done_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1)

    objects = AgreementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(text__gt="", owner_name__gt=""),
                name="casework_agreement_has_owner",
                violation_error_message=_("Say what is agreed and who does it."),
            ),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="casework_agreement_done_pair",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_on", "id"],
                name="casework_agreement_owner",
                condition=Q(done_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} {self.due_on}"
