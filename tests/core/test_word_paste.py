"""What people copy elsewhere becomes a rich text: lists are lists, nothing dangerous comes in."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vvdesk.richtext import (
    from_clipboard,
    from_clipboard_html,
    is_canonical,
    parse,
    to_plain,
    typed_address,
)
from vvdesk.richtext.clipboard import MAX_HTML
from vvdesk.richtext.pieces import Comment, Tag, pieces

HEAD = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Users/X/AppData/Local/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Font Definitions */ @font-face {font-family:Symbol;} p.MsoNormal {margin:0cm;}
@list l0:level1 {mso-level-number-format:bullet; mso-level-text:\\F0B7;} --></style></head>
<body lang=NL-BE style='tab-interval:35.4pt'><!--StartFragment-->"""
TAIL = "<!--EndFragment--></body></html>"


def item(mark, text, level=1, place="Middle", font="Symbol"):
    """A list item as Word puts it on the clipboard."""
    return f"""
<p class=MsoListParagraphCxSp{place} style='margin-left:{36 * level}.0pt;mso-add-space:auto;
text-indent:-18.0pt;mso-list:l0 level{level} lfo1'><![if !supportLists]><span lang=NL-BE
style='font-family:{font};mso-fareast-font-family:{font};mso-bidi-font-family:{font}'><span
style='mso-list:Ignore'>{mark}<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp;
&nbsp;&nbsp; </span></span></span><![endif]><span lang=NL-BE>{text}<o:p></o:p></span></p>"""


def word(*parts):
    return HEAD + "".join(parts) + TAIL


def test_bullets_of_word_become_a_list_again():
    html = word(
        "<p class=MsoNormal><span lang=NL-BE>Van de 80 aanvragen werden er:<o:p></o:p></span></p>",
        item("·", "53 positief\nbeslist", place="First"),
        item("·", "22 negatief beslist", place="Last"),
        "<p class=MsoNormal><o:p>&nbsp;</o:p></p>",
        "<p class=MsoNormal>De rest volgt.<o:p></o:p></p>",
    )
    assert from_clipboard_html(html).html == (
        "<p>Van de 80 aanvragen werden er:</p>"
        "<ul><li>53 positief beslist</li><li>22 negatief beslist</li></ul><p>De rest volgt.</p>"
    )


def test_nested_and_numbered_lists_of_word_keep_their_levels():
    html = word(
        item("1.", "eerste", place="First", font="Calibri"),
        item("o", "met bol", level=2, font='"Courier New"'),
        item("§", "dieper", level=3, font="Wingdings"),
        item("2.", "tweede", place="Last", font="Calibri"),
    )
    assert from_clipboard_html(html).html == (
        "<ol><li>eerste<ul><li>met bol<ul><li>dieper</li></ul></li></ul></li><li>tweede</li></ol>"
    )


def test_a_paragraph_that_belongs_to_an_item_stays_with_it():
    html = word(
        item("1.", "eerste"),
        "<p class=MsoListParagraphCxSpMiddle style='margin-left:36pt'>nog iets erbij</p>",
        item("2.", "tweede"),
    )
    pasted = from_clipboard_html(html)
    assert pasted.html == "<ol><li>eerste<br>nog iets erbij</li><li>tweede</li></ol>"
    assert not pasted.simplified


@pytest.mark.parametrize("mark", ["3.", "a)", "(iv)"])
def test_a_list_that_does_not_start_at_1_is_told_as_simplified(mark):
    pasted = from_clipboard_html(word(item(mark, "punt")))
    assert pasted.html == "<ol><li>punt</li></ol>"
    assert pasted.simplified


def test_bold_italics_and_links_stay_and_fonts_and_colours_go():
    html = word(
        "<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>De <i>Vlaamse</i> Regering</b> "
        "<span style='font-size:14.0pt;font-family:\"Comic Sans MS\";color:red'>keurde</span> "
        '<a href="https://beslissingenvlaamseregering.vlaanderen.be/?q=1&amp;r=2"><span '
        "style='color:#0563C1'>dit</span></a> goed.</p>"
    )
    pasted = from_clipboard_html(html)
    assert pasted.html == (
        "<p><strong>De <em>Vlaamse</em> Regering</strong> keurde "
        '<a href="https://beslissingenvlaamseregering.vlaanderen.be/?q=1&amp;r=2">dit</a> goed.</p>'
    )
    assert pasted.simplified


def test_an_ordinary_paragraph_of_word_is_not_told_as_simplified():
    html = word("<p class=MsoNormal><span lang=NL-BE style='mso-ansi-language:NL-BE'>Zo</span></p>")
    assert from_clipboard_html(html) == from_clipboard_html("<p>Zo</p>")


def test_tables_become_paragraphs_and_pictures_go():
    html = word(
        "<table class=MsoTableGrid border=1><tr><td><p class=MsoNormal>Kost</p></td>"
        "<td><p class=MsoNormal>12.500 EUR</p></td></tr></table>"
        '<p><img width=1 src="file:///C:/Temp/clip_image001.png"><v:shape/>tekst</p>'
        "<!--[if gte vml 1]><v:imagedata src='http://x.be/a.png'/><![endif]-->"
    )
    pasted = from_clipboard_html(html)
    assert pasted.html == "<p>Kost</p><p>12.500 EUR</p><p>tekst</p>"
    assert pasted.simplified


def test_lists_of_outlook_and_browsers_stay_lists():
    html = (
        "<div><ul type=disc><li class=MsoNormal style='mso-list:l0 level1 lfo1'>een"
        "<ol><li><p style='margin:0'>twee</p><p>drie</p></li></ol></li></ul></div><div>vier</div>"
    )
    assert from_clipboard_html(html).html == (
        "<ul><li>een<ol><li>twee<br>drie</li></ol></li></ul><p>vier</p>"
    )


def test_a_list_of_word_online_has_its_levels_in_another_place():
    html = (
        '<div class="ListContainerWrapper"><ul><li data-aria-level="1"><p>een</p></li></ul></div>'
        '<div class="ListContainerWrapper"><ul><li data-aria-level="2"><p>twee</p></li></ul></div>'
        '<div class="ListContainerWrapper"><ul><li data-aria-level="1"><p>drie</p></li></ul></div>'
    )
    assert from_clipboard_html(html).html == (
        "<ul><li>een<ul><li>twee</li></ul></li><li>drie</li></ul>"
    )


def test_bold_by_style_counts_and_the_false_bold_of_google_docs_does_not():
    html = (
        '<b style="font-weight:normal;" id="docs-internal-guid-1"><p><span style="font-weight:700">'
        'vet</span><span style="font-style:italic"> schuin</span><span> gewoon</span></p></b>'
        "<b>wel <span style='font-weight:lighter;font-style:normal'>niet</span></b>"
    )
    assert from_clipboard_html(html).html == (
        "<p><strong>vet</strong> <em>schuin</em> gewoon</p><p><strong>wel</strong> niet</p>"
    )


def test_bullets_that_lost_their_list_on_the_way_are_bullets_again():
    html = (
        "<p>·&nbsp;&nbsp;&nbsp; een</p><p>\uf0b7\xa0 twee</p>"
        "<p style='mso-list:l0 level1 lfo1'>-\xa0\xa0drie</p>"
        "<p style='mso-list:l1 level1 lfo1'>1.\xa0\xa0vier</p>"
    )
    assert from_clipboard_html(html).html == (
        "<ul><li>een</li><li>twee</li><li>drie</li></ul><ol><li>vier</li></ol>"
    )


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h2>Kop</h2>tekst", "<p><strong>Kop</strong></p><p>tekst</p>"),
        ("a&nbsp; b 100&nbsp;%", "<p>a b 100\xa0%</p>"),
        ("<pre>een\ntwee</pre>", "<p>een<br>twee</p>"),
        ("<span style='display:none'>weg</span>blijft", "<p>blijft</p>"),
        ("<p>een<p>twee", "<p>een</p><p>twee</p>"),
        ("<p><b>een<p>twee", "<p><strong>een</strong></p><p>twee</p>"),
        ("x</i></b></p>y", "<p>x</p><p>y</p>"),
        ("een < twee <a", "<p>een &lt; twee &lt;a</p>"),
        ("<p style='mso-list:l0 level1'><![if !supportLists]>nooit dicht</p>", None),
        ("<p style='mso-list:none'>geen lijst</p>", "<p>geen lijst</p>"),
        ("", ""),
    ],
)
def test_any_html_keeps_its_words(html, expected):
    if expected is None:
        assert "nooit dicht" in from_clipboard_html(html).html
    else:
        assert from_clipboard_html(html).html == expected


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>goed",
        "<a href='javascript:alert(1)'>goed</a>",
        "<a href=' java\tscript:x'>goed</a>",
        "<a href='file:///C:/geheim.docx'>goed</a>",
        "<img src=http://x.be/spion.png onerror=alert(1)>goed",
        "<iframe src=http://x.be></iframe>goed",
        "<p onclick='x()'>goed</p>",
        "<style>@import url(http://x.be/a.css)</style>goed",
        "<svg><a href='https://x'>y</a></svg>goed",
    ],
)
def test_nothing_that_does_something_comes_in(html):
    assert from_clipboard_html(html).html == "<p>goed</p>"


@pytest.mark.parametrize(
    "piece",
    [
        *("<!--", "<a ", '<a href="', "<", "<script>", "<p>a", "<b>x</i>", "<![x ", "</p>"),
        *("<![if !supportLists]>", "<p style='mso-list:l0 level99'>x", "<ul><li>x", "<a b c"),
        *("<p style='", "<p a=b;", "<div><b>x</p>", "<li data-aria-level=99>x", "<xml>"),
    ],
)
def test_hostile_pastes_cost_time_in_proportion_to_their_length(piece):
    def seconds(times):
        start = time.process_time()
        from_clipboard_html(piece * times)
        return time.process_time() - start

    small = min(seconds(500) for _ in range(3))
    assert min(seconds(4_000) for _ in range(3)) < 8 * 4 * small + 0.1


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                *("<p style='mso-list:l0 level2'>", "<![if !supportLists]>", "1.", "·", "\xa0"),
                *("woord", "<![endif]>", "</p>", "<ul>", "<li>", "</ul>", "<b>", "</b>", "</a>"),
                *("<a href='https://x'>", "<br>", "<span style='mso-list:Ignore'>", "</span>"),
                *("<table><td>", "<!--", "-->", "<pre>", "\n", "<p class=MsoListParagraph>"),
                *("<o:p/>", "<", "&amp;", "<head>", "<li data-aria-level='3'>"),
            ]
        ),
        max_size=25,
    ).map("".join)
)
def test_whatever_is_pasted_comes_out_in_the_one_format(html):
    assert is_canonical(from_clipboard_html(html).html)


def test_ten_thousand_nested_lists_are_shown_flatter():
    blocks = parse(from_clipboard_html("<ul><li>x" * 10_000).html)
    assert max(block.level for block in blocks) == 9


def test_cells_of_excel_become_lines_and_two_figures_never_one():
    html = (
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta name=ProgId '
        "content=Excel.Sheet><table><tr><td>Speerpunt 1</td><td>12</td><td>500</td></tr></table>"
    )
    plain = 'Speerpunt 1\t12\t500\r\n"regel een\nregel ""twee"""\t\t7\r\n'
    pasted = from_clipboard(html, plain)
    assert to_plain(pasted.html) == 'Speerpunt 1; 12; 500\nregel een\nregel "twee"; 7'
    assert pasted.simplified
    assert from_clipboard(html, "één cel\r\n").html == "<p>één cel</p>"
    assert not from_clipboard(html, "één cel\r\n").simplified


def test_an_absurd_cell_is_read_without_its_quotes():
    plain = '"' + "x" * 200_000 + "\ty"
    assert from_clipboard("<td sdval='1'>", plain).html.endswith("x; y</p>")


def test_plain_lines_with_signs_become_a_list_and_one_line_is_only_text():
    assert from_clipboard("", "Er zijn:\n• 53 positief\n• 22 negatief").html == (
        "<p>Er zijn:</p><ul><li>53 positief</li><li>22 negatief</li></ul>"
    )
    assert from_clipboard("", "- 5 graden\n").html == "<p>- 5 graden</p>"


def test_of_both_texts_on_the_clipboard_the_one_with_style_is_read():
    assert from_clipboard("<b>vet</b>", "vet").html == "<p><strong>vet</strong></p>"
    assert from_clipboard("", "").html == ""


def test_html_that_is_far_too_long_is_taken_as_plain_text():
    pasted = from_clipboard("<b>" + "x" * MAX_HTML, "kort <b>\n- zo")
    assert pasted.html == "<p>kort &lt;b&gt;<br>- zo</p>"
    assert pasted.simplified


def test_html_is_cut_into_texts_tags_and_comments():
    html = (
        "a&amp;b<P Class=x STYLE='Color : RED;x' checked y=\"1\"/><!-- c --></P><style>s</style>d"
    )
    attributes = {"class": "x", "style": "Color : RED;x", "checked": "", "y": "1"}
    assert list(pieces(html)) == [
        "a&b",
        Tag("p", is_empty=True, attributes=attributes, style={"color": "red"}),
        Comment("<!-- c -->"),
        Tag("p", is_end=True),
        Tag("style"),
        "d",
    ]


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("https://www.vlaanderen.be/a b", "https://www.vlaanderen.be/a%20b"),
        (" www.vlaanderen.be ", "https://www.vlaanderen.be"),
        ("vlaanderen.be/relance?x=1", "https://vlaanderen.be/relance?x=1"),
        ("an.peeters@vlaanderen.be", "mailto:an.peeters@vlaanderen.be"),
        ("mailto:a@b.be", "mailto:a@b.be"),
        ("javascript:alert(1)", None),
        ("zomaar", None),
        ("file:///C:/x", None),
        ("", None),
    ],
)
def test_an_address_may_be_typed_the_short_way(typed, address):
    assert typed_address(typed) == address
