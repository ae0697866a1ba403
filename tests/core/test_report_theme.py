"""The thematic overview: the real plans of the article come out complete, nothing is invented."""

import re
import unicodedata
import zipfile
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html
from pypdf import PdfReader
from stores import ACTOR, fiche, new_store

from vvdesk.anchors import html_id, parse_code
from vvdesk.demo.theme_sample import SAMPLE, add_theme_sample, theme_sample
from vvdesk.editing import Editing
from vvdesk.errors import Misused, Refused
from vvdesk.meetmomenten import open_next
from vvdesk.plan import load_plan
from vvdesk.report.content import (
    NOT_FILLED_IN,
    Document,
    Fields,
    Figure,
    Grid,
    Paragraph,
    Prose,
    Section,
    SectionKind,
)
from vvdesk.report.pdf.writing import write_pdf
from vvdesk.report.request import Request, Soort
from vvdesk.report.theme.plan import AIMS, MORE
from vvdesk.report.theme.report import build_theme, theme_counts, themes
from vvdesk.report.theme.words import amount_in_words, enumerated, linked
from vvdesk.report.web.writing import write_web
from vvdesk.report.word.writing import write_word
from vvdesk.richtext import Run, to_plain
from vvdesk.store.workspace import Workspace

THEMA = "Digitale inclusie"
ARTICLE = "vlaamse-veerkracht-relanceplannen-artikel.txt"
FACTS = {
    "Digibanken": (
        "50 miljoen euro (50.000.000 EUR)", "Werk en Sociale Economie – Jo Brouns",
        "volwassen bevolking", "hans.rymenams@vlaanderen.be", 3,
        "https://digibanken.vlaanderen.be/",
    ),
    "Lokale besturen: Iedereen digitaal": (
        "50 miljoen euro (50.000.000 EUR)", "Binnenlands Bestuur – Bart Somers",
        "lokale besturen", None, 0, None,
    ),
    "Iedereen Digitaal": (
        "250.000 EUR", "Media en Jeugd – Benjamin Dalle",
        "kwetsbare jongeren, mensen met een beperking en senioren", None, 0, None,
    ),
    "Digisprong": (
        "375 miljoen euro (375.000.000 EUR)", "Onderwijs en Vorming – Ben Weyts",
        "hoofdzakelijk leerplichtonderwijs", "contactformulier op www.digisprong.be", 4,
        "https://www.digisprong.be",
    ),
    "Edusprong": (
        NOT_FILLED_IN, "Onderwijs en Vorming – Ben Weyts", None, None, 4, None,
    ),
    "Digitaal integratietraject": (
        "1,9 miljoen euro (1.900.000 EUR)", "Integratie en inburgering – Bart Somers",
        "inburgeraars", None, 0, None,
    ),
    "Bandbreedte": (
        "5 miljoen euro (5.000.000 EUR)", "Welzijn – Hilde Crevits",
        "kinderen, jongeren en gezinnen in de jeugdhulp", "bandbreedte@opgroeien.be", 4,
        "https://www.opgroeien.be/bandbreedte",
    ),
}  # fmt: skip
"""Budget, beleidsdomein and minister, doelgroep, contact, number of doelstellingen, address."""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("VVDESK_HOME", str(tmp_path_factory.mktemp("home")))
        path = new_store(tmp_path_factory.mktemp("thema") / "centraal.vvd")
        with Workspace.open(path) as workspace:
            add_theme_sample(workspace, None, ACTOR)
    return path


@pytest.fixture(scope="module")
def document(store) -> Document:
    with Workspace.open(store, read_only=True) as workspace:
        return build_theme(workspace, Request(Soort.THEMA, thema=THEMA))


def plans(document: Document) -> dict[str, Section]:
    return {
        section.title: section
        for _level, section in document.sections()
        if section.kind is SectionKind.PROJECT
    }


def lines(plan: Section) -> dict[str, str]:
    (fields,) = (block for block in plan.blocks if isinstance(block, Fields))
    return {line.label: text(line.content) for line in fields.lines}


def text(words) -> str:
    return "".join(each.text for each in words)


def aims(plan: Section) -> list[str]:
    """Return what kind of blocks stand after the sentence that announces the doelstellingen."""
    blocks = list(plan.blocks)
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph) and text(block.words) == AIMS:
            prose = blocks[at + 1]
            assert isinstance(prose, Prose)
            return [each.kind for each in prose.blocks]
    return []


def addresses(plan: Section) -> list[str]:
    said = plan.blocks[-1]
    assert isinstance(said, Paragraph)
    assert text(said.words).startswith(MORE)
    return [each.href for each in said.words if isinstance(each, Run) and each.href]


def test_every_plan_of_the_article_stands_there_once_by_name(document) -> None:
    assert list(plans(document)) == sorted(FACTS, key=str.casefold)
    assert document.title == "Relanceplannen: Digitale inclusie"
    assert document.subtitle == "7 relanceplannen uit 6 beleidsdomeinen"


@pytest.mark.parametrize("naam", FACTS)
def test_every_fact_of_a_plan_comes_out(document, naam) -> None:
    plan, (budget, competent, doelgroep, contact, count, address) = (
        plans(document)[naam],
        FACTS[naam],
    )
    said = {
        "Budget": budget,
        "Beleidsdomein en bevoegde minister": competent,
        "Doelgroep": doelgroep,
        "Contactpersoon": contact,
    }
    assert lines(plan) == {label: each for label, each in said.items() if each is not None}
    assert aims(plan) == ["ol"] * count
    assert addresses(plan) == ([address] if address else [])
    assert isinstance(plan.blocks[1], Prose)


@pytest.fixture(scope="module")
def files(document, tmp_path_factory) -> dict[str, str]:
    """The overview in each form, read back: form to its words without any space."""
    folder = tmp_path_factory.mktemp("vormen")
    for name, write in (("o.pdf", write_pdf), ("o.docx", write_word), ("o.html", write_web)):
        write(document, folder / name)
    pages = PdfReader(folder / "o.pdf").pages
    page = html.document_fromstring((folder / "o.html").read_bytes())
    with zipfile.ZipFile(folder / "o.docx") as package:
        body = etree.fromstring(package.read("word/document.xml"))
    found = {
        "pdf": "".join(each.extract_text() for each in pages),
        "word": "".join(body.itertext("{*}t")),
        "web": page.find("body").text_content(),
    }
    return {form: _bare(said) for form, said in found.items()}


def _bare(said: str) -> str:
    """Leave out what a line may be broken at, and what a typesetter puts there."""
    return re.sub("[\\s\u00ad\u200b\u2060-]", "", unicodedata.normalize("NFKC", said))


@pytest.mark.parametrize("form", ["pdf", "word", "web"])
def test_every_fact_of_every_plan_stands_in_each_file(document, files, form) -> None:
    for naam, (*facts, _aims, address) in FACTS.items():
        for fact in (naam, *facts):
            assert fact is None or _bare(fact) in files[form], (naam, fact)
        shown = (address or "").removeprefix("https://www.")
        assert _bare(shown) in files[form], (naam, address)
    for section in plans(document).values():
        for block in section.blocks:
            if isinstance(block, Prose):
                for each in block.blocks:
                    assert _bare(each.text) in files[form], each


def test_the_lead_says_how_many_where_and_with_how_much(document) -> None:
    lead, budgets = (block for block in document.chapters[0].blocks if isinstance(block, Paragraph))
    assert text(lead.words).startswith(
        "7 relanceplannen werken aan het thema Digitale inclusie, in"
    )
    for domain in ("Binnenlands Bestuur", "Media en Jeugd", "Welzijn"):
        assert domain in text(lead.words)
    assert text(budgets.words) == (
        "Samen is er 482,15 miljoen euro voor begroot (482.150.000 EUR). Van 1 plan is geen budget "
        "ingevuld: Edusprong."
    )


def test_the_grid_adds_up_and_leads_to_each_plan(document) -> None:
    (grid,) = (block for block in document.chapters[0].blocks if isinstance(block, Grid))
    assert text(grid.rows[-1].cells[3]) == "482.150.000 EUR"
    anchors = {section.anchor for section in plans(document).values()}
    for row in grid.rows[:-1]:
        (plan,) = row.cells[0]
        assert isinstance(plan, Figure)
        assert html_id(plan.code) in anchors


def test_every_figure_has_a_code_that_can_be_looked_up(document) -> None:
    figures = [
        piece
        for _level, section in document.sections()
        for block in section.blocks
        for words in words_of(block)
        for piece in words
        if isinstance(piece, Figure)
    ]
    assert len(figures) > 30
    for each in figures:
        assert str(parse_code(each.code)) == each.code
    assert "1/T1-BELEIDSRUIMTE" in {each.code for each in figures}


def words_of(block) -> list:
    if isinstance(block, Paragraph):
        return [block.words]
    if isinstance(block, Fields):
        return [line.content for line in block.lines]
    if isinstance(block, Grid):
        return [cell for row in block.rows for cell in row.cells]
    return []


def test_anchors_are_there_once(document) -> None:
    anchors = [section.anchor for _level, section in document.sections()]
    assert len(anchors) == len(set(anchors))
    assert all(re.fullmatch(r"[a-z][a-z0-9-]*", each) for each in anchors)


def test_plans_can_be_chosen_by_beleidsdomein_and_minister(document) -> None:
    assert plans(document)["Bandbreedte"].facets == {
        "beleidsdomein": "Welzijn",
        "minister": "Hilde Crevits",
    }


def test_whoever_publishes_it_is_told_what_is_missing(document) -> None:
    assert (
        "Edusprong (VV173): niet ingevuld: budget, doelgroep en contactpersoon." in document.notices
    )
    assert not any("Bandbreedte" in each or "Digisprong" in each for each in document.notices)


def test_a_mail_address_is_a_link(document) -> None:
    (fields,) = (
        block for block in plans(document)["Bandbreedte"].blocks if isinstance(block, Fields)
    )
    (contact,) = (line for line in fields.lines if line.label == "Contactpersoon")
    assert contact.content == (
        Run("bandbreedte@opgroeien.be", href="mailto:bandbreedte@opgroeien.be"),
    )


def test_the_same_store_gives_the_same_overview(store, document) -> None:
    with Workspace.open(store, read_only=True) as workspace:
        assert build_theme(workspace, Request(Soort.THEMA, thema=THEMA)) == document
        assert build_theme(workspace, Request(Soort.THEMA, thema=" digitale  INCLUSIE")) == document
        assert build_theme(workspace, Request(Soort.THEMA)) == document


def test_the_sample_says_which_codes_and_titles_were_made_up() -> None:
    made_up = {each.code: each.code_verzonnen for each in theme_sample()}
    assert made_up.pop("VV015") is False
    assert len(made_up) == 6
    assert all(made_up.values())
    codes = load_plan("vlaamse-veerkracht").projectcodes.all()
    assert made_up.keys() <= set(codes)


def test_the_sample_says_what_the_article_says(seeds) -> None:
    article = " ".join((seeds / ARTICLE).read_text(encoding="utf-8").split())
    for each in theme_sample():
        values = each.values
        if (budget := values["financiering.beleidsruimte"]) is not None:
            assert re.search(rf"Budget: {short(budget)}( |$)", article), each.code
        for minister in values["ministers"]:
            assert minister in article
        if contact := values["contactpersoon"]:
            assert contact.rpartition(" ")[2].removeprefix("www.") in article
        if doelgroep := values["doelgroep"]:
            assert doelgroep.casefold() in article.casefold()
        if (address := values["meer_weten"]).startswith(("http", "www")):
            assert address in article
        if not each.titel_verzonnen:
            assert values["titel"] in article
    assert article.count("Budget:") == 6
    assert sum(each.values["doelstellingen"] is not None for each in theme_sample()) == 4


def test_no_sentence_of_the_article_stands_in_the_sample(seeds) -> None:
    article = words_in((seeds / ARTICLE).read_text(encoding="utf-8"))
    for each in theme_sample():
        for path in ("omschrijving", "doelstellingen"):
            own = words_in(to_plain(each.values[path] or ""))
            assert not runs(own, 6) & runs(article, 6), each.code


def words_in(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(words: list[str], length: int) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + length]) for at in range(len(words) - length + 1)}


def short(budget: int) -> str:
    return amount_in_words(budget).removesuffix(" euro").replace(".", r"\.")


def test_the_sample_leaves_what_a_fiche_says_already(tmp_path) -> None:
    there = fiche("VV015", themas=("Onderwijs",), financiering__beleidsruimte=7)
    with Workspace.open(new_store(tmp_path / "centraal.vvd", there)) as workspace:
        assert "VV015" in add_theme_sample(workspace, "april 2021", ACTOR)
        assert theme_counts(workspace) == {THEMA: 7, "Onderwijs": 1}
        plan = plans(build_theme(workspace, Request(Soort.THEMA, thema=THEMA)))["Project VV015"]
        assert lines(plan)["Budget"] == "7 EUR"
        assert lines(plan)["Doelgroep"] == "hoofdzakelijk leerplichtonderwijs"
        add_theme_sample(workspace, None, ACTOR)
        assert theme_counts(workspace) == {THEMA: 7, "Onderwijs": 1}


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("thema = 1", "thema"),
        ('thema = "A"', "plan"),
        ('thema = "A"\n[[plan]]\ncode = "VV001"', "titel"),
        ("thema = ", "geen voorbeeld"),
    ],
)
def test_a_damaged_sample_is_refused_with_its_place(tmp_path, said, wrong) -> None:
    path = tmp_path / SAMPLE
    path.write_text(said, encoding="utf-8")
    with pytest.raises(Refused, match=wrong):
        theme_sample(path)


def test_themes_that_occur_come_in_the_order_of_the_plan_and_then_by_name(tmp_path) -> None:
    contents = (
        fiche("VV001", themas=("Zorg", THEMA)),
        fiche("VV002", themas=("Bereikbaarheid", THEMA)),
        fiche("VV003"),
    )
    with Workspace.open(new_store(tmp_path / "centraal.vvd", *contents)) as workspace:
        assert themes(workspace) == [THEMA, "Bereikbaarheid", "Zorg"]
        assert theme_counts(workspace, "april 2021")[THEMA] == 2
        with pytest.raises(Misused, match="3 thema's: Digitale inclusie, Bereikbaarheid en Zorg"):
            build_theme(workspace, Request(Soort.THEMA))
        with pytest.raises(Misused, match='heeft het thema "Klimaat"'):
            build_theme(workspace, Request(Soort.THEMA, thema="Klimaat"))
        outside = build_theme(workspace, Request(Soort.THEMA, thema="Zorg"))
    assert outside.subtitle == "1 relanceplan"


def test_a_meetmoment_without_themes_says_what_to_do(tmp_path) -> None:
    with Workspace.open(new_store(tmp_path / "centraal.vvd", fiche())) as workspace:
        assert themes(workspace) == []
        with pytest.raises(Misused, match="Vul bij de projecten"):
            build_theme(workspace, Request(Soort.THEMA))


def test_a_plan_of_which_nothing_is_known_still_stands_there(tmp_path) -> None:
    bare = fiche("VV001", 0, 0, titel=None, trekkende_entiteit=None, projectstatus=None,
                 financiering__beleidsruimte=None, themas=(THEMA,))  # fmt: skip
    with Workspace.open(new_store(tmp_path / "centraal.vvd", bare)) as workspace:
        document = build_theme(workspace, Request(Soort.THEMA, thema=THEMA))
    (plan,) = plans(document).values()
    assert plan.title == "Plan zonder titel"
    assert lines(plan) == {
        "Budget": NOT_FILLED_IN,
        "Beleidsdomein en bevoegde minister": f"{NOT_FILLED_IN} – {NOT_FILLED_IN}",
    }
    budgets = document.chapters[0].blocks[1]
    assert isinstance(budgets, Paragraph)
    assert text(budgets.words) == "Van geen enkel plan is het budget ingevuld."


def test_a_plan_without_means_of_its_own_says_so(tmp_path) -> None:
    free = fiche("VV001", themas=(THEMA,), financiering__beleidsruimte=0)
    with Workspace.open(new_store(tmp_path / "centraal.vvd", free)) as workspace:
        document = build_theme(workspace, Request(Soort.THEMA))
    (plan,) = plans(document).values()
    assert lines(plan)["Budget"] == "geen eigen middelen (0 EUR)"


def test_an_earlier_meetmoment_says_what_it_said_then(tmp_path) -> None:
    then = fiche("VV001", themas=(THEMA,), doelgroep="scholen")
    with Workspace.open(new_store(tmp_path / "centraal.vvd", then)) as workspace:
        open_next(
            workspace, load_plan("vlaamse-veerkracht"), "september 2021", date(2021, 8, 31), ACTOR
        )
        with Editing(workspace, ACTOR).step("Anders") as work:
            work.set(2, "VV001", "doelgroep", "iedereen")
        for naam, doelgroep in (("april 2021", "scholen"), (None, "iedereen")):
            document = build_theme(workspace, Request(Soort.THEMA, naam))
            (plan,) = plans(document).values()
            assert lines(plan)["Doelgroep"] == doelgroep


def test_a_part_of_the_plan_has_no_code_for_its_total(tmp_path) -> None:
    contents = (
        fiche("VV001", themas=(THEMA,), speerpunt="04"),
        fiche("VV002", themas=(THEMA,), speerpunt="05"),
    )
    with Workspace.open(new_store(tmp_path / "centraal.vvd", *contents)) as workspace:
        document = build_theme(workspace, Request(Soort.THEMA, speerpunten=("04",)))
    assert list(plans(document)) == ["Project VV001"]
    (grid,) = (block for block in document.chapters[0].blocks if isinstance(block, Grid))
    assert grid.rows[-1].code == ""


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "0 euro"),
        (1, "1 euro"),
        (250_000, "250.000 euro"),
        (999_999, "999.999 euro"),
        (1_000_000, "1 miljoen euro"),
        (1_900_000, "1,9 miljoen euro"),
        (482_150_000, "482,15 miljoen euro"),
        (12_345_678, "ongeveer 12,3 miljoen euro"),
        (999_999_999, "ongeveer 1 miljard euro"),
        (1_054_000_000, "1,054 miljard euro"),
        (4_300_000_000, "4,3 miljard euro"),
        (4_164_123_456, "ongeveer 4,2 miljard euro"),
        (2_000_000_000_000, "2.000 miljard euro"),
        (-6_000_000, "min 6 miljoen euro"),
    ],
)
def test_amounts_are_said_as_people_do(amount, said) -> None:
    assert amount_in_words(amount) == said


@given(st.integers(-(10**15), 10**15))
def test_an_amount_that_is_not_rounded_is_said_exactly(amount) -> None:
    said = amount_in_words(amount)
    if said.startswith("ongeveer"):
        return
    number, _, unit = said.removeprefix("min ").removesuffix(" euro").partition(" ")
    scale = {"": 1, "miljoen": 10**6, "miljard": 10**9}[unit]
    whole, _, decimals = number.replace(".", "").partition(",")
    assert int(whole + decimals) * scale == abs(amount) * 10 ** len(decimals)
    assert said.startswith("min ") == (amount < 0)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("an@vlaanderen.be", [("an@vlaanderen.be", "mailto:an@vlaanderen.be")]),
        (
            "Zie www.digisprong.be.",
            [("Zie ", None), ("www.digisprong.be", "https://www.digisprong.be"), (".", None)],
        ),
        (
            "(https://example.org/a) of enz.",
            [("(", None), ("https://example.org/a", "https://example.org/a"), (") of enz.", None)],
        ),
        ("javascript:alert(1)", [("javascript:alert(1)", None)]),
        ("twee\nregels", [("twee\nregels", None)]),
    ],
)
def test_addresses_in_a_text_are_links_and_nothing_else_is(typed, shown) -> None:
    assert [(each.text, each.href) for each in linked(typed)] == shown


@given(st.text())
def test_no_word_is_lost_when_addresses_become_links(typed) -> None:
    assert text(linked(typed)) == typed


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], ""),
        (["a"], "a"),
        (["a en b"], "a en b"),
        (["a", "b", "c"], "a, b en c"),
        (["a en b", "c"], "a en b; c"),
        (["a, b", "c"], "a, b; c"),
    ],
)
def test_an_enumeration_stays_clear(parts, said) -> None:
    assert enumerated(parts) == said
