"""The digest of a fiche: written for speed, it must stay what the canonical JSON of it gives."""

import hashlib
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from stores import OV, fiche, mijlpaal

from vvdesk.audit import canonical_json
from vvdesk.content import TABLES, Inhoud, read_contents, single_fields
from vvdesk.content_digest import fiche_digest
from vvdesk.dictionary import fields_of
from vvdesk.kinds import Kind
from vvdesk.store.workspace import Workspace

SINGLE = {path: field.kind for path, field in single_fields().items()}


def _plainly(inhoud: Inhoud) -> str:
    """Digest a fiche in the way in which it is described."""
    tables: dict[str, list[str]] = {}
    for name, rows in inhoud.tables.items():
        kinds = {field.name: field.kind for field in fields_of(TABLES[name])}
        texts = []
        for row in rows.values():
            said = _said(kinds, row.values)
            if row.basislijn is not None:
                said["basislijn"] = row.basislijn.isoformat()
            texts.append(canonical_json(said))
        tables[name] = sorted(texts)
    text = canonical_json([inhoud.project, _said(SINGLE, inhoud.values), tables])
    return hashlib.sha256(text.encode()).hexdigest()


def _said(kinds: dict[str, Kind], values: dict[str, Any]) -> dict[str, Any]:
    return {
        name: kinds[name].to_json(value)
        for name, value in values.items()
        if value is not None and value != ()
    }


def _odd() -> Inhoud:
    inhoud = fiche(
        "VV015",
        titel='É € "\\" \U0001f600 \x7f \u200b   \x00',
        voortgang="<p>Eén regel\nen nog een</p>\t",
        financiering__vak=0,
        financiering__verschuiving=-4_300_000_000_000,
        trekkende_entiteit=OV,
        ministers=("Een minister", 'Nog "een"'),
    )
    numbers = (Decimal("1.50"), Decimal("1E+3"), Decimal(0), Decimal("-0.0"), Decimal("1.5"))
    for place, number in enumerate(numbers):
        row = mijlpaal(f"VV015-M{90 + place}", place, streefwaarde=number, realisatie=-number)
        row.basislijn = date(2021, 12, 1 + place) if place % 2 else None
        inhoud.tables["mijlpalen"][row.id] = row
    return inhoud


@pytest.mark.parametrize(
    "inhoud",
    [fiche("VV001", mijlpalen=0, agenderingen=0), fiche("VV002", 3, 2), _odd()],
    ids=["without rows", "with rows", "with odd values"],
)
def test_the_digest_of_a_fiche_is_that_of_its_canonical_json(inhoud: Inhoud) -> None:
    assert fiche_digest(inhoud) == _plainly(inhoud)
    assert fiche_digest(inhoud) == _plainly(inhoud)


def test_stored_fiches_have_the_digest_of_their_canonical_json(central: Path) -> None:
    with Workspace.open(central, read_only=True) as workspace, workspace.connection() as connection:
        contents = read_contents(connection, workspace.meetmoment().id)
    assert contents
    for inhoud in contents.values():
        assert fiche_digest(inhoud) == _plainly(inhoud)
