"""One field with its three values: what was handed out, what stands now, and what came back."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from vvdesk.compare.changes import Change, Soort
from vvdesk.content import parse_path
from vvdesk.dictionary import Field
from vvdesk.kinds import (
    CODE,
    MIJLPAALSTATUS,
    OPMAAK,
    PROJECTSTATUS,
    REGELS,
    TEKST,
    ChoiceLists,
    JsonValue,
)

EMPTY = "leeg"
"""What is written for no value."""
_WORDED = {TEKST, REGELS, OPMAAK, CODE}
_STATUSES = {PROJECTSTATUS, MIJLPAALSTATUS}


@dataclass(frozen=True, slots=True)
class Shown:
    """Eén veld, zoals een plan of het conflictenregister ervan vertelt.

    Attributes:
        key: What whoever shows it knows it by.
        project: The code.
        entiteit: Who sent the other value.
        waar: Where in the fiche: "Mijlpaal VV015-M01 › Status".
        path: As in a dump; empty for what is no field.
        base: What was handed out, as in dumps.
        current: What stands centrally.
        incoming: What came back.
        knows_base: Whether it is known what was handed out.
        source: Where the other value stands: file, sheet and cell.
        is_conflict: Whether somebody has to choose.
        message: A sentence, for what is no field.
        current_name: What the present value is called.
    """

    key: Hashable
    project: str
    entiteit: str
    waar: str
    path: str
    base: JsonValue = None
    current: JsonValue = None
    incoming: JsonValue = None
    knows_base: bool = True
    source: str = ""
    is_conflict: bool = False
    message: str = ""
    current_name: str = "Nu centraal"

    @property
    def field(self) -> Field | None:
        """The field's entry in the dictionary; None for what is no field."""
        return parse_path(self.path).field if self.path else None

    @property
    def is_worded(self) -> bool:
        """Tell whether its values are texts, compared word by word."""
        return self.field is not None and self.field.kind in _WORDED

    @property
    def status_list(self) -> str:
        """The list that its statuses come from; empty for other fields."""
        if self.field is None or self.field.kind not in _STATUSES:
            return ""
        return str(getattr(self.field.kind, "list_name", ""))

    def value(self, value: JsonValue) -> Any:
        """Return a value of the field's kind."""
        return value if self.field is None else self.field.kind.from_json(value)

    def text(self, value: JsonValue, lists: ChoiceLists) -> str:
        """Write a value for people; "leeg" for none."""
        return written(self.path, value, lists)

    def measure(self) -> str:
        """Tell how far the received value lies from the present one: "+5 EUR", "1 dag later"."""
        if self.field is None:
            return ""
        change = Change(
            self.project,
            self.path,
            Soort.GEWIJZIGD,
            self.value(self.current),
            self.value(self.incoming),
            self.field,
        )
        if change.shift is not None:
            return str(change.shift)
        if change.difference is None:
            return ""
        sign = "+" if change.difference > 0 else ""
        return f"{sign}{self.field.kind.to_text(change.difference)}".replace("-", "−")


def written(path: str, value: JsonValue, lists: ChoiceLists) -> str:
    """Write a value of the field at `path` for people; "leeg" for none."""
    if not path:
        return "" if value is None else str(value)
    kind = parse_path(path).field.kind
    return kind.to_text(kind.from_json(value), lists) or EMPTY
