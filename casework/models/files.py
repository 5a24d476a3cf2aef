"""A file that is kept with what it belongs to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class StoredFile(models.Model):
    """The columns of a record that may hold one file, kept as it came."""

    file = models.FileField(_("file"), upload_to="shared/%Y/%m/", max_length=255, blank=True)
    file_name = models.CharField(_("file name"), max_length=150, blank=True)
    media_type = models.CharField(_("kind of file"), max_length=100, blank=True)
    size = models.PositiveIntegerField(_("size in bytes"), null=True, blank=True)
    sha256 = models.CharField(_("checksum"), max_length=64, blank=True)

    class Meta:
        abstract = True
