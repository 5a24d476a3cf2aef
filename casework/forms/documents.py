"""Attaching a file to a case, and withdrawing one."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy

from ..file_kinds import ACCEPT, Attachment, UnusableFile, check_size, checked
from .fields import CaseForm

ABOUT_FILES = gettext_lazy("PDF, JPEG, PNG, Word, OpenDocument or text, 20 MB at most.")


class AttachmentField(forms.FileField):
    """A file that may be kept with a case, or the sentence that says why it may not."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", ABOUT_FILES)
        super().__init__(
            allow_empty_file=True, max_length=None, widget=forms.FileInput(attrs={"accept": ACCEPT}), **options
        )

    def clean(self, data: UploadedFile | None, initial: Any = None) -> Attachment | None:
        file: UploadedFile | None = super().clean(data, initial)
        if not file:
            return None
        try:
            check_size(file.size or 0)
            return checked(file.name or "", file.read())
        except UnusableFile as fact:
            raise forms.ValidationError(fact.message) from fact


class DocumentForm(CaseForm):
    """A file for the case, and what it is."""

    attachment = AttachmentField(label=gettext_lazy("The file"))
    title = forms.CharField(
        label=gettext_lazy("What it is"),
        max_length=150,
        required=False,
        help_text=gettext_lazy("For example “Demand of 6 October”. Left empty, the file's own name stands."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(Field("attachment", template="components/file_drop.html"), "title")
