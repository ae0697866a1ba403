"""Somebody who never saw the window fills in VV015 and hands in, with the keyboard alone.

The dossier is the uitvraag of the second meetmoment, as the coördinator would hand it out. The
other fiches are filled in already, but for what only a person can write: the toelichtingen.
"""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from september_dossier import september_dossier
from stores import OV
from window_driver import Person, running

from ui.pages.hand_in import HandInPage
from ui.pages.hand_in_frame import DONE
from ui.pages.page_names import COMPARE, FICHE, HAND_IN, PROJECTS
from vvdesk.control_code import control_code

ROOT = Path(__file__).parents[2]
FROM_WORD = (
    '<p class=MsoNormal style="font-family:Calibri;color:red">Sinds april is <b>veel</b> gebeurd:'
    "</p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>"
    "·<span>&nbsp;</span></span>de toestellen zijn besteld</p>"
)
FROM_EXCEL = "30/06/2022\tOp schema\nwinter 2022\tNog niet gestart\n"


def test_vv015_is_filled_in_and_handed_in_by_keyboard(tmp_path, qapp, qtbot, monkeypatch):
    """From the first start to the inzending, and back."""
    answers = {"file_to_open": [september_dossier(tmp_path)]}
    with running(qapp, qtbot.waitUntil, monkeypatch, **answers) as person:
        introduce(person)
        open_vv015(person)
        name_who_is_involved(person)
        tell_in_rich_text(person)
        choose_status_and_day(person)
        list_mijlpalen(person)
        count_the_money(person)
        mend_what_was_refused(person)
        look_back(person)
        resolve_what_blocks(person)
        workbook = hand_in(person)
        accepts(workbook)
        is_locked_until_taken_back(person)


def introduce(person: Person) -> None:
    """The first start asks who works here, once."""
    assert person.heard == "Hoe heet je?"
    person.type("An Peeters")
    person.press("Tab")
    person.type("onderwijs en v")
    person.press("Down", "Return")
    assert person.heard == "Voor welke entiteit werk je?"
    person.press("Return")
    assert (person.program.settings.naam, person.program.settings.entiteit) == ("An Peeters", OV)
    assert person.heard == "Openen"


def open_vv015(person: Person) -> None:
    """Open the dossier, and type the code of the fiche in the list."""
    person.press("Ctrl+O")
    person.wait(lambda: person.program.file is not None)
    assert person.file.page.at_hand == PROJECTS
    person.type("VV015")
    person.press("Return")
    assert (person.file.live.project, person.file.page.at_hand) == ("VV015", FICHE)


def name_who_is_involved(person: Person) -> None:
    """Change the title and add a minister by part of her name."""
    person.press("Ctrl+1")
    assert person.heard == "Titel"
    person.retype("Digitale versnelling leerplichtonderwijs (Digisprong)")
    person.press("Tab")
    assert person.value("titel") == "Digitale versnelling leerplichtonderwijs (Digisprong)"
    assert person.heard == "Bevoegde minister(s)"
    person.type("hilde")
    person.press("Down", "Return", "Tab")
    assert person.value("ministers") == ("Ben Weyts", "Hilde Crevits")


def tell_in_rich_text(person: Person) -> None:
    """Paste from Word, and type a bold word."""
    person.press("Ctrl+5")
    person.tab_to("Beschrijving voortgang")
    person.press("Ctrl+A")
    person.paste(html=FROM_WORD)
    assert "vereenvoudigd" in person.bar
    person.press("Return", "Return")
    person.type("De eerste ")
    person.press("Ctrl+B")
    person.type("levering")
    person.press("Ctrl+B")
    person.type(" is gepland.")
    person.press("Tab")
    assert person.value("voortgang") == (
        "<p>Sinds april is <strong>veel</strong> gebeurd:</p>"
        "<ul><li>de toestellen zijn besteld</li></ul>"
        "<p>De eerste <strong>levering</strong> is gepland.</p>"
    )


def choose_status_and_day(person: Person) -> None:
    """Choose a status by its first letters; a day typed as people type it is written out."""
    person.press("Ctrl+5")
    assert person.heard == "Projectstatus"
    person.type("bijz")
    person.press("Tab")
    assert person.value("projectstatus") == "bijzondere_aandacht"
    assert person.heard == "Streefdatum bijsturing"
    person.type("31/12/23")
    person.press("Tab")
    assert person.value("streefdatum") == date(2023, 12, 31)


def list_mijlpalen(person: Person) -> None:
    """Add, paste, duplicate, move and delete rows; take back and do again."""
    person.press("Ctrl+6", "Ctrl+End")
    known = _rows(person)
    person.press("Ctrl+Enter")
    person.type("Levering van de eerste toestellen aan de scholen")
    person.press("Tab")
    person.paste(text=FROM_EXCEL)
    assert "2 rijen geplakt, 1 cel geweigerd" in person.bar
    first, second = _rows(person)[len(known) :]
    assert person.value(f"mijlpalen.{first}.timing") == date(2022, 6, 30)
    person.press("Ctrl+D")
    copied = next(each for each in _rows(person) if each not in {*known, first, second})
    assert _rows(person) == [*known, first, copied, second]
    person.press("Alt+Down")
    assert _rows(person) == [*known, first, second, copied]
    person.press("Ctrl+-")
    assert _rows(person) == [*known, first, second]
    person.press("Ctrl+Z")
    assert _rows(person) == [*known, first, second, copied]
    assert person.file.page.path.startswith(f"mijlpalen.{copied}."), "shown where it happened"
    person.press("Ctrl+Z", "Ctrl+Z")
    assert _rows(person) == [*known, first, second]
    person.press("Ctrl+Y", "Ctrl+Y", "Ctrl+Y")
    assert _rows(person) == [*known, first, second]
    person.press("Ctrl+Home", "Tab")
    assert person.file.page.path == f"mijlpalen.{known[0]}.timing"
    person.type("30/06/24")
    person.press("Return")
    assert person.value(f"mijlpalen.{known[0]}.timing") == date(2024, 6, 30)


def count_the_money(person: Person) -> None:
    """Type amounts as people do, and explain at the field why one changed."""
    person.press("Ctrl+7")
    assert person.heard == "Beleidsruimte (begroot)"
    person.retype("385 mio")
    person.press("Tab")
    assert person.value("financiering.beleidsruimte") == 385_000_000
    person.wait(lambda: "VV-FIN-03" in _codes(person))
    person.tab_to("Toelichting bij VV-FIN-03", back=True)
    person.type("Er kwam 10 miljoen bij uit de provisie.")
    person.press("Return")
    person.wait(lambda: "toegelicht" in _states(person, "VV-FIN-03"))
    person.tab_to("Uitvoering VAK")
    person.retype("2,5 mio")
    person.press("Tab")
    assert person.value("financiering.vak") == 2_500_000


def mend_what_was_refused(person: Person) -> None:
    """The day that was none stands where it was pasted; F8 finds it."""
    _step_to(person, f"mijlpalen.{_rows(person)[-1]}.timing")
    person.type("31/12/22")
    person.press("Return")
    assert person.value(f"mijlpalen.{_rows(person)[-1]}.timing") == date(2022, 12, 31)
    assert "VV-INV-01" not in _codes(person)


def look_back(person: Person) -> None:
    """Compare with the previous meetmoment and go back; keep a version."""
    person.press("F6")
    assert person.file.page.at_hand == COMPARE
    person.press("F8", "F8", "F6")
    assert person.file.page.at_hand == FICHE
    person.press("Ctrl+S")
    person.wait(lambda: person.bar.startswith("Bewaard om"))


def resolve_what_blocks(person: Person) -> None:
    """The overview tells what blocks, leads to the field, and takes a toelichting."""
    page = _begin_to_hand_in(person)
    assert page.state.text() == "Nog 3 fouten op te lossen · 2 waarschuwingen toe te lichten."
    person.tab_to("Naar Oorzaak")
    person.press("Space")
    assert (person.file.page.at_hand, person.heard) == (FICHE, "Oorzaak")
    person.type("De chips zijn schaars, dus de toestellen komen later.")
    person.press("Tab")
    assert person.heard == "Bijsturing"
    person.type("Scholen krijgen eerst toestellen voor het vijfde leerjaar.")
    _step_to(person, f"mijlpalen.{_rows(person)[0]}.timing")
    person.press("Right", "Right", "Right")
    person.type("De levering loopt achter door een tekort aan chips.")
    person.press("Return")
    assert _codes(person).isdisjoint({"VV-PRJ-05", "VV-HIS-02"})
    page = _begin_to_hand_in(person)
    assert page.state.text() == "Nog 2 waarschuwingen toe te lichten."
    for told in ("Nog 1 waarschuwing toe te lichten.", "Alles is nagekeken."):
        person.tab_to("Toelichting bij VV-MIJ-08")
        person.type("Alle stappen lopen samen tot het einde van het relanceplan.")
        person.press("Tab")
        person.wait(lambda told=told: page.state.text() == told)


def hand_in(person: Person) -> Path:
    """Go on to the file, and on to what has to be sent; return the workbook."""
    page = person.file.page.page(HAND_IN)
    person.tab_to("Verder")
    person.press("Space")
    assert person.heard == "Indienen"
    workbook = page.file.target.path()
    person.press("Space")
    person.wait(lambda: page.at == DONE)
    assert person.heard == "Mail klaarzetten"
    assert workbook.is_file()
    assert page.done.code.text() == control_code(workbook)
    return workbook


def accepts(workbook: Path) -> None:
    """The command line finds no fout in the workbook."""
    checked = subprocess.run(
        [sys.executable, "-m", "vvdesk", "validate", str(workbook), "--json"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert (checked.returncode, checked.stderr) == (0, "")
    found = [each for each in json.loads(checked.stdout) if each["severity"] != "aandachtspunt"]
    told = {(each["project"], each["code"]) for each in found}
    assert told == {("VV019", "VV-MIJ-08"), ("VV112", "VV-MIJ-08")}


def is_locked_until_taken_back(person: Person) -> None:
    """Nothing can be typed any more; a reason takes the inzending back."""
    page = person.file.page.page(HAND_IN)
    person.tab_to("Klaar")
    person.press("Space")
    person.press("Ctrl+1")
    assert (person.file.page.at_hand, person.heard) == (FICHE, "Titel")
    before = person.value("titel")
    assert "ingediend" in person.file.live.read_only_reason()
    person.retype("Anders")
    person.press("Tab")
    assert person.value("titel") == before
    person.press("Ctrl+K")
    person.type("terugnemen")
    person.press("Return")
    person.wait(lambda: person.heard == "Waarom neem je de inzending terug?")
    person.type("De titel moet anders.")
    person.press("Return")
    person.wait(lambda: person.file.live.read_only_reason() is None)
    assert "teruggenomen" in person.bar
    person.wait(lambda: page.state.text() == "Alles is nagekeken." and not page.job.is_busy)
    person.tab_to("Terug naar de fiche")
    person.press("Space", "Ctrl+1")
    person.retype("Digisprong")
    person.press("Tab")
    assert person.value("titel") == "Digisprong"


def _begin_to_hand_in(person: Person) -> HandInPage:
    person.press("Ctrl+Shift+Return")
    page = person.file.page.page(HAND_IN)
    person.wait(lambda: page.isVisible() and not page.job.is_busy and page.state.text())
    return page


def _codes(person: Person) -> set[str]:
    return {each.finding.code for each in person.file.live.problems("VV015")}


def _states(person: Person, code: str) -> set[str]:
    problems = person.file.live.problems("VV015")
    return {each.staat.value for each in problems if each.finding.code == code}


def _step_to(person: Person, path: str, most: int = 30) -> None:
    for _step in range(most):
        person.press("F8")
        if person.file.page.path == path:
            return
    raise AssertionError(f"F8 does not come at {path}")


def _rows(person: Person) -> list[str]:
    return list(person.file.live.desk.fiche("VV015").tables["mijlpalen"])
