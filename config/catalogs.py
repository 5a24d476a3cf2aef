"""The Danish and English words of the screen: collected from the code, checked and compiled.

Works without gettext's programs, which a fresh machine does not have.
"""

import ast
import datetime as dt
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

PROJECT = Path(__file__).resolve().parent.parent
LOCALE = PROJECT / "locale"
LANGUAGES = ("da", "en")
SOURCES = ("accounts", "housing", "casework", "reports", "config", "templates")
FUNCTIONS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDERS = re.compile(r"%\(\w+\)[a-z]|%[sd%]|\{\w*\}")

Id = str | tuple[str, ...] | list[str]


def path_of(language: str) -> Path:
    """Where the words of a language stand."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def catalog_of(language: str) -> Catalog:
    """The words of a language as they stand in its file; none where there is no file yet."""
    path = path_of(language)
    if not path.exists():
        header = f"# The words of Fasthold, {language}; `make messages` adds those that the code asks for."
        return Catalog(
            locale=language,
            domain="django",
            header_comment=header,
            project="Fasthold",
            version="0.1",
            msgid_bugs_address="-",
            last_translator="-",
            language_team="-",
            revision_date=dt.datetime(2026, 11, 22, tzinfo=dt.UTC),
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django", abort_invalid=True)


def collect() -> Catalog:
    """Every sentence that the code and the templates ask to have translated."""
    found = Catalog(domain="django", project="Fasthold", fuzzy=False)
    for path in sorted(path for source in SOURCES for path in (PROJECT / source).rglob("*")):
        if path.suffix in {".py", ".html", ".txt"} and "migrations" not in path.parts:
            place = path.relative_to(PROJECT).as_posix()
            for text, context, comments in _sentences(path):
                found.add(text, locations=[(place, 1)], context=context, auto_comments=comments)
    return found


def _sentences(path: Path) -> Iterator[tuple[Id, str | None, list[str]]]:
    source = path.read_text()
    if path.suffix != ".py":
        source = _template_as_python(source, path.name)
    for _line, text, comments, context in babel_extract(
        "python", BytesIO(source.encode()), FUNCTIONS, ["Translators:"], {"encoding": "utf-8"}
    ):
        yield text, context, comments
    if path.suffix == ".py":
        yield from ((definition, None, []) for definition in _definitions(source))


def _definitions(source: str) -> Iterator[str]:
    """The docstrings of the report's figures, which are printed as their definitions."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            decorators = [call.func for call in node.decorator_list if isinstance(call, ast.Call)]
            if any(isinstance(name, ast.Name) and name.id == "figure" for name in decorators):
                yield " ".join((ast.get_docstring(node) or "").split())


def _template_as_python(source: str, name: str) -> str:
    """The calls of gettext that a template stands for; its own indentation means nothing to Python."""
    from django.utils.translation.template import templatize

    return re.sub(r"^[ \t]+", "", templatize(source, origin=name), flags=re.MULTILINE)


def extract() -> None:
    """Write the files anew: new sentences are added, those no longer asked for are dropped."""
    _configure()
    found = collect()
    for language in LANGUAGES:
        _write(language, _updated(catalog_of(language), found, language))


def _updated(catalog: Catalog, found: Catalog, language: str) -> Catalog:
    created = catalog.creation_date
    catalog.update(found, no_fuzzy_matching=True)
    catalog.creation_date = created
    if language == "en":  # the sentences in the code are the English ones
        for message in _messages(catalog):
            if not _is_translated(message):
                message.string = message.id
    return catalog


def _write(language: str, catalog: Catalog) -> None:
    path = path_of(language)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=110, sort_output=True, ignore_obsolete=True, include_lineno=False)


def compile_all() -> None:
    """Write the form in which Django reads the words, beside each file."""
    for language in LANGUAGES:
        if path_of(language).exists():
            with path_of(language).with_suffix(".mo").open("wb") as file:
                write_mo(file, catalog_of(language))


def problems() -> list[str]:
    """What a Danish reader would stumble over: a sentence missing, not translated, unsure or no longer used."""
    _configure()
    found, danish = collect(), catalog_of("da")
    wrong = [
        problem
        for message in _messages(found)
        if (problem := _problem(message, danish.get(message.id, message.context)))
    ]
    unused = [
        f"no longer used: {_shown(message.id)}"
        for message in _messages(danish)
        if found.get(message.id, message.context) is None
    ]
    return sorted(wrong) + sorted(unused)


def _problem(asked: Message, danish: Message | None) -> str | None:
    if danish is None:
        return f"missing: {_shown(asked.id)}"
    if not _is_translated(danish):
        return f"not translated: {_shown(asked.id)}"
    if danish.fuzzy:
        return f"unsure (fuzzy): {_shown(asked.id)}"
    if _placeholders(danish.string) - _placeholders(asked.id):
        return f"unknown placeholder in the translation: {_shown(asked.id)}"
    if not asked.pluralizable and _placeholders(asked.id) != _placeholders(danish.string):
        return f"placeholder missing in the translation: {_shown(asked.id)}"
    return None


def merge(paths: Iterable[Path]) -> list[str]:
    """Take the translations of other files into the Danish one; tells what contradicts or is not asked for."""
    extract()
    danish, remarks = catalog_of("da"), []
    for path in paths:
        with path.open("rb") as file:
            given = read_po(file, locale="da")
        for message in filter(_is_translated, _messages(given)):
            remark = _take(danish, message)
            if remark:
                remarks.append(f"{path.name}: {remark}")
    _write("da", danish)
    return remarks


def _take(danish: Catalog, message: Message) -> str | None:
    known = danish.get(message.id, message.context)
    if known is None:
        return f"not asked for: {_shown(message.id)}"
    if _is_translated(known) and known.string != message.string:
        return f"stands already as {_shown(known.string)}, not {_shown(message.string)}"
    known.string = message.string
    return None


def _messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def _is_translated(message: Message) -> bool:
    return bool(message.string) and all(message.string or ())


def _placeholders(text: Id | None) -> set[str]:
    return set(PLACEHOLDERS.findall(text if isinstance(text, str) else " ".join(text or ())))


def _shown(text: Id | None) -> str:
    return repr(text if isinstance(text, str) or not text else text[0])


def _configure() -> None:
    """Reading templates asks Django's settings for the character set, and for nothing else."""
    from django.conf import settings

    if not settings.configured:
        settings.configure()


def main(arguments: list[str]) -> int:
    """`python -m config.catalogs compile|extract|check|merge FILE…`."""
    commands: dict[str, Callable[[], list[str] | None]] = {
        "compile": compile_all,
        "extract": extract,
        "check": problems,
        "merge": lambda: merge(Path(name) for name in arguments[1:]),
    }
    command = commands.get(arguments[0]) if arguments else None
    if command is None or (len(arguments) > 1) != (arguments[0] == "merge"):
        print("usage: python -m config.catalogs compile|extract|check|merge FILE…", file=sys.stderr)
        return 2
    remarks = command() or []
    for remark in remarks:
        print(remark)
    return 1 if remarks and arguments[0] == "check" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
