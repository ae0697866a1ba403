"""What a page that compares two contents of a fiche shows: per section, per row, field by field.

It adds to `vvdesk.compare` what a reader needs: labels, values as they were called at the time,
in words how far something moved, and the findings that hold now against then.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from vvdesk.compare.changes import Change, Soort
from vvdesk.compare.wording import Segment, rich_differences, word_differences
from vvdesk.content import TABLES, Inhoud, Rij, single_fields
from vvdesk.dictionary import Field, Sectie, fields_of
from vvdesk.kinds import (
    CODE,
    ENTITEITEN,
    MIJLPAALSTATUS,
    MINISTERS,
    OPMAAK,
    PROJECTSTATUS,
    REGELS,
    TEKST,
    THEMAS,
    ChoiceLists,
)
from vvdesk.rules import Gewogen

CONFIRMED = "Ongewijzigd bevestigd."
"""The toelichting with which somebody says that a text is the same as last time on purpose."""
REPEATED = "VV-PRJ-07"
"""The rule on a text that says nothing new."""
_ASKED = ("timing", "titel", "streefwaarde", "nulwaarde", "eenheid")
"""Fields of a mijlpaal whose change has a reason, the one that slips first."""
_WORDED = {TEKST, REGELS, OPMAAK, CODE}
_NAMES = {MINISTERS, ENTITEITEN, THEMAS}
_ROW_NAMES = {"mijlpalen": "Mijlpaal", "agenderingen": "Agendering"}
_BEFORE = "vorige:"


@dataclass(frozen=True, slots=True)
class Compared:
    """One field, then and now.

    Attributes:
        path: As in a dump.
        field: Its entry in the dictionary.
        old: The value then.
        new: The value now.
        old_text: The value then as people read it, in the words of its own meetmoment.
        new_text: The value now, in the same way.
        measure: How far it moved, in words: "6 maanden later"; empty where that says nothing.
        is_changed: Whether the two mean something else.
        findings: What the rules find here because of what stood there then.
        reason: The path where the reason of the change is written; empty where none is asked.
        reason_text: The reason that stands there.
    """

    path: str
    field: Field
    old: Any
    new: Any
    old_text: str
    new_text: str
    measure: str
    is_changed: bool
    findings: tuple[Gewogen, ...] = ()
    reason: str = ""
    reason_text: str = ""

    @property
    def label(self) -> str:
        """The report's label of the field."""
        return self.field.about.label

    @property
    def is_text(self) -> bool:
        """Tell whether it is compared word by word."""
        return self.field.kind in _WORDED

    @property
    def is_status(self) -> bool:
        """Tell whether it is a status, with a chip of its own."""
        return self.field.kind in {PROJECTSTATUS, MIJLPAALSTATUS}

    @property
    def needs_a_look(self) -> bool:
        """Tell whether it is shown when only differences are."""
        return self.is_changed or bool(self.findings and self.new_text)

    @property
    def to_confirm(self) -> Gewogen | None:
        """The finding that somebody may answer with `CONFIRMED`; None when there is none."""
        if self.is_changed or not self.new:
            return None
        return next((each for each in self.findings if each.finding.code == REPEATED), None)


@dataclass(frozen=True, slots=True)
class Group:
    """What belongs together: the own fields of a section, or one mijlpaal or agendering.

    Attributes:
        section: Where it stands in the fiche.
        path: `mijlpalen.VV015-M01` for a row; empty for the section's own fields.
        title: "Mijlpaal VV015-M01"; empty for the section's own fields.
        subtitle: What the row is about, on one line.
        soort: Whether the row came or went; GEWIJZIGD for what stood in both.
        items: The fields, in the order of the dictionary; of a row that came or went only those
            that hold something.
        findings: What the rules find on the row as a whole.
    """

    section: Sectie
    path: str
    title: str
    subtitle: str
    soort: Soort
    items: tuple[Compared, ...]
    findings: tuple[Gewogen, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Tell whether the whole row is the difference."""
        return self.soort is not Soort.GEWIJZIGD


class Comparer:
    """Compares contents of fiches of two moments.

    Args:
        old: What choices were called then.
        new: What they are called now.
        asks_reasons: Whether a mijlpaal that changed is asked why, in its own field for that.
    """

    def __init__(self, old: ChoiceLists, new: ChoiceLists, *, asks_reasons: bool = True) -> None:
        self._old, self._new = old, new
        self._asks_reasons = asks_reasons

    def groups(self, old: Inhoud, new: Inhoud, findings: Sequence[Gewogen] = ()) -> list[Group]:
        """Compare two contents of one fiche.

        Args:
            old: The earlier content.
            new: The later one.
            findings: Of the fiche now; only those that look back are used.

        Returns:
            All groups in the order of the report, also those in which nothing differs.
        """
        told = _by_path(findings)
        found = [
            Group(section, "", "", "", Soort.GEWIJZIGD, tuple(items))
            for section, items in self._own_fields(old, new, told).items()
        ]
        for name in TABLES:
            found += self._rows(name, old.tables[name], new.tables[name], told)
        order = list(Sectie)
        return sorted(found, key=lambda group: order.index(group.section))

    def _own_fields(
        self, old: Inhoud, new: Inhoud, told: Mapping[str, list[Gewogen]]
    ) -> dict[Sectie, list[Compared]]:
        found: dict[Sectie, list[Compared]] = {}
        for path, field in single_fields().items():
            item = self._compared(path, field, (old.values[path], new.values[path]), told)
            found.setdefault(field.about.section, []).append(item)
        return found

    def _rows(
        self,
        name: str,
        old: Mapping[str, Rij],
        new: Mapping[str, Rij],
        told: Mapping[str, list[Gewogen]],
    ) -> Iterator[Group]:
        fields = fields_of(TABLES[name])
        for row_id in dict.fromkeys([*new, *old]):
            before, after = old.get(row_id), new.get(row_id)
            path = f"{name}.{row_id}"
            items = [
                self._compared(f"{path}.{field.name}", field, _pair(before, after, field), told)
                for field in fields
            ]
            soort = _soort(before, after)
            if soort is Soort.GEWIJZIGD:
                items = list(_with_reason(path, items)) if self._asks_reasons else items
            else:
                items = [each for each in items if each.old_text or each.new_text]
            yield Group(
                fields[0].about.section,
                path,
                f"{_ROW_NAMES[name]} {row_id}",
                _one_line((after or before or Rij("", {})).values.get("titel")),
                soort,
                tuple(items),
                tuple(told.get(path, ())),
            )

    def _compared(
        self,
        path: str,
        field: Field,
        values: tuple[Any, Any],
        told: Mapping[str, list[Gewogen]],
    ) -> Compared:
        old, new = values
        kind = field.kind
        changed = not kind.same(old, new)
        return Compared(
            path,
            field,
            old,
            new,
            kind.to_text(old, self._old) if old is not None else "",
            kind.to_text(new, self._new) if new is not None else "",
            _measure(Change("", path, Soort.GEWIJZIGD, old, new, field)) if changed else "",
            changed,
            tuple(told.get(path, ())),
        )


def count_differences(groups: Iterable[Group]) -> int:
    """Count what differs: a row that came or went is one difference, as in `compare_fiches`."""
    return sum(
        1 if group.is_whole else sum(item.is_changed for item in group.items) for group in groups
    )


def text_differences(item: Compared) -> list[Segment]:
    """Compare the texts of one field word by word; may take a while for long ones."""
    compare = rich_differences if item.field.kind is OPMAAK else word_differences
    return compare(item.old or "", item.new or "")


def _by_path(findings: Iterable[Gewogen]) -> dict[str, list[Gewogen]]:
    """Return what looks back, by place; a row that went has its finding on the row itself."""
    found: dict[str, list[Gewogen]] = {}
    for each in findings:
        if any(name.startswith(_BEFORE) for name in each.finding.fields):
            found.setdefault(each.finding.path, []).append(each)
    return found


def _pair(before: Rij | None, after: Rij | None, field: Field) -> tuple[Any, Any]:
    empty: Any = () if field.kind in _NAMES else None
    return (
        before.values[field.name] if before else empty,
        after.values[field.name] if after else empty,
    )


def _soort(before: Rij | None, after: Rij | None) -> Soort:
    if before is None:
        return Soort.TOEGEVOEGD
    return Soort.WEGGEVALLEN if after is None else Soort.GEWIJZIGD


def _with_reason(path: str, items: list[Compared]) -> Iterator[Compared]:
    """Ask the reason at the most telling change, and leave out the field of the reason itself."""
    known = {each.field.name: each for each in items}
    asking = next(
        (known[name] for name in _ASKED if name in known and known[name].is_changed), None
    )
    if asking is None or "reden" not in known:
        yield from items
        return
    reason = known["reden"]
    for each in items:
        if each is asking:
            yield replace(each, reason=f"{path}.reden", reason_text=reason.new_text)
        elif each is not reason:
            yield each


def _measure(change: Change) -> str:
    if change.shift is not None:
        return str(change.shift)
    if change.difference is not None and change.field is not None:
        sign = "+" if change.difference > 0 else ""
        share = change.percentage
        percent = "" if share is None else f" ({share:+} %)".replace(".", ",")
        return f"{sign}{change.field.kind.to_text(change.difference)}{percent}".replace("-", "−")
    if change.field is not None and change.field.kind in _NAMES:
        return _names(change.old, change.new)
    return _came_or_went(change)


def _names(old: tuple[str, ...], new: tuple[str, ...]) -> str:
    came = [each for each in new if each not in old]
    went = [each for each in old if each not in new]
    told = [f"erbij: {', '.join(came)}"] * bool(came) + [f"weg: {', '.join(went)}"] * bool(went)
    return "; ".join(told) or "andere volgorde"


def _came_or_went(change: Change) -> str:
    if _is_empty(change.old):
        return "ingevuld"
    return "leeggemaakt" if _is_empty(change.new) else ""


def _is_empty(value: object) -> bool:
    """Tell whether nothing stands there; an amount of 0 is an answer."""
    return value is None or value in {"", ()}


def _one_line(text: str | None) -> str:
    return " ".join((text or "").split())
