"""Rows about the reports: building one, the web page, the PDF beside the one of LibreOffice."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from benchmarks.against_reading import counted
from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from benchmarks.proportion import grown
from benchmarks.ready_text import pieces_of, put_together
from vvdesk.report.building import build
from vvdesk.report.content import Document
from vvdesk.report.request import Request
from vvdesk.report.web.writing import write_web
from vvdesk.report.word.writing import write_word
from vvdesk.store.workspace import Workspace

_PATIENCE = 1_800
"""Seconds that LibreOffice gets for a whole plan."""


def building(bench: Bench) -> Iterator[Figure]:
    """Time reading a store and making the document of its report, all chapters, at each scale."""
    what = "read and build the report"
    yield from counted(bench, "report-build", what, lambda space: build(space, Request()), 2)


def web(bench: Bench) -> Iterator[Figure]:
    """Time writing the web page, beside the same page from ready strings and at each scale."""
    document = document_of(bench.store(bench.real))
    sample = bench.new_path("html")
    write_web(document, sample)
    pieces = pieces_of(sample.read_text(encoding="utf-8"))
    taken, floor = in_turn(
        Contestant(lambda target: write_web(document, target), lambda: bench.new_path("html")),
        Contestant(lambda target: put_together(pieces, target), lambda: bench.new_path("html")),
        runs=bench.runs,
    )
    size = f"{sample.stat().st_size / 2**20:.1f} MB"
    what = f"write the web page of the report ({size})"
    peer_is = "the same page from ready strings, its texts escaped"
    yield Figure("report-html", what, taken, floor, peer_is, None, runs=bench.runs)
    what = "write the web page of the report"
    yield from grown(bench, "report-html", what, partial(_writing_web, bench))


def beside_libreoffice(bench: Bench) -> Iterator[Figure]:
    """Time the PDF, from the store on, against LibreOffice converting the Word report of it."""
    office = shutil.which("soffice")
    if office is None:
        print("report-libreoffice: there is no LibreOffice (soffice) on this machine")
        return
    store = bench.store(bench.real)
    word = bench.new_path("docx")
    write_word(document_of(store), word)
    profile = bench.new_path("profiel").resolve().as_uri()
    convert = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    convert += ["--outdir", str(bench.folder), str(word)]
    ours = [sys.executable, "-m", "benchmarks.report_pdf", str(store), "tagged"]
    taken, peer = in_turn(
        Contestant(lambda _given: _run(ours)),
        Contestant(lambda _given: _run(convert)),
        runs=1,
        warm_up=False,
    )
    if not word.with_suffix(".pdf").is_file():
        raise FileNotFoundError(f"LibreOffice made no PDF of {word}")
    what = f"PDF of {bench.real.projects} fiches, with reading and building"
    peer_is = "LibreOffice converting the Word report"
    yield Figure("report-libreoffice", what, taken, peer, peer_is, 1.0, faster=True)


def document_of(store: Path) -> Document:
    """Return the progress report of the last meetmoment, all chapters."""
    with Workspace.open(store, read_only=True) as workspace:
        return build(workspace, Request())


def _writing_web(bench: Bench, factor: int) -> Contestant:
    document = document_of(bench.store(bench.scaled(factor)))
    return Contestant(
        lambda target: write_web(document, target),
        lambda: bench.new_path("html"),
        clock=time.process_time,
    )


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
