"""The description for open-data portals: DCAT-AP, as JSON-LD.

It describes one dataset with its distributions, ready to be taken into a catalogue. Addresses
within it are relative to where it stands, unless the address of publication is known.

Source:
    https://semiceu.github.io/DCAT-AP/releases/3.0.0/ (mandatory and recommended properties)
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from vvdesk.opendata import naming
from vvdesk.opendata.json_form import JSON_NAME, SCHEMA_NAME
from vvdesk.opendata.licences import Voorwaarden
from vvdesk.opendata.reading import Published
from vvdesk.opendata.tables import TABLES
from vvdesk.richtext import typed_address

_EU: Final = "http://publications.europa.eu/resource/authority"
_MEDIA: Final = "https://www.iana.org/assignments/media-types"
_CONTEXT: Final = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FORMS: Final = {
    "csv": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
    "html": ("HTML", "text/html"),
}
_FLANDERS: Final = "http://data.europa.eu/nuts/code/BE2"
_TABULAR: Final = "https://specs.frictionlessdata.io/tabular-data-package/"


def dcat_bytes(published: Published, terms: Voorwaarden, files: Mapping[str, bytes]) -> bytes:
    """Return the description.

    Args:
        published: What is in the data set.
        terms: Licence, publisher, contact, and the address of publication.
        files: Name to bytes of what becomes a distribution.
    """
    described = [_distribution(name, data, published, terms) for name, data in files.items()]
    dataset: dict[str, Any] = {
        "@id": _at(terms, "#dataset"),
        "@type": "dcat:Dataset",
        "dct:title": _dutch(naming.title(published)),
        "dct:description": _dutch(naming.description(published)),
        "dct:identifier": naming.slug(published),
        "dct:publisher": {
            "@id": _at(terms, "#uitgever"),
            "@type": "foaf:Agent",
            "foaf:name": _dutch(terms.uitgever),
        },
        "dct:language": _is(f"{_EU}/language/NLD"),
        "dct:accessRights": _is(f"{_EU}/access-right/PUBLIC"),
        "dct:spatial": _is(_FLANDERS),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(published.moments[0].peildatum.isoformat()),
            "dcat:endDate": _day(published.last.peildatum.isoformat()),
        },
        "dcat:theme": _is(f"{_EU}/data-theme/GOVE"),
        "dcat:keyword": [_dutch(word) for word in naming.KEYWORDS],
        "adms:versionNotes": _dutch(
            f"Controlecode {published.last.controlecode}, zoals in het voortgangsrapport."
        ),
    }
    if published.last.gesloten_op is not None:
        dataset["dct:issued"] = _day(published.last.gesloten_op.isoformat())
    if contact := _contact(terms):
        dataset["dcat:contactPoint"] = contact
    if terms.adres:
        dataset["dcat:landingPage"] = _is(terms.adres)
    dataset["dcat:distribution"] = described
    return (
        json.dumps({"@context": _CONTEXT, **dataset}, ensure_ascii=False, indent=1) + "\n"
    ).encode()


def _distribution(
    name: str, data: bytes, published: Published, terms: Voorwaarden
) -> dict[str, Any]:
    form, media = _FORMS[name.rpartition(".")[2]]
    titles = {table.path: (table.title, table.description) for table in TABLES}
    title, about = titles.get(name) or _OTHERS[name]
    stable = "STABLE" if published.is_final else "TEMPORARY"
    found: dict[str, Any] = {
        "@id": _at(terms, f"#{name}"),
        "@type": "dcat:Distribution",
        "dct:title": _dutch(title),
        "dct:description": _dutch(about),
        "dcat:accessURL": _is(_at(terms, name)),
        "dcat:downloadURL": _is(_at(terms, name)),
        "dct:license": _is(terms.licentie.url),
        "dct:format": _is(f"{_EU}/file-type/{form}"),
        "dcat:mediaType": _is(f"{_MEDIA}/{media}"),
        "dct:language": _is(f"{_EU}/language/NLD"),
        "dcatap:availability": _is(f"{_EU}/planned-availability/{stable}"),
        "dcat:byteSize": {"@value": str(len(data)), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": _is("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"),
            "spdx:checksumValue": {
                "@value": hashlib.sha256(data).hexdigest(),
                "@type": "xsd:hexBinary",
            },
        },
    }
    standard = {"csv": _TABULAR, "json": _at(terms, SCHEMA_NAME)}.get(name.rpartition(".")[2])
    return found | ({"dct:conformsTo": _is(standard)} if standard else {})


_OTHERS: Final = {
    JSON_NAME: ("Projectfiches als JSON", "Alle projectfiches, volledig en met opmaak."),
    naming.PAGE_NAME: ("Woordenboek", "Wat elke kolom betekent, als pagina."),
    "woordenboek.csv": ("Woordenboek", "Wat elke kolom betekent, als tabel."),
}
DISTRIBUTIONS: Final = (*(table.path for table in TABLES), *_OTHERS)
"""The names of the files that are distributions, in order."""


def _contact(terms: Voorwaarden) -> dict[str, Any] | None:
    address = typed_address(terms.contact) if terms.contact else None
    if address is None:
        return None
    key = "vcard:hasEmail" if address.startswith("mailto:") else "vcard:hasURL"
    return {
        "@type": "vcard:Kind",
        "vcard:fn": _dutch(terms.uitgever),
        key: _is(address),
    }


def _at(terms: Voorwaarden, name: str) -> str:
    return terms.adres + name


def _is(address: str) -> dict[str, str]:
    return {"@id": address}


def _dutch(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "nl"}


def _day(text: str) -> dict[str, str]:
    return {"@value": text, "@type": "xsd:date"}
