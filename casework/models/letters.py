"""The letters of a case, and the templates they are written from."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.enums import Language
from accounts.models import Municipality, User

from ..enums import Addressee, LetterChannel, LetterCode
from .cases import Case
from .documents import Document

if TYPE_CHECKING:
    from accounts.scope import Scope


class LetterTemplateQuerySet(models.QuerySet["LetterTemplate"]):
    def in_force(self, today: dt.date) -> LetterTemplateQuerySet:
        """The wording that applies on a day: the latest begun of each letter and language of a municipality."""
        begun = self.filter(starts_on__lte=today).order_by("municipality", "code", "language", "-starts_on", "-version")
        return begun.distinct("municipality", "code", "language")


class LetterTemplate(models.Model):
    """One wording of a letter in a municipality (brevskabelon). Never changed or deleted: a new wording is a row.

    Of several that have begun the latest applies. What the product proposes becomes a row when it is first used.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="letter_templates")
    code = models.CharField(_("letter"), max_length=40)
    language = models.CharField(_("language"), max_length=2, choices=Language)
    version = models.PositiveIntegerField(_("version"))
    name = models.CharField(_("name"), max_length=100, blank=True)
    addressee = models.CharField(_("to"), max_length=12, choices=Addressee)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    starts_on = models.DateField(_("from"))
    source = models.CharField(_("source"), max_length=300)
    recorded_at = models.DateTimeField(_("recorded"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code", "language", "version"], name="casework_letter_template_version_once"
            ),
        ]

    def __str__(self) -> str:
        """Its own name, or what the product calls it."""
        return self.name or str(dict(LetterCode.choices).get(self.code, self.code))


class LetterBatchQuerySet(models.QuerySet["LetterBatch"]):
    def visible_to(self, scope: Scope) -> LetterBatchQuerySet:
        """With any of its letters."""
        return self.filter(pk__in=Letter.objects.visible_to(scope).values("batch"))


class LetterBatch(models.Model):
    """One letter for each of several cases, made together; its token makes a second click find the first."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="+")
    token = models.UUIDField(_("token"), unique=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = LetterBatchQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.template_id} {self.made_at}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, scope: Scope) -> LetterQuerySet:
        """With their documents."""
        return self.filter(document__in=Document.objects.visible_to(scope))

    def standing(self) -> LetterQuerySet:
        """Those that were not marked as never sent."""
        return self.filter(not_sent_at__isnull=True)

    def sent(self) -> LetterQuerySet:
        return self.standing().filter(sent_on__isnull=False)


class Letter(models.Model):
    """A letter about a case (brev), kept exactly as it was made; its PDF is its document.

    Only how it was sent, or that it was not, is added later.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="letters")
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    template = models.ForeignKey(LetterTemplate, models.PROTECT, related_name="letters")
    batch = models.ForeignKey(LetterBatch, models.PROTECT, related_name="letters", null=True, blank=True)
    document = models.OneToOneField(Document, models.PROTECT, related_name="letter")
    recipient = models.TextField(_("recipient"))
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"))
    written_on = models.DateField(_("date of the letter"))
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    channel = models.CharField(_("sent by"), max_length=12, choices=LetterChannel, blank=True)
    proof = models.CharField(_("proof or reference"), max_length=200, blank=True)
    not_sent_at = models.DateTimeField(_("marked as not sent"), null=True, blank=True)
    not_sent_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)
    not_sent_reason = models.CharField(_("why it was not sent"), max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "case"], condition=Q(batch__isnull=False), name="casework_letter_once_a_batch"
            ),
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, channel="") | Q(sent_on__isnull=False, channel__gt=""),
                name="casework_letter_sent_whole",
                violation_error_message=_("Say how and when the letter was sent."),
            ),
            models.CheckConstraint(
                condition=Q(not_sent_at__isnull=True, not_sent_by__isnull=True, not_sent_reason="")
                | Q(not_sent_at__isnull=False, not_sent_by__isnull=False, not_sent_reason__gt=""),
                name="casework_letter_not_sent_whole",
            ),
        ]
        indexes = [models.Index(fields=["case", "id"], name="casework_letter_case")]

    def __str__(self) -> str:
        return self.subject
