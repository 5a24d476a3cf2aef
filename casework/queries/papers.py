"""The documents and letters of a case as its page shows them."""

from __future__ import annotations

import dataclasses

from accounts.scope import Scope

from ..models import Case, Document, Letter


@dataclasses.dataclass(frozen=True, slots=True)
class Paper:
    """A file of the case, and the letter it is if it is one."""

    document: Document
    letter: Letter | None

    @property
    def is_set_aside(self) -> bool:
        """Whether it was withdrawn, or is a letter that was never sent."""
        return self.document.withdrawn_at is not None or (
            self.letter is not None and self.letter.not_sent_at is not None
        )


@dataclasses.dataclass(frozen=True, slots=True)
class Papers:
    """What counts and what was set aside, the newest first."""

    standing: list[Paper]
    set_aside: list[Paper]

    @property
    def fetchable(self) -> frozenset[int]:
        """The documents whose files may be fetched."""
        every = (*self.standing, *self.set_aside)
        return frozenset(paper.document.pk for paper in every if paper.document.withdrawn_at is None)


def papers_of(case: Case, scope: Scope) -> Papers:
    """The papers of a case that one may read, by one question."""
    seen = Document.objects.visible_to(scope).filter(case=case)
    documents = seen.select_related("letter", "withdrawn_by").order_by("-recorded_at", "-pk")
    papers = [Paper(document, getattr(document, "letter", None)) for document in documents]
    return Papers(
        [paper for paper in papers if not paper.is_set_aside], [paper for paper in papers if paper.is_set_aside]
    )
