"""What somebody wrote in a file never steers the terminal on which it is shown."""

import os
import subprocess
import sys

import pytest
from stores import fiche, new_store

from vvdesk.steering_signs import unsteered

pty = pytest.importorskip("pty", reason="only where there are pseudo-terminals")
EVIL = "\x1b]0;nep\x07\x1b[2Jrood\u202e\x9b31m"


def test_lines_tabs_accents_and_fixed_spaces_stay_as_they_are():
    text = "één\tregel\nen € 1\N{NO-BREAK SPACE}000, \U0001f600 en עברית"
    assert unsteered(text) == text


def test_signs_that_steer_are_shown_as_signs_that_cannot_be_read():
    assert unsteered(EVIL) == "�]0;nep��[2Jrood��31m"


@pytest.mark.parametrize("verb", [("dump", "{file}"), ("life", "{file}", "VV015-M01")])
def test_a_terminal_gets_no_sign_that_steers_it_and_a_pipe_gets_the_text(tmp_path, verb):
    store = new_store(tmp_path / "plan.vvd", fiche("VV015", titel=EVIL))
    program = [sys.executable, "-m", "vvdesk", *(each.format(file=store) for each in verb)]

    on_terminal = _on_terminal(program)
    on_pipe = subprocess.run(program, capture_output=True, check=True).stdout.decode()

    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(on_terminal)
    assert "rood��31m" in on_terminal
    assert "rood\u202e\x9b31m" in on_pipe


def _on_terminal(program):
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        program, stdout=theirs, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL
    ) as child:
        os.close(theirs)
        said = b""
        while True:
            try:
                block = os.read(ours, 65536)
            except OSError:  # the other end was closed
                break
            said += block
        os.close(ours)
    assert child.returncode == 0, said
    return said.decode()
