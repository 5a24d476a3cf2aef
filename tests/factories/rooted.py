"""Rows whose owner follows from what they stand on, so that a test can name the owner all the same."""

from typing import Any, ClassVar, TypeVar

from django.db.models import Model
from factory.django import DjangoModelFactory

M = TypeVar("M", bound=Model)


class RootedFactory(DjangoModelFactory[M]):
    """`CaseFactory(association=kab)` makes a case in a tenancy of KAB: the owner is put where it comes from.

    So are its parts: `CaseFactory(tenancy__number="1-2")`.

    `_rooted` says, for each name a test may give, the parameter it stands for.
    """

    class Meta:
        abstract = True

    _rooted: ClassVar[dict[str, str]] = {}

    @classmethod
    def _generate(cls, strategy: str, params: dict[str, Any]) -> Any:
        for name, root in cls._rooted.items():
            if root.split("__")[0] not in params:
                for given in [given for given in params if given == name or given.startswith(f"{name}__")]:
                    params[root + given.removeprefix(name)] = params.pop(given)
        return super()._generate(strategy, params)
