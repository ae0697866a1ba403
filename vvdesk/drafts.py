"""Texts that were typed and are not stored yet: unreadable ones, and what is being typed now.

They stand in the user's own folder, one small file per document, so that neither a crash nor
closing the window loses what somebody typed. The document itself only ever holds readable values.
"""

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from vvdesk.atomic import temporary_beside


class Place(NamedTuple):
    """Where a draft belongs: meetmoment, project and path as in a dump."""

    meetmoment_id: int
    project: str
    path: str


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as it was typed.

    Attributes:
        text: Exactly as typed; rich text in the one format.
        base: The stored value at that time, as `Kind.to_json` writes it, as JSON text; a draft
            may take the place of that value only.
        refused: Why it could not be stored, in Dutch; empty when it was not tried yet.
    """

    text: str
    base: str
    refused: str = ""


class Drafts:
    """The drafts of one document.

    Args:
        folder: Where the file with drafts stands; made when it is missing.
        file_id: The document's id (`Plan.bestand_id`).
    """

    def __init__(self, folder: Path, file_id: str) -> None:
        self._path = folder / f"{file_id}.json"
        self._drafts: dict[Place, Draft] = dict(_read(self._path))
        self._written = dict(self._drafts)

    def of(self, meetmoment_id: int, project: str) -> dict[str, Draft]:
        """Return path to draft for one fiche."""
        return {
            place.path: draft
            for place, draft in self._drafts.items()
            if place[:2] == (meetmoment_id, project)
        }

    def get(self, place: Place) -> Draft | None:
        """Return the draft at `place`; None when there is none."""
        return self._drafts.get(place)

    def put(self, place: Place, draft: Draft) -> None:
        """Remember a draft until it is stored or taken back."""
        self._drafts[place] = draft

    def drop(self, place: Place) -> None:
        """Forget a draft; no harm when there is none."""
        self._drafts.pop(place, None)

    def save(self) -> None:
        """Write them beside the user's settings; does nothing when nothing changed.

        A disk that refuses is no reason to stop: the texts still stand in the window. Nor is it
        forced to disk: this is for a program that dies, not for a machine that does.
        """
        if self._drafts == self._written:
            return
        with contextlib.suppress(OSError):
            if self._drafts:
                self._write()
            else:
                self._path.unlink(missing_ok=True)
            self._written = dict(self._drafts)

    def _write(self) -> None:
        rows = [
            [*place, each.text, each.base, each.refused] for place, each in self._drafts.items()
        ]
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = temporary_beside(self._path)
        try:
            temporary.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")
            temporary.replace(self._path)
        finally:
            temporary.unlink(missing_ok=True)


def _read(path: Path) -> Iterator[tuple[Place, Draft]]:
    try:
        rows = json.loads(path.read_bytes())
        for meetmoment_id, project, field, text, base, refused in rows:
            yield (
                Place(int(meetmoment_id), str(project), str(field)),
                Draft(str(text), str(base), str(refused)),
            )
    except (OSError, ValueError, TypeError):
        return
