"""The layout of the sheet `Vragen`: what the coordinator asks, and two columns to answer in."""

from dataclasses import replace
from typing import Final

from vvdesk import kinds
from vvdesk.exchange.workbook.sheets import CODE, FINGERPRINT, TOELICHTINGEN, Blad, Column

VELD, VRAAG, DOOR, OP = "veld", "vraag", "gesteld_door", "gesteld_op"
"""Keys of the columns that say what is asked."""
REDEN, ANTWOORD = "reden", "antwoord"
"""Keys of the columns to fill in."""
ASKED: Final = (VELD, VRAAG, DOOR, OP)
"""Keys of what is shown only."""
MARK: Final = FINGERPRINT
"""Key of the hidden column that says which question it is: id, moment and path."""

_COLUMNS: Final = (
    (VELD, "Veld", "Waar in de fiche; klik om ernaartoe te gaan.", 42),
    (VRAAG, "Vraag", "Wat de coördinator wil weten.", 52),
    (DOOR, "Gesteld door", "Wie het vraagt.", 20),
    (OP, "Gesteld op", "Wanneer het gevraagd werd.", 13),
    (REDEN, "Reden", "Je antwoord in één woord: klik op het pijltje naast de cel.", 20),
    (ANTWOORD, "Antwoord", "Je antwoord in een zin; dit gaat mee naar de coördinator.", 52),
    (MARK, "Kenmerk", "Bij welke vraag dit antwoord hoort; laat dit staan.", 12),
)


def _columns() -> tuple[Column, ...]:
    others = (
        Column(
            key, header, (), hint, width, None, kinds.TEKST, required=False,
            is_input=key not in ASKED,
        )
        for key, header, hint, width in _COLUMNS
    )  # fmt: skip
    project = replace(TOELICHTINGEN.by_key[CODE], key=CODE)
    return (project, *others)


VRAGEN: Final = Blad("Vragen", "", "tblVragen", "vraag", _columns(), 3)
"""Only in a workbook of an entiteit that is asked something. No sheet of `BLADEN`: its rows are no
content of a fiche."""
