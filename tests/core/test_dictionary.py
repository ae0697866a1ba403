import pytest

from vvdesk.content import TABLES, parse_path, single_fields
from vvdesk.dictionary import field_named, fields_of
from vvdesk.errors import Misused
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal

DESCRIBED = [
    field for entity in (Fiche, Financiering, Mijlpaal, Agendering) for field in fields_of(entity)
]


@pytest.mark.parametrize(
    "field", DESCRIBED, ids=lambda field: f"{field.entity.__name__}.{field.name}"
)
def test_a_hint_is_one_short_sentence(field):
    hint = field.about.hint
    assert hint.endswith(".")
    assert len(hint) <= 120
    assert "  " not in hint
    assert hint[0].isupper()


def test_labels_and_former_labels_are_unique_within_a_sheet():
    for sheet in (
        [*fields_of(Fiche), *fields_of(Financiering)],
        fields_of(Mijlpaal),
        fields_of(Agendering),
    ):
        names = [
            name.casefold()
            for field in sheet
            for name in (field.about.label, *field.about.formerly)
        ]
        assert len(names) == len(set(names))


def test_the_seven_sections_have_the_labels_of_the_report():
    labels = {field.about.label for field in DESCRIBED}
    assert {
        "Bevoegde minister(s)",
        "Trekkende entiteit VO",
        "Webpagina trekkende entiteit m.b.t. project",
        "Betrokken entiteit(en) VO",
        "Belanghebbenden",
        "Cluster Relanceplan",
        "Speerpunt Relanceplan",
        "Projectomschrijving",
        "Projectstatus",
        "Beschrijving voortgang",
        "Beoogde realisaties",
        "Geplande timing",
        "Status",
        "Noodzakelijke politieke beslissingen",
        "Beleidsruimte (begroot)",
        "Uitvoering VAK",
        "Uitvoering VEK",
    } <= labels


def test_every_path_of_a_fiche_parses_to_its_field():
    for path, field in single_fields().items():
        assert parse_path(path).field is field
        assert str(parse_path(path)) == path
    for name, entity in TABLES.items():
        for field in fields_of(entity):
            path = f"{name}.VV015-M01.{field.name}"
            assert parse_path(path).field is field
            assert str(parse_path(path)) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "x",
        "financiering",
        "mijlpalen.timing",
        "mijlpalen..timing",
        "mijlpalen.VV015-M01.x",
        "nergens.a.b",
        "financiering.a.vak",
    ],
)
def test_an_unknown_path_is_refused(path):
    with pytest.raises(Misused, match="geen veld"):
        parse_path(path)


def test_an_unknown_field_is_a_key_error():
    with pytest.raises(KeyError):
        field_named(Fiche, "x")
