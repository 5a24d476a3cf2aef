"""Rows whose owner follows from what they stand on, so that a test can name the owner all the same."""

from typing import Any, ClassVar

from factory.django import DjangoModelFactory


class RootedFactory(DjangoModelFactory):
    """`CaseFactory(association=kab)` makes a case in a tenancy of KAB: the owner is put where it comes from.

    `_rooted` says, for each name a test may give, the parameter it stands for.
    """

    class Meta:
        abstract = True

    _rooted: ClassVar[dict[str, str]] = {}

    @classmethod
    def _generate(cls, strategy: str, params: dict[str, Any]) -> Any:
        for name, root in cls._rooted.items():
            stem = root.split("__")[0]
            if name in params and stem not in params:
                params[root] = params.pop(name)
        return super()._generate(strategy, params)
