"""Saving work elsewhere when the document itself cannot be written any more."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from vvdesk.desk import Desk
from vvdesk.editing import Editing
from vvdesk.store.place import only_file
from vvdesk.store.versions import copy_document
from vvdesk.store.workspace import Workspace


def save_copy(desk: Desk, project: str, values: Mapping[str, Any], target: Path) -> None:
    """Copy the document as it is stored, and put into the copy what it did not take.

    Args:
        desk: The work at hand; its document is only read.
        project: The fiche in hand; empty for none.
        values: Path to value, of that fiche.
        target: Must not exist yet.

    Raises:
        Misused: `target` exists, or the work is on a server.
        Unavailable: The copy cannot be written either.
    """
    document = only_file(
        desk.workspace.path,
        "Een kopie in een bestand kan nu niet. Wat je typte, blijft op deze computer bewaard en "
        "staat er weer als je opnieuw verbonden bent.",
    )
    copy_document(document, target)
    if not values:
        return
    with (
        Workspace.open(target) as copy,
        Editing(copy, desk.actor).step("Niet bewaarde tekst overnemen") as work,
    ):
        for path, value in values.items():
            work.set(desk.meetmoment.id, project, path, value)
