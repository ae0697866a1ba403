"""What stands around the pages of an open file: the band, the way out of a lock, the counts."""

from ui.desk import LiveDesk
from ui.pages.problems import counted

_WHOLE = 100


def band_texts(live: LiveDesk, *, with_fiche: bool) -> tuple[str, str]:
    """Return what the yellow band says at the left and at the right.

    Args:
        live: The open file.
        with_fiche: The page at hand is about the fiche in hand.
    """
    desk, project = live.desk, live.project
    central = "centrale server" if desk.workspace.is_server else "centraal bestand"
    detail = f"meetmoment {desk.meetmoment.naam} · {desk.entiteit or central}"
    if project and with_fiche:
        titel = desk.fiche(project).values["titel"] or "(nog geen titel)"
        return f"{project} – {titel}", detail
    return desk.workspace.plan.titel, detail


def way_out(live: LiveDesk) -> str:
    """Return what the button beside the reason of a lock says; empty for no button."""
    reason = live.read_only_reason()
    if reason is None or live.desk.closed_reason() is not None:
        return ""
    if live.desk.entiteit is None:
        return "Naar Ontvangst"
    return "Inzending terugnemen…" if "ingediend" in reason else ""


def fiche_counts(live: LiveDesk) -> str:
    """Return problems and completeness of the fiche in hand, in words."""
    parts = live.desk.completeness(live.project).values()
    answered, required = sum(p.answered for p in parts), sum(p.required for p in parts)
    percentage = _WHOLE * answered // required if required else _WHOLE
    told = counted(live.problems(live.project))
    return " · ".join(part for part in (told, f"{percentage} % volledig") if part)
