"""What is told of a mijlpaal: plain data, the same for the command line and the window."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from vvdesk.compare.changes import Shift
from vvdesk.compare.wording import Segment
from vvdesk.tracing import Beslissing, Bevinding


@dataclass(frozen=True, slots=True)
class Waarde:
    """One field of the mijlpaal at one meetmoment.

    Attributes:
        veld: The field's name, as in dumps.
        label: As in the report.
        tekst: In words; empty for not filled in.
        code: Its reference code.
        vorige: In words what it was at the meetmoment before; the same text when nothing changed.
        is_gewijzigd: Whether it differs from the meetmoment before at which the mijlpaal stood.
        verschil: Of a changed text: which words came and went.
    """

    veld: str
    label: str
    tekst: str
    code: str
    vorige: str
    is_gewijzigd: bool
    verschil: tuple[Segment, ...] = ()


@dataclass(frozen=True, slots=True)
class Levensmoment:
    """The mijlpaal at one meetmoment; where it is absent all of it is empty.

    Attributes:
        meetmoment_id: Which meetmoment.
        meetmoment: Its name.
        peildatum: Its peildatum.
        is_gesloten: Whether nothing of it can change any more.
        is_aanwezig: Whether the mijlpaal stands in the fiche.
        heeft_fiche: Whether the project has a fiche at all.
        code: The reference code of the row.
        timing: When it is planned.
        basislijn: Its first planning, as it was fixed.
        status: The key of its status; empty for none.
        verschoven: How far the timing moved since the meetmoment before at which it stood.
        sinds_basislijn: How far it is from its first planning.
        lot: The key of its lot; empty while it lives on.
        waarden: Every field, in the order of the dictionary.
        beslissingen: Conflicts about it.
        bevindingen: Findings about it, with why they may stand.
    """

    meetmoment_id: int
    meetmoment: str
    peildatum: date
    is_gesloten: bool
    is_aanwezig: bool
    heeft_fiche: bool
    code: str
    timing: date | None = None
    basislijn: date | None = None
    status: str = ""
    verschoven: Shift | None = None
    sinds_basislijn: Shift | None = None
    lot: str = ""
    waarden: tuple[Waarde, ...] = ()
    beslissingen: tuple[Beslissing, ...] = ()
    bevindingen: tuple[Bevinding, ...] = ()

    def waarde(self, veld: str) -> Waarde | None:
        """Return one field; None where the mijlpaal is absent."""
        return next((each for each in self.waarden if each.veld == veld), None)

    def tekst(self, veld: str) -> str:
        """Return one field in words; empty where it is absent or not filled in."""
        found = self.waarde(veld)
        return found.tekst if found else ""


@dataclass(frozen=True, slots=True)
class Levensloop:
    """A mijlpaal over all meetmomenten.

    Attributes:
        mijlpaal: Its permanent id.
        project: The project's code.
        projecttitel: Its latest title.
        titel: What is to be reached, as it was said last.
        basislijn: The first planning: as it was fixed, else the first timing that was filled in.
        basislijn_vast: Whether that is fixed, so that nobody can change it any more.
        momenten: All meetmomenten of the store, earliest first.
        keren_later: How often the timing was put off.
        keren_vroeger: How often it was pulled forward.
        verschoven: From the first planning to the last timing; None when one is missing or they
            are the same.
        naar: The mijlpalen that its lot names, and in which it lives on.
        uit: The mijlpalen of which the lot names this one.
        zinnen: All of this summed up, in Dutch.
    """

    mijlpaal: str
    project: str
    projecttitel: str
    titel: str
    basislijn: date | None
    basislijn_vast: bool
    momenten: tuple[Levensmoment, ...]
    keren_later: int
    keren_vroeger: int
    verschoven: Shift | None
    naar: tuple[str, ...]
    uit: tuple[str, ...]
    zinnen: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        found: dict[str, Any] = _plain(asdict(self))
        return found


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value
