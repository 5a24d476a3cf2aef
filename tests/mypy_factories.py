"""Tells mypy that calling a factory makes a row of its model: `CaseFactory()` is a `Case`."""

from __future__ import annotations

from collections.abc import Callable

from mypy.maptype import map_instance_to_supertype
from mypy.plugin import FunctionContext, Plugin
from mypy.types import Instance, Type, get_proper_type

FACTORY = "factory.base.BaseFactory"


class FactoryPlugin(Plugin):
    """factory-boy's own annotations cover `create()` and `build()`, not the call of the class."""

    def get_function_hook(self, fullname: str) -> Callable[[FunctionContext], Type] | None:
        """mypy asks this for every call; ours are those of the factories."""
        return _made_row if fullname.startswith("tests.factories.") and fullname.endswith("Factory") else None


def _made_row(context: FunctionContext) -> Type:
    made = get_proper_type(context.default_return_type)
    if not isinstance(made, Instance) or not made.type.has_base(FACTORY):
        return made
    base = made.type.mro[[info.fullname for info in made.type.mro].index(FACTORY)]
    return map_instance_to_supertype(made, base).args[0]


def plugin(version: str) -> type[Plugin]:
    """mypy calls this by its name."""
    return FactoryPlugin
