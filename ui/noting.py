"""What the start page's list shows of an open file."""

from dataclasses import replace
from datetime import UTC, datetime

from ui.desk import LiveDesk
from vvdesk.model import Staat
from vvdesk.recent import Entry
from vvdesk.rules import Severity, Verantwoording


def entry_of(live: LiveDesk) -> Entry:
    """Return what a card shows: of the fiche in hand, or of the file when none is."""
    desk = live.desk
    path = desk.workspace.path.resolve()
    own = desk.referentie.deadlines.get(desk.entiteit or "")
    day = own or desk.meetmoment.deadline
    entry = Entry(
        path=str(path),
        titel=path.stem,
        plan=desk.workspace.plan.titel,
        meetmoment=desk.meetmoment.naam,
        entiteit=desk.entiteit or "",
        deadline=day.isoformat() if day else "",
        changed=datetime.now(UTC).isoformat(timespec="milliseconds"),
    )
    return _with_fiche(live, entry) if live.project else entry


def _with_fiche(live: LiveDesk, entry: Entry) -> Entry:
    desk, project = live.desk, live.project
    fiche = desk.fiche(project)
    parts = desk.completeness(project).values()
    answered, required = sum(p.answered for p in parts), sum(p.required for p in parts)
    found = live.problems(project)
    asks = {Verantwoording.UIT_TE_LEGGEN, Verantwoording.VERVALLEN}
    return replace(
        entry,
        project=project,
        titel=fiche.values["titel"] or "",
        volledig=100 * answered // required if required else 100,
        fouten=sum(each.finding.severity is Severity.FOUT for each in found),
        waarschuwingen=sum(each.staat in asks for each in found),
        ingediend=fiche.staat != Staat.CONCEPT,
    )
