"""The screens of a momentopname: making one, and all that an auditor sees of it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget
from sample_files import PERSON
from sealed_files import OFFICE, SealedFiles, make_sealed_files
from stage import Screen, Stage

from ui.pages.page_names import INQUIRY, LIFE, MOMENTS, SAMPLE, SEAL, SEALING, SEARCH
from ui.sealed_file import SealedFile
from vvdesk.paths import settings_dir
from vvdesk.sealing import keys_locked
from vvdesk.sealing.keys import KeyFolder

_PROJECT, _MIJLPAAL, _WORD = "VV018", "VV015-M01", "digitale"
_PASSPHRASE = "vier lange woorden samen"  # noqa: S105 - of a key made for a picture
_LIGHT = {"OPERATIONS": 32_768, "MEMORY": 1_048_576}
"""How heavy a key of a picture is locked: it opens nothing."""
_made: dict[Path, SealedFiles] = {}


def _files(stage: Stage) -> SealedFiles:
    """Return the momentopnamen of these files, made when they are first wanted."""
    desk = stage.files.round.desk
    if desk not in _made:
        stage.stop()  # what is open to be worked in is not open to be sealed
        _made[desk] = make_sealed_files(desk, stage.files.central, PERSON)
    return _made[desk]


def open_sealed(stage: Stage, page: str) -> SealedFile:
    """Open the signed one, by somebody who trusts the key."""
    files = _files(stage)
    opened = stage.open_sealed(files.signed, SEAL)
    trusted = KeyFolder(settings_dir()).trusted
    if not trusted.all():
        trusted.add(files.public_key, OFFICE)
        opened.page.page(SEAL).check()
        stage.settle()
    opened.page.show_page(page)
    stage.settle()
    return opened


def _page(name: str) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        open_sealed(stage, name)
        return stage.window

    return show


def _judged(name: str) -> Callable[[Stage], QWidget]:
    """Show the seal of another momentopname, with nobody's key trusted."""

    def show(stage: Stage) -> QWidget:
        stage.open_sealed(getattr(_files(stage), name), SEAL)
        return stage.window

    return show


def _trusted_keys(stage: Stage) -> QWidget:
    open_sealed(stage, SEAL)
    stage.do("trusted_keys")
    return stage.dialog()


def _field(stage: Stage) -> QWidget:
    """Trace an amount that came from a workbook."""
    opened = open_sealed(stage, INQUIRY)
    opened.inquiry.code_requested.emit(f"2/{_PROJECT}-VEK")
    return stage.window


def _figure(stage: Stage) -> QWidget:
    """Trace a figure of a report to its addends."""
    opened = open_sealed(stage, INQUIRY)
    opened.inquiry.code_requested.emit("2/S04-VAK")
    return stage.window


def _moments(tab: int) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        page = open_sealed(stage, MOMENTS).page.page(MOMENTS)
        stage.wait_for(lambda: page.compared is not None)
        page.tabs.setCurrentIndex(tab)
        return stage.window

    return show


def _alone(stage: Stage) -> QWidget:
    """Compare where there is one meetmoment only."""
    stage.open_sealed(_files(stage).alone, MOMENTS)
    return stage.window


def _life(stage: Stage) -> QWidget:
    opened = open_sealed(stage, LIFE)
    opened.inquiry.life_requested.emit(_MIJLPAAL)
    return stage.window


def _life_empty(stage: Stage) -> QWidget:
    """Begin anew: a life that an earlier screen showed stays on the page."""
    stage.stop()
    return _page(LIFE)(stage)


def _search(words: str) -> Callable[[Stage], QWidget]:
    def show(stage: Stage) -> QWidget:
        page = open_sealed(stage, SEARCH).page.page(SEARCH)
        page.field.clear()
        QTest.keyClicks(page.field, words)
        return stage.window

    return show


def _drawn(stage: Stage) -> QWidget:
    page = open_sealed(stage, SAMPLE).page.page(SAMPLE)
    page.draw.design.seed.setText("audit 2021")
    page.draw.draw.click()
    stage.wait_for(lambda: page.sample is not None)
    return stage.window


def _own_choice(stage: Stage) -> QWidget:
    opened = open_sealed(stage, SAMPLE)
    opened.inquiry.sample_requested.emit(("VV015", "VV018"))
    return stage.window


def _sealing(stage: Stage) -> SealedFile:
    opened = stage.open(stage.files.round.desk)
    opened.page.show_page(SEALING)
    stage.settle()
    return opened.page.page(SEALING)


def _to_seal(stage: Stage) -> QWidget:
    _sealing(stage)
    return stage.window


def _made_seal(stage: Stage) -> QWidget:
    """Seal without a signature."""
    page = _sealing(stage)
    page.signature.unsigned.setChecked(True)
    target = _files(stage).signed.with_name("tussentijds.vvs")
    target.unlink(missing_ok=True)
    stage.messages.answers["file_to_save"] = [target]
    page.make.click()
    stage.wait_for(page.result.isVisible)
    return stage.window


def _key(step: int) -> Callable[[Stage], QWidget]:
    """Show a step of the wizard that makes a key."""

    def show(stage: Stage) -> QWidget:
        _sealing(stage).signature.make.click()
        wizard = stage.dialog()
        if step > 1:
            _make_key(stage, wizard)
        if step > 2:
            wizard.sheet_page.have.setChecked(True)
            wizard.next()
        stage.settle()
        return wizard

    return show


def _make_key(stage: Stage, wizard: QDialog) -> None:
    heavy = {name: getattr(keys_locked, name) for name in _LIGHT}
    for name, value in _LIGHT.items():
        setattr(keys_locked, name, value)
    page = wizard.name_page
    page.naam.setText(OFFICE)
    for field in (page.first, page.again):
        field.line.setText(_PASSPHRASE)
    wizard.next()
    stage.settle()
    for name, value in heavy.items():
        setattr(keys_locked, name, value)


SEALED_SCREENS = (
    Screen("zegel-onbekend", _judged("unsigned")),
    Screen("zegel-gewijzigd", _judged("changed")),
    Screen("meetmomenten-alleen", _alone),
    Screen("zegel", _page(SEAL)),
    Screen("sleutels", _trusted_keys),
    Screen("naspeuren-leeg", _page(INQUIRY)),
    Screen("naspeuren", _field),
    Screen("naspeuren-cijfer", _figure),
    Screen("meetmomenten", _moments(0)),
    Screen("meetmomenten-statussen", _moments(1)),
    Screen("meetmomenten-bedragen", _moments(2)),
    Screen("levensloop-leeg", _life_empty),
    Screen("levensloop", _life),
    Screen("zoeken-leeg", _search("")),
    Screen("zoeken", _search(_WORD)),
    Screen("zoeken-niets", _search("qqqqq -zonder")),
    Screen("steekproef", _page(SAMPLE)),
    Screen("steekproef-getrokken", _drawn),
    Screen("steekproef-zelf", _own_choice),
    Screen("momentopname", _to_seal),
    Screen("momentopname-gemaakt", _made_seal),
    Screen("sleutel-maken-1", _key(1)),
    Screen("sleutel-maken-2", _key(2)),
    Screen("sleutel-maken-3", _key(3)),
)
"""In an order that opens each file once."""
