"""The files of a report: what they are called, which stand there already, and making them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol

from vvdesk.jobs import Cancelled, Progress, silent
from vvdesk.json_files import read_json, turn_to_write, write_json
from vvdesk.report.request import Request, Vorm
from vvdesk.report_choices import Choice, Uitgave, as_memory, from_memory
from vvdesk.store.workspace import Workspace
from vvdesk.uitvraag_names import plain_name

FILE_NAME: Final = "rapport.json"
MOST_FILES: Final = 50
"""Of so many files it is remembered what was chosen."""
_BEGINNINGS: Final = {
    Uitgave.VOORTGANG: "voortgangsrapport",
    Uitgave.VERSCHUIVINGEN: "verschoven-en-gewijzigd",
    Uitgave.THEMA: "thematisch-overzicht",
    Uitgave.WERKBOEK: "werkboek",
    Uitgave.OPENDATA: "opendata",
}
_TEMPLATE: Final = "sjabloon"
_PER_FILE: Final = "bestanden"


class Published(Protocol):
    """A report that stands in its place; `vvdesk.publishing.Published` is one."""

    @property
    def path(self) -> Path:
        """The file."""

    @property
    def notices(self) -> tuple[str, ...]:
        """What whoever publishes it should know, in Dutch."""


class PublishAll(Protocol):
    """Makes one report in several forms; see `vvdesk.publishing.publish_all`."""

    def __call__(
        self,
        workspace: Workspace,
        request: Request,
        targets: Mapping[Vorm, Path],
        template: Path | None,
        progress: Progress,
        finished: Callable[[Published], object],
    ) -> Sequence[Published]:
        """Make them, in the order of `targets`; `finished` hears of each that stands there."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a report in several forms.

    Attributes:
        done: The files that stand in their place now.
        left: The forms that were not made, with where they would stand.
        failure: Why not, a mistake of the program itself included; None when somebody stopped it,
            or when nothing is left.
    """

    done: tuple[Published, ...]
    left: Mapping[Vorm, Path] = field(default_factory=dict)
    failure: Exception | None = None


def proposed_name(choice: Choice) -> str:
    """Return a name without an extension: `voortgangsrapport_april-2021_speerpunt-04`."""
    parts = [_BEGINNINGS[choice.uitgave], plain_name(choice.meetmoment)]
    if choice.has_scope and choice.speerpunten:
        parts.append("-".join(["speerpunt", *choice.speerpunten]))
    if choice.uitgave is Uitgave.THEMA and choice.thema:
        parts.append(plain_name(choice.thema).lower())
    return "_".join(parts)


def targets_of(chosen: Path, vormen: Iterable[Vorm]) -> dict[Vorm, Path]:
    """Return the file of every form, beside each other under the name that was chosen.

    An ending that is not that of a form belongs to the name: `rapport v1.2` becomes
    `rapport v1.2.pdf`.
    """
    endings = {f".{each.value}" for each in Vorm}
    stem = chosen.stem if chosen.suffix.lower() in endings else chosen.name
    return {each: chosen.with_name(f"{stem}.{each.value}") for each in vormen}


def standing_there(targets: Mapping[Vorm, Path], agreed: Path) -> list[Path]:
    """Return the files that would be replaced without anybody having been asked.

    Args:
        targets: Where the files will stand.
        agreed: The one name that was typed or chosen: the dialog asked about it already.
    """
    return [each for each in targets.values() if each != agreed and _is_there(each)]


def free_name(targets: Mapping[Vorm, Path]) -> Path:
    """Return a name under which none of the forms stands yet: `rapport (2).pdf`."""
    first = found = next(iter(targets.values()))
    number = 2
    while any(_is_there(found.with_suffix(each.suffix)) for each in targets.values()):
        found = first.with_name(f"{first.stem} ({number}){first.suffix}")
        number += 1
    return found


def _is_there(path: Path) -> bool:
    """Tell whether a file is seen to stand there; why it cannot be looked at is told by writing."""
    try:
        return path.exists()
    except OSError:
        return False


def make(
    publish_all: PublishAll,
    workspace: Workspace,
    request: Request,
    targets: Mapping[Vorm, Path],
    template: Path | None = None,
    progress: Progress = silent,
) -> Made:
    """Make a report in several forms, and tell truly which of them stand there when it stops.

    Args:
        publish_all: Makes them.
        workspace: The store; only read.
        request: Which report.
        targets: Form to file.
        template: A Word template of somebody's own; None for the one of vvdesk.
        progress: Called for every step.

    Raises:
        VvdeskError: The first form failed; nothing was changed.
        Cancelled: It was stopped before any form stood there.
    """
    done: list[Published] = []
    try:
        publish_all(workspace, request, targets, template, progress, done.append)
    except Exception as error:  # whoever shows it raises what is no VvdeskError
        if not done:
            raise
        stand = {each.path for each in done}
        left = {vorm: path for vorm, path in targets.items() if path not in stand}
        return Made(tuple(done), left, None if isinstance(error, Cancelled) else error)
    return Made(tuple(done))


def remembered(folder: Path, bestand_id: str, meetmoment: str) -> tuple[Choice, Path | None]:
    """Return what was chosen last for a file, and the Word template of this person.

    Args:
        folder: Where this person's settings stand.
        bestand_id: Of the file.
        meetmoment: The one at hand.
    """
    kept = read_json(folder / FILE_NAME)
    template, own = kept.get(_TEMPLATE), _per_file(kept).get(bestand_id)
    path = Path(template) if isinstance(template, str) and template else None
    return from_memory(own if isinstance(own, dict) else {}, meetmoment), path


def remember(folder: Path, bestand_id: str, choice: Choice, template: Path | None) -> bool:
    """Keep what was chosen for a file; False when the disk refuses, which hinders nobody."""
    path = folder / FILE_NAME
    with turn_to_write(path):
        kept = read_json(path)
        files = _per_file(kept)
        files.pop(bestand_id, None)
        files[bestand_id] = as_memory(choice)
        latest = dict(list(files.items())[-MOST_FILES:])
        said = "" if template is None else str(template)
        return write_json(path, {**kept, _TEMPLATE: said, _PER_FILE: latest})


def _per_file(kept: Mapping[str, Any]) -> dict[str, Any]:
    found = kept.get(_PER_FILE)
    return dict(found) if isinstance(found, dict) else {}
