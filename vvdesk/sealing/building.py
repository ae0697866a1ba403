"""Building one momentopname in a file of its own: rows, findings, reports, digests, seal."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, insert, select

from vvdesk.atomic import unavailable
from vvdesk.audit import Actor, head, now
from vvdesk.collector import collector_paused
from vvdesk.errors import Misused, NewerFormat, Refused
from vvdesk.model import Fase, Meetmoment, Plan
from vvdesk.sealing.blame import blaming
from vvdesk.sealing.content_check import TRAIL, trail_digest
from vvdesk.sealing.digests import (
    Bijlage,
    TableDigest,
    attachments,
    content_sha256,
    digested_tables,
    table_digest,
)
from vvdesk.sealing.examining import examine_all
from vvdesk.sealing.fiche_figures import FicheFigures
from vvdesk.sealing.filling import TABLES, Filled, fill
from vvdesk.sealing.manifest import Aard, Manifest
from vvdesk.sealing.new_file import NewFile, new_file
from vvdesk.sealing.scope import scope_of
from vvdesk.sealing.seal_notes import SealNote, latest_seal
from vvdesk.sealing.signing import Signer
from vvdesk.sealing.source import ATTACHED, Source
from vvdesk.sealing.steps import Steps
from vvdesk.store.file_format import FORMAT_VERSION, SEALED_APPLICATION_ID
from vvdesk.store.sealed_tables import RAPPORT, SEALED_TABLES, ZEGEL
from vvdesk.store.workspace import Workspace

LARGEST_REPORT: Final = 256 * 2**20
"""Bytes; no report comes near."""
_MOMENT: Final = select(Meetmoment.id, Meetmoment.naam, Meetmoment.peildatum, Meetmoment.fase)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    Attributes:
        workspace: The store.
        actor: Who seals.
        meetmoment: Which one.
        reports: The files that go along.
        signer: The key; None for no signature.
        target: What the momentopname is called in messages.
    """

    workspace: Workspace
    actor: Actor
    meetmoment: Meetmoment
    reports: Sequence[Path]
    signer: Signer | None
    target: str


@dataclass(frozen=True, slots=True)
class _Content:
    """All that stands in the file beside the seal, as the seal says it."""

    tables: dict[str, TableDigest]
    kept: tuple[Bijlage, ...]
    figures: dict[int, FicheFigures]


def build(path: Path, order: Order, steps: Steps) -> Manifest:
    """Write a momentopname.

    Args:
        path: A file of one's own.
        order: What is asked for.
        steps: Called often.

    Returns:
        What it says of itself.

    Raises:
        Refused: The trail of the store is broken, or a fiche cannot be read.
        Misused: A report is missing.
        Unavailable: A report cannot be read.
        Cancelled: The user stopped.
        sqlite3.DatabaseError: The disk refuses, or the store is damaged.
    """
    source = order.workspace.path.name
    with blaming(order.target, source), collector_paused(), new_file(path, steps) as made:
        with made.filling(order.workspace) as (writing, store), blaming(order.target, source):
            _check_format(store, source)
            before = latest_seal(store)
            filled = fill(made, writing, store, scope_of(store, order.meetmoment.id), steps)
            _check_trail(filled.broken, source)
        steps.next("Wijzigingsspoor controleren")
        trail, broken, _last = trail_digest(made.raw, steps)
        _check_trail(broken, source)
        with made.engine.begin() as connection:
            figures = examine_all(connection, source, steps)
            _add_reports(connection, order, steps)
            content = _content(made, trail, figures, steps)
            _check_streamed(filled, content, source)
            manifest = _manifest(connection, order, content, before)
            _seal(connection, manifest, order.signer, steps)
    return manifest


def step_count(order: Order) -> int:
    """Return how many steps building takes."""
    return 2 * len(TABLES) + len(SEALED_TABLES) + order.meetmoment.id + 3


def _check_format(store: Source, source: str) -> None:
    """Refuse a file of a later format: what this program does not know would stay behind."""
    if not store.is_attached:
        return
    version = store.connection.exec_driver_sql(f"PRAGMA {ATTACHED}.user_version").scalar_one()
    if version != FORMAT_VERSION:
        raise NewerFormat(
            f'"{source}" is gemaakt met een nieuwere vvdesk (formaat {version}, dit programma kent '
            f"{FORMAT_VERSION}). Werk vvdesk bij om er een momentopname van te maken."
        )


def _check_trail(broken: int | None, source: str) -> None:
    if broken is not None:
        raise Refused(
            f'Het wijzigingsspoor van "{source}" klopt niet vanaf regel {broken}; er is geen '
            "momentopname gemaakt. Zoek eerst uit wat er gebeurd is (vvdesk-cli check)."
        )


def _add_reports(connection: Connection, order: Order, steps: Steps) -> None:
    steps.next("Rapporten bijvoegen")
    for number, path in enumerate(order.reports, start=1):
        try:
            if path.stat().st_size > LARGEST_REPORT:
                raise Misused(f'"{path.name}" is te groot om mee te gaan in een momentopname.')
            data = path.read_bytes()
        except FileNotFoundError as error:
            raise Misused(f'Het rapport "{path.name}" bestaat niet in {path.parent}.') from error
        except OSError as error:
            raise unavailable(error, path) from error
        sha256 = hashlib.sha256(data).hexdigest()
        row = {"id": number, "naam": path.name, "sha256": sha256, "inhoud": data}
        connection.execute(insert(RAPPORT), [row])


def _content(
    made: NewFile, trail: TableDigest, figures: dict[int, FicheFigures], steps: Steps
) -> _Content:
    tables = {}
    for name in digested_tables(made.raw):
        steps.next("Kenmerken berekenen")
        tables[name] = trail if name == TRAIL else table_digest(made.raw, name, steps)
    return _Content(tables, tuple(attachments(made.raw, steps)), figures)


def _check_streamed(filled: Filled, content: _Content, store: str) -> None:
    """Refuse when what was written is not what a server sent."""
    for name, digest in filled.tables.items():
        if content.tables[name] != digest:
            raise Refused(
                f'Tabel {name} is in de momentopname niet gelijk aan die van "{store}". Er is '
                "geen momentopname gemaakt; meld dit."
            )
    sent = {each.sha256 for each in content.kept if each.tabel in filled.tables}
    if sent != filled.files:
        raise Refused(
            f'Een bewijsstuk is in de momentopname niet gelijk aan dat van "{store}". Er is geen '
            "momentopname gemaakt; meld dit."
        )


def _manifest(
    connection: Connection, order: Order, content: _Content, before: SealNote | None
) -> Manifest:
    plan = connection.execute(select(Plan.code, Plan.titel, Plan.bestand_id)).one()
    # As it is in the momentopname itself: what was asked for may have been closed meanwhile.
    moment = connection.execute(_MOMENT.where(Meetmoment.id == order.meetmoment.id)).one()
    rows, last = head(connection)
    figures = content.figures
    return Manifest(
        aard=Aard.DEFINITIEF if moment.fase == Fase.GESLOTEN.value else Aard.TUSSENTIJDS,
        plan=plan.code,
        plantitel=plan.titel,
        bestand_id=plan.bestand_id,
        meetmoment_id=moment.id,
        meetmoment=moment.naam,
        peildatum=moment.peildatum.isoformat(),
        gemaakt_op=now(),
        gemaakt_door=order.actor.known_as(order.workspace.login).wie,
        programma=order.actor.programma,
        formaat=FORMAT_VERSION,
        tabellen=content.tables,
        bijlagen=content.kept,
        inhoud=content_sha256(content.tables, content.kept),
        fiches={key: each.fiches for key, each in figures.items()},
        rapportcodes={key: each.rapportcode for key, each in figures.items()},
        bedragen={key: each.bedragen for key, each in figures.items()},
        spoor_rijen=rows,
        spoor_hash=last,
        vorige=before.sha256 if before else None,
        sleutel=order.signer.key_id if order.signer else None,
    )


def _seal(connection: Connection, manifest: Manifest, signer: Signer | None, steps: Steps) -> None:
    steps.next("Verzegelen")
    signature = None
    if signer is not None:
        comment = (
            f"momentopname {manifest.meetmoment}, {manifest.aard.value}, gemaakt op "
            f"{manifest.gemaakt_op}, controlecode {manifest.controlecode}"
        )
        signature = signer.sign(manifest.text.encode(), comment)
    row = {"id": 1, "manifest": manifest.text, "handtekening": signature}
    connection.execute(insert(ZEGEL), [row])
    connection.exec_driver_sql(f"PRAGMA application_id={SEALED_APPLICATION_ID}")
