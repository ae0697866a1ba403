"""Rich text in one cell: readable, typeable, and exactly the same when it comes back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vvdesk.exchange.rich_cells import SIGN, CellRun, from_cell, to_cell
from vvdesk.richtext import Block, Run, is_canonical, to_html, to_plain

WORDS = st.sampled_from(
    [
        "scholen",
        "één",
        "a<b",
        "R&D",
        "(VDAB)",
        "12/02",
        "-",
        "- 53",
        "1.",
        "2)",
        "• x",
        "•",
        "\xa0",
        "*",
        "(https://x.be)",
        "1. a",
        "  2. b",
        "– c",
        "2021. d",
        "x\xa0y",
        "tekst (https://x.be/)",
    ]
)
TEXTS = st.lists(
    st.tuples(WORDS, st.sampled_from(["", " ", "\n", "\n\n"])), min_size=1, max_size=4
).map(lambda pairs: "".join(word + gap for word, gap in pairs))
HREFS = st.sampled_from(
    [None, None, None, "https://x.be/a_(b)?c=1&d=2", "mailto:a@b.be", "scholen", "https://x.be/)"]
)
RUNS = st.builds(Run, TEXTS, st.booleans(), st.booleans(), HREFS)
BLOCKS = st.builds(
    Block,
    st.sampled_from(["p", "ul", "ol"]),
    st.integers(0, 3),
    st.lists(RUNS, min_size=1, max_size=4).map(tuple),
)
DOCUMENTS = st.lists(BLOCKS, max_size=7).map(to_html)


def text(runs: tuple[CellRun, ...]) -> str:
    return "".join(run.text for run in runs)


def typed(words: str) -> str:
    return from_cell([CellRun(words)])


@settings(max_examples=400, deadline=None)
@given(DOCUMENTS)
def test_what_is_written_comes_back_exactly(html: str) -> None:
    assert from_cell(to_cell(html)) == html


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.builds(CellRun, st.one_of(st.text(max_size=30), TEXTS), st.booleans()), max_size=4)
)
def test_whatever_is_typed_is_read_and_then_stays_as_it_is(runs: list[CellRun]) -> None:
    html = from_cell(runs)
    assert is_canonical(html)
    if SIGN not in "".join(run.text for run in runs):
        assert from_cell(to_cell(html)) == html


def test_the_cell_reads_like_the_report() -> None:
    html = (
        "<p>Eerst <strong>vet</strong>.</p><p>Dan<br>verder</p>"
        "<ul><li>een<ol><li>diep</li><li>dieper<br>vervolg</li></ol></li></ul><p>Slot</p>"
    )
    assert text(to_cell(html)) == (
        "Eerst vet.\n\nDan\nverder\n• een\n   1. diep\n   2. dieper\n      vervolg\n\nSlot"
    )
    assert CellRun("vet", bold=True) in to_cell(html)
    assert text(to_cell(html)) == to_plain(html)
    assert to_cell("") == ()


def test_a_link_shows_its_address_once() -> None:
    html = '<p>Zie <a href="https://x.be/">de <strong>pagina</strong></a>.</p>'
    assert text(to_cell(html)).replace(SIGN, "") == "Zie de pagina (https://x.be/)."
    bare = '<p><a href="https://x.be/">https://x.be/</a></p>'
    assert text(to_cell(bare)).replace(SIGN, "") == "https://x.be/"
    assert from_cell(to_cell(bare)) == bare


def test_an_address_that_somebody_types_stays_words() -> None:
    assert typed("Zie pagina (https://x.be/)") == "<p>Zie pagina (https://x.be/)</p>"
    assert (
        typed(f"{SIGN}pagina (javascript:x){SIGN}") == f"<p>{SIGN}pagina (javascript:x){SIGN}</p>"
    )


@pytest.mark.parametrize(
    ("words", "html"),
    [
        ("", ""),
        (" \n ", ""),
        ("a\r\nb", "<p>a<br>b</p>"),
        ("a\n\nb", "<p>a</p><p>b</p>"),
        ("Acties:\n- een\n- twee", "<p>Acties:</p><ul><li>een</li><li>twee</li></ul>"),
        ("* een\n•  twee\n· drie", "<ul><li>een</li><li>twee</li><li>drie</li></ul>"),
        ("1) een\n2) twee", "<ol><li>een</li><li>twee</li></ol>"),
        (
            "1. een\n  - a\n  - b\n2. twee",
            "<ol><li>een<ul><li>a</li><li>b</li></ul></li><li>twee</li></ol>",
        ),
        ("1. een\n\n2. twee", "<ol><li>een</li><li>twee</li></ol>"),
        ("- een\nvervolg\n\nalinea", "<ul><li>een<br>vervolg</li></ul><p>alinea</p>"),
        ("2021. Een jaar", "<p>2021. Een jaar</p>"),
        ("1. een\n3. drie", "<ol><li>een<br>3. drie</li></ol>"),
        (
            "afgehandeld: - 53 positief - 22 negatief",
            "<p>afgehandeld: - 53 positief - 22 negatief</p>",
        ),
        ("-5 graden\n–", "<p>-5 graden<br>–</p>"),
        ("- ", "<p>-</p>"),
        ("- een\n      - b\n   - c", "<ul><li>een<ul><li>b</li><li>c</li></ul></li></ul>"),
    ],
)
def test_what_people_type_is_understood(words: str, html: str) -> None:
    assert typed(words) == html


def test_a_figure_in_front_of_a_line_never_changes() -> None:
    words = "1. een\n\n1. nog eens een\n   1. a\n 1. b\n\n7. zeven"
    shown = to_plain(typed(words))
    assert [w for w in shown.split() if w[0].isdigit()] == ["1.", "1.", "1.", "1.", "7."]


def test_any_sequence_with_text_bold_and_italic_will_do() -> None:
    class Other:
        text, bold, italic = "vet", True, False

    assert from_cell([Other()]) == "<p><strong>vet</strong></p>"
