"""The rich-text format: one spelling per text, nothing lost, nothing dangerous."""

import contextlib
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from vvdesk.errors import VvdeskError
from vvdesk.richtext import (
    MAX_DEPTH,
    Block,
    Run,
    TooDeep,
    canonical,
    clean_href,
    from_plain,
    is_canonical,
    markup,
    normalise,
    numbers,
    parse,
    to_html,
    to_plain,
    visible_length,
)

WORDS = st.sampled_from(
    ["scholen", "één", "a<b", "R&D", '"nota"', "100 %", "co\u0308rdinatie", "x\xa0y", "\xa0", "- 5"]
)
GAPS = st.sampled_from(["", " ", "  ", "\n", " \n ", "\n\n", "\t", "\u2028"])
TEXTS = st.one_of(
    st.lists(st.tuples(WORDS, GAPS), max_size=4).map(lambda p: "".join(w + g for w, g in p)),
    st.text(max_size=12),
)
HREFS = st.sampled_from(
    [
        None,
        None,
        "https://www.vlaanderen.be/a?b=1&c=2",
        "mailto:a@b.be",
        "javascript:x",
        "HTTP://x/é (",
    ]
)
RUNS = st.builds(Run, TEXTS, st.booleans(), st.booleans(), HREFS)
BLOCKS = st.builds(
    Block,
    st.sampled_from(["p", "ul", "ol"]),
    st.integers(0, 12),
    st.lists(RUNS, max_size=4).map(tuple),
)
DOCUMENTS = st.lists(BLOCKS, max_size=7)
TAGS = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<ul>",
            "</ul>",
            "<ol>",
            "</ol>",
            "<li>",
            "</li>",
            "<strong>",
            "<b>",
            "</b>",
        ),
        *(
            "<strong>",
            "</strong>",
            "<em>",
            "<i>",
            "</i>",
            "<br>",
            "<br/>",
            "</a>",
            "<div>",
            "</div>",
        ),
        *(
            "<table>",
            "</table>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "<h1>",
            "<x-y>",
            "<a",
            "=",
        ),
        *('<a href="https://x.be/">', "<a href='javascript:alert(1)'>", "<p class=MsoNormal>"),
        *(
            "&nbsp;",
            "&lt;",
            "&#10;",
            "&#1;",
            "&amp",
            "<!DOCTYPE html>",
            '<b title="</b>">',
            "< ",
            ">",
        ),
    ]
)
HTML = st.lists(st.one_of(TAGS, TEXTS), max_size=25).map("".join)


@settings(max_examples=300, deadline=None)
@given(HTML)
@example("<p>a</p>\ud800")
@example("<ul><ul><li>x</ul>y<li>z")
def test_canonical_html_is_its_own_canonical_form(html: str) -> None:
    once = canonical(html)
    assert canonical(once) == once
    assert is_canonical(once)
    assert to_html(parse(once)) == once
    assert once == "" or visible_length(once) > 0


@settings(max_examples=300, deadline=None)
@given(DOCUMENTS)
def test_blocks_in_normal_form_come_back_equal(blocks: list[Block]) -> None:
    normal = normalise(blocks)
    assert normalise(normal) == normal
    assert parse(to_html(normal)) == normal
    assert to_html(blocks) == to_html(normal)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_the_fast_way_and_the_careful_way_read_the_same(blocks: list[Block]) -> None:
    html = to_html(blocks)
    assert markup._built(markup.cleaned(html)) == parse(html)


@settings(max_examples=150, deadline=None)
@given(DOCUMENTS)
def test_no_word_is_lost_by_normalising(blocks: list[Block]) -> None:
    def words(some: tuple[Block, ...] | list[Block]) -> str:
        text = "".join(run.text for block in some for run in block.runs)
        return "".join(unicodedata.normalize("NFC", text).split())

    plain = [b for b in blocks if all(run.text.isprintable() for run in b.runs)]
    visible = [b for b in plain if b.text.strip()]
    assert words(normalise(plain)) == words(visible)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_plain_text_is_never_interpreted(text: str) -> None:
    html = from_plain(text)
    assert is_canonical(html)
    assert all(block.kind == "p" for block in parse(html))
    assert not any(run.bold or run.italic or run.href for b in parse(html) for run in b.runs)


def test_an_empty_line_makes_a_paragraph_and_a_line_end_a_break() -> None:
    assert from_plain("a\nb\n \n\nc <b>") == "<p>a<br>b</p><p>c &lt;b&gt;</p>"
    assert from_plain(" \n\xa0\n") == ""


@pytest.mark.parametrize(
    ("given_html", "expected"),
    [
        ("", ""),
        ("<p>&nbsp;</p><p></p>", ""),
        ("los <b>woord </b>hier", "<p>los <strong>woord</strong> hier</p>"),
        ("<b>een </b><b>twee</b>", "<p><strong>een twee</strong></p>"),
        ("<p>a<br>b<br></p>", "<p>a<br>b</p>"),
        ("<p>a<br><br>b</p>", "<p>a</p><p>b</p>"),
        ("<b><p>a</p><p>b</p></b>", "<p><strong>a</strong></p><p><strong>b</strong></p>"),
        ("a&nbsp;b", "<p>a\xa0b</p>"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "<ul><li>a<br>b</li></ul>"),
        (
            "<ul><li>a</li><ol><li>b</li></ol></ul>",
            "<ul><li>a<ol><li>b</li></ol></li></ul>",
        ),
        ("<em><strong>x</strong></em>", "<p><strong><em>x</em></strong></p>"),
        ("<h1>Kop</h1><div>tekst</div>", "<p>Kop</p><p>tekst</p>"),
        ("<table><tr><td>1</td><td>2</td></tr></table>", "<p>1</p><p>2</p>"),
        ("<p>een <y", "<p>een &lt;y</p>"),
        ("<span>a</span> <x-y>b</x-y>", "<p>a b</p>"),
        ("<b><b>a</b> b</b> c", "<p><strong>a b</strong> c</p>"),
        ("<p>a</p></ul></b>", "<p>a</p>"),
        ("a < b en c > d", "<p>a &lt; b en c &gt; d</p>"),
        ("<!-- weg --><p>blijft</p>", "<p>blijft</p>"),
        ("cafe\u0301", "<p>café</p>"),
    ],
)
def test_every_way_to_write_it_becomes_the_one_way(given_html: str, expected: str) -> None:
    assert canonical(given_html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT >x</SCRIPT foo>",
        "<style>p{}</style>",
        "<head><title>t</title></head>",
        "<svg><a href='https://x'>y</a></svg>",
        "<script>x",
        "<iframe src=x></iframe>",
        "<img src=x onerror=alert(1)>",
    ],
)
def test_what_is_no_text_is_dropped_with_its_content(html: str) -> None:
    assert canonical(html) == ""


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "java\tscript:x",
        "data:text/html,x",
        "file:///etc",
        "#",
        "/a",
        "//x.be",
        "http://",
    ],
)
def test_a_link_that_may_not_be_followed_keeps_only_its_words(href: str) -> None:
    assert canonical(f'<p><a href="{href}">woord</a></p>') == "<p>woord</p>"
    assert clean_href(href) is None


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://www.vlaanderen.be", "https://www.vlaanderen.be"),
        (" HTTPS://x.be/a b ", "HTTPS://x.be/a%20b"),
        ("mailto:a@b.be", "mailto:a@b.be"),
        ('https://x.be/"<q>', "https://x.be/%22%3Cq%3E"),
        (None, None),
    ],
)
def test_an_address_is_kept_in_one_spelling(href: str | None, expected: str | None) -> None:
    assert clean_href(href) == expected
    assert clean_href(expected) == expected


def test_lists_may_be_ten_deep_and_no_deeper() -> None:
    deep = "".join(f"<ul><li>{i}" for i in range(MAX_DEPTH))
    assert [block.level for block in parse(deep)] == list(range(MAX_DEPTH))
    for html in (deep + "<ol><li>te diep", "<ul>" * 11, "<table><tr><td>" * 11, "<div>" * 20_000):
        with pytest.raises(TooDeep, match="hoogstens 10"):
            parse(html)
    assert issubclass(TooDeep, VvdeskError)


@pytest.mark.parametrize("trick", ['<ul a="</ul>">', "<ul><!--</ul>-->", "<ul></b>", "<ul><ul/>"])
def test_depth_cannot_be_hidden(trick: str) -> None:
    with pytest.raises(TooDeep):
        parse(trick * 20_000)


def test_canonical_html_of_a_foreign_hand_cannot_be_too_deep_either() -> None:
    html = "<ul><li>x" * 11 + "</li></ul>" * 11
    assert not is_canonical(html)
    with pytest.raises(TooDeep):
        canonical(html)


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<a ",
        '<a href="',
        "<",
        "<script>",
        "<p>a",
        "<b>x</i>",
        "<![x ",
        "<a href=http://x>b",
        "</p>",
    ],
)
def test_hostile_texts_cost_time_in_proportion_to_their_length(piece: str) -> None:
    def seconds(times: int) -> float:
        start = time.process_time()
        with contextlib.suppress(TooDeep):
            canonical(piece * times)
        return time.process_time() - start

    small = min(seconds(1_000) for _ in range(3))
    assert min(seconds(8_000) for _ in range(3)) < 8 * 4 * small + 0.1


def test_numbering_starts_again_in_every_list() -> None:
    blocks = parse(
        "<ol><li>a<ol><li>b</li><li>c</li></ol></li><li>d<ol><li>e</li></ol></li></ol>"
        "<p>f</p><ol><li>g</li></ol><ul><li>h</li></ul><ol><li>i</li></ol>"
    )
    assert numbers(blocks) == [1, 1, 2, 2, 1, 0, 1, 0, 1]


def test_as_plain_text_lists_keep_their_marks_and_links_only_their_words() -> None:
    html = (
        '<p>Zie <a href="https://x.be/">dit</a>.</p><ul><li>a<br>b<ol><li>c</li></ol></li></ul>'
        "<p>Slot</p>"
    )
    assert to_plain(html) == "Zie dit.\n• a\n  b\n   1. c\n\nSlot"
    assert visible_length(html) == len("Zie dit.") + 3 + 1 + 4 + 3
    assert visible_length("") == 0


def test_a_space_is_bold_only_between_bold_words() -> None:
    html = to_html([Block("p", 0, (Run("een"), Run(" ", bold=True), Run("twee", bold=True)))])
    assert html == "<p>een <strong>twee</strong></p>"
