"""The accessibility rules (WCAG 2.2 AA) by axe-core, on one page in both themes and at both widths."""

from __future__ import annotations

from functools import partial
from typing import Any

from axe_playwright_python.sync_playwright import Axe

from .shapes import Shapes, Theme
from .visitor import SIZES, Visitor

#: The rules come from the server of the tests, so that the browser keeps them in compiled form from page to page.
SCRIPT: str = Axe().axe_script
ADDRESS = "/static/axe.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],
    "preload": False,
}
#: `known` are the places in the page's order of what need not be read again.
RUN = """async ([address, known, options]) => {
  const load = (loaded, failed) => {
    const script = document.createElement('script');
    script.src = address;
    script.onload = () => { script.remove(); loaded(); };
    script.onerror = () => failed(new Error('axe did not load'));
    document.head.append(script);
  };
  if (!('axe' in window)) await new Promise(load);
  const parts = document.querySelectorAll('*');
  const exclude = known.map(place => parts[place]);
  return axe.run(exclude.length ? { exclude } : document, options);
}"""

#: How every element of the page is built, in the page's order: its shape and how many elements it holds, with itself.
#: The rules see no more of it than elements, where they stand, their classes and attributes, whether there is text
#: and whether what is pointed at is there. What is folded away is read too; menus lie over the page and are read by
#: a test of their own.
SHAPES = r"""() => {
  document.querySelectorAll('details:not([data-menu])').forEach(found => { found.open = true });
  const named = /^(id|name|value|href|(form)?action|title|alt|src|placeholder|content|form|aria-label)$/;
  const pointing = /^(for|list|headers|aria-(labelledby|describedby|controls|owns))$/;
  const ids = new Map();
  for (const part of document.querySelectorAll('[id]')) {
    const id = part.getAttribute('id');
    ids.set(id, (ids.get(id) || 0) + 1);
  }
  // A form with a field named children says that field for its children.
  const childrenOf = part => Reflect.get(Element.prototype, 'children', part);
  const says = part => part.textContent.trim() !== '';
  const points = (name, value) => value.split(/\s+/).every(
    id => ids.has(id) && (!name.endsWith('by') || says(document.getElementById(id))));
  const attribute = (name, value) => {
    if (!value) return name + ' is empty';
    if (name === 'id') return ids.get(value) > 1 ? 'id is there twice' : 'id';
    if (pointing.test(name)) return name + (points(name, value) ? '' : ' points nowhere');
    if (name === 'class' || (!named.test(name) && /^-?[\w\s.:-]{1,40}$/.test(value))) return `${name}=${value}`;
    return name;
  };
  const hash = text => {
    let one = 0xdeadbeef, two = 0x41c6ce57;
    for (let place = 0; place < text.length; place++) {
      const sign = text.charCodeAt(place);
      one = Math.imul(one ^ sign, 2654435761);
      two = Math.imul(two ^ sign, 1597334677);
    }
    one = Math.imul(one ^ (one >>> 16), 2246822507) ^ Math.imul(two ^ (two >>> 13), 3266489909);
    two = Math.imul(two ^ (two >>> 16), 2246822507) ^ Math.imul(one ^ (one >>> 13), 3266489909);
    return 4294967296 * (2097151 & two) + (one >>> 0);
  };
  const itself = part => [
    part.tagName, says(part), part.checked === true, part.labels ? [...part.labels].some(says) : '',
    ...part.getAttributeNames().sort().map(name => attribute(name, part.getAttribute(name))),
  ].join(' ');
  const shapes = [], sizes = [];
  const walk = (part, where) => {
    const place = shapes.push(0) - 1, own = itself(part);
    let before = '', built = own;
    for (const child of childrenOf(part)) {
      const [its, whole] = walk(child, hash(`${where} ${own} ${before}`));
      before = its;
      built += `|${whole}`;
    }
    const whole = hash(built);
    shapes[place] = hash(`${where} ${whole}`);
    sizes[place] = shapes.length - place;
    return [own, whole];
  };
  walk(document.documentElement, '');
  return [shapes, sizes];
}"""

#: A bar that stays while the page scrolls covers half a choice at some moment; laid into the page it covers nothing.
LAY_BARS = """how => document.querySelectorAll('.top-bar, .rail').forEach(bar => { bar.style.position = how })"""

OTHER: dict[Theme, Theme] = {"light": "dark", "dark": "light"}


def faults(visitor: Visitor, *, phone: Theme = "dark") -> list[str]:
    """Every violation of the page at hand, with its rule and element, and whether it scrolls sideways on a phone.

    The page is read in one theme on a phone and in the other on a wide screen: the rules see each theme and
    each width once. Of what is built alike, on one page or on several, one is read. It begins with the screen
    that is there, for each turn lays the page out anew: the next page opens on the screen this one was left on.
    """
    shapes = Shapes(*visitor.page.evaluate(SHAPES))
    on_desktop = partial(_faults, visitor, "desktop", OTHER[phone], shapes)
    if visitor.seen_at == (SIZES["desktop"], OTHER[phone]):
        return on_desktop() + _faults_on_phone(visitor, phone, shapes)
    return _faults_on_phone(visitor, phone, shapes) + on_desktop()


def faults_as_seen(visitor: Visitor) -> list[str]:
    """Every violation of the page at hand, on the visitor's own screen, and whether it scrolls sideways there."""
    shapes = Shapes(*visitor.page.evaluate(SHAPES))
    sideways = [f"{visitor.screen}: scrolls sideways"] if visitor.scrolls_sideways() else []
    visitor.page.evaluate(LAY_BARS, "static")
    found = _faults(visitor, visitor.screen, "light", shapes)
    visitor.page.evaluate(LAY_BARS, "")
    return found + sideways


def _faults_on_phone(visitor: Visitor, theme: Theme, shapes: Shapes) -> list[str]:
    """Besides the rules: no page is wider than a phone, also one of which every part was read elsewhere."""
    visitor.turn_to(SIZES["phone"], theme)
    sideways = ["phone: scrolls sideways"] if visitor.scrolls_sideways() else []
    return _faults(visitor, "phone", theme, shapes) + sideways


def _faults(visitor: Visitor, screen: str, theme: Theme, shapes: Shapes) -> list[str]:
    known = shapes.known(visitor.read.known(screen, theme))
    if known == [0]:  # the whole page
        return []
    visitor.turn_to(SIZES[screen], theme)
    result = visitor.page.evaluate(RUN, [ADDRESS, known, OPTIONS])
    visitor.read.add(screen, theme, shapes.built)
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
