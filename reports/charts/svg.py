"""A drawing as SVG: inside a page, as a file of its own, and as a picture."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from casework.papers.fonts import font_folder

from .drawing import SIZE, SMALL, Drawing, Look, Shape, Text, paragraph, rounded
from .lettering import wrapped
from .looks import FONT, PAPER, TOKENS, resolved

_MARGIN = 16
_TITLE = 17
#: How much of a line a sentence fills, so that it fits in a wider typeface too where ours is not at hand.
_SURE = 0.85
#: How many dots of the picture stand for one of the drawing: sharp on paper and on any screen.
_DENSITY = 2


def inline_svg(drawing: Drawing, *, title: str, description: str, code: str) -> SafeString:
    """The drawing for a page, whose style sheet gives the colours; `code` makes its names unique on the page."""
    return format_html(
        '<svg class="drawing" viewBox="0 0 {} {}" role="img" aria-labelledby="{code}-title {code}-text">'
        '<title id="{code}-title">{}</title><desc id="{code}-text">{}</desc>{}</svg>',
        _number(drawing.width),
        _number(drawing.height),
        title,
        description,
        format_html_join("", "{}", ((_element(shape, {"class": shape.look.value}),) for shape in drawing.shapes)),
        code=code,
    )


def standalone_svg(drawing: Drawing, *, title: str, description: str, source: str = "") -> SafeString:
    """The drawing as a file that opens anywhere: its title above it, its source below, its colours written out."""
    head = paragraph(
        wrapped(title, _TITLE, _SURE * drawing.width, is_strong=True), 0, _TITLE, look=Look.BOLD, size=_TITLE
    )
    top = rounded(head[-1].y + SIZE) if head else 0.0
    foot = paragraph(
        wrapped(source, SMALL, _SURE * drawing.width),
        0,
        top + drawing.height + 1.5 * SMALL,
        look=Look.QUIET,
        size=SMALL,
    )
    shapes: list[Shape] = [*head, *(shape.moved(top) for shape in drawing.shapes), *foot]
    bottom = foot[-1].y if foot else top + drawing.height
    width, height = drawing.width + 2 * _MARGIN, rounded(bottom + 2 * _MARGIN)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ' role="img" font-family="{font}"><title>{title}</title><desc>{description}</desc>'
        '<rect width="{width}" height="{height}" fill="{ground}"/>'
        '<g transform="translate({margin} {margin})">{shapes}</g></svg>',
        width=_number(width),
        height=_number(height),
        font=FONT,
        title=title,
        description=description,
        ground=TOKENS["ground"],
        margin=_MARGIN,
        shapes=format_html_join("", "{}", ((_element(shape, resolved(shape.look)),) for shape in shapes)),
    )


def paper_svg(drawing: Drawing) -> SafeString:
    """The bare drawing for a document on white paper, which sets its title and says it to those who cannot see it."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
        ' font-family="{font}">{shapes}</svg>',
        width=_number(drawing.width),
        height=_number(drawing.height),
        font=FONT,
        shapes=format_html_join(
            "", "{}", ((_element(shape, resolved(shape.look, PAPER)),) for shape in drawing.shapes)
        ),
    )


def as_png(svg: str) -> bytes:
    """A standalone SVG as a picture, drawn with the typeface of the screens."""
    return _painter()(svg, scale=_DENSITY)


@functools.cache
def _painter() -> Callable[..., bytes]:
    """The library, imported when it is first needed, and shown our typeface once."""
    from vl_convert import register_font_directory, svg_to_png

    register_font_directory(str(font_folder()))
    return svg_to_png


def _element(shape: Shape, look: dict[str, str]) -> SafeString:
    attributes = format_html_join("", ' {}="{}"', (shape.attributes() | look).items())
    words = shape.words if isinstance(shape, Text) else ""
    return format_html("<{tag}{}>{}</{tag}>", attributes, words, tag=shape.tag)


def _number(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
