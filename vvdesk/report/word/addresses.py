"""Addresses that a Word report links to: relations of its document, one for each."""

from typing import Final
from urllib.parse import quote

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE

_KEPT: Final = "!#$%&'()*+,/:;=?@[]~"
"""Signs of an address that stay as they are; everything else is written as %XX."""


class Addresses:
    """Gives out the relations to addresses.

    Args:
        word: The opened template; addresses become relations of its document.
    """

    def __init__(self, word: WordFile) -> None:
        self._relations = word.part.rels
        self._known: dict[str, str] = {}

    def relation(self, address: str) -> str:
        """Return the id of the relation to an address; one for all links to it."""
        known = self._known.get(address)
        if known is None:
            known = self._known[address] = f"rIdLink{len(self._known) + 1}"
            safe = quote(address, safe=_KEPT, errors="replace")
            self._relations.add_relationship(
                RELATIONSHIP_TYPE.HYPERLINK, safe, known, is_external=True
            )
        return known
