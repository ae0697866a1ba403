"""The sample of a thematic overview: seven real relanceplannen on digitale inclusie.

What is fact and what was written for the sample stands in the file itself, in
`resources/voorbeeld/digitale-inclusie.toml`.
"""

import hashlib
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from vvdesk import richtext
from vvdesk.adding import first_content
from vvdesk.audit import Actor, Herkomst
from vvdesk.content import Inhoud, single_fields
from vvdesk.editing import Editing, Work
from vvdesk.errors import Refused
from vvdesk.paths import resources
from vvdesk.plan.toml_table import TomlTable
from vvdesk.store.workspace import Workspace

SAMPLE: Final = "digitale-inclusie.toml"
_THEMES, _BUDGET = "themas", "financiering.beleidsruimte"
_TEXTS: Final = ("beleidsdomein", "doelgroep", "contactpersoon", "meer_weten")
_OF_THE_THEME: Final = frozenset({_THEMES, "doelstellingen", *_TEXTS})
"""Fields that the sample fills in whatever stands there; the others only where nothing does."""


@dataclass(frozen=True, slots=True)
class Voorbeeldplan:
    """One plan of the sample.

    Attributes:
        code: The project's code.
        code_verzonnen: Whether the code was made up, because no source gives it.
        titel_verzonnen: Whether the title was, for the same reason.
        values: Path to value, of what the sample says.
    """

    code: str
    code_verzonnen: bool
    titel_verzonnen: bool
    values: Mapping[str, Any]


def theme_sample(path: Path | None = None) -> tuple[Voorbeeldplan, ...]:
    """Read the plans of the sample.

    Args:
        path: Another file of the same form; None for the sample of vvdesk.

    Raises:
        Refused: The file is no such sample.
        Unavailable: The data of vvdesk is missing.
    """
    file = path or resources() / "voorbeeld" / SAMPLE
    try:
        told = TomlTable(file.name, "", tomllib.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise Refused(f'"{file.name}" is geen voorbeeld van een thema ({error}).') from error
    thema = told.text("thema")
    plans = tuple(_plan(thema, each) for each in told.tables("plan", at_least=1))
    told.finish()
    return plans


def add_theme_sample(
    workspace: Workspace, meetmoment: str | None, actor: Actor, path: Path | None = None
) -> tuple[str, ...]:
    """Put the plans of the sample into a meetmoment, in one step.

    A project that has a fiche already keeps what it says; the fields of the thematic overview are
    filled in, and the theme is added.

    Args:
        workspace: The central file.
        meetmoment: Its name; None for the latest.
        actor: Who adds them.
        path: See `theme_sample`.

    Returns:
        The codes of the projects, in the order of the sample.

    Raises:
        Refused: As `theme_sample`.
        ReadOnly: The meetmoment is closed, or a fiche was approved.
    """
    file = path or resources() / "voorbeeld" / SAMPLE
    plans = theme_sample(file)
    moment = workspace.meetmoment(meetmoment)
    origin = Herkomst(file.name, hashlib.sha256(file.read_bytes()).hexdigest())
    with Editing(workspace, actor).step(f"Voorbeeld {file.name} inlezen") as work:
        work.preload(moment.id, [each.code for each in plans])
        for each in plans:
            present = work.content_or_none(moment.id, each.code)
            if present is None:
                work.add_fiche(moment.id, _fiche(each), origin)
            else:
                _complete(work, moment.id, present, each, origin)
    return tuple(each.code for each in plans)


def _plan(thema: str, table: TomlTable) -> Voorbeeldplan:
    said: dict[str, Any] = {
        "titel": table.text("titel"),
        "ministers": table.texts("ministers"),
        "omschrijving": richtext.from_plain(table.text("omschrijving", pattern=r"(?s).*").strip()),
        "doelstellingen": _numbered(table.texts("doelstellingen")),
        _THEMES: (thema,),
        _BUDGET: table.number_or_none("budget"),
        **{name: table.text_or_none(name) for name in _TEXTS},
    }
    code = table.text("code")
    made_up = table.flag("code_verzonnen"), table.flag("titel_verzonnen")
    table.finish()
    return Voorbeeldplan(code, *made_up, said)


def _numbered(items: Sequence[str]) -> str | None:
    blocks = [richtext.Block("ol", 0, (richtext.Run(each),)) for each in items]
    return richtext.to_html(richtext.normalise(blocks)) or None


def _fiche(plan: Voorbeeldplan) -> Inhoud:
    made = first_content(plan.code, "", None)
    made.values.update(plan.values)
    return made


def _complete(
    work: Work, meetmoment_id: int, present: Inhoud, plan: Voorbeeldplan, origin: Herkomst
) -> None:
    known = {path: present.values[path] for path in single_fields()}
    for path, value in plan.values.items():
        if path == _THEMES:
            new: Any = tuple(dict.fromkeys((*known[path], *value)))
        elif path in _OF_THE_THEME:
            new = value if value is not None else known[path]
        elif known[path] in {None, ()}:
            new = value
        else:
            continue
        work.set(meetmoment_id, present.project, path, new, herkomst=origin)
