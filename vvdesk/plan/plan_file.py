"""Reads a plan's reference data from a TOML file and says what is valid on a given day."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

from vvdesk import paths
from vvdesk.choices import AmbiguousSpelling
from vvdesk.errors import Misused, Refused, Unavailable
from vvdesk.plan import reading
from vvdesk.plan.entries import (
    Drempel,
    Entiteit,
    Keuze,
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
from vvdesk.plan.lists import reference_data
from vvdesk.plan.reference_data import ReferenceData
from vvdesk.plan.toml_table import TomlTable, unique

_Entry = TypeVar("_Entry")

LARGEST_FILE = 2_000_000
"""Bytes; reference data of the largest plan imaginable stays far below it."""


@dataclass(frozen=True)
class PlanFile:
    """De referentiegegevens van één plan, zoals ze in het planbestand staan.

    Every list keeps the order of the file. `eerste_jaar` and `laatste_jaar` both count (VV-MIJ-01).
    """

    code: str
    titel: str
    eerste_jaar: int
    laatste_jaar: int
    projectcodes: Projectcodes
    speerpunten: tuple[Rubriek, ...]
    clusters: tuple[Rubriek, ...]
    projectstatussen: tuple[Projectstatus, ...]
    mijlpaalstatussen: tuple[Mijlpaalstatus, ...]
    agenderingsoorten: tuple[Keuze, ...]
    loten: tuple[Lot, ...]
    entiteiten: tuple[Entiteit, ...]
    ministers: tuple[Minister, ...]
    themas: tuple[Keuze, ...]
    meetmomenten: tuple[Meetmomentdatum, ...]
    drempels: tuple[Drempel, ...]
    woordenlijsten: tuple[Woordenlijst, ...]

    def valid_at(self, peildatum: date) -> ReferenceData:
        """Give what can be chosen on `peildatum`, with the labels of that day."""
        return reference_data(
            peildatum,
            speerpunten=self.speerpunten,
            clusters=self.clusters,
            projectstatussen=self.projectstatussen,
            mijlpaalstatussen=self.mijlpaalstatussen,
            agenderingsoorten=self.agenderingsoorten,
            loten=self.loten,
            entiteiten=self.entiteiten,
            ministers=self.ministers,
            themas=self.themas,
            drempels=self.drempels,
            woordenlijsten=self.woordenlijsten,
        )

    def meetmoment(self, naam: str) -> Meetmomentdatum | None:
        """Give the line of the calendar with this name, in any case; None when there is none."""
        return next((x for x in self.meetmomenten if x.naam.casefold() == naam.casefold()), None)

    def turning_days(self) -> tuple[date, ...]:
        """Give the days on which what is valid changes, and the plan's first day, in order."""
        days = {date(self.eerste_jaar, 1, 1)}
        for period in self._periods():
            days |= {period.van} if period.van else set()
            days |= {period.tot + timedelta(days=1)} if period.tot else set()
        return tuple(sorted(days))

    def _periods(self) -> Iterator[Period]:
        yield from (label.geldig for x in self.projectstatussen for label in x.labels)
        yield from (entiteit.geldig for entiteit in self.entiteiten)
        yield from (minister.geldig for minister in self.ministers)


def plan_names() -> list[str]:
    """Give the names of the plans that ship with vvdesk, sorted.

    Raises:
        Unavailable: The folder with vvdesk's own data is missing.
    """
    return sorted(path.stem for path in (paths.resources() / "plannen").glob("*.toml"))


def load_plan(name_or_path: str | Path) -> PlanFile:
    """Read the reference data of a plan.

    Args:
        name_or_path: A name of `plan_names()`, or the path of a file (a `Path`, or a text that
            ends in ".toml").

    Returns:
        All reference data, checked: every required key is there and no other, every reference
        points to something, and on no day one spelling finds two choices.

    Raises:
        Misused: There is no plan of that name.
        Refused: The file is no valid reference data; says where, what was found and expected.
        Unavailable: The file cannot be read.
    """
    path = _path_of(name_or_path)
    plan = _plan(TomlTable(path.name, "", _parsed(path)))
    try:
        for day in plan.turning_days():
            plan.valid_at(day)
    except AmbiguousSpelling as error:
        one, other = error.keys
        raise Refused(
            f"Het planbestand {path.name} klopt niet bij de lijst '{error.name}': gevonden "
            f"'{error.spelling}' voor zowel '{one}' als '{other}', verwacht één van beide. "
            "Verbeter het bestand en probeer opnieuw."
        ) from error
    return plan


def _path_of(name_or_path: str | Path) -> Path:
    if isinstance(name_or_path, Path) or name_or_path.endswith(".toml"):
        return Path(name_or_path)
    if name_or_path not in plan_names():
        raise Misused(
            f"Er is geen plan '{name_or_path}'. Kies een van: {', '.join(plan_names())}, of geef "
            "een bestand dat eindigt op .toml."
        )
    return paths.resources() / "plannen" / f"{name_or_path}.toml"


def _parsed(path: Path) -> dict[str, object]:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Unavailable(
            f"Het planbestand {path} kan niet gelezen worden ({error.strerror}). Kijk na of het "
            "bestaat en of je het mag openen."
        ) from error
    if len(raw) > LARGEST_FILE:
        raise Refused(
            f"Het planbestand {path.name} is te groot: verwacht hoogstens {LARGEST_FILE} bytes. "
            "Kies een ander bestand."
        )
    try:
        return tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Refused(
            f"Het planbestand {path.name} is geen tekst in UTF-8: gevonden byte "
            f"0x{raw[error.start]:02X} op plaats {error.start}. Bewaar het opnieuw als UTF-8."
        ) from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Refused(
            f"Het planbestand {path.name} is geen geldige TOML: {error}. Verbeter die plaats "
            "en probeer opnieuw."
        ) from error


def _plan(root: TomlTable) -> PlanFile:
    head = root.table("plan")
    first = head.number("eerste_jaar", lowest=1900)
    statuses = _keyed(root, "projectstatus", reading.read_projectstatus)
    plan = PlanFile(
        code=head.text("code", pattern=r"[a-z0-9]+(-[a-z0-9]+)*", expected="kleine letters en -"),
        titel=head.text("titel"),
        eerste_jaar=first,
        laatste_jaar=head.number("laatste_jaar", lowest=first),
        projectcodes=reading.read_projectcodes(head.table("projectcodes")),
        speerpunten=_keyed(root, "speerpunt", reading.read_rubriek, "nummer"),
        clusters=_keyed(root, "cluster", reading.read_rubriek, "nummer"),
        projectstatussen=statuses,
        mijlpaalstatussen=_mijlpaalstatussen(root, {status.sleutel for status in statuses}),
        agenderingsoorten=_keyed(root, "agenderingsoort", reading.read_keuze),
        loten=_keyed(root, "lot", reading.read_lot),
        entiteiten=_keyed(root, "entiteit", reading.read_entiteit),
        ministers=_keyed(root, "minister", reading.read_minister),
        themas=_keyed(root, "thema", reading.read_keuze, at_least=0),
        meetmomenten=_keyed(root, "meetmoment", reading.read_meetmoment, "naam", at_least=0),
        drempels=_keyed(root, "drempel", reading.read_drempel),
        woordenlijsten=_keyed(root, "woordenlijst", reading.read_woordenlijst, at_least=0),
    )
    head.finish()
    root.finish()
    return plan


def _mijlpaalstatussen(root: TomlTable, drawn: set[str]) -> tuple[Mijlpaalstatus, ...]:
    """Read the mijlpaalstatussen; each is drawn as a projectstatus of the same file."""

    def read(table: TomlTable) -> Mijlpaalstatus:
        status = reading.read_mijlpaalstatus(table)
        if status.getekend_als not in drawn:
            expected = "de sleutel van een projectstatus"
            table.refuse("getekend_als", repr(status.getekend_als), expected)
        return status

    return _keyed(root, "mijlpaalstatus", read)


def _keyed(
    root: TomlTable,
    name: str,
    read: Callable[[TomlTable], _Entry],
    key: str = "sleutel",
    at_least: int = 1,
) -> tuple[_Entry, ...]:
    """Read all tables of one name; no two may have the same `key`."""
    tables = root.tables(name, at_least=at_least)
    entries = tuple(read(table) for table in tables)
    unique(((table, table.text(key)) for table in tables), key)
    return entries
