"""A fiche to read, line by line, each value with its reference code."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from vvdesk.anchors import Verwijzing, field_code, parse_code
from vvdesk.content import Inhoud, Rij, single_fields
from vvdesk.dictionary import Sectie, fields_of
from vvdesk.model import Agendering, Mijlpaal
from vvdesk.store.workspace import Workspace
from vvdesk.tracing.past import Moment, Past, present_fiche
from vvdesk.tracing.shown_lines import Doel, Regel, Soort, heading, title, words

_NO_ROWS: Final = {
    "mijlpalen": "Deze fiche heeft geen mijlpalen.",
    "agenderingen": "Dit project is niet geagendeerd.",
}
_ALWAYS: Final = frozenset({"titel", "timing", "status", "beslissingen", "url"})
"""Fields of a row that are told even when nobody filled them in; of the others only that."""
_TABLES: Final[dict[Sectie, tuple[str, type[Mijlpaal] | type[Agendering]]]] = {
    Sectie.AGENDERING: ("agenderingen", Agendering),
    Sectie.GEDETAILLEERDE_VOORTGANG: ("mijlpalen", Mijlpaal),
}


@dataclass(frozen=True, slots=True)
class ShownFiche:
    """Een fiche om te lezen.

    Attributes:
        project: The project's code.
        titel: Its title; empty when nobody filled it in.
        meetmoment_id: Of which meetmoment.
        meetmoment: Its name.
        regels: From top to bottom.
    """

    project: str
    titel: str
    meetmoment_id: int
    meetmoment: str
    regels: tuple[Regel, ...]


def shown_fiche(workspace: Workspace, project: str, meetmoment_id: int) -> ShownFiche:
    """Return a fiche as lines; a title, then the sections of the report in its order.

    Args:
        workspace: The open store; only read.
        project: The project's code.
        meetmoment_id: Which meetmoment; the store has it.

    Raises:
        Misused: The project has no fiche there.
        Unavailable: The file cannot be read any more.
    """
    moments = workspace.meetmomenten()
    found = next(each for each in moments if each.id == meetmoment_id)
    with workspace.connection() as connection:
        # Only what is shown: who walks down a list reads a fiche at every key.
        (moment,) = Past(connection, [found], project).moments
        inhoud = moment.inhoud or present_fiche(Past(connection, moments, project), moment, "")
    titel = inhoud.values["titel"] or ""
    lines = tuple(_Lines(moment, inhoud).all())
    return ShownFiche(project, titel, moment.id, moment.naam, lines)


def whole_code(text: str, meetmoment_id: int) -> Verwijzing:
    """Read what somebody typed: a reference code, or the code of a project, mijlpaal or group.

    Args:
        text: As for `parse_code`; without a meetmoment in front it is about the one in hand.
        meetmoment_id: The one in hand.

    Raises:
        Misused: It is neither.
    """
    typed = text.strip()
    if "/" in typed or not typed:
        return parse_code(typed)
    return parse_code(f"{meetmoment_id}/{typed}")


class _Lines:
    """Makes the lines of one fiche."""

    def __init__(self, moment: Moment, inhoud: Inhoud) -> None:
        self._moment, self._inhoud = moment, inhoud

    def all(self) -> Iterator[Regel]:
        inhoud = self._inhoud
        yield title(f"{inhoud.project} {inhoud.values['titel'] or 'zonder titel'}", self._code(""))
        for section in Sectie:
            yield heading(section.value)
            if section in _TABLES:
                yield from self._rows(section)
            else:
                yield from self._section(section)

    def _section(self, section: Sectie) -> Iterator[Regel]:
        for path, field in single_fields().items():
            if field.about.section is section:
                text = self._moment.words(field, self._inhoud.values[path])
                yield self._value(field.about.label, path, text)

    def _rows(self, section: Sectie) -> Iterator[Regel]:
        name, entity = _TABLES[section]
        rows = self._inhoud.tables[name].values()
        if not rows:
            yield words(_NO_ROWS[name])
        for row in rows:
            yield from self._row(name, entity, row)

    def _row(
        self, name: str, entity: type[Mijlpaal] | type[Agendering], row: Rij
    ) -> Iterator[Regel]:
        is_mijlpaal = entity is Mijlpaal
        yield Regel(
            Soort.RIJ,
            f"{'Mijlpaal' if is_mijlpaal else 'Agendering'} {row.id}",
            code=self._code(f"{name}.{row.id}"),
            doel=Doel.LEVENSLOOP if is_mijlpaal else Doel.GEEN,
            wat=row.id if is_mijlpaal else "",
            actie="Levensloop" if is_mijlpaal else "",
        )
        empty = []
        for field in fields_of(entity):
            text = self._moment.words(field, row.values[field.name])
            if text or field.name in _ALWAYS:
                yield self._value(field.about.label, f"{name}.{row.id}.{field.name}", text)
            else:
                empty.append(field.about.label)
        if row.basislijn is not None:
            yield Regel(Soort.WAARDE, f"{row.basislijn:%d/%m/%Y}", "Eerste planning")
        if empty:
            yield Regel(Soort.NOOT, f"Niet ingevuld: {', '.join(empty)}")

    def _value(self, label: str, path: str, text: str) -> Regel:
        return Regel(Soort.WAARDE, text, label, self._code(path))

    def _code(self, path: str) -> str:
        return field_code(self._moment.id, self._inhoud.project, path)
