"""Rows about the report in Word: the whole plan, and ten times as much."""

import re
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, unescape

from benchmarks.measuring import Bench, Contestant, Figure, in_turn
from vvdesk.report.building import build
from vvdesk.report.content import Document
from vvdesk.report.request import Request
from vvdesk.report.word.writing import write_word
from vvdesk.store.workspace import Workspace

_GOAL: Final = 10.0
_GROWTH_GOAL: Final = 1.1
_FACTOR: Final = 10
_MAIN: Final = "word/document.xml"
_TEXT: Final = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(?=</w:t>)")


def writing(bench: Bench) -> Iterator[Figure]:
    """Time writing the report of the whole plan, charts included once they were drawn."""
    document = _document(bench)
    sample = bench.new_path("docx")
    write_word(document, sample)
    pieces, others = _pieces_of(sample)

    def ours(target: Path) -> None:
        write_word(document, target)

    def theirs(target: Path) -> None:
        _concatenate(pieces, others, target)

    taken, floor = in_turn(
        Contestant(ours, lambda: bench.new_path("docx")),
        Contestant(theirs, lambda: bench.new_path("docx")),
        runs=bench.runs,
    )
    size = f"{sample.stat().st_size / 1024:.0f} kB"
    peer_is = "the same document.xml from ready strings, its texts escaped, zipped"
    what = f"write the report of the plan as Word ({size})"
    yield Figure("report-word", what, taken, floor, peer_is, _GOAL, runs=bench.runs)


def growth(bench: Bench) -> Iterator[Figure]:
    """Time writing the same chapters ten times over; processor time, as in `row_growth`."""
    document = _document(bench)
    longer = replace(document, chapters=document.chapters * _FACTOR)
    contestants = [
        Contestant(
            partial(write_word, each), lambda: bench.new_path("docx"), clock=time.process_time
        )
        for each in (document, longer)
    ]
    contestants[0].seconds()  # what is loaded or drawn once counts for none of them
    one, more = in_turn(*contestants, runs=bench.runs, warm_up=False)
    peer_is = f"{_FACTOR} × the time at ×1"
    what = f"write the report as Word: ×1 to ×{_FACTOR}"
    yield Figure(
        "report-word-growth", what, more, _FACTOR * one, peer_is, _GROWTH_GOAL, runs=bench.runs
    )


def _document(bench: Bench) -> Document:
    with Workspace.open(bench.store(bench.real), read_only=True) as workspace:
        return build(workspace, Request())


def _pieces_of(path: Path) -> tuple[list[tuple[str, str]], dict[str, bytes]]:
    """Return the document as markup and text in turn, and every other part."""
    with zipfile.ZipFile(path) as package:
        whole = package.read(_MAIN).decode()
        others = {name: package.read(name) for name in package.namelist() if name != _MAIN}
    pieces, at = [], 0
    for found in _TEXT.finditer(whole):
        pieces.append((whole[at : found.end(1)], unescape(found[2])))
        at = found.end()
    return [*pieces, (whole[at:], "")], others


def _concatenate(pieces: list[tuple[str, str]], others: dict[str, bytes], target: Path) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        whole = "".join([part for markup, text in pieces for part in (markup, escape(text))])
        package.writestr(_MAIN, whole.encode())
        for name, content in others.items():
            package.writestr(name, content)
