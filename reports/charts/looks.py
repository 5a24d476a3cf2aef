"""The colours of a chart outside the page: those of the light theme, written on each shape."""

from __future__ import annotations

from .drawing import Look

#: The tokens of the style sheet that charts use, in the light theme; a test holds them together.
TOKENS = {
    "ground": "#faf8f4",
    "sunk": "#f2efe8",
    "ink": "#1d1c1a",
    "ink-2": "#5b574f",
    "hairline": "#e0dbd0",
    "rule": "#c9c2b4",
    "control": "#827c70",
    "teal": "#0b5a5f",
}
#: Ours, and where it is not at hand one about as wide.
FONT = "IBM Plex Sans, Helvetica, Arial, Liberation Sans, sans-serif"
#: The semi-bold letters are a family of their own for programs that know four styles of a family alone.
_SEMI_BOLD = f"IBM Plex Sans SemiBold, {FONT}"

_LINE = {"fill": "none", "stroke-linejoin": "round", "stroke-linecap": "butt"}
#: What each look is, in the words of SVG; a colour is the name of its token.
STYLES: dict[Look, dict[str, str]] = {
    Look.GRID: {"fill": "none", "stroke": "hairline", "stroke-width": "1"},
    Look.AXIS: {"fill": "none", "stroke": "rule", "stroke-width": "1"},
    Look.TRACK: {"fill": "sunk"},
    Look.STRONG: {"fill": "teal"},
    Look.OTHER: {"fill": "control"},
    Look.STRONG_LINE: {**_LINE, "stroke": "teal", "stroke-width": "2.5"},
    Look.OTHER_LINE: {**_LINE, "stroke": "ink", "stroke-width": "2", "stroke-dasharray": "6 3"},
    Look.STRONG_BAND: {"fill": "teal", "fill-opacity": "0.18"},
    Look.OTHER_BAND: {"fill": "ink-2", "fill-opacity": "0.16"},
    Look.MARK: {"fill": "none", "stroke": "ink", "stroke-width": "2.5"},
    Look.HALO: {"fill": "none", "stroke": "ground", "stroke-width": "6"},
    Look.HOLLOW: {"fill": "ground", "stroke": "ink", "stroke-width": "2"},
    Look.GAP: {"fill": "hairline"},
    Look.TEXT: {"fill": "ink"},
    Look.QUIET: {"fill": "ink-2"},
    Look.BOLD: {"fill": "ink", "font-weight": "600", "font-family": _SEMI_BOLD},
}


#: The tokens on paper, whose ground is white.
PAPER = TOKENS | {"ground": "#ffffff"}


def resolved(look: Look, tokens: dict[str, str] = TOKENS) -> dict[str, str]:
    """The look as attributes of a shape, its colours as they are."""
    return {name: tokens.get(value, value) for name, value in STYLES[look].items()}
