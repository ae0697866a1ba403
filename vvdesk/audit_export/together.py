"""Making an audit export in several forms, and telling truly which of them stand there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from vvdesk.audit_export.exporting import Exported, Vorm, check_export, export_audit
from vvdesk.jobs import Cancelled, Progress, silent
from vvdesk.model import Meetmoment
from vvdesk.sampling import Steekproef
from vvdesk.store.workspace import Workspace

_ENDINGS = {Vorm.EXCEL: ".xlsx", Vorm.CSV: "_csv", Vorm.PDF: ".pdf"}


@dataclass(frozen=True, slots=True)
class Made:
    """What became of an export in several forms.

    Attributes:
        done: What stands in its place now.
        failure: Why the others were not made, a mistake of the program itself included; None when
            somebody stopped it, or when nothing is left.
        is_whole: Whether every form was made.
    """

    done: tuple[Exported, ...]
    failure: Exception | None = None
    is_whole: bool = True


def targets_of(chosen: Path, vormen: Sequence[Vorm]) -> dict[Vorm, Path]:
    """Return where each form stands, beside each other: `a.xlsx`, `a.pdf` and the folder `a_csv`.

    An ending of one of the forms is no part of the name that was chosen.
    """
    name = chosen.name
    for ending in _ENDINGS.values():
        if name.lower().endswith(ending) and len(name) > len(ending):
            name = name[: -len(ending)]
            break
    return {vorm: chosen.with_name(f"{name}{_ENDINGS[vorm]}") for vorm in vormen}


def export_together(  # what was chosen, one thing each
    workspace: Workspace,
    projects: Sequence[str],
    targets: Mapping[Vorm, Path],
    sample: Steekproef | None = None,
    progress: Progress = silent,
    *,
    meetmoment: Meetmoment | None = None,
    oordeel: str = "",
) -> Made:
    """Make an export in several forms; arguments and errors as `export_audit`.

    Raises:
        VvdeskError: One of the forms cannot be made so, or the first one failed; nothing was
            changed.
        Cancelled: It was stopped before any form stood there.
    """
    check_export(workspace, projects, targets, sample, meetmoment)
    done: list[Exported] = []
    try:
        for vorm, target in targets.items():
            made = export_audit(
                workspace,
                projects,
                target,
                vorm,
                sample,
                progress,
                meetmoment=meetmoment,
                oordeel=oordeel,
            )
            done.append(made)
    except Exception as error:  # whoever shows it raises what is no VvdeskError
        if not done:
            raise
        failure = None if isinstance(error, Cancelled) else error
        return Made(tuple(done), failure, is_whole=False)
    return Made(tuple(done))
