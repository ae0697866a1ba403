"""Reference data: the plan that ships, and what happens to a file that does not fit."""

import re
from datetime import date
from pathlib import Path

import pytest

from vvdesk import paths
from vvdesk.errors import Misused, Refused, Unavailable
from vvdesk.plan import PlanFile, load_plan, plan_names

APRIL_2021 = date(2021, 3, 31)
DECEMBER_2023 = date(2023, 12, 31)
SOURCE = paths.resources() / "plannen" / "vlaamse-veerkracht.toml"


@pytest.fixture(scope="module")
def plan() -> PlanFile:
    return load_plan("vlaamse-veerkracht")


def written(folder: Path, text: str | bytes) -> Path:
    path = folder / "plan.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def changed(folder: Path, old: str, new: str) -> Path:
    """Copy the plan that ships with one fault in it."""
    text = SOURCE.read_text(encoding="utf-8")
    assert old in text
    return written(folder, text.replace(old, new, 1))


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_plan_that_ships_is_listed() -> None:
    assert plan_names() == ["vlaamse-veerkracht"]


def test_the_plan_knows_its_codes_and_years(plan: PlanFile) -> None:
    assert (plan.code, plan.eerste_jaar, plan.laatste_jaar) == ("vlaamse-veerkracht", 2020, 2030)
    assert plan.projectcodes.expected == "VV001 tot VV181"
    assert len(plan.projectcodes.all()) == 181
    assert "VV181" in plan.projectcodes
    assert not {"VV000", "VV182", "vv015", "VV15"} & set(plan.projectcodes.all())


def test_titles_that_no_source_confirms_are_marked(plan: PlanFile) -> None:
    assert [x.nummer for x in plan.speerpunten if x.geverifieerd] == ["04"]
    assert {x.nummer for x in plan.clusters if x.geverifieerd} == {"03", "04", "20", "35"}
    assert [x.naam for x in plan.meetmomenten if not x.geverifieerd] == [
        "september 2021",
        "december 2021",
        "juni 2022",
    ]


def test_every_status_of_april_2021_can_be_chosen_and_no_later_one(plan: PlanFile) -> None:
    assert plan.valid_at(APRIL_2021).status.labels() == (
        "Nog niet gestart",
        "Opgestart",
        "Opgestart na agendering VR",
        "Bijzondere aandacht nodig",
        "Bijkomende actie noodzakelijk",
    )
    assert plan.valid_at(APRIL_2021).status.key_for("Gerealiseerd") is None


def test_later_the_same_key_has_another_label_and_understands_both(plan: PlanFile) -> None:
    status = plan.valid_at(DECEMBER_2023).status

    assert status.label("na_agendering") == "In uitvoering na agendering VR"
    assert status.key_for("Opgestart na agendering VR") == "na_agendering"
    assert {"gerealiseerd", "stopgezet"} <= set(status.keys())


def test_a_label_changes_exactly_at_the_turn_of_the_year(plan: PlanFile) -> None:
    before, after = (plan.valid_at(d).status for d in (date(2021, 12, 31), date(2022, 1, 1)))

    assert before.label("na_agendering") == "Opgestart na agendering VR"
    assert after.label("na_agendering") == "In uitvoering na agendering VR"
    assert {date(2022, 1, 1), date(2023, 1, 1)} <= set(plan.turning_days())


def test_progress_has_an_order_and_colours_of_concern_stand_outside_it(plan: PlanFile) -> None:
    ranks = {status.sleutel: status.rang for status in plan.projectstatussen}

    assert ranks["nog_niet_gestart"] == 1
    assert (ranks["opgestart"], ranks["na_agendering"], ranks["gerealiseerd"]) == (2, 3, 4)
    assert {key for key, rank in ranks.items() if rank is None} == {
        "bijzondere_aandacht",
        "bijkomende_actie",
        "stopgezet",
    }


def test_the_statuses_of_concern_ask_for_an_explanation(plan: PlanFile) -> None:
    asking = {status.sleutel for status in plan.projectstatussen if status.vraagt_verklaring}

    assert asking == {"bijzondere_aandacht", "bijkomende_actie", "stopgezet"}
    assert {x.sleutel for x in plan.projectstatussen if x.groen} == {"opgestart", "na_agendering"}
    assert {x.sleutel for x in plan.projectstatussen if not x.open} == {"gerealiseerd", "stopgezet"}


def test_every_chip_can_be_read_and_every_sign_differs(plan: PlanFile) -> None:
    for status in plan.projectstatussen:
        colours = status.kleuren
        assert contrast(colours.licht_achtergrond, colours.licht_tekst) >= 4.5
        assert contrast(colours.donker_achtergrond, colours.donker_tekst) >= 4.5
        assert contrast(colours.rand, "#FFFFFF") >= 3
    assert "".join(status.vorm for status in plan.projectstatussen) == "○◐●✓▲◆×"


def test_a_mijlpaal_on_schedule_is_drawn_as_a_project_after_agendering(plan: PlanFile) -> None:
    data = plan.valid_at(APRIL_2021)

    assert data.mijlpaal_getekend_als["op_schema"].vorm == "●"
    assert data.mijlpaal_getekend_als["gerealiseerd"].kleuren.vulling == "#F2C500"
    assert data.mijlpaalstatus.key_for("op schema") == "op_schema"
    assert data.projectstatus("opgestart").kleur == "lichtgroen"


def test_small_lists_hold_what_the_report_uses(plan: PlanFile) -> None:
    data = plan.valid_at(APRIL_2021)

    assert data.agenderingsoort.labels() == ("Nota", "Bijlage", "BVR", "Advies", "Mededeling")
    assert data.agenderingsoort.key_for("Besluit van de Vlaamse Regering") == "bvr"
    assert data.lot.keys() == ("gerealiseerd", "samengevoegd", "opgesplitst", "geschrapt")
    assert data.thema.labels() == ("Digitale inclusie",)
    assert data.cluster.key_for("4") == "04"
    assert data.speerpunt.key_for("investeren in mensen en talenten") == "04"
    assert data.minister.key_for("Weyts") == "ben-weyts"


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("dwse", "Departement Werk en Sociale Economie"),
        (
            "Departement Kanselarij & Buitenlandse Zaken",
            "Departement Kanselarij en Buitenlandse Zaken",
        ),
        ("DEPARTEMENT ONDERWIJS EN VORMING", "Departement Onderwijs en Vorming"),
        ("Departement Financien en Begroting", "Departement Financiën en Begroting"),
    ],
)
def test_an_entiteit_is_found_by_its_usual_spellings(
    plan: PlanFile, spelling: str, name: str
) -> None:
    entiteit = plan.valid_at(APRIL_2021).entiteit

    assert entiteit.label(entiteit.key_for(spelling) or "") == name


def test_the_calendar_gives_the_published_peildatum(plan: PlanFile) -> None:
    moment = plan.meetmoment("April 2021")

    assert moment is not None
    assert moment.peildatum == APRIL_2021
    assert plan.meetmoment("mei 2021") is None


def test_every_threshold_names_its_rule_and_explains_itself(plan: PlanFile) -> None:
    data = plan.valid_at(APRIL_2021)

    assert data.drempel("verschuiving_mediaan_dagen") == 90
    assert data.drempel("voortgang_minimum_tekens") == 100
    assert data.drempel("achterstand_punten") == 25
    assert "nog uit te werken" in data.woorden("vage_uitdrukkingen")
    for drempel in plan.drempels:
        assert re.fullmatch(r"VV-(PRJ|MIJ|HIS|FIN)-\d\d", drempel.regel)
    with pytest.raises(KeyError):
        data.drempel("onbekend")


def test_a_minister_is_offered_only_in_office(tmp_path: Path) -> None:
    path = changed(tmp_path, 'naam = "Wouter Beke"', 'naam = "Wouter Beke"\ntot = 2022-05-12')
    plan = load_plan(path)

    assert "wouter-beke" in plan.valid_at(date(2022, 5, 12)).minister
    assert "wouter-beke" not in plan.valid_at(date(2022, 5, 13)).minister


def test_an_unknown_plan_name_lists_the_known_ones() -> None:
    with pytest.raises(Misused, match="vlaamse-veerkracht"):
        load_plan("ander-plan")


def test_a_missing_file_is_said_to_be_unreadable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match=r"weg\.toml kan niet gelezen worden"):
        load_plan(str(tmp_path / "weg.toml"))


FAULTS = {
    "no date": ("peildatum = 2021-03-31", 'peildatum = "31/03/2021"', "een datum als 2021-03-31"),
    "a moment": ("peildatum = 2021-03-31", "peildatum = 2021-03-31T10:00:00", "een datum met uur"),
    "misspelt key": ("titel = ", "titl = ", "verwacht een tekst"),
    "extra key": ("[[thema]]\n", '[[thema]]\nkleur = "geel"\n', "een onbekende sleutel"),
    "extra table": ("[[thema]]", "[[onderwerp]]\nnaam = 'x'\n[[thema]]", "sleutel 'onderwerp'"),
    "empty text": ('titel = "Infrastructuur"', 'titel = " "', "een tekst"),
    "no flag": ("\ngeverifieerd = true", "\ngeverifieerd = 1", "true of false"),
    "no number": ("waarde = 90", 'waarde = "90"', "een geheel getal vanaf 0"),
    "negative": ("waarde = 90", "waarde = -90", "een geheel getal vanaf 0"),
    "truth as number": ("waarde = 90", "waarde = true", "waar of onwaar"),
    "bad colour": ('vulling = "#6B6B6B"', 'vulling = "grijs"', "een kleur als '#4E9A1F'"),
    "two signs": ('vorm = "○"', 'vorm = "○○"', "één teken"),
    "double number": ('nummer = "02"', 'nummer = "01"', "dat al bij speerpunt 1 staat"),
    "double key": ('sleutel = "opgestart"', 'sleutel = "nog_niet_gestart"', "een eigen waarde"),
    "bad number": ('nummer = "01"', 'nummer = "1"', "twee cijfers als '04'"),
    "drawn as": ('getekend_als = "na_agendering"', 'getekend_als = "groen"', "een projectstatus"),
    "overlap": ("van = 2022-01-01\n", "van = 2021-06-01\n", "een periode na de vorige"),
    "backwards": ("van = 2019-10-02\n", "van = 2019-10-02\ntot = 2019-01-01\n", "een datum vanaf"),
    "years": ("laatste_jaar = 2030", "laatste_jaar = 2019", "een geheel getal vanaf 2020"),
    "codes": ("laatste = 181", "laatste = 0", "minstens 1"),
    "digits": ("cijfers = 3", "cijfers = 2", "hoogstens 2 cijfers"),
    "no list": ('synoniemen = ["Weyts"]', 'synoniemen = "Weyts"', "een lijst van teksten"),
    "list of others": ('synoniemen = ["Weyts"]', "synoniemen = [1]", "een lijst van teksten"),
    "no rule": ('regel = "VV-PRJ-06"', 'regel = "PRJ6"', "een regelcode"),
    "no sentence": ("meestal te weinig.", "meestal te weinig", "één zin"),
    "same spelling": ('["Weyts"]', '["Weyts", "Jan Jambon"]', "voor zowel"),
    "same synonym": ('["Weyts"]', '["Weyts", "Crevits"]', "voor zowel"),
    "no table": ("[plan.projectcodes]", "[[plan.projectcodes]]", "een tabel [projectcodes]"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_refused_with_its_place(tmp_path: Path, fault: str) -> None:
    old, new, expected = FAULTS[fault]

    with pytest.raises(Refused) as caught:
        load_plan(changed(tmp_path, old, new))

    assert "Het planbestand plan.toml klopt niet bij" in str(caught.value)
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"\xff\xfe[plan]", "geen tekst in UTF-8"),
        ("[plan", "geen geldige TOML"),
        ("", "sleutel 'plan': gevonden niets, verwacht een tabel [plan]"),
        ("plan = 3", "gevonden een geheel getal (3)"),
        ("a = " + "[" * 5000, "geen geldige TOML"),
        (b"#" * 2_000_001, "te groot"),
        ("speerpunt = [1]", "sleutel 'plan'"),
    ],
)
def test_what_is_no_plan_at_all_is_refused(
    tmp_path: Path, text: str | bytes, expected: str
) -> None:
    with pytest.raises(Refused, match=re.escape(expected)):
        load_plan(written(tmp_path, text))


def test_a_list_without_tables_is_refused(tmp_path: Path) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    start, end = text.index("[[speerpunt]]"), text.index("# Clusters")
    without = text[:start] + text[end:].partition("\n")[2]

    with pytest.raises(Refused, match=r"sleutel 'speerpunt': gevonden niets"):
        load_plan(written(tmp_path, without))
    with pytest.raises(Refused, match=r"gevonden 0 tabellen, verwacht minstens 1"):
        load_plan(written(tmp_path, "speerpunt = []\n" + without))
    with pytest.raises(Refused, match=r"gevonden een geheel getal \(1\), verwacht tabellen"):
        load_plan(written(tmp_path, "speerpunt = [1]\n" + without))


def test_themes_calendar_and_word_lists_may_be_left_out(tmp_path: Path) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    for name in ("thema", "meetmoment", "woordenlijst"):
        text = re.sub(rf"\[\[{name}\]\]\n(.+\n)+", "", text)

    plan = load_plan(written(tmp_path, text))

    assert (plan.themas, plan.meetmomenten, plan.woordenlijsten) == ((), (), ())
    assert plan.valid_at(APRIL_2021).thema.labels() == ()


def test_a_misspelt_key_is_answered_with_the_known_ones(tmp_path: Path) -> None:
    path = changed(tmp_path, 'afkorting = "DOV"', 'afkorting = "DOV"\nafk = "OV"')

    with pytest.raises(
        Refused, match=r"entiteit 1, sleutel 'afk': .* een van: .*beleidsdomein.*van"
    ):
        load_plan(path)
