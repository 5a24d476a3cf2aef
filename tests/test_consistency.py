"""The conventions of the house, kept by tests instead of by memory."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import get_commands
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model
from django.template import TemplateSyntaxError, engines
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from config.classification import CLASSIFICATION

APPS = ("accounts", "housing", "casework", "reports")
ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"

#: The pages a stranger may open; every other page sends them to log in.
PUBLIC = {
    "healthz",
    "accounts:login",
    "accounts:language",
    "accounts:password-reset",
    "accounts:password-reset-sent",
    "accounts:password-reset-confirm",
    "accounts:password-reset-done",
    "casework:urgency-rules",
    "casework:calendar-feed",
    "times:choose",
    "robots",
    "public:places",
    "public:api",
    "public:openapi",
    "public:editions",
    "public:catalogue",
    "public:catalogue-in-turtle",
    "public:year",
    "public:edition",
    "public:table",
    "public:file",
    "public:latest-file",
}


def pages(resolver: URLResolver | None = None, namespace: str = "") -> dict[str, URLPattern]:
    """Every named page by its full name."""
    found: dict[str, URLPattern] = {}
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            found |= pages(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
        else:
            found[f"{namespace}{pattern.name}"] = pattern
    return found


def our_models() -> list[type[Model]]:
    return [model for app in APPS for model in apps.get_app_config(app).get_models() if not model._meta.proxy]


def sources(*suffixes: str) -> list[Path]:
    folders = [ROOT / folder for folder in (*APPS, "config", "templates", "static")]
    return [path for folder in folders for path in folder.rglob("*") if path.suffix in suffixes]


def test_the_public_pages_exist() -> None:
    assert set(pages()) >= PUBLIC


def templates() -> list[str]:
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*") if path.is_file())


def test_every_template_compiles() -> None:
    assert [fault for name in templates() if (fault := _fault_in(name))] == []


def _fault_in(template: str) -> str:
    try:
        get_template(template)
    except TemplateSyntaxError as error:
        return f"{template}: {error}"
    return ""


def test_every_template_is_used() -> None:
    text = "\n".join(path.read_text() for path in sources(".py", ".html"))
    by_convention = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}

    unused = [name for name in templates() if name not in by_convention and f'"{name}"' not in text]

    assert unused == []


def test_templates_carry_no_inline_script_style_or_handler() -> None:
    forbidden = re.compile(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=|\|safe\b|autoescape off")
    faults = [
        name for name in templates() if name.endswith(".html") and forbidden.search((TEMPLATES / name).read_text())
    ]
    assert faults == []


def test_every_model_has_a_factory() -> None:
    text = "\n".join(path.read_text() for path in (ROOT / "tests" / "factories").glob("*.py"))
    assert [model.__name__ for model in our_models() if f"class {model.__name__}Factory" not in text] == []


def test_every_field_is_classified_once() -> None:
    classified = {kept.model: sorted(kept.fields()) for kept in CLASSIFICATION}
    there_are = {
        model._meta.label: sorted(field.name for field in model._meta.concrete_fields) for model in our_models()
    }
    assert classified == there_are


def test_migrations_are_linear_and_named_for_what_they_do() -> None:
    loader = MigrationLoader(None)
    for app in APPS:
        names = sorted(name for label, name in loader.disk_migrations if label == app)
        assert [name[:4] for name in names] == [f"{number:04d}" for number in range(1, len(names) + 1)]
        assert len(loader.graph.leaf_nodes(app)) == 1
        assert [name for name in names if "auto_" in name] == []


def test_every_page_says_who_may_open_it() -> None:
    """Whoever adds a page names its roles; only logging in and choosing a role are for everybody."""
    for_everybody = PUBLIC | {
        "accounts:home",
        "accounts:logout",
        "accounts:choose-organisation",
        "accounts:password-change",
        "accounts:password-changed",
    }
    silent = [
        name for name, page in pages().items() if name not in for_everybody and not hasattr(page.callback, "roles")
    ]
    assert silent == []


def test_every_command_and_setting_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text()
    commands = [name for name, app in get_commands().items() if app in APPS]
    variables = re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "config" / "settings.py").read_text())

    assert [name for name in [*commands, *variables] if f"`{name}" not in readme] == []


def test_modules_say_in_one_sentence_what_they_are() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in sources(".py")
        if "migrations" not in path.parts
        and path.read_text().strip()
        and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []


def test_no_sentence_to_translate_hides_in_an_f_string() -> None:
    """Python 3.11's tokens hold an f-string whole, so that the catalogs would not find it."""
    gettext = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext", "pgettext_lazy"}
    hidden = [
        f"{path}:{call.lineno}"
        for app in (*APPS, "config")
        for path in (ROOT / app).rglob("*.py")
        for string in ast.walk(ast.parse(path.read_text()))
        if isinstance(string, ast.JoinedStr)
        for call in ast.walk(string)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in gettext
    ]

    assert hidden == []


def test_the_locks_name_no_host() -> None:
    for lock in ROOT.glob("requirements*.lock"):
        assert "://" not in lock.read_text()
    assert '"resolved"' not in (ROOT / "package-lock.json").read_text()


def test_an_undefined_template_variable_is_a_failure() -> None:
    with pytest.raises(Exception, match="nowhere_defined"):
        engines["django"].from_string("{{ nowhere_defined }}").render({})
