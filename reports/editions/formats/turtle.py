"""A description in JSON-LD as Turtle, which many catalogues of open data ask for."""

from __future__ import annotations

import functools
import json


@functools.lru_cache(maxsize=8)
def turtle_of(described: bytes) -> bytes:
    """The same statements; every thing has an address, so the same description gives the same bytes."""
    from rdflib import Graph  # loaded when somebody asks for it
    from rdflib.plugins.parsers.jsonld import to_rdf

    graph = to_rdf(json.loads(described), Graph(bind_namespaces="none"))
    written: bytes = graph.serialize(format="turtle", encoding="utf-8")
    return written
