"""What a comparison says in a few sentences."""

from vvdesk.charts.text import in_dutch
from vvdesk.moments_compared.parts import Kant, MomentsCompared, Verschilsoort
from vvdesk.number_words import counted


def side_words(kant: Kant) -> str:
    """Return what a side is called: "september 2021, momentopname zegel.vvs"."""
    what = "momentopname " if kant.is_verzegeld else ""
    return f"{kant.meetmoment}, {what}{kant.bestand}"


def in_short(compared: MomentsCompared) -> str:
    """Return how much differs, in one or two sentences."""
    total = len(compared.verschillen)
    if not total:
        return "Er is geen enkel verschil."
    projects = len({each.project for each in compared.verschillen})
    there = "is" if total == 1 else "zijn"
    said = (
        f"Er {there} {counted(total, 'verschil', 'verschillen')} in "
        f"{counted(projects, 'project', 'projecten')}."
    )
    told = _slips(compared)
    return f"{said} {told}" if told else said


def flow_sentence(compared: MomentsCompared) -> str:
    """Return how many changed status, and how many came and went."""
    said = []
    for flow, there, one, many in (
        (compared.projectstatus, compared.projecten, "project", "projecten"),
        (compared.mijlpaalstatus, compared.mijlpalen, "mijlpaal", "mijlpalen"),
    ):
        moved = flow.veranderd
        have = "heeft" if moved == 1 else "hebben"
        of_both = counted(there.beide, one, many)
        said.append(
            f"{in_dutch(moved)} van de {of_both} {have} een andere status; "
            f"{in_dutch(there.nieuw)} nieuw, {in_dutch(there.weg)} weg."
        )
    return " ".join(said)


def basislijn_warning(compared: MomentsCompared) -> str:
    """Return what is wrong with basislijnen that changed; empty when none did."""
    number = compared.aantallen[Verschilsoort.BASISLIJN]
    if not number:
        return ""
    of_them = "mijlpaal is de basislijn" if number == 1 else "mijlpalen is de basislijn"
    return (
        f"Bij {in_dutch(number)} {of_them} niet meer dezelfde. Dat mag nooit: een basislijn ligt "
        "vast vanaf het tweede meetmoment. Zoek uit waarom dit gebeurde."
    )


def _slips(compared: MomentsCompared) -> str:
    later = compared.aantallen[Verschilsoort.LATER]
    earlier = compared.aantallen[Verschilsoort.VROEGER]
    said = []
    if later:
        come = "komt" if later == 1 else "komen"
        said.append(f"{counted(later, 'mijlpaal', 'mijlpalen')} {come} later")
    if earlier:
        noun = "" if later else (" mijlpaal" if earlier == 1 else " mijlpalen")
        said.append(f"{in_dutch(earlier)}{noun} {'komt' if earlier == 1 else 'komen'} vroeger")
    return f"{', '.join(said)}." if said else ""
