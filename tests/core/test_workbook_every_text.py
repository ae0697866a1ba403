"""Whatever text a fiche may hold: it comes out of a workbook as it went in, or is refused."""

import re
import zipfile

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from workbook_sample import envelope, fiche, referentie, row

from vvdesk import kinds
from vvdesk.bases import bases_of
from vvdesk.errors import Refused
from vvdesk.exchange.reader.workbook import read_workbook
from vvdesk.exchange.submission.reading import typed
from vvdesk.exchange.workbook.plain_book import plain_book
from vvdesk.exchange.workbook.writer import write_workbook
from vvdesk.values import Unreadable

PIECES = st.sampled_from(
    [
        "_x0041_", "_x005F_", "x0041_", "_x000D_", "_", "<r>", "</r>", "&#95;", "&amp;", "<", ">",
        "=", "'", "\u2028", "\u2029", "\ufeff", "\u2060", "\u200b", "\xad", "\xa0", "\u0301",
        "\u0338", "\u1100", "\u1161", "e", "A", " ", "\n", "\n\n", "\t", "\r\n", "\x7f", "\x85",
        "\x1c", "\ufdd0", "\U0001fffe", "🙂", "- ", "1. ", "(https://x.be/_x0041_x0042_)",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES | st.text(max_size=3), max_size=9).map("".join)
STYLES = st.sampled_from(["{}", "{}", "<strong>{}</strong>", "<em>{}</em>", "<li>{}", "<p>{}"])
MARKUP = st.lists(st.tuples(STYLES, TEXTS), max_size=5).map(
    lambda parts: "<p>" + "".join(style.format(text) for style, text in parts)
)
ADDRESSES = TEXTS.map(lambda text: f"https://x.be/{text}")
WAYS = (
    (kinds.TEKST, "titel"),
    (kinds.REGELS, "belanghebbenden"),
    (kinds.OPMAAK, "omschrijving"),
    (kinds.URL, "webpagina"),
    (kinds.THEMAS, "themas"),
)


def kept(kind, text):
    """Return what a fiche holds of a text; nothing when it is refused at the door."""
    try:
        return kind.read(text)
    except Unreadable:
        return () if kind is kinds.THEMAS else None


def came_back(folder, one, bases):
    path = folder / "a.xlsx"
    write_workbook(path, {one.project: one}, referentie(), envelope(), bases)
    return typed(read_workbook(path), referentie().lists)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=TEXTS, lines=TEXTS, html=MARKUP, address=ADDRESSES, names=TEXTS)
@example("_x0041_x0042_", "_x005F_x0041_", "<p>a <strong>_x0041_</strong>", "https://x.be/", "")
@example("e\ufeff\u0301", "", "<p>e<strong>\u0301n</strong>", "https://x.be/_x0041_x0042_", "")
@example("<r>_x0041_x0042_</r>", "", "<p>a<br>&#824;b</p>", "https://x.be/", "a_x0041_x0042_")
def test_every_text_of_a_fiche_survives_going_out_and_coming_back(
    tmp_path, words, lines, html, address, names
):
    texts = (words, lines, html, address, names)
    one = fiche()
    meant = {path: kept(kind, text) for (kind, path), text in zip(WAYS, texts, strict=True)}
    one.values |= meant
    row(one, "mijlpalen", 1, titel=meant["titel"] or "x")
    found = came_back(tmp_path, one, None)
    assert [(each.cell, each.problem) for each in found.rows if each.problem] == []
    cells = found.rows[0].cells
    said = {path: cells[path].value for path in meant if path in cells}
    assert said == {path: value for path, value in meant.items() if value}
    assert {path: cells[path].problem for path in said} == dict.fromkeys(said)
    again = came_back(tmp_path, one, bases_of([one]))
    assert [dict(each.cells) for each in again.rows] == [{}, {}]


@settings(max_examples=150, deadline=None)
@given(html=MARKUP)
@example(html="<p>\u0338x</p>")
@example(html="<p>a<br><strong>\u0338b</strong></p>")
def test_a_rich_text_reads_as_itself_once_it_is_kept(html):
    value = kept(kinds.OPMAAK, html)
    assert kinds.OPMAAK.from_json(kinds.OPMAAK.to_json(value)) == value


@given(text=TEXTS)
def test_a_text_reads_as_itself_once_it_is_kept(text):
    for kind in (kinds.TEKST, kinds.REGELS):
        value = kept(kind, text)
        assert (kind.read(value) if value else None) == value


@pytest.mark.parametrize(
    ("sign", "name"),
    [("\x7f", "U+007F"), ("\x85", "U+0085"), ("\r", "U+000D"), ("\ufdd0", "U+FDD0")],
)
@pytest.mark.parametrize(
    ("path", "label"), [("oorzaak", "Oorzaak"), ("omschrijving", "Projectomschrijving")]
)
def test_a_sign_that_should_never_have_come_in_is_named_with_its_place(
    tmp_path, sign, name, path, label
):
    one = fiche(**{path: f"<p>a{sign}b</p>" if path == "omschrijving" else f"a{sign}b"})
    with pytest.raises(Refused, match=rf'VV015: Het veld "{label}.*\({re.escape(name)}\)'):
        came_back(tmp_path, one, None)
    assert list(tmp_path.iterdir()) == []


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(texts=st.lists(TEXTS, max_size=8))
@example(texts=["_x0041_x0042_", "<r><t>x</t></r>", "=1+1", "12", "https://x.be"])
def test_a_workbook_that_is_only_read_says_every_text_as_it_is(tmp_path, texts):
    values = [value for text in texts if (value := kept(kinds.TEKST, text))]
    with plain_book(tmp_path / "a.xlsx") as book:
        sheet = book.add_worksheet("Blad")
        for at, value in enumerate(values):
            sheet.write_string(at, 0, value)
    cells = read_workbook(tmp_path / "a.xlsx").sheets[0].cells
    assert [(cells[at, 1].kind, cells[at, 1].value) for at in range(1, len(values) + 1)] == [
        ("text", value) for value in values
    ]
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
