"""What the program is given to do while it is killed: edits, a report, a dossier filled in."""

from pathlib import Path

from stores import ACTOR, mijlpaal

from vvdesk.editing import Editing
from vvdesk.handing_out import export
from vvdesk.store.workspace import Workspace

_REPORTED = 12


def filled_in(dossier: Path, code: str, target: Path) -> None:
    """Work in a dossier as a department would, and export it."""
    with Workspace.open(dossier) as workspace:
        with Editing(workspace, ACTOR).step("Invullen") as work:
            work.set(1, code, "voortgang", f"<p>Nieuws over <strong>{code}</strong>.</p>")
            work.set(1, code, "financiering.vak", 250_000)
            work.set(1, code, f"mijlpalen.{code}-M02.status", "gerealiseerd")
            work.add_row(1, code, "mijlpalen", mijlpaal(titel="Een stap erbij"))
        export(workspace, None, None, target, ACTOR)


def report_text(fiches: int = _REPORTED) -> str:
    """Write the text of a report with that many fiches, the first of which is VV015."""
    codes = [f"VV{15 + number:03}" for number in range(fiches)]
    head = (
        "Monitoring Relanceplan Vlaamse Veerkracht\n\nVoortgangsrapport meetmoment april 2021\n\n"
    )
    return head + "\n".join(_FICHE.format(code=code) for code in codes)


def an_edit(number: int) -> dict[str, str]:
    """Return the n-th edit; texts, amounts, rows and dates take turns."""
    field, value = (
        ("titel", f"Titel {number}"),
        ("financiering.vak", f"{number + 1} mio"),
        ("mijlpalen.nieuw", f"Extra stap {number}"),
        ("mijlpalen.VV015-M01.timing", f"{number + 1}/06/2023"),
    )[number % 4]
    return {"project": "VV015", "field": field, "value": value, "reason": f"Reden {number}"}


_FICHE = """
{code} - PROJECT {code}

BETROKKENEN
Bevoegde minister(s)\tBen Weyts
Trekkende entiteit VO\tDepartement Onderwijs en Vorming
Webpagina trekkende entiteit m.b.t. project\tProjectpagina
Betrokken entiteit(en) VO\t
Belanghebbenden\tScholen

PROJECTSITUERING
Cluster Relanceplan\t03. Digitale versnelling leerplichtonderwijs
Speerpunt Relanceplan\t04. Investeren in mensen en talenten

PROJECTOMSCHRIJVING
<p>Wat {code} beoogt, in <b>enkele</b> woorden.</p>

AGENDERING VLAAMSE REGERING

[Nota over {code}](#)

ALGEMENE PROJECTVOORTGANG

Projectstatus\tOpgestart na agendering VR
Beschrijving voortgang\t<p>Hoe ver {code} staat.</p>

GEDETAILLEERDE PROJECTVOORTGANG

BEOOGDE REALISATIES\tGEPLANDE TIMING\tSTATUS\tNOODZAKELIJKE POLITIEKE BESLISSINGEN
Eerste stap van {code}\t31/12/2023\tOp schema\t
Tweede stap van {code}\t30/06/2024\tNog niet gestart\t

PROJECTFINANCIERING
Beleidsruimte (begroot)\t375.000.000 EUR
Uitvoering VAK\t0 EUR
Uitvoering VEK\t0 EUR
"""
