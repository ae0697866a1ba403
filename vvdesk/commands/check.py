"""`check`: whether a file is whole and its audit trail unbroken."""

from pathlib import Path

from vvdesk.commands.places import Store
from vvdesk.commands.terminal import say
from vvdesk.errors import Misused, Refused


def check(file: Store) -> None:
    """Kijk na of een bestand heel en ongeschonden is.

    Alle bladzijden van het bestand worden gelezen, en heel het wijzigingsspoor wordt nagerekend.
    """
    from vvdesk.audit import first_broken, head
    from vvdesk.store.file_format import check_header, check_inside
    from vvdesk.store.sealed_format import is_sealed
    from vvdesk.store.workspace import Workspace

    if isinstance(file, Path) and is_sealed(file):
        raise Misused(
            f'"{file.name}" is een momentopname. Controleer haar zegel met vvdesk-cli verify.'
        )
    if isinstance(file, Path):
        check_inside(file, check_header(file), thorough=True)
    with Workspace.open(file, read_only=True) as workspace, workspace.connection() as connection:
        broken = first_broken(connection)
        if broken is not None:
            advice = "Verwittig de beheerder van de server."
            if not workspace.is_server:
                advice = "Neem een eerdere versie (vvdesk-cli versions)."
            raise Refused(
                f'Het wijzigingsspoor van "{file.name}" klopt niet vanaf regel {broken}: daar is '
                f"iets veranderd of weggehaald. {advice}"
            )
        rows, digest = head(connection)
        say(f'"{file.name}" is in orde: {workspace.plan.titel}.')
        for moment in workspace.meetmomenten():
            say(f"  meetmoment {moment.naam}, peildatum {moment.peildatum:%d/%m/%Y}, {moment.fase}")
        say(f"  wijzigingsspoor: {rows} regels, laatste kenmerk {digest[:16]}")
