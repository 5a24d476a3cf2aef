"""An undefined variable in one of our templates is a mistake, and fails the test that met it."""

from __future__ import annotations

import sys
from pathlib import Path

from django.conf import settings


class UndefinedVariable(AssertionError):
    """A template asked for something that the page did not give it."""


class Undefined(str):
    """Stands in for `string_if_invalid`; in the templates of installed packages it is the usual empty text."""

    __slots__ = ()

    def __bool__(self) -> bool:
        """Django asks this where a variable was not found; the frame that asks knows the template."""
        context = sys._getframe(1).f_locals.get("context")  # nothing else tells the template
        template = getattr(getattr(context, "render_context", None), "template", None)
        return template is not None and _is_ours(template.origin.name)

    def __contains__(self, part: object) -> bool:
        return part == "%s"

    def __mod__(self, variable: object) -> str:
        raise UndefinedVariable(f"undefined template variable: {variable}")


def _is_ours(name: str) -> bool:
    path = Path(name)
    return not path.is_absolute() or (path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts)
