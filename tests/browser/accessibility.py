"""The accessibility rules (WCAG 2.2 AA) by axe-core, on one page in both themes and at both widths."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe

from .visitor import SIZES, Visitor

SCRIPT: str = Axe().axe_script
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "preload": False}
#: What is folded away is read too; menus lie over the page and are read by a test of their own.
UNFOLD = "document.querySelectorAll('details:not([data-menu])').forEach(found => { found.open = true })"

Theme = Literal["light", "dark"]
OTHER: dict[Theme, Theme] = {"light": "dark", "dark": "light"}


def faults(visitor: Visitor, *, phone: Theme = "dark", is_known: bool = False) -> list[str]:
    """Every violation of the page at hand, with its rule and element, and whether it scrolls sideways on a phone.

    The page is read in one theme on a phone and in the other on a wide screen: the rules see each theme and
    each width once. One that `is_known` was read so for another role, and is read on the phone alone.
    """
    _prepare(visitor)
    on_desktop = [] if is_known else _faults(visitor, "desktop", OTHER[phone])
    on_phone = _faults(visitor, "phone", phone)
    return on_desktop + on_phone + (["phone: scrolls sideways"] if visitor.scrolls_sideways() else [])


def faults_as_seen(visitor: Visitor) -> list[str]:
    """Every violation of the page at hand, on the visitor's own screen, and whether it scrolls sideways there."""
    _prepare(visitor)
    sideways = [f"{visitor.screen}: scrolls sideways"] if visitor.scrolls_sideways() else []
    return _faults(visitor, visitor.screen, "light") + sideways


def _prepare(visitor: Visitor) -> None:
    visitor.page.evaluate(SCRIPT)
    visitor.page.evaluate(UNFOLD)


def _faults(visitor: Visitor, screen: str, theme: Theme) -> list[str]:
    visitor.turn_to(SIZES[screen], theme)
    result = visitor.page.evaluate("options => axe.run(document, options)", OPTIONS)
    return [f"{screen}, {theme}: {line}" for line in _lines(result)]


def _lines(result: dict[str, Any]) -> list[str]:
    return [
        f"{violation['id']} at {' '.join(map(str, node['target']))}: {_why(node)}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def _why(node: dict[str, Any]) -> str:
    checks = [*node["any"], *node["all"], *node["none"]]
    return "; ".join(check["message"] for check in checks)[:300]
