"""Names in both languages, from texts that speak the language of the screen."""

from __future__ import annotations

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from housing.enums import District

from ..counts import Counts
from ..enums import PlaceKind
from ..figures import Figure
from ..tables import Words

ALL = Words("All", "Alle")
LANGUAGES = ("en", "da")


def both(text: str | Promise) -> Words:
    """A text of the screen in both languages."""
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(str(text))
    return Words(*said)


def labels_of(figure: Figure, counts: Counts) -> dict[str, Words]:
    """The names of a figure's parts by their code, in the order of the parts."""
    named: list[dict[str, str]] = []
    for language in LANGUAGES:
        with translation.override(language):
            named.append({part.code: str(part.label) for part in figure.count(counts).parts})
    english, danish = named
    return {code: Words(name, danish[code]) for code, name in english.items()}


def place_name(kind: PlaceKind, place_id: int, counts: Counts) -> tuple[str, Words]:
    """Code and name of a district or an association."""
    if kind == PlaceKind.ASSOCIATION:
        code, name = counts.names.association(str(place_id))
        return code, Words(name, name)
    if not place_id:
        return "none", both(_("No district"))
    return str(place_id), both(District(str(place_id)).label)
