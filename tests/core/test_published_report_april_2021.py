"""The published report of April 2021, speerpunt 04: its known figures, and every word of it."""

import re
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from vvdesk.exchange.published_report import (
    Numbered,
    PublishedFiche,
    PublishedReport,
    read_published_report,
)
from vvdesk.richtext import is_canonical, to_plain

ONDERWIJS = "Agentschap voor Hoger onderwijs, Volwassenenonderwijs, Kwalificaties en Studietoelagen"


@pytest.fixture
def text(seeds: Path) -> str:
    path = seeds / "voortgangsrapport-april-2021-speerpunt-04.txt"
    return path.read_text(encoding="utf-8")


@pytest.fixture
def found(text: str) -> PublishedReport:
    return read_published_report(text, [ONDERWIJS])


def of(found: PublishedReport, code: str) -> PublishedFiche:
    return next(fiche for fiche in found.fiches if fiche.code == code)


def test_it_is_read_without_a_problem(found: PublishedReport) -> None:
    assert found.problems == ()
    assert found.meetmoment == "april 2021"
    assert found.speerpunten == (Numbered("04", "Investeren in mensen en talenten"),)


def test_its_figures_are_the_known_ones(found: PublishedReport) -> None:
    fiches = found.fiches
    codes = ["VV015", "VV016", "VV017", "VV018", "VV019", "VV112", "VV176", "VV177", "VV178"]
    assert [fiche.code for fiche in fiches] == codes
    assert [len(fiche.mijlpalen) for fiche in fiches] == [4, 3, 3, 9, 4, 3, 2, 1, 3]
    assert [len(fiche.agenderingen) for fiche in fiches] == [4, 3, 4, 4, 2, 2, 3, 0, 0]
    assert sum(fiche.beleidsruimte or 0 for fiche in fiches) == 1_054_000_000
    assert sum(fiche.vak or 0 for fiche in fiches) == 4_000_000
    assert sum(fiche.vek or 0 for fiche in fiches) == 1_000_000
    assert None not in {amount for f in fiches for amount in (f.beleidsruimte, f.vak, f.vek)}


def test_its_statuses_and_lists_are_the_known_ones(found: PublishedReport) -> None:
    fiches = found.fiches
    mijlpalen = [row for fiche in fiches for row in fiche.mijlpalen]
    assert Counter(row.status for row in mijlpalen) == {"Op schema": 31, "Nog niet gestart": 1}
    assert Counter(fiche.projectstatus for fiche in fiches) == {
        "Opgestart na agendering VR": 7,
        "Opgestart": 2,
    }
    assert {name for fiche in fiches for name in fiche.ministers} == {
        "Ben Weyts",
        "Hilde Crevits",
        "Jan Jambon",
    }
    assert len({fiche.trekkende_entiteit for fiche in fiches}) == 3
    assert {fiche.cluster.nummer for fiche in fiches if fiche.cluster} == {"03", "04", "20", "35"}
    assert all(row.timing is not None for row in mijlpalen)
    assert of(found, "VV017").mijlpalen[0].timing == date(2022, 12, 5)


def test_what_pages_broke_is_whole_again(found: PublishedReport) -> None:
    first = of(found, "VV019").mijlpalen[0]
    assert first.titel.startswith("Speerpunt 1: Een sterke promotiecampagne 'Levenslang Blijven")
    assert first.titel.endswith("voeren")
    assert first.status == "Op schema"
    assert of(found, "VV112").mijlpalen[1].titel.endswith("binnen het hoger onderwijs")
    assert of(found, "VV017").mijlpalen[2].titel.endswith("opzetten van een lerend netwerk.")
    assert of(found, "VV017").mijlpalen[1].beslissingen.count("\n") == 2
    assert of(found, "VV176").agenderingen[2].titel.endswith("van het onderwijs - advies")
    assert of(found, "VV016").omschrijving.count("<p>") == 4
    assert of(found, "VV112").omschrijving.count("<li>") == 3
    assert of(found, "VV019").betrokken_entiteiten == (ONDERWIJS,)
    assert (
        of(found, "VV016").titel == "ACTIVERING-VERHOGEN VAN DE WERKZAAMHEIDSGRAAD 80 PROCENT VESOC"
    )
    assert of(found, "VV015").titel == "DIGITALE VERSNELLING LEERPlichtONDERWIJS (DIGISPRONG)"


def test_kinds_of_documents_are_those_that_the_titles_name(found: PublishedReport) -> None:
    soorten = [item.soort for fiche in found.fiches for item in fiche.agenderingen]
    assert Counter(soorten) == {
        "nota": 8,
        None: 5,
        "bijlage": 4,
        "advies": 2,
        "mededeling": 2,
        "BVR": 1,
    }
    assert {item.url for fiche in found.fiches for item in fiche.agenderingen} == {None}


def plain_texts(fiche: PublishedFiche) -> list[str]:
    rows = [(m.titel, m.timing_tekst, m.status, m.beslissingen) for m in fiche.mijlpalen]
    return [
        fiche.titel,
        *fiche.ministers,
        fiche.trekkende_entiteit,
        fiche.webpagina,
        *fiche.betrokken_entiteiten,
        fiche.belanghebbenden,
        *(f"{each.nummer}. {each.titel}" for each in (fiche.cluster, fiche.speerpunt) if each),
        to_plain(fiche.omschrijving),
        *(item.titel for item in fiche.agenderingen),
        fiche.projectstatus,
        to_plain(fiche.voortgang),
        *(cell for row in rows for cell in row),
        *(f"{n or 0:,}".replace(",", ".") for n in (fiche.beleidsruimte, fiche.vak, fiche.vek)),
    ]


def test_no_markup_is_left_in_plain_texts(found: PublishedReport) -> None:
    for fiche in found.fiches:
        assert is_canonical(fiche.omschrijving)
        assert is_canonical(fiche.voortgang)
        for words in plain_texts(fiche):
            assert not re.search(r"[<>]|\*\*|\]\(|\[|&nbsp;", words)


LABELS = re.compile(
    r"^(?:BETROKKENEN|PROJECTSITUERING|PROJECTOMSCHRIJVING|AGENDERING VLAAMSE REGERING|"
    r"ALGEMENE PROJECTVOORTGANG|GEDETAILLEERDE PROJECTVOORTGANG|PROJECTFINANCIERING|"
    r"BEOOGDE REALISATIES\t.*|---\t.*|Bevoegde minister\(s\)|Trekkende entiteit VO|"
    r"Webpagina trekkende entiteit m\.b\.t\. project|Betrokken entiteit\(en\) VO|Belanghebbenden|"
    r"Cluster Relanceplan|Speerpunt Relanceplan|Projectstatus|Beschrijving voortgang|"
    r"Beleidsruimte \(begroot\)|Uitvoering VAK|Uitvoering VEK)(?=\t|$)",
    re.MULTILINE,
)


def printed_words(body: str) -> list[str]:
    """The words of a fiche as the report prints them, without labels and marks."""
    body = LABELS.sub(" ", body)
    body = re.sub(r"</?p>|\*\*|\]\(#\)|\[", " ", body)
    return re.findall(r"\w+", body.replace(" EUR\n", "\n"))


def test_every_word_is_in_the_fiche_it_stands_in_and_in_order(
    text: str, found: PublishedReport
) -> None:
    body = text[text.index("\nVV015 - DIGITALE VERSNELLING LEERPl") : text.index("**DEPARTEMENT")]
    parts = re.split(r"^VV\d{3} - ", body, flags=re.MULTILINE)[1:]
    assert len(parts) == len(found.fiches)
    for part, fiche in zip(parts, found.fiches, strict=True):
        printed = printed_words(part)
        read = re.findall(r"\w+", "\n".join(plain_texts(fiche)))
        assert Counter(read) == Counter(printed)
        # Cells that go on after a page stand later in the text than in the value they belong to.
        if fiche.code not in {"VV017", "VV019", "VV112"}:
            assert read == printed


def test_the_words_of_rows_that_pages_broke_are_in_order_up_to_the_table(
    text: str, found: PublishedReport
) -> None:
    for code in ("VV017", "VV019", "VV112"):
        start = text.index(
            "\nBETROKKENEN", text.index(f"\n{code} - ", text.index("\nBETROKKENEN") - 80)
        )
        part = text[start : text.index("GEDETAILLEERDE", start)]
        read = re.findall(r"\w+", "\n".join(plain_texts(of(found, code))[1:]))
        printed = printed_words(part)
        assert read[: len(printed)] == printed


def test_reading_takes_time_in_proportion_to_the_text(text: str) -> None:
    start = text.index("\nVV015 - DIGITALE VERSNELLING LEERPl")
    body = text[start : text.index("**DEPARTEMENT")]

    def seconds(times: int) -> float:
        copies = (re.sub(r"^VV\d", f"VV{n % 10}", body, flags=re.MULTILINE) for n in range(times))
        whole = text[:start] + "".join(copies)
        begin = time.process_time()
        read_published_report(whole)
        return time.process_time() - begin

    few = min(seconds(3) for _ in range(3))
    assert seconds(30) < 10 * 2.5 * few
