"""Uitdelen: the file of every entiteit in one go, each with a mail that is ready to be sent.

Either everything is handed out or nothing: the store only learns of it when all files stand there,
and who stops halfway finds the folder as it was. A file that cannot be made does not hold the
others up; it is told with its reason.
"""

import csv
import io
from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final, Literal, cast, get_args

from vvdesk.atomic import replace_file, unavailable
from vvdesk.audit import Actor
from vvdesk.choices import Choices
from vvdesk.errors import Misused, ReadOnly, VvdeskError
from vvdesk.formula_guard import guarded_cell
from vvdesk.handing_out import Handed, open_to_hand_out, remember_uitvraag, write_uitvraag
from vvdesk.jobs import Progress, silent
from vvdesk.mail_draft import Asked, uitvraag_mail, write_mail_draft
from vvdesk.model import Meetmoment
from vvdesk.ontvangers import Offered, Ontvanger, offered
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.uitvraag_names import file_names, free_folder, plain_name

__all__ = [
    "HandedOut", "Kind", "Offered", "Ontvanger", "free_folder", "hand_out_all",
    "kind_named", "offered",
]  # fmt: skip

Kind = Literal["xlsx", "vvd"]
"""A workbook for Excel, or a dossier for who works with vvdesk."""

_SHOWN_FILES: Final = 3
_HEADINGS: Final = (
    "Entiteit", "Bestand", "Aantal projecten", "Projecten", "Open vragen", "Indienen tegen",
    "Meetmoment", "Probleem",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What became of the uitvraag of one entiteit.

    Attributes:
        entiteit: Its official name.
        projects: The codes that went along.
        deadline: The day by which its inzending is due.
        questions: How many questions went along.
        path: The file; None when it could not be made.
        mail: The mail that is ready; None when none was wanted or it could not be made.
        problem: What went wrong, in a sentence; empty for nothing.
    """

    entiteit: str
    projects: tuple[str, ...]
    deadline: date | None
    questions: int
    path: Path | None = None
    mail: Path | None = None
    problem: str = ""


@dataclass(slots=True)
class _Made:
    """The files that were made so far, for taking them away again."""

    folder: Path
    folder_is_new: bool
    files: list[Path] = field(default_factory=list)

    def take_away(self) -> None:
        for path in self.files:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        if self.folder_is_new:
            with suppress(OSError):
                self.folder.rmdir()


def hand_out_all(
    workspace: Workspace,
    meetmoment: str | None,
    folder: Path,
    kind: Kind,
    actor: Actor,
    progress: Progress = silent,
    *,
    entiteiten: Collection[str] | None = None,
    mails: bool = True,
) -> list[HandedOut]:
    """Write the uitvraag of every entiteit into a folder, with an overview.

    Args:
        workspace: The central file.
        meetmoment: Its name; None for the latest.
        folder: Where the files come; made when it is missing.
        kind: Workbooks or dossiers.
        actor: Who hands out.
        progress: Called for each fiche, and once per entiteit.
        entiteiten: Only these, in any known spelling; None for all that have projects.
        mails: Whether a mail is made ready beside each file.

    Returns:
        What became of each, in the order of the reference data.

    Raises:
        Misused: An entiteit is unknown, nobody has projects, or the folder holds a file that would
            be overwritten; nothing was written.
        ReadOnly: The meetmoment is closed, or the store cannot be written.
        Unavailable: The folder cannot be written.
        Cancelled: The user stopped; nothing was handed out, and no file is left behind.
    """
    moment = open_to_hand_out(workspace, meetmoment)
    if workspace.read_only is not None:
        raise ReadOnly(f'"{workspace.path.name}" kan niet gewijzigd worden. {workspace.read_only}')
    chosen = _chosen(workspace, moment, entiteiten)
    names = file_names([each.afkorting or each.entiteit for each in chosen], moment.naam, kind)
    targets = [folder / name for name in names]
    overview = folder / f"overzicht_{plain_name(moment.naam)}.csv"
    made = _room_for(folder, [*targets, overview], mails=mails)
    try:
        done: list[HandedOut] = []
        handed: list[Handed] = []
        counted = _Counted(progress, sum(len(each.projects) for each in chosen))
        for each, target in zip(chosen, targets, strict=True):
            counted.begin(each)
            told, file = _hand_out(
                workspace, moment, each, target, actor, counted, made, mails=mails
            )
            done.append(told)
            handed += [file] if file else []
        _write_overview(overview, moment, done)
        made.files.append(overview)
        progress(counted.total, counted.total, "")
        naam = f"Uitvraag {moment.naam} aan {len(handed)} entiteiten"
        remember_uitvraag(workspace, moment, handed, actor, naam)
    except BaseException:
        made.take_away()
        raise
    return done


def kind_named(text: str) -> Kind:
    """Return a kind by its name.

    Raises:
        Misused: There is no such kind.
    """
    for each in get_args(Kind):
        if text.strip().casefold().removeprefix(".") == each:
            return cast("Kind", each)
    raise Misused(f'"{text}" kan niet uitgedeeld worden. Kies xlsx of vvd.')


class _Counted:
    """Progress over all files, from the progress within each."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self.total = progress, total
        self._before, self._now, self._label = 0, 0, ""

    def begin(self, ontvanger: Ontvanger) -> None:
        self._before += self._now
        self._now, self._label = len(ontvanger.projects), ontvanger.entiteit
        self(0, 1, "")

    def __call__(self, done: int, total: int, _label: str, /) -> None:
        within = self._now * min(done, total) // max(total, 1)
        self._progress(self._before + within, self.total, self._label)


def _hand_out(
    workspace: Workspace,
    moment: Meetmoment,
    each: Ontvanger,
    target: Path,
    actor: Actor,
    progress: Progress,
    made: _Made,
    *,
    mails: bool,
) -> tuple[HandedOut, Handed | None]:
    """Make the file and the mail of one entiteit; what fails is told, not raised."""
    codes = tuple(code for code, _titel in each.projects)
    mail: Path | None = target.with_suffix(".eml") if mails else None
    try:
        made.files.append(target)
        handed = write_uitvraag(workspace, moment, each.entiteit, target, actor, progress)
    except VvdeskError as error:
        made.files.remove(target)
        told = HandedOut(each.entiteit, codes, each.deadline, each.questions, problem=str(error))
        return told, None
    problem = ""
    progress(1, 1, "")
    if mail is not None:
        asked = Asked(
            each.entiteit,
            moment.naam,
            moment.peildatum,
            each.deadline,
            each.projects,
            each.questions,
            handed.returned,
        )
        try:
            made.files.append(mail)
            write_mail_draft(uitvraag_mail(target, asked), mail)
        except VvdeskError as error:
            mail, problem = None, f"De mail is niet gemaakt. {error}"
    told = HandedOut(each.entiteit, codes, each.deadline, each.questions, target, mail, problem)
    return told, handed


def _chosen(
    workspace: Workspace, moment: Meetmoment, entiteiten: Collection[str] | None
) -> list[Ontvanger]:
    found = offered(workspace, moment.naam).ontvangers
    if entiteiten is not None:
        with workspace.connection() as connection:
            known = read_referentie(connection, moment.id).lists["entiteit"]
        wanted = {_official(known, each) for each in entiteiten}
        without = sorted(wanted - {each.entiteit for each in found})
        if without:
            raise Misused(f"Meetmoment {moment.naam} heeft geen projecten van {without[0]}.")
        found = tuple(each for each in found if each.entiteit in wanted)
    if not found:
        raise Misused(
            f"Voor meetmoment {moment.naam} is er niets uit te delen: geen enkele gekozen entiteit "
            "trekt een project."
        )
    return list(found)


def _official(known: Choices, entiteit: str) -> str:
    if (found := known.key_for(entiteit)) is None:
        raise Misused(
            f'Entiteit "{entiteit}" is niet bekend. Kies uit: {"; ".join(known.labels())}.'
        )
    return found


def _room_for(folder: Path, targets: Sequence[Path], *, mails: bool) -> _Made:
    """Make the folder, and refuse one in which something would be overwritten."""
    mailed = [target.with_suffix(".eml") for target in targets] if mails else []
    try:
        taken = [path.name for path in (*targets, *mailed) if path.exists()]
    except OSError as error:
        raise unavailable(error, folder) from error
    if taken:
        more = len(taken) - _SHOWN_FILES
        others = f" en {more} andere" if more > 0 else ""
        raise Misused(
            f'In de map "{folder.name}" staat al een uitvraag: '
            f"{', '.join(taken[:_SHOWN_FILES])}{others}. Kies een lege map; er wordt niets "
            "overschreven."
        )
    is_new = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unavailable(error, folder) from error
    return _Made(folder, is_new)


def _write_overview(target: Path, moment: Meetmoment, done: Sequence[HandedOut]) -> None:
    """Write a table that opens in Excel by itself: semicolons, and a mark that it is UTF-8."""
    text = io.StringIO(newline="")
    rows = csv.writer(text, delimiter=";", lineterminator="\r\n")
    rows.writerow(_HEADINGS)
    for each in done:
        deadline = f"{each.deadline:%d/%m/%Y}" if each.deadline else ""
        name = each.path.name if each.path else ""
        told = [each.entiteit, name, len(each.projects), " ".join(each.projects), each.questions]
        rows.writerow(guarded_cell(cell) for cell in (*told, deadline, moment.naam, each.problem))
    data = text.getvalue().encode("utf-8-sig")
    replace_file(target, lambda path: path.write_bytes(data), lambda _path: None)
