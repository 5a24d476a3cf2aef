"""Reading a page the way a person does: its words in order, and the lines of its lists."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Protocol


class Answer(Protocol):
    """What the test client answers with."""

    @property
    def content(self) -> bytes: ...


class _Words(HTMLParser):
    """The words of a page, with a bar where a list's line begins; head, scripts and the shell's dialogs left out."""

    LEFT_OUT = frozenset({"head", "script", "dialog", "template", "svg"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.LEFT_OUT:
            self._depth += 1
        if tag in {"li", "tr"}:
            self.found.append("|")

    def handle_endtag(self, tag: str) -> None:
        if tag in self.LEFT_OUT:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if not self._depth:
            self.found.append(data)


def words(response: Answer) -> str:
    """The page's visible words, single-spaced."""
    return words_of(response.content.decode())


def words_of(markup: str) -> str:
    """The visible words of a piece of markup, single-spaced."""
    reader = _Words()
    reader.feed(markup)
    return re.sub(r"\s+", " ", " ".join(reader.found)).strip()


def main_words(response: Answer) -> str:
    """The words between `<main>` and `</main>`, without the shell around them."""
    page = response.content.decode()
    return words_of(page[page.index("<main") : page.index("</main>")])


def row_links(response: Answer) -> list[str]:
    """The names of a list's lines, in their order."""
    return re.findall(r'<a class="row-link" href="[^"]*">([^<]*)</a>', response.content.decode())


def link(response: Answer, label: str) -> str:
    """The address behind a link with these words."""
    page = response.content.decode()
    for href, inner in re.findall(r'<a [^>]*href="([^"]*)"[^>]*>(.*?)</a>', page, re.DOTALL):
        if label in words_of(inner):
            return str(href).replace("&amp;", "&")
    raise AssertionError(f"no link {label!r}")
