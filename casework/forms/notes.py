"""Writing a note, and correcting one."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from .fields import CaseForm, VersionedForm, note_field


class NoteForm(CaseForm):
    """A note on the case; it stays as it was written."""

    text = note_field(gettext_lazy("Note"), rows=4)


class NoteCorrectionForm(CaseForm):
    """What the note should have said; the first wording stays beside it."""

    text = note_field(gettext_lazy("The note as it should be"), rows=6)


class SummaryForm(VersionedForm):
    """What a colleague must know first; empty takes the summary down."""

    text = note_field(gettext_lazy("Summary"), rows=4, required=False, max_length=600)
