"""The accessibility rules (WCAG 2.2 AA) by axe-core, on one page in both themes and at both widths."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe

from .visitor import SIZES, Visitor

SCRIPT: str = Axe().axe_script
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    "preload": False,
}
#: Every rule but the slowest by far, which sees nothing of a page that it did not see when another role read it.
WITHOUT_CONTRAST = {**OPTIONS, "rules": {"color-contrast": {"enabled": False}}}
RUN = "([exclude, options]) => axe.run(exclude.length ? { exclude } : document, options)"
#: What is folded away is read too; menus lie over the page and are read by a test of their own.
UNFOLD = "document.querySelectorAll('details:not([data-menu])').forEach(found => { found.open = true })"

#: How an element is built: the rules see no more of it than elements, classes, attributes and whether there is text.
SHAPE = """
const told = ['class', 'role', 'type', 'aria-current'];
const attribute = (part, name) => {
  const value = part.getAttribute(name);
  return name + (told.includes(name) ? `=${value}` : value ? '' : ' is empty');
};
const one = part => [part.tagName, part.textContent.trim() !== '', ...part.getAttributeNames().sort().map(
  name => attribute(part, name))].join(' ');
const shape = whole => [whole, ...whole.querySelectorAll('*')].map(one).join('|');
"""
#: Of rows and choices that are built alike the first one stays; under an open menu everything stays in its place.
KEEP_ONE_OF_EACH = f"""() => {{ {SHAPE}
  if (document.querySelector('[data-menu][open], dialog[open]')) return;
  for (const list of document.querySelectorAll('main :is(tbody, ul, ol, select, datalist)')) {{
    const seen = new Set();
    for (const row of [...list.children]) {{
      const built = shape(row);
      if (seen.has(built)) row.remove(); else seen.add(built);
    }}
  }}
}}"""
#: What stands around every page.
FRAME = (".top-bar", ".rail")
#: A bar that stays while the page scrolls covers half a choice at some moment; laid into the page it covers nothing.
LAY_BARS = f"""how => document.querySelectorAll({", ".join(FRAME)!r}).forEach(bar => {{ bar.style.position = how }})"""
FRAME_SHAPES = f"""selectors => {{ {SHAPE}
  const found = selectors.map(selector => [selector, document.querySelector(selector)]);
  return found.filter(([, part]) => part).map(([selector, part]) => [selector, shape(part)]);
}}"""

Theme = Literal["light", "dark"]
OTHER: dict[Theme, Theme] = {"light": "dark", "dark": "light"}


def faults(visitor: Visitor, *, phone: Theme = "dark", is_known: bool = False) -> list[str]:
    """Every violation of the page at hand, with its rule and element, and whether it scrolls sideways on a phone.

    The page is read in one theme on a phone and in the other on a wide screen: the rules see each theme and
    each width once. One that `is_known` was read so for another role, and is read on the phone alone and without
    its colours. Of what is built alike, rows of a list and the frame of each page, one is read.
    """
    _prepare(visitor)
    visitor.turn_to(SIZES["phone"], phone)
    sideways = ["phone: scrolls sideways"] if visitor.scrolls_sideways() else []
    visitor.page.evaluate(KEEP_ONE_OF_EACH)
    on_phone = _faults(visitor, "phone", phone, WITHOUT_CONTRAST if is_known else OPTIONS)
    on_desktop = [] if is_known else _faults(visitor, "desktop", OTHER[phone])
    return on_phone + on_desktop + sideways


def faults_as_seen(visitor: Visitor) -> list[str]:
    """Every violation of the page at hand, on the visitor's own screen, and whether it scrolls sideways there."""
    _prepare(visitor)
    sideways = [f"{visitor.screen}: scrolls sideways"] if visitor.scrolls_sideways() else []
    visitor.page.evaluate(LAY_BARS, "static")
    found = _faults(visitor, visitor.screen, "light")
    visitor.page.evaluate(LAY_BARS, "")
    return found + sideways


def _prepare(visitor: Visitor) -> None:
    visitor.page.evaluate(SCRIPT)
    visitor.page.evaluate(UNFOLD)


def _faults(visitor: Visitor, screen: str, theme: Theme, options: dict[str, Any] = OPTIONS) -> list[str]:
    visitor.turn_to(SIZES[screen], theme)
    frame = {(screen, theme, *built) for built in visitor.page.evaluate(FRAME_SHAPES, FRAME)}
    exclude = [[selector] for *_, selector, _ in frame & visitor.read]
    visitor.read |= frame
    result = visitor.page.evaluate(RUN, [exclude, options])
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
