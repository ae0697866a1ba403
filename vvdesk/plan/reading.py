"""From tables of a reference data file to entries; what does not fit is refused with its place."""

from datetime import date

from vvdesk.plan.entries import (
    ALWAYS,
    Colours,
    Drempel,
    Entiteit,
    Keuze,
    Label,
    Lot,
    Meetmomentdatum,
    Mijlpaalstatus,
    Minister,
    Period,
    Projectcodes,
    Projectstatus,
    Rubriek,
    Woordenlijst,
)
from vvdesk.plan.toml_table import TomlTable

_KEY = r"[a-z][a-z0-9_]*"
_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
_COLOUR = r"#[0-9A-Fa-f]{6}"
_RULE = r"VV-[A-Z]{3}-[0-9]{2}"


def read_projectcodes(table: TomlTable) -> Projectcodes:
    """Read the pattern and the range of the project codes."""
    codes = Projectcodes(
        voorvoegsel=table.text("voorvoegsel", pattern=r"[A-Z]+", expected="hoofdletters"),
        cijfers=table.number("cijfers", lowest=1),
        eerste=table.number("eerste"),
        laatste=table.number("laatste"),
    )
    if codes.laatste < codes.eerste:
        table.refuse("laatste", str(codes.laatste), f"minstens {codes.eerste}")
    if len(str(codes.laatste)) > codes.cijfers:
        table.refuse("laatste", str(codes.laatste), f"hoogstens {codes.cijfers} cijfers")
    table.finish()
    return codes


def read_rubriek(table: TomlTable) -> Rubriek:
    """Read a speerpunt or a cluster."""
    rubriek = Rubriek(
        nummer=table.text("nummer", pattern=r"[0-9]{2}", expected="twee cijfers als '04'"),
        titel=table.text("titel"),
        geverifieerd=table.flag("geverifieerd"),
    )
    table.finish()
    return rubriek


def read_projectstatus(table: TomlTable) -> Projectstatus:
    """Read a projectstatus with its labels and colours."""
    status = Projectstatus(
        sleutel=_sleutel(table),
        labels=_labels(table),
        rang=table.number_or_none("rang"),
        vorm=table.text("vorm", pattern=r"\S", expected="één teken"),
        kleur=table.text("kleur"),
        kleuren=_colours(table.table("kleuren")),
        open=table.flag("open"),
        groen=table.flag("groen"),
        gestart=table.flag("gestart"),
        vraagt_verklaring=table.flag("vraagt_verklaring"),
        vraagt_agendering=table.flag("vraagt_agendering"),
        synoniemen=table.texts("synoniemen"),
        geverifieerd=table.flag("geverifieerd"),
    )
    table.finish()
    return status


def read_mijlpaalstatus(table: TomlTable) -> Mijlpaalstatus:
    """Read a mijlpaalstatus."""
    status = Mijlpaalstatus(
        sleutel=_sleutel(table),
        label=table.text("label"),
        getekend_als=table.text("getekend_als"),
        open=table.flag("open"),
        synoniemen=table.texts("synoniemen"),
        geverifieerd=table.flag("geverifieerd"),
    )
    table.finish()
    return status


def read_keuze(table: TomlTable) -> Keuze:
    """Read an entry of a plain list."""
    keuze = Keuze(
        sleutel=_sleutel(table),
        label=table.text("label"),
        synoniemen=table.texts("synoniemen"),
        geverifieerd=table.flag("geverifieerd"),
    )
    table.finish()
    return keuze


def read_lot(table: TomlTable) -> Lot:
    """Read a way in which a mijlpaal ends."""
    lot = Lot(
        sleutel=_sleutel(table),
        label=table.text("label"),
        vraagt_verwijzing=table.flag("vraagt_verwijzing"),
        synoniemen=table.texts("synoniemen"),
    )
    table.finish()
    return lot


def read_entiteit(table: TomlTable) -> Entiteit:
    """Read a departement or agentschap."""
    entiteit = Entiteit(
        sleutel=_slug(table),
        naam=table.text("naam"),
        afkorting=table.text_or_none("afkorting"),
        beleidsdomein=table.text_or_none("beleidsdomein"),
        geldig=_period(table),
        synoniemen=table.texts("synoniemen"),
        geverifieerd=table.flag("geverifieerd"),
    )
    table.finish()
    return entiteit


def read_minister(table: TomlTable) -> Minister:
    """Read a member of the government."""
    minister = Minister(
        sleutel=_slug(table),
        naam=table.text("naam"),
        geldig=_period(table),
        synoniemen=table.texts("synoniemen"),
        geverifieerd=table.flag("geverifieerd"),
        periode_geverifieerd=table.flag("periode_geverifieerd"),
    )
    table.finish()
    return minister


def read_meetmoment(table: TomlTable) -> Meetmomentdatum:
    """Read a line of the calendar."""
    moment = Meetmomentdatum(
        naam=table.text("naam"),
        peildatum=table.day("peildatum"),
        geverifieerd=table.flag("geverifieerd"),
    )
    table.finish()
    return moment


def read_drempel(table: TomlTable) -> Drempel:
    """Read a threshold of a rule."""
    drempel = Drempel(
        sleutel=_sleutel(table),
        waarde=table.number("waarde"),
        eenheid=table.text("eenheid"),
        regel=_regel(table),
        zin=_zin(table),
        geverifieerd=table.flag("geverifieerd"),
    )
    table.finish()
    return drempel


def read_woordenlijst(table: TomlTable) -> Woordenlijst:
    """Read the words that a rule looks for."""
    lijst = Woordenlijst(
        sleutel=_sleutel(table),
        woorden=table.texts("woorden"),
        regel=_regel(table),
        zin=_zin(table),
    )
    table.finish()
    return lijst


def _sleutel(table: TomlTable) -> str:
    return table.text("sleutel", pattern=_KEY, expected="kleine letters, cijfers en _")


def _slug(table: TomlTable) -> str:
    return table.text("sleutel", pattern=_SLUG, expected="kleine letters, cijfers en -")


def _regel(table: TomlTable) -> str:
    return table.text("regel", pattern=_RULE, expected="een regelcode als 'VV-PRJ-06'")


def _zin(table: TomlTable) -> str:
    return table.text("zin", pattern=r"[^\n]+\.", expected="één zin die eindigt op een punt")


def _period(table: TomlTable) -> Period:
    period = Period(table.day_or_none("van"), table.day_or_none("tot"))
    if (period.van or date.min) > (period.tot or date.max):
        table.refuse("tot", f"{period.tot}", f"een datum vanaf {period.van}")
    return period


def _labels(table: TomlTable) -> tuple[Label, ...]:
    labels: list[Label] = []
    for row in table.tables("label", at_least=1):
        label = Label(row.text("tekst"), _period(row))
        row.finish()
        if any(label.geldig.overlaps(other.geldig) for other in labels):
            row.refuse("van", f"{label.geldig.van or ALWAYS.van}", "een periode na de vorige")
        labels.append(label)
    return tuple(labels)


def _colours(table: TomlTable) -> Colours:
    def colour(key: str) -> str:
        return table.text(key, pattern=_COLOUR, expected="een kleur als '#4E9A1F'").upper()

    colours = Colours(
        vulling=colour("vulling"),
        rand=colour("rand"),
        licht_achtergrond=colour("licht_achtergrond"),
        licht_tekst=colour("licht_tekst"),
        donker_achtergrond=colour("donker_achtergrond"),
        donker_tekst=colour("donker_tekst"),
    )
    table.finish()
    return colours
