"""How catalogues of open data find an edition: DCAT-AP in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..document import Document
from . import media
from .csvw import LICENCE
from .words import said

_CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
#: The theme of population and society in the European list.
_THEME = "http://publications.europa.eu/resource/authority/data-theme/SOCI"
_YEARLY = "http://publications.europa.eu/resource/authority/frequency/ANNUAL"


def dcat_of(document: Document, files: Iterable[tuple[str, media.Media]]) -> bytes:
    """The edition as a dataset with each of its files as a distribution."""
    return _bytes({"@context": _CONTEXT, **dataset(document, files)})


def catalogue_of(title: str, address: str, datasets: Iterable[dict[str, Any]]) -> bytes:
    """Several editions as one catalogue, for a harvester to begin at."""
    found = list(datasets)
    facts = {
        "@context": _CONTEXT,
        "@id": address,
        "@type": "dcat:Catalog",
        "dct:title": _both(title, title),
        "dct:description": _both(
            "Evictions from social housing and what was done to prevent them, year by year.",
            "Udsættelser fra almene boliger og det, der blev gjort for at forebygge dem, år for år.",
        ),
        "dct:publisher": {"@id": f"{address}#publisher", "@type": "foaf:Agent", "foaf:name": title},
        "dct:language": _languages(),
        "foaf:homepage": {"@id": address.rpartition("/")[0] + "/"},
        "dcat:dataset": found,
    }
    return _bytes(facts)


def dataset(document: Document, files: Iterable[tuple[str, media.Media]]) -> dict[str, Any]:
    """The facts of an edition, without the context."""
    place, year = document.municipality, document.year
    moment = {"@type": "xsd:dateTime", "@value": document.moment.isoformat()}
    return {
        "@id": document.address,
        "@type": "dcat:Dataset",
        "dct:identifier": document.address,
        "dct:title": _both(f"Evictions in {place} {year}", f"Udsættelser i {place} {year}"),
        "dct:description": _both(
            " ".join(
                [
                    f"Evictions from social housing in {place} in {year} and what was done to prevent them.",
                    *(said(sentence, "en") for sentence in document.sentences),
                    "Small counts are hidden.",
                ]
            ),
            " ".join(
                [
                    f"Udsættelser fra almene boliger i {place} i {year} og det, der blev gjort for at forebygge dem.",
                    *(said(sentence, "da") for sentence in document.sentences),
                    "Små tal er skjult.",
                ]
            ),
        ),
        "dct:publisher": {"@id": f"{document.address}#publisher", "@type": "foaf:Agent", "foaf:name": place},
        "dcat:contactPoint": _contact(document),
        "dct:issued": moment,
        "dct:modified": moment,
        "dct:language": _languages(),
        "dct:accrualPeriodicity": {"@id": _YEARLY},
        "dct:temporal": {
            "@id": f"{document.address}#period",
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:date", "@value": f"{year}-01-01"},
            "dcat:endDate": {"@type": "xsd:date", "@value": f"{year}-12-31"},
        },
        "dcat:theme": {"@id": _THEME},
        "dcat:keyword": [
            {"@language": language, "@value": word}
            for language, word in (("da", "udsættelse"), ("da", "almene boliger"), ("en", "eviction"))
        ],
        "dcat:version": str(document.number),
        "dcat:landingPage": {"@id": document.address},
        "dcat:distribution": [_distribution(document, name, kind) for name, kind in files],
    }


def _distribution(document: Document, name: str, kind: media.Media) -> dict[str, Any]:
    return {
        "@id": f"{document.address}{name}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": name,
        "dcat:accessURL": {"@id": document.address},
        "dcat:downloadURL": {"@id": f"{document.address}{name}"},
        "dcat:mediaType": {"@id": f"http://www.iana.org/assignments/media-types/{kind.type}"},
        "dct:license": {"@id": LICENCE},
    }


def _contact(document: Document) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "@id": f"{document.address}#contact",
        "@type": "vcard:Organization",
        "vcard:fn": document.municipality,
    }
    if document.contact:
        facts["vcard:hasEmail"] = {"@id": f"mailto:{document.contact}"}
    return facts


def _languages() -> list[dict[str, str]]:
    return [{"@id": f"{_LANGUAGE}DAN"}, {"@id": f"{_LANGUAGE}ENG"}]


def _both(english: str, danish: str) -> list[dict[str, str]]:
    return [{"@language": "en", "@value": english}, {"@language": "da", "@value": danish}]


def _bytes(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()
