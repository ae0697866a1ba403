"""Reading the kept inzendingen again, and comparing them with what they were merged into.

Each is read from a temporary copy with the reader that merging uses, in its guarded process, one
after another: evidence may be as hostile as any file that comes in.
"""

import hashlib
import tempfile
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Final, cast

from sqlalchemy import Connection, select

from vvdesk.dossier_reading import ROOMY, is_dossier, read_dossier
from vvdesk.errors import Unavailable, VvdeskError
from vvdesk.exchange.reader.limits import DEFAULT
from vvdesk.exchange.reader.readers import Readers
from vvdesk.exchange.submission.reading import packed, read_submission
from vvdesk.jobs import Progress, Repeating
from vvdesk.model import Inzending
from vvdesk.plan.referentie import read_referentie
from vvdesk.sealing.evidence_cells import cell_faults
from vvdesk.sealing.evidence_letter import LETTER, letter_faults
from vvdesk.sealing.evidence_merged import Documented, Merged, documented, merged_from
from vvdesk.sealing.evidence_values import value_faults
from vvdesk.sealing.verdict import BEWIJSSTUKKEN, Verschil
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Submission

_BOOK, _DOSSIER = ".xlsx", ".vvd"
_SENT: Final = Inzending.__table__.c


@dataclass(slots=True)
class Reread:
    """What reading all evidence again came to.

    Attributes:
        gelezen: Inzendingen that were read again.
        niet_bewaard: Names of those of which only the SHA-256 was kept.
        onleesbaar: Names of those that this version of vvdesk cannot read, with why; their bytes
            are as they came in.
        verschillen: What differs.
    """

    gelezen: int = 0
    niet_bewaard: tuple[str, ...] = ()
    onleesbaar: tuple[str, ...] = ()
    verschillen: tuple[Verschil, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """One inzending as it is remembered.

    Attributes:
        id: Its number.
        meetmoment_id: Of the fiches that it was merged into.
        naam: The name of its file.
        entiteit: Who sent it; empty when nobody knows.
        sha256: Of the bytes that came in.
        stap: The step that merged it.
        brief: The columns of `LETTER`.
    """

    id: int
    meetmoment_id: int
    naam: str
    entiteit: str
    sha256: str
    stap: int
    brief: Mapping[str, Any]

    @property
    def is_dossier(self) -> bool:
        """Whether it came as a dossier."""
        return is_dossier(Path(self.naam))

    @property
    def place(self) -> str:
        """What people call it."""
        return f"{self.naam} van {self.entiteit}" if self.entiteit else self.naam


def reread_all(workspace: Workspace, progress: Progress) -> Reread:
    """Read every kept inzending again.

    Args:
        workspace: An open momentopname.
        progress: Called for every inzending, and again while one is read.

    Raises:
        Unavailable: The disk is full, or the reading process cannot start.
        Cancelled: The user stopped.
    """
    told, found = Repeating(progress), Reread()
    with workspace.connection() as connection:
        sent = _remembered(connection)
    groups: dict[tuple[int, bool], list[Kept]] = {}
    for each in sent:
        groups.setdefault((each.meetmoment_id, each.is_dossier), []).append(each)
    with (
        tempfile.TemporaryDirectory(prefix="vvdesk-bewijs-") as folder,
        Readers(1, DEFAULT, told.again) as books,
        Readers(1, ROOMY, told.again) as dossiers,
    ):
        done = 0
        for (moment, of_dossiers), some in sorted(groups.items()):
            readers = dossiers if of_dossiers else books
            group = _Group(workspace, Path(folder), moment, some)
            with closing(group.read(readers)) as results:
                for each, result in results:
                    told(done, len(sent), each.naam)
                    if isinstance(result, Submission):
                        found.verschillen += tuple(group.letter_faults(each, result))
                    _judge(workspace, each, result, group.shown(each), found)
                    done += 1
        told(len(sent), len(sent), "")
    return found


class _Group:
    """Inzendingen of one meetmoment and one kind, that one way of reading serves."""

    def __init__(self, workspace: Workspace, folder: Path, moment: int, sent: list[Kept]) -> None:
        self._workspace, self._folder, self._sent = workspace, folder, sent
        with workspace.connection() as connection:
            own = read_referentie(connection, moment).lists
            lists, self._entiteiten = packed(own), own["entiteit"]
            self._shown = documented(connection, moment)
        of_dossiers = sent[0].is_dossier
        self._read = partial(read_dossier if of_dossiers else read_submission, lists=lists)
        self._suffix = _DOSSIER if of_dossiers else _BOOK
        self._whole: list[Kept] = []
        self._others: list[tuple[Kept, Verschil | None]] = []

    def read(self, readers: Readers) -> Generator[tuple[Kept, object], None, None]:
        """Yield each inzending with what it says, why it cannot be read, or None for no bytes."""
        results = cast("Any", readers.read(self._read, self._copies()))
        with closing(results):
            for number, result in enumerate(results):
                each = self._whole[number]
                self._path(each).unlink(missing_ok=True)
                yield each, result
        yield from self._others

    def shown(self, each: Kept) -> Documented:
        """Return what the merge documents show of an inzending."""
        return self._shown.get(each.sha256, Documented())

    def letter_faults(self, each: Kept, said: Submission) -> Iterator[Verschil]:
        """Yield what is remembered of an inzending and its file says otherwise."""
        return letter_faults(said, each.brief, self._entiteiten, each.place)

    def _copies(self) -> Iterator[Path]:
        """Lay copies down when the reader asks for them; a name in a file is never a path here."""
        for each in self._sent:
            with self._workspace.connection() as connection:
                data = connection.scalar(select(_SENT.bestand).where(_SENT.id == each.id))
            if data is None:
                self._others.append((each, None))
                continue
            found = hashlib.sha256(data).hexdigest()
            if found != each.sha256:
                what = "dit is niet het bestand dat ingelezen werd"
                told = Verschil(BEWIJSSTUKKEN, each.place, found, each.sha256, what)
                self._others.append((each, told))
                continue
            try:
                self._path(each).write_bytes(data)
            except OSError as error:
                raise Unavailable(
                    "De inzendingen kunnen niet nagelezen worden: de tijdelijke map is vol of "
                    f"alleen-lezen ({error.strerror})."
                ) from error
            self._whole.append(each)
            yield self._path(each)

    def _path(self, each: Kept) -> Path:
        return self._folder / f"inzending-{each.id}{self._suffix}"


def _judge(
    workspace: Workspace, each: Kept, result: object, shown: Documented, found: Reread
) -> None:
    """Take in what reading one inzending gave."""
    if result is None:
        found.niet_bewaard += (each.naam,)
    elif isinstance(result, Verschil):
        found.verschillen += (result,)
    elif isinstance(result, VvdeskError):
        found.onleesbaar += (f"{each.naam}: {result}",)
    elif isinstance(result, Submission):
        found.gelezen += 1
        projects = {row.project for row in result.rows if row.project}
        with workspace.connection() as connection:
            merged: Merged = merged_from(
                connection, (each.id, each.meetmoment_id, each.sha256, each.stap), projects, shown
            )
        faults = (
            *cell_faults(result, merged, each.place, by_cell=not each.is_dossier),
            *value_faults(result, merged, each.place),
        )
        found.verschillen += faults


def _remembered(connection: Connection) -> list[Kept]:
    query = select(
        _SENT.id,
        _SENT.meetmoment_id,
        _SENT.bestandsnaam,
        _SENT.entiteit,
        _SENT.sha256,
        _SENT.stap,
        *(_SENT[name] for name in LETTER if name != "entiteit"),
    ).order_by(_SENT.id)
    return [
        Kept(
            row.id,
            row.meetmoment_id,
            row.bestandsnaam,
            row.entiteit or "",
            row.sha256,
            row.stap,
            {name: getattr(row, name) for name in LETTER},
        )
        for row in connection.execute(query)
    ]
