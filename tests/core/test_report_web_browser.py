"""The web page of a report in a browser: read by axe, driven by keyboard, printed."""

import io
from dataclasses import replace

import pytest
from chromium_page import NARROW, NARROWEST, WIDE, browser
from pypdf import PdfReader
from sample_document import document, project

from vvdesk.anchors import html_id
from vvdesk.report.building import build
from vvdesk.report.content import Figure, Paragraph, Section, SectionKind
from vvdesk.report.request import ALL_CHAPTERS, Hoofdstuk, Request, Soort
from vvdesk.report.web.writing import write_web
from vvdesk.store.workspace import Workspace

FACETS = (
    ("Gerealiseerd", "Departement A", "Fietsen en ééndaagse tochten"),
    ("Opgestart na agendering VR", "Departement A", "Wifi in scholen"),
    ("Opgestart na agendering VR", "Departement B", "Wifi in treinen"),
)
SEEN = """
    const shown = [...document.querySelectorAll('section.project')]
      .filter((each) => each.checkVisibility()).map((each) => each.id);
    const listed = [...document.querySelectorAll('nav a')]
      .filter((each) => each.checkVisibility()).map((each) => each.hash);
    const count = document.getElementById('aantal');
    return {shown, listed, count: count.textContent, hash: location.hash,
      none: document.getElementById('geen-project').checkVisibility(),
      clear: document.querySelector('form button').checkVisibility()};
"""
FOLLOW = """
    document.querySelector('main a.figure').click();
    await until(() => document.getElementById('aantal').textContent.startsWith('Filter gewist'));
"""
ALL = ["vv001", "vv002", "vv003"]


def choose(facet, value):
    """A script that chooses a value of a facet as a person does."""
    return f"""
        const select = document.querySelector('select[name="{facet}"]');
        select.value = '{value}';
        select.dispatchEvent(new Event('change', {{bubbles: true}}));
    """


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    """A browser for all tests of this module."""
    with browser(tmp_path_factory.mktemp("chromium")) as found:
        yield found


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """The address of a page with every kind of block."""
    target = tmp_path_factory.mktemp("web") / "rapport.html"
    write_web(replace(document(), is_final=False), target)
    return target.as_uri()


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """The address of a page with three projects in two speerpunten."""
    fiches = [
        replace(project(f"VV00{at}", titel, 1), facets={"status": status, "entiteit": entiteit})
        for at, (status, entiteit, titel) in enumerate(FACETS, 1)
    ]
    lead = Paragraph((Figure("375.000.000 EUR", "1/VV003-VAK"),))
    report = replace(
        document(),
        chapters=(
            Section("Samenvatting", "samenvatting", (lead,), SectionKind.CHAPTER),
            Section("01. Fietsen", "s01", (fiches[0],), SectionKind.SPEERPUNT),
            Section("02. Wifi", "s02", (fiches[1], fiches[2]), SectionKind.SPEERPUNT),
        ),
    )
    target = tmp_path_factory.mktemp("web") / "drie.html"
    write_web(report, target)
    return target.as_uri()


@pytest.mark.parametrize("width", [WIDE, 800, NARROW, NARROWEST])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_has_nothing_against_any_kind_of_block(chromium, sample, width, dark):
    chromium.open(sample, width, dark=dark)
    assert chromium.violations() == []
    assert chromium.complaints == []
    assert chromium.requests == [sample]


@pytest.mark.parametrize("soort", [Soort.VOORTGANG, Soort.VERSCHUIVINGEN])
def test_a_report_of_real_projects_is_as_good_as_the_sample(chromium, central, tmp_path, soort):
    # The fiches are of the same blocks as the sample; axe would take a minute for all their words.
    chapters = ALL_CHAPTERS - {Hoofdstuk.PROJECTEN}
    target = tmp_path / "rapport.html"
    with Workspace.open(central, read_only=True) as workspace:
        write_web(build(workspace, Request(soort, hoofdstukken=chapters)), target)
    for width in (WIDE, 800, NARROWEST):
        chromium.open(target.as_uri(), width)
        assert chromium.run("return document.documentElement.scrollWidth") == width
    chromium.open(target.as_uri(), 800)
    assert chromium.violations() == []
    assert chromium.complaints == []


def test_axe_would_have_said_so(chromium, sample):
    chromium.open(sample)
    chromium.run(
        "document.querySelector('h1').style.color = '#ffff66';"
        "document.documentElement.removeAttribute('lang');"
    )
    found = " ".join(chromium.violations())
    assert "color-contrast" in found
    assert "html-has-lang" in found


@pytest.mark.parametrize("width", [NARROW, NARROWEST, 683])
def test_a_narrow_page_never_scrolls_sideways(chromium, sample, width):
    chromium.open(sample, width)
    chromium.lay_out()
    assert chromium.run("return document.documentElement.scrollWidth") == width
    assert chromium.run("return document.querySelector('nav details').open") is False


def test_a_wide_table_that_does_not_fit_can_be_scrolled_with_the_keyboard(chromium, sample):
    chromium.open(sample, 800)
    chromium.run(
        "const cell = document.querySelector('.grid td.right'); cell.textContent = '9'.repeat(200);"
        "await until(() => document.querySelector('.scroll').tabIndex === 0);"
    )
    box = "document.querySelector('.scroll')"
    assert chromium.run(f"return [{box}.tabIndex, {box}.getAttribute('role')]") == [0, "region"]
    assert chromium.violations() == []


def test_everything_is_there_without_script(chromium, three):
    chromium.open(three, script=False)
    shown = chromium.run(
        "return ['section.project', 'form', 'nav'].map((each) =>"
        " [...document.querySelectorAll(each)].filter((one) => one.checkVisibility()).length)"
    )
    assert shown == [3, 0, 1]


def test_choosing_shows_what_fits_counts_it_and_keeps_it_in_the_address(chromium, three):
    chromium.open(three)
    assert chromium.run(SEEN)["count"] == "3 projecten"
    chromium.run(choose("entiteit", "Departement A"))
    seen = chromium.run(SEEN)
    assert seen["shown"] == ["vv001", "vv002"]
    assert seen["count"] == "2 van 3 projecten"
    assert seen["hash"] == "#entiteit=Departement+A"
    chromium.run(choose("status", "Gerealiseerd"))
    seen = chromium.run(SEEN)
    assert seen["shown"] == ["vv001"]
    assert seen["listed"] == ["#samenvatting", "#s01", "#vv001"]
    assert seen["hash"] == "#status=Gerealiseerd&entiteit=Departement+A"
    assert chromium.violations() == []


def test_a_shared_address_brings_the_choice_back(chromium, three):
    chromium.open(f"{three}#status=Opgestart+na+agendering+VR&zoek=trein")
    seen = chromium.run(SEEN)
    assert seen["shown"] == ["vv003"]
    assert seen["count"] == "1 van 3 projecten"
    assert chromium.run("return document.getElementById('zoek').value") == "trein"


@pytest.mark.parametrize("hash_", ["#status=Bestaat+niet", "#onzin=1&x", "#%ff", "#=", "#a=%"])
def test_an_address_that_makes_no_sense_shows_everything(chromium, three, hash_):
    chromium.open(three + hash_)
    assert chromium.run(SEEN)["shown"] == ALL
    assert chromium.complaints == []


def test_a_word_is_found_without_its_accents_and_all_words_must_be_there(chromium, three):
    chromium.open(three)
    chromium.run("document.getElementById('zoek').focus()")
    chromium.type("EENDAAGSE fiets")
    chromium.press("Enter")
    seen = chromium.run(SEEN)
    assert seen["shown"] == ["vv001"]
    assert seen["hash"] == "#zoek=EENDAAGSE+fiets"
    chromium.type("zz")
    chromium.run("await until(() => document.getElementById('aantal').textContent[0] === '0')")
    seen = chromium.run(SEEN)
    assert seen["shown"] == []
    assert seen["none"]
    assert seen["count"] == "0 van 3 projecten: geen enkel past bij je keuze."
    assert chromium.violations() == []


def test_the_keyboard_reaches_the_choice_and_clears_it(chromium, three):
    chromium.open(three)
    chromium.press("Tab")
    assert chromium.run("return document.activeElement.className") == "skip"
    chromium.press("Tab")
    assert chromium.run("return document.activeElement.name") == "status"
    chromium.press("G")  # the first choice with that letter
    assert chromium.run(SEEN)["shown"] == ["vv001"]
    for _control in range(3):
        chromium.press("Tab")
    assert chromium.run("return document.activeElement.textContent") == "Filter wissen"
    chromium.press("Enter")
    seen = chromium.run(SEEN)
    assert seen["shown"] == ALL
    assert seen["hash"] == ""
    assert not seen["clear"]
    assert chromium.run("return document.activeElement.name") == "status"


def test_whatever_has_the_focus_shows_it(chromium, three):
    chromium.open(three)
    for _step in range(12):
        chromium.press("Tab")
        assert chromium.run(
            "const ring = getComputedStyle(document.activeElement);"
            "return ring.outlineStyle === 'solid' && parseFloat(ring.outlineWidth) >= 2"
        )


def test_one_key_leads_from_the_choice_to_the_first_project_that_fits(chromium, three):
    chromium.open(f"{three}#zoek=treinen", NARROW)
    chromium.run("document.querySelector('form button').focus()")
    chromium.press("Tab")
    assert chromium.run("return document.activeElement.textContent") == "Naar het eerste project"
    chromium.press("Enter")
    seen = chromium.run(SEEN)
    assert seen["hash"] == "#vv003"
    assert seen["shown"] == ["vv003"]
    top = "return document.querySelector(':target').getBoundingClientRect().top"
    assert 0 <= chromium.run(top) < 100


def test_a_reference_to_a_hidden_project_ends_the_choice(chromium, three):
    chromium.open(f"{three}#status=Gerealiseerd")
    assert chromium.run(SEEN)["shown"] == ["vv001"]
    chromium.run(FOLLOW)
    seen = chromium.run(SEEN)
    assert seen["shown"] == ALL
    assert seen["hash"] == f"#{html_id('1/VV003-VAK')}"
    assert seen["count"].startswith("Filter gewist")
    assert chromium.run(
        "const place = document.querySelector(':target').getBoundingClientRect();"
        "return place.top >= 0 && place.bottom <= innerHeight"
    )


def test_going_back_brings_back_what_was_chosen(chromium, three):
    chromium.open(f"{three}#status=Gerealiseerd")
    chromium.run(FOLLOW)
    chromium.run(
        "history.back();await until(() => document.querySelector('section.project[hidden]'));"
    )
    assert chromium.run(SEEN)["shown"] == ["vv001"]


def test_paper_shows_what_was_chosen_and_addresses_written_out(chromium, three):
    chromium.open(f"{three}#status=Gerealiseerd", dark=True)
    paper = PdfReader(io.BytesIO(chromium.printed()))
    text = " ".join(" ".join(page.extract_text().split()) for page in paper.pages)
    assert 'Gekozen: status "Gerealiseerd". 1 van 3 projecten.' in text
    assert "VV001" in text
    assert "VV003 – " not in text
    assert "https://example.org/nota" in text
    assert "Filter wissen" not in text
    assert "Controlecode Z3RQ-ZANS-BG14-H4EH" in text


def test_only_one_drawing_of_a_chart_is_seen(chromium, sample):
    shown = (
        "return [...document.querySelectorAll('figure svg')]"
        ".filter((each) => each.checkVisibility()).map((each) => each.getAttribute('class'))"
    )
    for width, dark, media, name in (
        (WIDE, False, "", "wide light"),
        (WIDE, True, "", "wide dark"),
        (NARROW, False, "", "narrow light"),
        (NARROW, True, "", "narrow dark"),
        (WIDE, True, "print", "wide light"),
    ):
        chromium.open(sample, width, dark=dark, media=media)
        assert chromium.run(shown) == [name]
