"""Whatever an auditor does at random: nothing changes, nothing crashes, and the window answers."""

import random
import shutil
from pathlib import Path
from traceback import format_exception

import pytest
from auditor_monkey import CHANGING, AuditorMonkey, Somewhere
from moments_sample import change, next_moment
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit
from seal_forger import edited
from sealed_sample import sealed
from stores import OV, fiche, new_store

from ui.pages.page_names import SEAL
from vvdesk import settings
from vvdesk.paths import settings_dir

EVERY = 25
"""Steps between two thorough looks."""
LONGEST = 60_000
"""Milliseconds that anything may take on a busy machine; far less is usual."""
LINKS = ("javascript:alert(1)", "file:///etc/passwd", "https://voorbeeld.be/%00", "\\\\server\\x")


@pytest.fixture(scope="module")
def cupboard(tmp_path_factory):
    """Momentopnamen, a central file, and things that are none of these; made once."""
    folder = tmp_path_factory.mktemp("kast")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        contents = [fiche(f"VV{number}", mijlpalen=2, agenderingen=1) for number in range(101, 107)]
        store = new_store(folder / "centraal.vvd", *contents)
        next_moment(store)
        change(store, 2, VV101__titel="Iedereen online", VV102__financiering__vak=250_000)
        own = sealed(folder, of=store, name="eigen.vvs")
        links = [
            f"UPDATE agendering SET url = '{link}' WHERE project_code = 'VV10{place + 1}'"  # noqa: S608 - our own words
            for place, link in enumerate(LINKS)
        ]
        odd = "UPDATE fiche SET titel = '<a href=file:///etc/passwd>x</a>' || char(27, 8238, 10)"
        edited(own, odd, *links).rename(folder / "vervalst.vvs")
        edited(own, "UPDATE mijlpaal SET timing = 'ooit'").rename(folder / "vreemd.vvs")
    (folder / "stuk.vvs").write_bytes(own.read_bytes()[:5_000])
    (folder / "geen.vvs").write_text("geen momentopname", encoding="utf-8")
    return folder


class Look:
    """Looks whether all is still as it should be.

    Args:
        monkey: Who was at work.
        folder: What it may open, and may not change.
        kept: Where files may come.
    """

    def __init__(self, monkey: AuditorMonkey, folder: Path, kept: Path) -> None:
        self._monkey, self._folder, self._kept = monkey, folder, kept
        self._sealed = {path: path.read_bytes() for path in folder.glob("*.vvs")}
        self._names = self._beside()

    def quick(self) -> None:
        """See what can be seen after every step."""
        driven = self._monkey.driven
        assert driven.window.isVisible()
        if self._monkey.sealed is None:
            return
        actions = driven.house.actions
        alive = [name for name in CHANGING if actions[name].isVisible()]
        assert alive == []
        texts = self._monkey.sealed.page.findChildren(QTextEdit)
        assert [each.accessibleName() for each in texts if not each.isReadOnly()] == []
        assert self._monkey.sealed.page.findChildren(QPlainTextEdit) == []

    def thorough(self) -> None:
        """See that nothing was written where it should not, and that the window answers."""
        for path, content in self._sealed.items():
            assert path.read_bytes() == content, path.name
        assert self._beside() == self._names
        for what, where, _text in self._monkey.driven.messages.said:
            assert what != "open_address" or where.startswith(("https://", "http://", "mailto:"))
            assert what != "open_outside" or Path(where).is_relative_to(self._kept), where
        if self._monkey.sealed is not None:
            self._monkey.driven.house.actions[SEAL].trigger()
            assert self._monkey.sealed.page.at_hand == SEAL

    def _beside(self) -> list[str]:
        """Return the names of momentopnamen and what stands beside them."""
        return sorted(each.name for each in self._folder.iterdir() if ".vvs" in each.name)


@pytest.fixture
def let_loose(start, cupboard, threads, qtbot, tmp_path):
    """Let a monkey loose on a copy of the cupboard."""

    def run(seed: int, steps: int, *, in_threads: bool) -> AuditorMonkey:
        settings.save(settings.Settings(naam="Rekenhof", entiteit=OV), settings_dir())
        folder, kept = tmp_path / "kast", tmp_path / "bewaard"
        shutil.copytree(cupboard, folder)
        kept.mkdir()
        chance = random.Random(seed)
        others = sorted(each for each in folder.iterdir() if each.suffix != ".vvd")
        others += [folder / "weg.vvs", folder]
        messages = Somewhere(kept, chance, others)
        runner = threads if in_threads else None
        driven = start(folder / "eigen.vvs", messages=messages, runner=runner)
        monkey = AuditorMonkey(driven, chance, folder / "eigen.vvs", others)
        look = Look(monkey, folder, kept)
        with qtbot.captureExceptions() as raised:
            try:
                for step in range(1, steps + 1):
                    monkey.step()
                    assert [format_exception(*each) for each in raised] == []
                    look.quick()
                    if step % EVERY == 0:
                        look.thorough()
                qtbot.waitUntil(lambda: not threads.running(), timeout=LONGEST)
                driven.settle()
                look.quick()
                look.thorough()
                QGuiApplication.clipboard().clear()
                assert driven.close(), driven.said
                assert raised == []
            except BaseException:
                print(f"seed {seed}, step {len(monkey.done)}:", *monkey.done[-40:], sep="\n  ")  # noqa: T201 - how to repeat it
                raise
        return monkey

    return run


@pytest.mark.parametrize("in_threads", [False, True], ids=["at-once", "in-threads"])
def test_whatever_an_auditor_does_changes_nothing(let_loose, in_threads):
    monkey = let_loose(20211130, 70, in_threads=in_threads)
    assert len(set(monkey.done)) > 40


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(12))
def test_whatever_an_auditor_does_for_long_changes_nothing(let_loose, seed):
    let_loose(seed, 1_000, in_threads=seed % 2 == 1)
