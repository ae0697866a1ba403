"""What one inzending says, typed: the plain data that passes from reading to merging.

Nothing here knows workbooks or stores. A row carries only the cells that differ from what was
handed out, or that could not be read: most cells of an inzending say what they always said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from vvdesk.kinds import JsonValue


class Warned(NamedTuple):
    """Something a person should know about an inzending.

    Attributes:
        sheet: Name of the sheet; None for the whole file.
        cell: Reference such as `D14`; None for a whole sheet or file.
        text: Dutch sentences: what was found, what was expected, what to do.
    """

    sheet: str | None
    cell: str | None
    text: str


class SubmittedCell(NamedTuple):
    """One cell that says something else than its base.

    Attributes:
        cell: Reference such as `D14`.
        value: Of the field's kind; None or `()` for an emptied cell, and when there is a problem.
        problem: Why the value was not taken, in Dutch; None when it was.
    """

    cell: str
    value: Any
    problem: str | None = None


@dataclass(slots=True)
class SubmittedRow:
    """One row that was read.

    Attributes:
        sheet: Name of the sheet.
        cell: Where the row begins, such as `A14`.
        collection: `mijlpalen` or `agenderingen`; empty for the fiche itself.
        project: The project's code.
        id: Permanent id of the mijlpaal or agendering; empty when it was typed by hand.
        base: Field to value as in dumps, a field that was empty left out; None when no base is
            known, so that only the present values can be compared.
        cells: Field to cell, where it differs from the base; without a base every cell.
        exported: True when vvdesk itself wrote this row.
        problem: Why the whole row cannot be taken, in Dutch; None when it can.
        read: The fields whose column was there; shared by the rows of a sheet.
    """

    sheet: str
    cell: str
    collection: str
    project: str
    id: str = ""
    base: Mapping[str, JsonValue] | None = None
    cells: dict[str, SubmittedCell] = field(default_factory=dict)
    exported: bool = False
    problem: str | None = None
    read: frozenset[str] = frozenset()


class SubmittedToelichting(NamedTuple):
    """Why one finding may stand, as an inzending says.

    Attributes:
        sheet: Name of the sheet.
        cell: Where the text stands, or where its row begins.
        project: The project's code.
        regel: The rule's code.
        plaats: The finding's path, as in a dump; empty for the fiche as a whole.
        vingerafdruk: Of the values that it was written for.
        tekst: On one line, not empty.
        problem: Why it cannot be taken, in Dutch; None when it can.
    """

    sheet: str
    cell: str
    project: str = ""
    regel: str = ""
    plaats: str = ""
    vingerafdruk: str = ""
    tekst: str = ""
    problem: str | None = None


class SubmittedVraag(NamedTuple):
    """One question of the coordinator with its answer, as an inzending says.

    Attributes:
        sheet: Name of the sheet.
        cell: Where the answer stands, or where its row begins.
        id: Of the question, the same in every file.
        project: The project's code.
        pad: The field or row, as in a dump; empty for the whole fiche.
        tekst: The question.
        gesteld_door: Who asked.
        gesteld_op: When, UTC, ISO 8601.
        reden: A value of `Antwoordreden`; empty when nobody answered.
        antwoord: On one line; empty where the reason says enough.
        problem: Why it cannot be taken, in Dutch; None when it can.
    """

    sheet: str
    cell: str
    id: str = ""
    project: str = ""
    pad: str = ""
    tekst: str = ""
    gesteld_door: str = ""
    gesteld_op: str = ""
    reden: str = ""
    antwoord: str = ""
    problem: str | None = None


@dataclass(slots=True)
class Submission:
    """One inzending, as read from one file.

    Attributes:
        name: File name without folder.
        sha256: Of the bytes of the file.
        digest: Of what it says; the same for a copy that was only opened and saved again.
        plan: Code of the plan.
        meetmoment: Name of the meetmoment.
        entiteit: Name of the sender's entiteit; None when it holds projects of several.
        export_id: Of the export that was filled in.
        sequence: Its number among the exports of one file; later is newer.
        file_id: Of the file that it was exported from.
        exported_at: UTC, ISO 8601, as the file says.
        sender: Who made the export, as the file says.
        rows: Everything that was read, in reading order.
        warnings: What a person should know; problems of rows and cells stand with these.
        refusal: Why the whole file cannot be taken, in Dutch; None when it can.
        toelichtingen: Why findings may stand, in reading order.
        vragen: Questions with their answers, in reading order.
    """

    name: str
    sha256: str
    digest: str
    plan: str
    meetmoment: str
    entiteit: str | None
    export_id: str
    sequence: int
    file_id: str
    exported_at: str
    sender: str
    rows: list[SubmittedRow]
    warnings: list[Warned] = field(default_factory=list)
    refusal: str | None = None
    toelichtingen: list[SubmittedToelichting] = field(default_factory=list)
    vragen: list[SubmittedVraag] = field(default_factory=list)


class Outside(NamedTuple):
    """What the outside of a file tells of its order among the exports of one file.

    Attributes:
        file_id: Of the file that it was exported from.
        entiteit: Name of the sender's entiteit, as the file says; empty when it says none.
        sequence: Its number among the exports of that file; later is newer.
    """

    file_id: str
    entiteit: str
    sequence: int


@dataclass(slots=True)
class Unread:
    """A file that could not be read at all.

    Attributes:
        name: File name without folder.
        message: Why, in Dutch.
    """

    name: str
    message: str
