"""The rows of every table, out of what was read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, Final, TypeAlias

from vvdesk import kinds
from vvdesk.anchors import field_code
from vvdesk.choices import Choices
from vvdesk.content import TABLES as COLLECTIONS
from vvdesk.content import Inhoud, Rij, single_fields
from vvdesk.dictionary import Field, fields_of
from vvdesk.kinds import ChoiceLists
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal
from vvdesk.opendata.columns import NAMES
from vvdesk.opendata.reading import Moment, Published
from vvdesk.opendata.tables import label_column

Row: TypeAlias = dict[str, Any]
"""Column to value: str, int, date, Decimal, bool or None."""
_LINKS: Final = {
    "projecten_ministers": ("ministers", "minister"),
    "projecten_entiteiten": ("betrokken_entiteiten", "entiteit"),
    "projecten_themas": ("themas", "thema"),
}
_NUMBERED: Final = {"speerpunten": kinds.SPEERPUNT, "clusters": kinds.CLUSTER}
_KEYED: Final = {"documentsoorten": kinds.SOORT, "loten": kinds.LOT}
_STATUSES: Final = {
    "projectstatussen": kinds.PROJECTSTATUS,
    "mijlpaalstatussen": kinds.MIJLPAALSTATUS,
}
_NAMED: Final = {
    "entiteiten": (kinds.ENTITEIT, kinds.ENTITEITEN),
    "ministers": (kinds.MINISTERS,),
    "themas": (kinds.THEMAS,),
}


def rows_of(published: Published, table: str) -> list[Row]:
    """Return the rows of a table of `tables.TABLES`: by meetmoment, then as in the report."""
    return [row for moment in published.moments for row in _of_moment(moment, table)]


def used_keys(moment: Moment, kind_of_field: Iterable[kinds.Kind]) -> list[str]:
    """Return what the fiches chose in the fields of some kinds, in order of first use."""
    wanted = set(kind_of_field)
    paths = [path for path, field in single_fields().items() if field.kind in wanted]
    in_rows = [
        (name, field.name)
        for name, entity in COLLECTIONS.items()
        for field in fields_of(entity)
        if field.kind in wanted
    ]
    found: dict[str, None] = {}
    for inhoud in moment.fiches.values():
        values = [inhoud.values[path] for path in paths]
        values += [
            row.values[field] for name, field in in_rows for row in inhoud.tables[name].values()
        ]
        for value in values:
            found.update(dict.fromkeys(value if isinstance(value, tuple) else (value,)))
    found.pop(None, None)  # type: ignore[call-overload] # a choice that was not made
    return list(found)


def known_keys(moment: Moment, kind: kinds.Kind, *more: kinds.Kind) -> dict[str, str]:
    """Return key to label of a list, completed with what a fiche says outside of it."""
    known = moment.referentie.lists[kind.list_name]  # type: ignore[attr-defined] # of a choice
    labels = {key: known.label(key) for key, _label in known.entries}
    unlisted = (key for key in used_keys(moment, (kind, *more)) if key not in labels)
    return labels | {key: key for key in unlisted}


@lru_cache(maxsize=4096)
def plain_text(html: str) -> str:
    """Return a rich text without style; tables and JSON both ask for it, meetmomenten repeat it."""
    return kinds.OPMAAK.to_text(html)


def title_of(label: str, number: str) -> str:
    """Return the title of a numbered label: `Investeren` of `04. Investeren`."""
    return label.removeprefix(f"{number}. ")


def _of_moment(moment: Moment, table: str) -> Iterator[Row]:
    if table in _WHOLE:
        return _WHOLE[table](moment)
    if table in _LINKS:
        return _links(moment, *_LINKS[table])
    if table in _NUMBERED:
        return _numbered(moment, _NUMBERED[table])
    if table in _KEYED:
        return _keyed(moment, _KEYED[table])
    if table in _STATUSES:
        return _statuses(moment, _STATUSES[table])
    return _names(moment, *_NAMED[table])


def _moments(moment: Moment) -> Iterator[Row]:
    yield {
        "nummer": moment.nummer,
        "naam": moment.naam,
        "peildatum": moment.peildatum,
        "is_definitief": moment.is_final,
        "controlecode": moment.controlecode,
    }


def _projects(moment: Moment) -> Iterator[Row]:
    lists = moment.referentie.lists
    for code, inhoud in moment.fiches.items():
        own: Row = {"meetmoment": moment.nummer, "project": code}
        own["verwijzing"] = field_code(moment.nummer, code)
        yield own | _values(fields_of(Fiche), inhoud.values, lists)


def _money(moment: Moment) -> Iterator[Row]:
    fields = fields_of(Financiering)
    for code, inhoud in moment.fiches.items():
        values = {field.name: inhoud.values[f"financiering.{field.name}"] for field in fields}
        own: Row = {"meetmoment": moment.nummer, "project": code}
        yield own | _values(fields, values, moment.referentie.lists)


def _milestones(moment: Moment) -> Iterator[Row]:
    for inhoud in moment.fiches.values():
        for place, rij in enumerate(inhoud.tables["mijlpalen"].values(), start=1):
            row = _row(moment, inhoud, "mijlpalen", rij, place)
            values = _values(fields_of(Mijlpaal), rij.values, moment.referentie.lists)
            yield row | values | {"basislijn": rij.basislijn}


def _documents(moment: Moment) -> Iterator[Row]:
    for inhoud in moment.fiches.values():
        for place, rij in enumerate(inhoud.tables["agenderingen"].values(), start=1):
            row = _row(moment, inhoud, "agenderingen", rij, place)
            yield row | _values(fields_of(Agendering), rij.values, moment.referentie.lists)


_WHOLE: Final[Mapping[str, Callable[[Moment], Iterator[Row]]]] = {
    "meetmomenten": _moments,
    "projecten": _projects,
    "financiering": _money,
    "mijlpalen": _milestones,
    "agenderingen": _documents,
}


def _row(moment: Moment, inhoud: Inhoud, collection: str, rij: Rij, place: int) -> Row:
    return {
        "meetmoment": moment.nummer,
        "project": inhoud.project,
        {"mijlpalen": "mijlpaal", "agenderingen": "agendering"}[collection]: rij.id,
        "verwijzing": field_code(moment.nummer, inhoud.project, f"{collection}.{rij.id}"),
        "volgorde": place,
    }


def _values(fields: Iterable[Field], values: Mapping[str, Any], lists: ChoiceLists) -> Row:
    row: Row = {}
    for field in fields:
        value = values[field.name]
        row[field.name] = _cell(field, value)
        label = label_column(field)
        if label is not None:
            row[label] = _label(lists, field, value)
    return row


def _cell(field: Field, value: Any) -> Any:
    if field.kind is kinds.OPMAAK:
        return plain_text(value) if value else None
    if field.kind in NAMES:
        return field.kind.to_text(value) or None
    return value


def _label(lists: ChoiceLists, field: Field, key: str | None) -> str | None:
    if key is None:
        return None
    known: Choices = lists[field.kind.list_name]  # type: ignore[attr-defined] # of a choice
    return title_of(known.label(key), key) if key in known else key


def _links(moment: Moment, field: str, column: str) -> Iterator[Row]:
    for code, inhoud in moment.fiches.items():
        for place, name in enumerate(dict.fromkeys(inhoud.values[field]), start=1):
            yield {
                "meetmoment": moment.nummer, "project": code, "volgorde": place, column: name
            }  # fmt: skip


def _listed(moment: Moment, key: str, keys: Iterable[str]) -> Iterator[Row]:
    for place, value in enumerate(keys, start=1):
        yield {"meetmoment": moment.nummer, "volgorde": place, key: value}


def _numbered(moment: Moment, kind: kinds.Kind) -> Iterator[Row]:
    labels = known_keys(moment, kind)
    for row in _listed(moment, "nummer", labels):
        number = row["nummer"]
        yield row | {"titel": title_of(labels[number], number) or number}


def _keyed(moment: Moment, kind: kinds.Kind) -> Iterator[Row]:
    labels = known_keys(moment, kind)
    for row in _listed(moment, "sleutel", labels):
        yield row | {"label": labels[row["sleutel"]]}


def _statuses(moment: Moment, kind: kinds.Kind) -> Iterator[Row]:
    list_name = kind.list_name  # type: ignore[attr-defined] # of a choice
    for row in _keyed(moment, kind):
        status = moment.referentie.statussen.get((list_name, row["sleutel"]))
        looks = {"rang": status.rang, "kleur": status.vulling} if status else {}
        yield row | {"rang": None, "kleur": None} | looks


def _names(moment: Moment, kind: kinds.Kind, *more: kinds.Kind) -> Iterator[Row]:
    shorts = moment.afkortingen if kind is kinds.ENTITEIT else None
    for row in _listed(moment, "naam", known_keys(moment, kind, *more)):
        yield row if shorts is None else row | {"afkorting": shorts.get(row["naam"])}
