"""Reference codes: under which short name a figure in a report is found back.

A code reads `1/VV015-VAK`: at the first meetmoment, of project VV015, the field vak. A row of a
table has its permanent id (`1/VV015-M01`), a field of it one word more (`1/VV015-M01-TIMING`).
A project's code is capitals and digits, as the plan has them. A figure over several fiches names
what it is of: `1/PLAN-VAK` of the whole plan, `1/S04-VAK` of speerpunt 04, `1/T2-BELEIDSRUIMTE` of
the second theme; so S or T with digits is never a project.
"""

import re
from dataclasses import dataclass
from typing import Final

from vvdesk.content import TABLES, parse_path, single_fields
from vvdesk.dictionary import fields_of
from vvdesk.errors import Misused

PLAN: Final = "PLAN"
_EXAMPLE = "Typ de code zoals ze in het rapport staat, bijvoorbeeld 1/VV015-VAK of 1/S04-PROJECTEN."
_LONGEST_SHOWN: Final = 60
"""Characters of what somebody typed that are said back; a code has fewer."""
_CODE = re.compile(
    r"(?P<moment>[1-9][0-9]{0,4})/"
    r"(?:(?P<project>(?![ST][0-9])[A-Z]{1,10}[0-9]{1,10})(?:-(?P<row>[MA][0-9]{2,6}(?:-[0-9A-Z]{4}(?![0-9A-Z_]))?))?"
    r"|(?P<group>PLAN|S[0-9]{2}|S00|T[1-9][0-9]{0,3}))"
    r"(?:-(?P<what>[A-Z0-9_-]+))?"
)
_UNSEEN: Final = re.compile(r"[\s\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_DASH: Final = re.compile(r"[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SINGLE: Final = {path.rpartition(".")[2].upper(): path for path in single_fields()}
_OF_ROWS: Final = {
    name[0].upper(): (name, {field.name.upper(): field.name for field in fields_of(entity)})
    for name, entity in TABLES.items()
}
"""First letter of a row's number (M, A) to the collection and the names of its fields."""


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """What a reference code points at.

    Attributes:
        meetmoment_id: 1 for the first.
        project: The project's code; empty for a figure over several.
        path: As in a dump: a field, or a whole row (`mijlpalen.VV015-M01`); empty for a whole fiche
            or a figure over several.
        group: `PLAN`, a speerpunt (`S04`; `S00` for projects without one) or a theme (`T2`); empty
            for one project.
        what: Of a figure over several: what was counted or added, in capitals
            (`VAK`, `PROJECTEN`, `STATUS-OPGESTART`); empty for all of a group's figures.
    """

    meetmoment_id: int
    project: str = ""
    path: str = ""
    group: str = ""
    what: str = ""

    def __str__(self) -> str:
        if self.group:
            return group_code(self.meetmoment_id, self.group, self.what)
        return field_code(self.meetmoment_id, self.project, self.path)


def field_code(meetmoment_id: int, project: str, path: str = "") -> str:
    """Return the code of a field or row of a fiche, or of the fiche.

    Args:
        meetmoment_id: See `Meetmoment.id`.
        project: The project's code.
        path: As in a dump: `titel`, `financiering.vak`, `mijlpalen.VV015-M01` with or without a
            field behind it.
    """
    parts = path.split(".")
    if parts[0] in TABLES:
        return "-".join([f"{meetmoment_id}/{parts[1]}", *(part.upper() for part in parts[2:])])
    name = parts[-1].upper()
    return f"{meetmoment_id}/{project}-{name}" if name else f"{meetmoment_id}/{project}"


def group_code(meetmoment_id: int, group: str, what: str = "") -> str:
    """Return the code of a figure over several fiches; see `Verwijzing`."""
    return f"{meetmoment_id}/{group}-{what.upper()}" if what else f"{meetmoment_id}/{group}"


def speerpunt_group(nummer: str | None) -> str:
    """Return the group of a speerpunt ("04"); of projects without one for None or empty."""
    return f"S{nummer or '00'}"


def html_id(code: str) -> str:
    """Return the code as the name of a place in a page: `m1-vv015-vak`."""
    return "m" + code.replace("/", "-").casefold()


def parse_code(text: str) -> Verwijzing:
    """Read a code that somebody typed, or copied from a page that broke it over two lines.

    Small letters, spaces, invisible signs and the kind of hyphen do not matter.

    Raises:
        Misused: It is no reference code, or names a field that fiches do not have.
    """
    typed = _DASH.sub("-", _UNSEEN.sub("", text)).upper()
    found = _CODE.fullmatch(typed)
    if found is None:
        raise Misused(f'"{_shown(typed)}" is geen referentiecode. {_EXAMPLE}')
    moment, what = int(found["moment"]), found["what"] or ""
    if found["group"]:
        return Verwijzing(moment, group=found["group"], what=what)
    project, row = found["project"], found["row"]
    name = what.replace("-", "")  # a page may have put a hyphen where it broke the line
    path = _row_path(project, row, name) if row else _SINGLE.get(name, "" if not what else None)
    if path is None:
        raise Misused(f'"{_shown(typed)}" noemt geen veld van een projectfiche. {_EXAMPLE}')
    return Verwijzing(moment, project, path)


def _shown(typed: str) -> str:
    return typed if len(typed) <= _LONGEST_SHOWN else f"{typed[:_LONGEST_SHOWN]}…"


def _row_path(project: str, row: str, what: str) -> str | None:
    name, fields = _OF_ROWS[row[0]]
    path = f"{name}.{project}-{row}"
    if not what:
        return path
    return str(parse_path(f"{path}.{fields[what]}")) if what in fields else None
