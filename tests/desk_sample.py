"""A coordinator's mail of one meetmoment: thirty inzendingen, and what they say by plain sums.

27 entiteiten with two projects each. 24 send what can be taken in (five of them their dossier, four
of them against what changed centrally), two of them also an older export, one the same file twice,
and three something that cannot be read or does not belong here.
"""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from stores import ACTOR, fiche, new_store

from vvdesk.audit import Actor
from vvdesk.editing import Editing
from vvdesk.handing_out import export, hand_out
from vvdesk.model import Entiteit
from vvdesk.store.workspace import Workspace

SENDER = Actor("inzender", "laptop")
ENTITEITEN = [f"Entiteit {number:02}" for number in range(1, 28)]
IN_CONFLICT = ENTITEITEN[:4]
SENT_TWICE_OVER = ENTITEITEN[4:6]
"""They sent an older export too."""
SENT_AGAIN = ENTITEITEN[6]
SENT_AS_DOSSIER = ENTITEITEN[19:24]
GOOD = ENTITEITEN[:24]
BAD = ENTITEITEN[24:]
STEP = 10_000
"""Whole euro that each inzending adds to the VAK of each of its projects, times its number."""
CENTRAL_VAK = 7
"""What the coordinator put in the VAK of the first project of those in conflict."""


@dataclass
class Mail:
    """What came in, and what it is put into.

    Attributes:
        central: The central file, handed out and changed since.
        folder: Where the inzendingen stand.
        files: Entiteit to the file that counts; for the bad ones the bad file.
        older: The older exports.
        again: The copy of a file that came before.
    """

    central: Path
    folder: Path
    files: dict[str, Path] = field(default_factory=dict)
    older: list[Path] = field(default_factory=list)
    again: Path | None = None

    def paths(self) -> list[Path]:
        """Return all thirty, in the order of their names."""
        assert self.again is not None
        return sorted([*self.files.values(), *self.older, self.again])


def projects_of(entiteit: str) -> tuple[str, str]:
    """Return the two projects of an entiteit."""
    number = ENTITEITEN.index(entiteit)
    return f"VV{101 + 2 * number}", f"VV{102 + 2 * number}"


def number_of(project: str) -> int:
    """Return the number of a project: 1 for VV101."""
    return int(project[2:]) - 100


def vak_before(project: str) -> int:
    """Return the VAK that was handed out."""
    return 100_000 * number_of(project)


def vak_sent(project: str) -> int:
    """Return the VAK that a good inzending says."""
    return vak_before(project) + STEP * number_of(project)


def make_central(path: Path) -> Path:
    """Make the central file of 27 entiteiten and 54 projects."""
    fiches = [
        fiche(
            code,
            trekkende_entiteit=each,
            financiering__beleidsruimte=1_000_000 * number_of(code),
            financiering__vak=vak_before(code),
            financiering__vek=50_000 * number_of(code),
        )
        for each in ENTITEITEN
        for code in projects_of(each)
    ]
    new_store(path)
    with Workspace.open(path) as workspace, Editing(workspace, ACTOR).step("Begin") as work:
        rows = [
            {"meetmoment_id": 1, "volgorde": 100 + at, "naam": naam, "afkorting": f"E{at:02}"}
            for at, naam in enumerate(ENTITEITEN, start=1)
        ]
        work.manage(Entiteit, rows, {"aantal": len(rows)}, meetmoment_id=1)
        for each in fiches:
            work.add_fiche(1, each)
    return path


def make_mail(folder: Path) -> Mail:
    """Hand out, let everybody fill in, and change four fields centrally meanwhile."""
    mail = Mail(make_central(folder / "centraal.vvd"), folder / "ontvangen")
    mail.folder.mkdir()
    dossiers = folder / "dossiers"
    dossiers.mkdir()
    with Workspace.open(mail.central) as central:
        for each in GOOD:
            hand_out(central, None, each, dossiers / f"{_stem(each)}.vvd", ACTOR)
    for each in GOOD:
        _fill_in(each, dossiers / f"{_stem(each)}.vvd", mail)
    mail.again = mail.folder / f"{_stem(SENT_AGAIN)} (kopie).xlsx"
    shutil.copy(mail.files[SENT_AGAIN], mail.again)
    _add_bad(mail)
    with (
        Workspace.open(mail.central) as workspace,
        Editing(workspace, ACTOR).step("Bijsturen") as work,
    ):
        for each in IN_CONFLICT:
            work.set(1, projects_of(each)[0], "financiering.vak", CENTRAL_VAK)
    return mail


def _stem(entiteit: str) -> str:
    return entiteit.replace(" ", "-")


def _fill_in(entiteit: str, dossier: Path, mail: Mail) -> None:
    with Workspace.open(dossier) as workspace:
        if entiteit in SENT_TWICE_OVER:
            first = projects_of(entiteit)[0]
            with Editing(workspace, SENDER).step("Eerste poging") as work:
                work.set(1, first, "financiering.vak", 1)
            older = mail.folder / f"{_stem(entiteit)} (ouder).xlsx"
            export(workspace, None, None, older, SENDER)
            mail.older.append(older)
        with Editing(workspace, SENDER).step("Invullen") as work:
            for code in projects_of(entiteit):
                work.set(1, code, "financiering.vak", vak_sent(code))
        if entiteit not in SENT_AS_DOSSIER:
            mail.files[entiteit] = mail.folder / f"{_stem(entiteit)}.xlsx"
            export(workspace, None, None, mail.files[entiteit], SENDER)
    if entiteit in SENT_AS_DOSSIER:
        mail.files[entiteit] = Path(shutil.copy(dossier, mail.folder / dossier.name))


def _add_bad(mail: Mail) -> None:
    """Put three files there that cannot come in: no workbook, cut off, of another meetmoment."""
    no_workbook, cut_off, elsewhere = (mail.folder / f"{_stem(each)}.xlsx" for each in BAD)
    no_workbook.write_text("Beste, in bijlage onze inzending.", encoding="utf-8")
    whole = mail.files[GOOD[0]].read_bytes()
    cut_off.write_bytes(whole[: len(whole) // 2])
    with Workspace.open(mail.central) as workspace:
        hand_out(workspace, None, BAD[2], elsewhere, ACTOR)
    _rename_meetmoment(elsewhere)
    mail.files.update(zip(BAD, (no_workbook, cut_off, elsewhere), strict=True))


def _rename_meetmoment(path: Path) -> None:
    """Let a workbook say that it is of a meetmoment that nobody knows."""
    from openpyxl import load_workbook  # noqa: PLC0415 - slow, and only one file needs it

    book = load_workbook(path, rich_text=True)
    for row in book["_meta"].iter_rows():
        for cell in row:
            if cell.value == "april 2021":
                cell.value = "mei 1999"
    book.custom_doc_props["vvdesk_meetmoment"].value = "mei 1999"
    book.save(path)
