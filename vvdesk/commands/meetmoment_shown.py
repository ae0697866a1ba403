"""What `meetmoment` shows of a meetmoment, and how it settles what was asked."""

from typing import TYPE_CHECKING

from vvdesk.commands.terminal import myself, say
from vvdesk.errors import Misused

if TYPE_CHECKING:
    from vvdesk.store.workspace import Workspace


def settle(workspace: "Workspace", naam: str | None, asked: list[tuple[str, str, str]]) -> None:
    """Change what was asked: which list, which row, which value.

    Raises:
        Misused: There is no such row, or the value cannot stand there; what came before it stays.
        ReadOnly: The meetmoment is closed.
    """
    from vvdesk.meetmoment_lists import DREMPELS, ENTITEITEN, MEETMOMENT, SCHAKELAARS
    from vvdesk.meetmoment_settings import change, read_list
    from vvdesk.plan.referentie import read_referentie

    moment, actor = workspace.meetmoment(naam), myself(workspace)
    for lijst, key, value in asked:
        if lijst == "deadline":
            change(workspace, moment.naam, MEETMOMENT, "", "deadline", value, actor)
        elif lijst == "entiteit":
            with workspace.connection() as connection:
                known = read_referentie(connection, moment.id).lists["entiteit"]
            if (official := known.key_for(key)) is None:
                names = "; ".join(known.labels())
                raise Misused(f'Entiteit "{key}" is niet bekend. Kies uit: {names}.')
            change(workspace, moment.naam, ENTITEITEN, official, "deadline", value, actor)
        else:
            switches = {each.sleutel for each in read_list(workspace, moment.naam, SCHAKELAARS)}
            which = SCHAKELAARS if key in switches else DREMPELS
            change(workspace, moment.naam, which, key, "waarde", value, actor)


def show(workspace: "Workspace", naam: str | None) -> None:
    """Print a meetmoment: its days, own deadlines and thresholds."""
    from vvdesk.meetmoment_lists import DREMPELS, ENTITEITEN, SCHAKELAARS
    from vvdesk.meetmoment_settings import read_list
    from vvdesk.values import dag_to_text

    moment = workspace.meetmoment(naam)
    deadline = dag_to_text(moment.deadline) if moment.deadline else "geen"
    closed = ", gesloten" if moment.is_closed else ""
    say(f"{moment.naam}: peildatum {dag_to_text(moment.peildatum)}, deadline {deadline}{closed}")
    own = [each for each in read_list(workspace, moment.naam, ENTITEITEN) if each.waarden[0]]
    for each in own:
        say(f"  {each.naam}: {each.waarden[0]}")
    say("Drempels:")
    for each in read_list(workspace, moment.naam, DREMPELS):
        say(f"  {each.sleutel} = {each.waarden[0]} {each.vast[2]} ({each.vast[1]})")
    for each in read_list(workspace, moment.naam, SCHAKELAARS):
        say(f"  {each.sleutel} = {'aan' if each.waarden[0] else 'uit'} ({each.vast[1]})")
