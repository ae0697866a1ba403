"""The round through the window that the frozen program makes, here from its sources."""

import os
import subprocess
import sys
from pathlib import Path

from stores import OV, fiche, new_store

ROOT = Path(__file__).resolve().parents[2]


def go_round(folder, *arguments):
    """Run `python -m ui` with a home of its own; return its exit code and the lines it wrote."""
    done = subprocess.run(
        [sys.executable, "-m", "ui", *arguments],
        cwd=folder,
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "PYTHONIOENCODING": "utf-8",
            "QT_QPA_PLATFORM": "offscreen",
            "VVDESK_HOME": str(folder / "home"),
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout.splitlines()


def test_the_window_opens_edits_exports_reads_back_and_closes(tmp_path):
    new_store(tmp_path / "ov.vvd", fiche("VV015", mijlpalen=3), entiteit=OV)
    code, lines = go_round(tmp_path, "--zelftest", "ov.vvd", "uit.xlsx")
    assert (code, lines[-1]) == (0, "klaar"), lines
    assert {"bewaard: doelgroep", "bewaard: voortgang", "werkboek herkend"} <= set(lines)
    assert (tmp_path / "uit.xlsx").is_file()
    assert not list((tmp_path / "home").rglob("fout-*"))


def test_alone_it_shows_the_first_screen_and_closes(tmp_path):
    code, lines = go_round(tmp_path, "--zelftest")
    assert (code, lines[0], lines[-1]) == (0, "venster getekend", "klaar")


def test_a_dossier_that_cannot_be_opened_ends_with_one_and_says_at_which_step(tmp_path):
    (tmp_path / "leeg.vvd").write_bytes(b"")
    code, lines = go_round(tmp_path, "--zelftest", "leeg.vvd", "uit.xlsx")
    assert code == 1
    assert lines[-1].startswith("MISLUKT bij 'dossier open'")
