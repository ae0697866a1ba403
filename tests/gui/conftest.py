"""What tests of the window share: its look, and a file at work in it."""

import pytest
from driven_program import start as _start
from PySide6.QtCore import QThreadPool
from PySide6.QtGui import QGuiApplication
from stores import ACTOR, OV, fiche, new_store

from ui.desk import LiveDesk
from ui.icons import Icons
from ui.job import ThreadRunner
from ui.theme import Look, Theme
from vvdesk.desk import Desk
from vvdesk.drafts import Drafts
from vvdesk.sealing.keys import KeyFolder
from vvdesk.store.workspace import Workspace


@pytest.fixture(scope="session", autouse=True)
def _empty_clipboard():
    """Leave no clipboard of Python's behind: Qt's last act would be to call it, after Python's."""
    yield
    if (application := QGuiApplication.instance()) is not None:
        application.clipboard().clear()


start = _start
"""Starts the real program in a test; see `driven_program`."""


@pytest.fixture
def theme(qapp):
    """The light look, whatever the system says."""
    return Theme(qapp, Look.LIGHT)


@pytest.fixture
def icons(theme):
    """Icons in the colours of `theme`."""
    return Icons(theme)


@pytest.fixture
def key_folder(tmp_path):
    """Where the keys of somebody stand; none yet."""
    return KeyFolder(tmp_path / "instellingen")


@pytest.fixture
def threads(qapp):
    """A runner of its own, of which nothing may be left."""
    pool = QThreadPool(qapp)
    runner = ThreadRunner(pool, qapp)
    yield runner
    pool.waitForDone()
    runner.deleteLater()
    pool.deleteLater()


@pytest.fixture
def dossier(tmp_path):
    """A dossier of april 2021 with VV015 (3 mijlpalen, 2 agenderingen) and VV016, open to write."""
    contents = fiche("VV015", mijlpalen=3, agenderingen=2), fiche("VV016")
    with Workspace.open(new_store(tmp_path / "ov.vvd", *contents, entiteit=OV)) as workspace:
        yield workspace


@pytest.fixture
def desk(dossier, tmp_path, request):
    """The desk on `dossier`, with VV015 in hand."""
    request.getfixturevalue("qapp")
    drafts = Drafts(tmp_path / "klad", dossier.plan.bestand_id)
    made = LiveDesk(Desk(dossier, ACTOR), drafts)
    made.show("VV015")
    return made
