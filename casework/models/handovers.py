"""What one organisation handed over to another, on which basis, and what the other answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Role
from accounts.models import Municipality, Unit, User
from housing.models import HousingAssociation, Lease, Tenant

from ..enums import OpenedBy
from ..enums_sharing import OPEN_STATUSES, TO_MUNICIPALITY, HandoverDirection, HandoverStatus, ItemKind
from .adviser import AdviserCover
from .cases import Case
from .consents import Consent
from .documents import Document
from .ending import is_over
from .files import StoredFile

if TYPE_CHECKING:
    import datetime as dt

    from accounts.scope import Scope


class HandoverQuerySet(models.QuerySet["Handover"]):
    def visible_to(self, scope: Scope) -> HandoverQuerySet:
        """The two ends of each handover and nobody else.

        The municipality: with the case it joined or came from; before that with the home's open case, where
        there is none in the unit it came to, of a protected address the team leader alone. An association's
        officers theirs; an adviser what they sent or were sent, a colleague's by named cover.
        """
        if scope.role == Role.TENANT_ADVISER:
            return self.filter(_advisers(scope), association_id__in=scope.association_ids)
        if scope.role == Role.ASSOCIATION_OFFICER:
            return self.filter(direction=HandoverDirection.FROM_ASSOCIATION, association_id__in=scope.association_ids)
        of_case = Q(case__in=Case.objects.visible_to(scope))
        if not scope.does_casework:
            return self.filter(of_case)
        return self.filter(of_case | _arriving(scope), municipality_id=scope.municipality_id)

    def unanswered(self, on: dt.date) -> HandoverQuerySet:
        """Those that wait for their receiver on a day; whose consent no longer holds waits for nobody."""
        return self.filter(status__in=OPEN_STATUSES).exclude(is_over(on, of="consent__"))

    def to_municipality(self) -> HandoverQuerySet:
        return self.filter(direction__in=TO_MUNICIPALITY)


def _advisers(scope: Scope) -> Q:
    """What an adviser sent or was sent, and what a colleague did whom they cover."""
    covers = AdviserCover.objects.filter(pk__in=scope.cover_ids, association=OuterRef("association"))
    sent = Q(sent_by_id=scope.user_id) | Q(Exists(covers.filter(covered=OuterRef("sent_by"))))
    received = Q(adviser_id=scope.user_id) | Q(Exists(covers.filter(covered=OuterRef("adviser"))))
    return Q(direction=HandoverDirection.FROM_ADVISER) & sent | Q(direction=HandoverDirection.TO_ADVISER) & received


def _arriving(scope: Scope) -> Q:
    """What has joined no case yet."""
    of_home = Case.objects.open().filter(lease=OuterRef("lease"))
    own_unit = Q(unit_id=scope.unit_id) & ~Q(Exists(of_home))
    if scope.role != Role.TEAM_LEADER:
        own_unit &= Q(is_protected=False)
    seen = Case.objects.visible_to(scope).open().filter(lease=OuterRef("lease"))
    return Q(case__isnull=True, direction__in=TO_MUNICIPALITY) & (Q(Exists(seen)) | own_unit)


class Handover(models.Model):
    """Information handed to another organisation on a stated legal basis (videregivelse).

    `about_names` and `about_address` are those of the day. `unit` is where it arrives in the municipality,
    `adviser` whom it was sent to; `case` is the one it joined, or came from.
    """

    direction = models.CharField(_("direction"), max_length=20, choices=HandoverDirection)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="handovers")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True, blank=True)
    adviser = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    lease = models.ForeignKey(Lease, models.PROTECT, related_name="handovers")
    tenant = models.ForeignKey(Tenant, models.PROTECT, related_name="handovers", null=True, blank=True)
    about_names = models.CharField(_("about"), max_length=400)
    about_address = models.CharField(_("address"), max_length=300)
    is_protected = models.BooleanField(_("protected address"), default=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="handovers", null=True, blank=True)
    basis = models.CharField(_("legal basis"), max_length=20, choices=OpenedBy)
    basis_reason = models.CharField(_("reasons"), max_length=300, blank=True)
    consent = models.ForeignKey(Consent, models.PROTECT, related_name="handovers", null=True, blank=True)
    topics = ArrayField(models.CharField(max_length=40), verbose_name=_("topics"), default=list, blank=True)
    purpose = models.TextField(_("purpose"))
    sent_at = models.DateTimeField(_("sent"))
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    status = models.CharField(_("status"), max_length=20, choices=HandoverStatus, default=HandoverStatus.WAITING)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    answer_reason = models.CharField(_("reason"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = HandoverQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(basis=OpenedBy.CONSENT, consent__isnull=False)
                | ~Q(basis=OpenedBy.CONSENT) & Q(consent__isnull=True),
                name="casework_handover_consent",
                violation_error_message=_("A handover on consent names the consent."),
            ),
            models.CheckConstraint(
                condition=~Q(basis=OpenedBy.OTHER) | Q(basis_reason__gt=""),
                name="casework_handover_other_basis",
                violation_error_message=_("Give the reasons for another basis."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=OPEN_STATUSES, answered_at__isnull=True, answered_by__isnull=True)
                | ~Q(status__in=OPEN_STATUSES) & Q(answered_at__isnull=False, answered_by__isnull=False),
                name="casework_handover_answered_pair",
            ),
            models.CheckConstraint(
                condition=~Q(status=HandoverStatus.DECLINED) | Q(answer_reason__gt=""),
                name="casework_handover_declined_why",
                violation_error_message=_("Give the reason."),
            ),
            models.CheckConstraint(
                condition=Q(direction=HandoverDirection.TO_ADVISER, adviser__isnull=False, case__isnull=False)
                & Q(basis=OpenedBy.CONSENT)
                | Q(direction__in=TO_MUNICIPALITY, unit__isnull=False, adviser__isnull=True),
                name="casework_handover_receiver",
            ),
            models.CheckConstraint(
                condition=~Q(status=HandoverStatus.ACCEPTED) | Q(case__isnull=False),
                name="casework_handover_accepted_case",
            ),
        ]
        indexes = [
            models.Index(fields=["case", "id"], name="casework_handover_case", condition=Q(case__isnull=False)),
            models.Index(
                fields=["unit", "sent_at", "id"], name="casework_handover_arriving", condition=Q(case__isnull=True)
            ),
            models.Index(fields=["association", "-sent_at", "-id"], name="casework_handover_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.direction} {self.lease_id} {self.sent_at}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_STATUSES

    @property
    def goes_to_municipality(self) -> bool:
        return self.direction in TO_MUNICIPALITY


class BehindTheDoorQuerySet(models.QuerySet):  # type: ignore[type-arg]  # each subclass names its model
    def visible_to(self, scope: Scope) -> BehindTheDoorQuerySet:
        """What its sender handed over, and what its receiver may still read.

        A consent closes the door to the receiver at the moment it is withdrawn, and after its last day; so do
        declining and taking back.
        """
        seen = self.filter(handover__in=Handover.objects.visible_to(scope))
        went_out = Q(handover__direction=HandoverDirection.TO_ADVISER)
        own = went_out if scope.is_municipal else ~went_out
        is_answered_no = Q(handover__status__in=(HandoverStatus.DECLINED, HandoverStatus.TAKEN_BACK))
        return seen.filter(own | ~(is_answered_no | is_over(scope.today, of="handover__consent__")))


class HandoverItem(StoredFile):
    """One thing handed over, as it was at that moment: later changes of what it was taken from never show. Never
    changed.

    `source_id` is the number of the adviser's contact it was taken from.
    """

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="items")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=10, choices=ItemKind)
    occurred_on = models.DateField(_("date"), null=True, blank=True)
    topics = ArrayField(models.CharField(max_length=40), verbose_name=_("topics"), default=list, blank=True)
    text = models.TextField(_("text"), blank=True)
    source_id = models.BigIntegerField(_("number of the contact"), null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", null=True, blank=True)

    objects = BehindTheDoorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ItemKind.DOCUMENT, file__gt="")
                | Q(kind=ItemKind.FACT, text__gt="")
                | Q(kind=ItemKind.CONTACT, occurred_on__isnull=False),
                name="casework_handover_item_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.kind}"


class HandoverQuestion(models.Model):
    """What a receiver asked back, and what the sender answered."""

    handover = models.ForeignKey(Handover, models.PROTECT, related_name="questions")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    association = models.ForeignKey(HousingAssociation, models.PROTECT, related_name="+")
    question = models.TextField(_("question"))
    asked_at = models.DateTimeField(_("asked"))
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    answer = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    objects = BehindTheDoorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["handover"], condition=Q(answered_at__isnull=True), name="casework_question_one_open"
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, answered_by__isnull=False, answer__gt=""),
                name="casework_question_answered_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handover_id} {self.asked_at}"
