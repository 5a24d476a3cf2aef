"""What happened with the papers of a case, said as sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ..enums import LetterChannel
from .saying import Facts, Said, joined, label, lines


def document(facts: Facts) -> Said:
    """A file was attached."""
    return Said("paperclip", _("Document attached: %(title)s") % {"title": facts.get("title", "")})


def document_withdrawn(facts: Facts) -> Said:
    """A file that did not belong here was hidden."""
    title = _("Document withdrawn: %(title)s") % {"title": facts.get("title", "")}
    return Said("file-earmark-x", title, str(facts.get("reason", "")))


def letter(facts: Facts) -> Said:
    """A letter was made."""
    return Said("envelope", _("Letter written: %(title)s") % {"title": facts.get("title", "")}, _to(facts))


def letter_sent(facts: Facts) -> Said:
    """A letter left the house."""
    title = _("Letter sent: %(title)s") % {"title": facts.get("title", "")}
    text = joined([label(LetterChannel, facts.get("channel")), _to(facts), facts.get("proof")])
    return Said("envelope-check", title, text, "teal")


def letter_not_sent(facts: Facts) -> Said:
    """A letter never left the house."""
    title = _("Letter not sent: %(title)s") % {"title": facts.get("title", "")}
    return Said("envelope-x", title, lines([_to(facts), facts.get("reason")]))


def case_file(facts: Facts) -> Said:
    """The whole case was gathered as one PDF."""
    return Said("file-earmark-pdf", _("The case was gathered as one PDF"), str(facts.get("reason", "")))


def _to(facts: Facts) -> str:
    return _("to %(name)s") % {"name": facts["to"]} if facts.get("to") else ""
