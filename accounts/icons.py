"""The small pictures that stand beside words; they never carry a meaning of their own."""

import functools
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from django.conf import settings
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


class UnknownIcon(LookupError):
    """There is no icon of that name in the icon package."""


@functools.cache
def icon(name: str) -> SafeString:
    """The named Bootstrap icon as inline SVG, hidden from screen readers; raises UnknownIcon."""
    path = Path(settings.ICONS_DIR) / f"{name}.svg"
    if not name.replace("-", "").isalnum() or not path.is_file():
        raise UnknownIcon(name)
    drawing = fromstring(path.read_text(encoding="utf-8"))
    return format_html(
        '<svg class="icon" width="16" height="16" viewBox="{}" fill="currentColor" aria-hidden="true"'
        ' focusable="false">{}</svg>',
        drawing.get("viewBox", "0 0 16 16"),
        format_html_join("", "{}", ((_shape(shape),) for shape in drawing)),
    )


def _shape(shape: Element) -> SafeString:
    kind = shape.tag.rpartition("}")[2]
    attributes = format_html_join("", ' {}="{}"', shape.items())
    return format_html("<{0}{1}>{2}</{0}>", kind, attributes, _inside(shape))


def _inside(shape: Element) -> SafeString:
    return format_html_join("", "{}", ((_shape(part),) for part in shape))
