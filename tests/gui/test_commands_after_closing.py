"""Once a file is closed, its commands reach nothing of it any more."""

import pytest
from sealed_sample import sealed
from stores import OV, fiche, new_store

from vvdesk import settings
from vvdesk.paths import settings_dir

LEAVES = {"quit", "close_file", "start", "open", "new", "open_server"}


@pytest.mark.parametrize("then", ["start", "momentopname"])
def test_commands_of_a_closed_file_are_let_go_of(start, tmp_path, qtbot, then):
    settings.save(settings.Settings(naam="Anja", entiteit=OV), settings_dir())
    store = new_store(tmp_path / "centraal.vvd", fiche("VV101"))
    own = sealed(tmp_path, of=store)
    driven = start(store)
    if then == "start":
        driven.act("close_file")
    else:
        driven.program.open(own)
        driven.settle()
    for command, action in driven.house.actions:
        if action.isEnabled() and action.isVisible() and command.name not in LEAVES:
            with qtbot.captureExceptions() as raised:
                driven.act(command.name)
            assert [repr(each) for _kind, each, _trace in raised] == [], command.name
