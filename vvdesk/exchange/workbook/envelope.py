"""What a workbook says about itself: whose it is, of which meetmoment, and which export it was.

It stands in two places, the hidden sheet `_meta` and the custom properties of the file: some
programs drop one of them when they save again.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Final, Literal, get_args
from uuid import UUID

from vvdesk.choices import folded
from vvdesk.errors import NewerFormat, Refused
from vvdesk.exchange.reader.model import ForeignWorkbook
from vvdesk.submission import Outside

Form = Literal["uitvraag", "inzending", "totaal"]
"""What a workbook is for; `totaal` is the consolidated one, which is never read back in."""

FORMAT_VERSION = 1
META_SHEET = "_meta"
_MARK = "vvdesk-werkboek"
_PREFIX = "vvdesk_"
_LONGEST_PROPERTY = 255
_NAME, _TEXT = 1, 2
"""Columns of the sheet `_meta`."""

_NAMES: Final = {
    "form": "vorm",
    "plan": "plan",
    "plan_titel": "plantitel",
    "meetmoment": "meetmoment",
    "peildatum": "peildatum",
    "entiteit": "entiteit",
    "export_id": "export_id",
    "sequence": "volgnummer",
    "exported_at": "geexporteerd_op",
    "sender": "afzender",
    "contact": "contact",
    "app_version": "programmaversie",
    "deadline": "deadline",
    "file_id": "bestand_id",
    "digest": "digest",
}
"""Attribute to the name it has in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """What is written on the outside of one workbook.

    Attributes:
        form: See `Form`.
        plan: Code of the plan, such as `vlaamse-veerkracht`.
        plan_titel: Its title, for people.
        meetmoment: Name of the meetmoment, such as `april 2021`.
        peildatum: The day on which the status is reported.
        entiteit: Official name; None when the workbook holds projects of several entiteiten.
        export_id: A random id that comes back with the inzending.
        sequence: 1, 2, 3 … for the exports of one file; later is newer, whatever the clock says.
        exported_at: UTC, ISO 8601; also decides the bytes of the file.
        sender: Who made the export.
        contact: Where to ask questions: a mail address or telephone number; may be empty.
        app_version: Version of vvdesk.
        deadline: The day by which the inzending is due.
        file_id: `bestand_id` of the file that it was exported from.
        digest: See `digest.digest_of_visible`; filled in while writing.
    """

    form: Form
    plan: str
    plan_titel: str
    meetmoment: str
    peildatum: date
    entiteit: str | None
    export_id: UUID
    sequence: int
    exported_at: str
    sender: str
    app_version: str
    deadline: date | None
    file_id: str
    contact: str = ""
    digest: str = ""

    def with_digest(self, digest: str) -> "Envelope":
        """Return the same envelope with the digest of what the workbook says."""
        return replace(self, digest=digest)

    def exported(self) -> datetime:
        """Return the moment of the export.

        Raises:
            ValueError: `exported_at` is not ISO 8601.
        """
        return datetime.fromisoformat(self.exported_at)

    def entries(self) -> list[tuple[str, str]]:
        """Return (name, text) pairs in a fixed order, as they stand on the sheet `_meta`."""
        own = [(_NAMES[each.name], _text(getattr(self, each.name))) for each in fields(self)]
        return [("formaat", _MARK), ("formaatversie", str(FORMAT_VERSION)), *own]

    def properties(self) -> list[tuple[str, str]]:
        """Return the same as custom properties; cut where the format allows 255 signs only."""
        return [(_PREFIX + name, text[:_LONGEST_PROPERTY]) for name, text in self.entries() if text]


def parse_meta(workbook: ForeignWorkbook) -> Envelope:
    """Return the envelope of a workbook, from `_meta` or else from the file's properties.

    Raises:
        NewerFormat: A later vvdesk made it.
        Refused: It has no envelope, a damaged one, or two that contradict each other.
    """
    from_sheet = _of_sheet(workbook)
    from_file = {
        name.removeprefix(_PREFIX): text
        for name, text in workbook.custom_properties.items()
        if name.startswith(_PREFIX)
    }
    found = from_sheet or from_file
    if found.get("formaat") != _MARK:
        raise Refused(
            f'"{workbook.name}" is geen werkboek van vvdesk: het kenmerk ontbreekt. Vul het '
            "werkboek in dat je met de uitvraag kreeg, of vraag de coördinator om een nieuw."
        )
    _check_version(workbook.name, found)
    for name in ("export_id", "meetmoment", "entiteit", "plan"):
        if (
            from_sheet
            and from_file
            and from_file.get(name, "") != found.get(name, "")[:_LONGEST_PROPERTY]
        ):
            raise Refused(
                f'"{workbook.name}" spreekt zichzelf tegen over "{name}": er staan bladen uit twee '
                "werkboeken in. Vul het werkboek in dat je met de uitvraag kreeg."
            )
    return _built(workbook.name, found)


def order_in(properties: Mapping[str, str]) -> Outside | None:
    """Return which export of which file a workbook is by its properties; None when they are gone.

    They may contradict the sheet `_meta`: `parse_meta` looks at that.
    """
    key, entiteit, number = (
        properties.get(_PREFIX + _NAMES[name], "") for name in ("file_id", "entiteit", "sequence")
    )
    if not key or not re.fullmatch(r"[0-9]{1,18}", number):
        return None
    return Outside(key, entiteit, int(number))


def _of_sheet(workbook: ForeignWorkbook) -> dict[str, str]:
    for sheet in workbook.sheets:
        if folded(sheet.name) == folded(META_SHEET):
            rows = [cells for _number, cells in sheet.rows() if _NAME in cells]
            return {
                str(cells[_NAME].value): str(cells[_TEXT].value) if _TEXT in cells else ""
                for cells in rows
            }
    return {}


def _check_version(name: str, found: Mapping[str, str]) -> None:
    version = found.get("formaatversie", "")
    if not re.fullmatch(r"[0-9]{1,6}", version):
        raise _damaged(name, "formaatversie", version)
    if int(version) > FORMAT_VERSION:
        raise NewerFormat(
            f'"{name}" is gemaakt met een nieuwere vvdesk ({found.get("programmaversie", "?")}). '
            "Installeer die versie om dit werkboek in te lezen."
        )


def _built(name: str, found: Mapping[str, str]) -> Envelope:
    values = {attribute: found.get(key, "") for attribute, key in _NAMES.items()}
    if values["form"] not in get_args(Form):
        raise _damaged(name, "vorm", values["form"])
    typed: dict[str, object] = {
        "export_id": _typed(name, "export_id", values["export_id"], UUID),
        "sequence": _typed(name, "volgnummer", values["sequence"], int),
        "peildatum": _typed(name, "peildatum", values["peildatum"], date.fromisoformat),
        "deadline": _typed(name, "deadline", values["deadline"], date.fromisoformat)
        if values["deadline"]
        else None,
        "entiteit": values["entiteit"] or None,
    }
    return Envelope(**{**values, **typed})  # type: ignore[arg-type] # typed one by one above


def _typed(name: str, key: str, text: str, convert: Callable[[str], object]) -> object:
    try:
        return convert(text)
    except ValueError:
        raise _damaged(name, key, text) from None


def _damaged(name: str, key: str, text: str) -> Refused:
    return Refused(
        f'"{name}" is beschadigd: op het verborgen blad {META_SHEET} staat bij "{key}" '
        f'"{text[:40]}". Vraag de coördinator om een nieuw werkboek.'
    )


def _text(value: object) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else str(value)
