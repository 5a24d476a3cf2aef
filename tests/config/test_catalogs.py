"""Every sentence of the screen is Danish; the words are collected and compiled without gettext's programs."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from config import catalogs

SOURCE = """
from django.utils.translation import gettext as _, ngettext, pgettext
def say(n):
    _("Take the case")
    pgettext("verb", "Open")
    return ngettext("%(n)d case", "%(n)d cases", n) % {"n": n}
"""
TEMPLATE = """{% load i18n %}
  <p>{% translate "Close" %} {% translate "Open" context "state" %}</p>
{% blocktranslate count n=n trimmed %}
  {{ n }} list
{% plural %}
  {{ n }} lists of 100 %
{% endblocktranslate %}
"""
DANISH = """
msgid "Take the case"
msgstr "Tag sagen"

msgctxt "verb"
msgid "Open"
msgstr "Åbn"

msgctxt "state"
msgid "Open"
msgstr "Åben"

msgid "%(n)d case"
msgid_plural "%(n)d cases"
msgstr[0] "%(n)d sag"
msgstr[1] "%(n)d sager"

msgid "%(n)s list"
msgid_plural "%(n)s lists of 100 %%"
msgstr[0] "%(n)s liste"
msgstr[1] "%(n)s lister af 100 %%"

msgid "Close"
msgstr "Luk"
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project with one module and one template."""
    monkeypatch.setattr(catalogs, "PROJECT", tmp_path)
    monkeypatch.setattr(catalogs, "LOCALE", tmp_path / "locale")
    (tmp_path / "casework" / "migrations").mkdir(parents=True)
    (tmp_path / "casework" / "views.py").write_text(SOURCE)
    (tmp_path / "casework" / "migrations" / "0001_initial.py").write_text('_("Not on the screen")')
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return tmp_path


def _fragment(project: Path, text: str) -> Path:
    path = project / "fragment.po"
    path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n' + text)
    return path


def test_what_is_new_is_collected_and_told(project: Path) -> None:
    catalogs.extract()

    assert catalogs.problems() == [
        "not translated: '%(n)d case'",
        "not translated: '%(n)s list'",
        "not translated: 'Close'",
        "not translated: 'Open'",
        "not translated: 'Open'",
        "not translated: 'Take the case'",
    ]
    english = catalogs.catalog_of("en").get("Close")
    assert english is not None
    assert english.string == "Close"


def test_without_a_catalog_everything_is_missing(project: Path) -> None:
    assert catalogs.problems()[:2] == ["missing: '%(n)d case'", "missing: '%(n)s list'"]
    assert catalogs.main(["check"]) == 1


def test_collecting_again_changes_no_byte(project: Path) -> None:
    catalogs.extract()
    before = catalogs.path_of("da").read_bytes()
    catalogs.extract()

    assert catalogs.path_of("da").read_bytes() == before


def test_translations_are_merged_and_compiled(project: Path) -> None:
    assert catalogs.merge([_fragment(project, DANISH)]) == []
    assert catalogs.problems() == []
    assert catalogs.main(["compile"]) == 0

    with catalogs.path_of("da").with_suffix(".mo").open("rb") as file:
        danish = gettext.GNUTranslations(file)
    assert danish.gettext("Take the case") == "Tag sagen"
    assert danish.pgettext("verb", "Open") == "Åbn"
    assert danish.ngettext("%(n)s list", "%(n)s lists of 100 %%", 2) == "%(n)s lister af 100 %%"


def test_what_contradicts_or_is_not_asked_for_is_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    catalogs.merge([_fragment(project, DANISH)])
    path = _fragment(project, 'msgid "Close"\nmsgstr "Afslut"\n\nmsgid "Nothing"\nmsgstr "Intet"\n')

    assert catalogs.main(["merge", str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "fragment.po: stands already as 'Luk', not 'Afslut'",
        "fragment.po: not asked for: 'Nothing'",
    ]
    assert catalogs.problems() == []


def test_faulty_translations_are_told(project: Path) -> None:
    catalogs.merge([_fragment(project, DANISH)])
    path = catalogs.path_of("da")
    text = path.read_text().replace('msgid "Close"', '#, fuzzy\nmsgid "Close"')
    text = text.replace("%(n)d sager", "%(m)d sager").replace('msgstr "Tag sagen"', 'msgstr "Tag %(it)s"')
    path.write_text(text + '\nmsgid "Gone"\nmsgstr "Væk"\n')

    assert catalogs.problems() == [
        "unknown placeholder in the translation: '%(n)d case'",
        "unknown placeholder in the translation: 'Take the case'",
        "unsure (fuzzy): 'Close'",
        "no longer used: 'Gone'",
    ]


def test_a_lost_placeholder_is_told(project: Path) -> None:
    (project / "casework" / "views.py").write_text('_("Until %(day)s")')
    (project / "templates" / "page.html").write_text("")
    catalogs.merge([_fragment(project, 'msgid "Until %(day)s"\nmsgstr "Indtil da"\n')])

    assert catalogs.problems() == ["placeholder missing in the translation: 'Until %(day)s'"]


def test_what_is_no_longer_asked_for_is_dropped(project: Path) -> None:
    catalogs.merge([_fragment(project, DANISH)])
    (project / "templates" / "page.html").write_text("")
    catalogs.extract()

    assert sorted(str(message.id) for message in catalogs.catalog_of("da") if message.id) == [
        "('%(n)d case', '%(n)d cases')",
        "Open",
        "Take the case",
    ]


def test_a_wrong_command_is_told_the_right_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert [catalogs.main(arguments) for arguments in ([], ["begin"], ["merge"], ["check", "more"])] == [2, 2, 2, 2]
    assert capsys.readouterr().err.startswith("usage: python -m config.catalogs ")
