"""The report of speerpunt 04, made from the published text: no word of it is lost, none is added.

The words of the published text are taken from that text itself, so that reading, storing and
reporting are judged together.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from report_walk import cited, lines, of_kind, without_one
from stores import ACTOR, new_store

from vvdesk.dictionary import Sectie, field_named
from vvdesk.importing import import_report
from vvdesk.model import Agendering, Mijlpaal
from vvdesk.report.content import (
    Badge,
    Block,
    Document,
    Figure,
    Grid,
    GridRow,
    Piece,
    Prose,
    RowKind,
    Section,
    SectionKind,
)
from vvdesk.report.plain import block_lines, plain_text
from vvdesk.report.progress_report import build_progress_report
from vvdesk.report.request import Hoofdstuk, Request
from vvdesk.richtext import numbers
from vvdesk.store.workspace import Workspace

CODES = ["VV015", "VV016", "VV017", "VV018", "VV019", "VV112", "VV176", "VV177", "VV178"]
BROKEN_BY_PAGES = {"VV017", "VV019", "VV112"}
"""Cells that go on after a page stand later in the text than in the value they belong to."""
LABELS = re.compile(
    r"^(?:BETROKKENEN|PROJECTSITUERING|PROJECTOMSCHRIJVING|AGENDERING VLAAMSE REGERING|"
    r"ALGEMENE PROJECTVOORTGANG|GEDETAILLEERDE PROJECTVOORTGANG|PROJECTFINANCIERING|"
    r"BEOOGDE REALISATIES\t.*|---\t.*|Bevoegde minister\(s\)|Trekkende entiteit VO|"
    r"Webpagina trekkende entiteit m\.b\.t\. project|Betrokken entiteit\(en\) VO|Belanghebbenden|"
    r"Cluster Relanceplan|Speerpunt Relanceplan|Projectstatus|Beschrijving voortgang|"
    r"Beleidsruimte \(begroot\)|Uitvoering VAK|Uitvoering VEK)(?=\t|$)",
    re.MULTILINE,
)
HEADINGS = (
    {field_named(Agendering, "titel").about.label}
    | {each.value for each in Sectie}
    | {
        field_named(Mijlpaal, name).about.label
        for name in ("titel", "timing", "status", "beslissingen")
    }
)
MARKUP = re.compile(r"</?\w+>|\*\*|\]\(|\[|&\w+;")
WITHOUT_MOVES = frozenset(Hoofdstuk) - {Hoofdstuk.VERSCHUIVINGEN}


@pytest.fixture
def published(seeds: Path) -> str:
    path = seeds / "voortgangsrapport-april-2021-speerpunt-04.txt"
    return path.read_text(encoding="utf-8")


@pytest.fixture
def document(seeds: Path, tmp_path: Path) -> Document:
    path = new_store(tmp_path / "centraal.vvd")
    with Workspace.open(path) as workspace:
        import_report(workspace, seeds / "voortgangsrapport-april-2021-speerpunt-04.txt", ACTOR)
        request = Request(speerpunten=("04",), hoofdstukken=WITHOUT_MOVES)
        return build_progress_report(workspace, request)


def printed(published: str) -> dict[str, list[str]]:
    """The words of each project as they were published, without labels and marks."""
    start = published.index("\nVV015 - ", published.index("\nVV015 - ") + 1)
    body = published[start : published.index("**DEPARTEMENT")]
    parts = re.split(r"^(VV\d{3}) - ", body, flags=re.MULTILINE)[1:]
    return {
        code: words_of(re.sub(r"</?p>|\*\*|\]\(#\)|\[", " ", LABELS.sub(" ", part)))
        for code, part in zip(parts[::2], parts[1::2], strict=True)
    }


def words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.replace(" EUR\n", "\n"))


def projects(document: Document) -> dict[str, Section]:
    return {
        section.title[:5]: section
        for _level, section in document.sections()
        if section.kind is SectionKind.PROJECT
    }


def reported(section: Section) -> list[str]:
    """The words of a project in the report that somebody filled in."""
    title = section.title.partition(" – ")[2]
    return words_of("\n".join((title, *(line for each in section.blocks for line in filled(each)))))


def filled(block: Block) -> Iterator[str]:
    """Yield the lines of a block that are no labels, with the numbers of numbered lists."""
    assert not any(row.kind is RowKind.DETAIL for row in of_kind(block, GridRow))
    prose = {
        id(each.runs): number
        for found in of_kind(block, Prose)
        for number, each in zip(numbers(found.blocks), found.blocks, strict=True)
    }
    for words in lines(block):
        yield f"{prose.get(id(words)) or ''} {''.join(map(piece_text, words))}\n"


def piece_text(piece: Piece) -> str:
    match piece:
        case Badge(look=look):
            return look.label
        case Figure(is_empty=True):
            return ""
        # The kind of a document is worked out from its title; the published text has no such word.
        case Figure(code=code) if code.endswith("-SOORT"):
            return ""
    return piece.text


def test_every_word_of_the_nine_projects_stands_in_the_report_in_order(
    published: str, document: Document
) -> None:
    found, expected = projects(document), printed(published)
    assert list(found) == list(expected) == CODES
    for code, words in expected.items():
        assert len(words) > 70
        assert Counter(reported(found[code])) == Counter(words), code
        if code not in BROKEN_BY_PAGES:
            assert reported(found[code]) == words, code


def test_it_holds_no_markup(document: Document) -> None:
    assert not MARKUP.search(plain_text(document))


def test_that_comparison_sees_one_mijlpaal_list_item_paragraph_or_document_that_is_missing(
    published: str, document: Document
) -> None:
    expected, seen = printed(published), 0
    for code, section in projects(document).items():
        before = list(block_lines(section))
        for less in without_one(section):
            lost = Counter(before) - Counter(block_lines(less))
            if all(is_label(line) for line in lost):
                continue  # no word that anybody filled in
            seen += 1
            assert Counter(reported(less)) != Counter(expected[code]), lost
    assert seen > 32 + 22 + 9 * 12


def is_label(line: str) -> bool:
    is_known = LABELS.fullmatch(line) is not None or line in HEADINGS
    return is_known or line in {"niet ingevuld", "/"}


def test_its_figures_are_the_known_ones(document: Document) -> None:
    found = projects(document).values()
    grids = [grid for each in found for grid in of_kind(each, Grid)]
    rows = Counter({grid.caption: len(grid.rows) for grid in grids})
    assert [rows[f"Mijlpalen van {code}"] for code in CODES] == [4, 3, 3, 9, 4, 3, 2, 1, 3]
    assert [rows[f"Agenderingen van {code}"] for code in CODES] == [4, 3, 4, 4, 2, 2, 3, 0, 0]
    summary = next(each for each in document.chapters if each.title == "Samenvatting")
    by_code = {piece.code: piece.text for piece in cited(summary) if isinstance(piece, Figure)}
    assert by_code["1/S04-PROJECTEN"] == "9"
    assert by_code["1/S04-MIJLPALEN"] == "32"
    assert by_code["1/S04-MIJLPAAL-OP_SCHEMA"] == "31"
    assert by_code["1/S04-MIJLPAAL-NOG_NIET_GESTART"] == "1"
    assert by_code["1/S04-STATUS-NA_AGENDERING"] == "7"
    assert by_code["1/S04-STATUS-OPGESTART"] == "2"
    assert by_code["1/S04-BELEIDSRUIMTE"] == "1.054.000.000 EUR"
    assert by_code["1/S04-VAK"] == "4.000.000 EUR"
    assert by_code["1/S04-VEK"] == "1.000.000 EUR"
