"""How complete a fiche is: answered over required fields, as the dictionary says."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from vvdesk.content import TABLES, Inhoud, single_fields
from vvdesk.dictionary import Sectie, fields_of

_AT_LEAST_ONE = ("mijlpalen",)
"""Tables without which a fiche says nothing; one empty table counts as one unanswered field."""
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class Volledigheid:
    """Hoeveel van de verplichte velden beantwoord zijn; volledig is nog niet goedgekeurd.

    Attributes:
        answered: Required fields with a value; "niet van toepassing" and 0 are answers.
        required: Required fields; optional ones do not count.
        missing: The paths of the others, in the order of the fiche; `mijlpalen` when that table is
            empty.
    """

    answered: int
    required: int
    missing: tuple[str, ...]

    @property
    def percentage(self) -> int:
        """Whole percent, rounded down, so that 100 means: nothing is missing."""
        return _WHOLE * self.answered // self.required if self.required else _WHOLE


def completeness(inhoud: Inhoud) -> Volledigheid:
    """Measure the whole fiche."""
    parts = completeness_by_section(inhoud).values()
    return Volledigheid(
        sum(part.answered for part in parts),
        sum(part.required for part in parts),
        tuple(path for part in parts for path in part.missing),
    )


def completeness_by_section(inhoud: Inhoud) -> dict[Sectie, Volledigheid]:
    """Measure each section; every section is present, in the report's order."""
    asked: dict[Sectie, list[tuple[str, bool]]] = {section: [] for section in Sectie}
    for section, path, answered in _answers(inhoud):
        asked[section].append((path, answered))
    return {
        section: Volledigheid(
            sum(answered for _path, answered in answers),
            len(answers),
            tuple(path for path, answered in answers if not answered),
        )
        for section, answers in asked.items()
    }


def _answers(inhoud: Inhoud) -> Iterator[tuple[Sectie, str, bool]]:
    single, in_rows = _required()
    for path, section in single:
        yield section, path, _is_answer(inhoud.values.get(path))
    for name, fields in in_rows.items():
        rows = inhoud.tables[name].values()
        if not rows and name in _AT_LEAST_ONE:
            yield fields[0][1], name, False
        for row in rows:
            for field, section in fields:
                yield section, f"{name}.{row.id}.{field}", _is_answer(row.values.get(field))


@cache
def _required() -> tuple[tuple[tuple[str, Sectie], ...], dict[str, tuple[tuple[str, Sectie], ...]]]:
    """Return the required single paths, and per table the required fields of a row."""
    single = tuple(
        (path, field.about.section)
        for path, field in single_fields().items()
        if field.about.required
    )
    in_rows = {
        name: tuple(
            (field.name, field.about.section) for field in fields_of(entity) if field.about.required
        )
        for name, entity in TABLES.items()
    }
    return single, in_rows


def _is_answer(value: Any) -> bool:
    return value is not None and value not in ("", ())
