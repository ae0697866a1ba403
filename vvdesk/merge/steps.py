"""The steps of a merge: plain data that can be shown, kept, and carried out later."""

from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from vvdesk.content import Rij
from vvdesk.kinds import JsonValue


class FieldStep(NamedTuple):
    """One field gets the submitted value.

    Attributes:
        project: The project's code.
        path: The field's path within the fiche, as in dumps.
        value: The submitted value, of the field's kind.
        base: What was handed out, as in dumps.
        old: The central value, as in dumps.
        new: The submitted value, as in dumps.
        sheet: Where the submitted value stands.
        cell: Where the submitted value stands.
        replaces: File name of the earlier inzending of the same dossier that the central value came
            from; None when it did not.
    """

    project: str
    path: str
    value: Any
    base: JsonValue
    old: JsonValue
    new: JsonValue
    sheet: str
    cell: str
    replaces: str | None = None

    @property
    def replacing(self) -> str | None:
        """What people read where this takes the place of an earlier inzending; else None."""
        if self.replaces is None:
            return None
        return f'Vervangt de eerdere inzending "{self.replaces}" van hetzelfde dossier.'


class FicheStep(NamedTuple):
    """A project that the central file does not have gets its fiche, without rows.

    Attributes:
        project: The project's code.
        values: Path to value, every field present.
        sheet: Where the row stands.
        cell: Where the row begins.
        cells: Path to the cell where a value stands that differs from its base.
    """

    project: str
    values: Mapping[str, Any]
    sheet: str
    cell: str
    cells: Mapping[str, str]


class RowStep(NamedTuple):
    """A fiche gets one more mijlpaal or agendering.

    Attributes:
        project: The project's code.
        collection: `mijlpalen` or `agenderingen`.
        row: The row with its permanent id; its place is that after the last row.
        sheet: Where the row stands.
        cell: Where the row begins.
        cells: Field to the cell where a value stands that differs from its base.
    """

    project: str
    collection: str
    row: Rij
    sheet: str
    cell: str
    cells: Mapping[str, str]


class ConflictStep(NamedTuple):
    """A field that changed on both sides; what happens depends on who decides.

    Attributes:
        project: The project's code.
        path: The field's path within the fiche, as in dumps.
        value: The submitted value, of the field's kind.
        base: What was handed out, as in dumps; None when that is not known.
        current: The central value, as in dumps.
        incoming: The submitted value, as in dumps.
        sheet: Where the submitted value stands.
        cell: Where the submitted value stands.
        is_known: True when the ledger holds this very conflict already, still open.
        base_known: False for a workbook that lost its base: nobody knows who changed what.
    """

    project: str
    path: str
    value: Any
    base: JsonValue
    current: JsonValue
    incoming: JsonValue
    sheet: str
    cell: str
    is_known: bool
    base_known: bool = True


class RefusedStep(NamedTuple):
    """A row or cell that is not taken, shown beside what is; nothing is written.

    Attributes:
        project: The project's code; empty when the row does not say.
        path: The field's path within the fiche; empty for a whole row.
        sheet: Where it stands.
        cell: Where it stands.
        message: Why not, in Dutch.
    """

    project: str
    path: str
    sheet: str
    cell: str
    message: str


class StaatStep(NamedTuple):
    """A fiche that counts as handed in because its inzending came.

    Attributes:
        project: The project's code.
        old: Its state before; see `Staat`.
    """

    project: str
    old: str


class ToelichtingStep(NamedTuple):
    """A finding gets the submitted toelichting; no content of a fiche, so no `Step`.

    Attributes:
        project: The project's code.
        regel: The rule's code.
        plaats: The finding's path, as in a dump.
        vingerafdruk: Of the values that it was written for.
        tekst: The submitted text.
        old: The central text; None when there is none.
        sheet: Where the submitted text stands.
        cell: Where the submitted text stands.
        was: Of the values that the central text was written for; None when there is none.
    """

    project: str
    regel: str
    plaats: str
    vingerafdruk: str
    tekst: str
    old: str | None
    sheet: str
    cell: str
    was: str | None = None


Step: TypeAlias = FieldStep | FicheStep | RowStep | ConflictStep
