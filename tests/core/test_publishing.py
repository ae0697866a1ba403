"""From request to file: all forms say the same, nothing half remains, and what stands is told."""

import io
import os
import re
import subprocess
import sys
import textwrap
import zipfile

import pytest
from lxml import etree, html
from pypdf import PdfReader
from stores import fiche, new_store

from vvdesk import publishing
from vvdesk.errors import Misused, Refused, Unavailable
from vvdesk.jobs import Cancelled, silent
from vvdesk.publishing import publish, publish_all
from vvdesk.report.building import build
from vvdesk.report.content import Document, Picture, Section
from vvdesk.report.plain import plain_text
from vvdesk.report.request import Request, Vorm
from vvdesk.report_choices import FORMS
from vvdesk.store.workspace import Workspace

ALL = (*FORMS, Vorm.EXCEL)
PLAIN = Request(speerpunten=("04",))
CHILD = textwrap.dedent(
    """
    import resource, signal, sys
    from pathlib import Path
    from vvdesk.errors import Unavailable
    from vvdesk.publishing import publish
    from vvdesk.report.request import Request, Vorm
    from vvdesk.store.workspace import Workspace

    largest, source = int(sys.argv[1]), Path(sys.argv[2])
    with Workspace.open(source, read_only=True) as workspace:
        if largest:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
        for name in sys.argv[3:]:
            target = Path(name)
            try:
                publish(workspace, Request(), Vorm(target.suffix[1:]), target)
            except Unavailable as error:
                print(error)
    """
)
_UNSEEN = re.compile("[\u200b\u2060\u00ad\\s:-]")
"""What forms may have more or less of: ways to break a line, and the colon of a legend."""


@pytest.fixture
def workspace(tmp_path):
    path = new_store(tmp_path / "centraal.vvd", fiche("VV015", speerpunt="04"))
    with Workspace.open(path) as opened:
        yield opened


@pytest.fixture
def targets(tmp_path):
    folder = tmp_path / "rapporten"
    folder.mkdir()
    return {each: folder / f"rapport.{each.value}" for each in FORMS}


def names(targets):
    return sorted(each.name for each in next(iter(targets.values())).parent.iterdir())


def in_child(source, *files, largest=0, **environment):
    """Publish in a process of its own, and return what it said."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(largest), str(source), *map(str, files)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_every_form_that_stands_is_told_also_when_a_later_one_fails(workspace, targets, tmp_path):
    broken = tmp_path / "eigen.docx"
    broken.write_text("geen sjabloon")
    told = []
    with pytest.raises(Refused):
        publish_all(workspace, PLAIN, targets, broken, silent, told.append)
    assert [each.path for each in told] == [targets[Vorm.PDF]]
    assert names(targets) == ["rapport.pdf"]
    made = publish_all(workspace, PLAIN, targets, None, silent, told.append)
    assert [each.path for each in made] == list(targets.values())
    assert told[1:] == made


def test_an_ending_that_is_not_of_the_form_is_refused_before_anything(workspace, targets):
    with pytest.raises(Misused, match=r"moet eindigen op \.docx"):
        publish_all(workspace, PLAIN, targets | {Vorm.WORD: targets[Vorm.PDF]})
    assert names(targets) == []


def test_a_workbook_is_always_of_the_whole_meetmoment(workspace, tmp_path):
    with pytest.raises(Misused, match="het hele meetmoment"):
        publish(workspace, PLAIN, Vorm.EXCEL, tmp_path / "werkboek.xlsx")


@pytest.mark.parametrize("vorm", FORMS)
def test_a_file_that_was_not_written_to_its_end_is_never_put_in_place(
    workspace, targets, vorm, monkeypatch
):
    writer = f"write_{vorm.name.lower()}"
    whole = getattr(publishing, writer)

    def half(document, path, *rest):
        said = whole(document, path, *rest)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
        return said

    monkeypatch.setattr(publishing, writer, half)
    for before in (None, "oud"):
        if before:
            targets[vorm].write_text(before)
        with pytest.raises(Unavailable, match="niet heel op de schijf"):
            publish(workspace, PLAIN, vorm, targets[vorm])
        assert names(targets) == ([targets[vorm].name] if before else [])
    assert targets[vorm].read_text() == "oud"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no largest size of a file")
def test_on_a_full_disk_what_stood_there_still_stands(workspace, targets, tmp_path):
    there = {each: tmp_path / "rapporten" / f"rapport.{each.value}" for each in ALL}
    for each in there.values():
        each.write_text("oud")
    said = in_child(workspace.path, *there.values(), largest=4096)
    assert said.count("de schijf is vol") == len(ALL), said
    assert {each.read_text() for each in there.values()} == {"oud"}
    assert names(targets) == sorted(each.name for each in there.values())


@pytest.mark.parametrize("vorm", ALL)
def test_who_stops_finds_nothing_changed(workspace, targets, vorm):
    target = targets[Vorm.PDF].with_suffix(f".{vorm.value}")
    request = Request()
    steps = []
    publish(workspace, request, vorm, target, None, lambda *step: steps.append(step))
    kept = target.read_bytes()
    for last in {0, len(steps) // 2, len(steps) - 2}:
        left = iter(range(last))

        def stopping(*_step, left=left):
            if next(left, None) is None:
                raise Cancelled

        with pytest.raises(Cancelled):
            publish(workspace, request, vorm, target, None, stopping)
        assert target.read_bytes() == kept
        assert names(targets) == [target.name]


def test_the_same_bytes_come_out_of_every_process(central, tmp_path):
    ways = {
        "een": {"PYTHONHASHSEED": "1", "TZ": "Europe/Brussels", "LC_ALL": "nl_BE.UTF-8"},
        "twee": {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
    }
    made = []
    for name, environment in ways.items():
        folder = tmp_path / name
        folder.mkdir()
        files = [folder / f"rapport.{each.value}" for each in FORMS]
        assert in_child(central, *files, **environment) == ""
        made.append([each.read_bytes() for each in files])
    assert made[0] == made[1]


def test_every_form_says_what_the_report_says(central, targets):
    with Workspace.open(central, read_only=True) as workspace:
        document = build(workspace, Request())
        publish_all(workspace, Request(), targets)
    charts = {bare(line) for alt in alternatives(document) for line in alt.splitlines()}
    wanted = {bare(line) for line in plain_text(document).splitlines()} - charts
    wanted.remove(bare("Peildatum 31/03/2021"))  # each form says it in its own words
    wanted.add("31/03/2021")
    said = {
        Vorm.PDF: words_of_pdf(targets[Vorm.PDF]),
        Vorm.WORD: words_of_word(targets[Vorm.WORD]),
        Vorm.WEB: words_of_web(targets[Vorm.WEB]),
    }
    missing = {vorm: [each for each in wanted if each not in said[vorm]] for vorm in said}
    assert missing == {vorm: [] for vorm in said}


def bare(text):
    return _UNSEEN.sub("", text).casefold()


def alternatives(block):
    """Yield what is said in the place of each chart, which is no text on the page."""
    if isinstance(block, Picture):
        yield block.chart.alt
    inside = {Document: "chapters", Section: "blocks"}.get(type(block), "")
    for each in getattr(block, inside, ()):
        yield from alternatives(each)


def words_of_pdf(path):
    reader = PdfReader(io.BytesIO(path.read_bytes()))
    return bare("\n".join(each.extract_text() for each in reader.pages))


def words_of_word(path):
    with zipfile.ZipFile(path) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    return bare("".join(tree.xpath("//*[local-name()='t']/text()")))


def words_of_web(path):
    tree = html.fromstring(path.read_text(encoding="utf-8"))
    return bare("".join(tree.xpath("//body//text()[not(ancestor::script or ancestor::style)]")))
