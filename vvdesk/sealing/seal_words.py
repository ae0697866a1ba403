"""What is said of a seal: the line above a momentopname, and its data in words."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from vvdesk.errors import Misused
from vvdesk.sealing.manifest import Aard, Manifest
from vvdesk.sealing.verdict import Oordeel, Verdict

INTERIM: Final = "Tussentijdse stand"
CHANGED: Final = "Deze momentopname is gewijzigd na het verzegelen. Gebruik ze niet als bewijs."
_AARD: Final = {
    Aard.DEFINITIEF: "Definitief: het meetmoment was gesloten",
    Aard.TUSSENTIJDS: f"{INTERIM}: het meetmoment was nog open",
}
_SIGNS: Final = 16
_SHA256: Final = re.compile(r"\b[0-9a-f]{64}\b")
_EYEFUL: Final = re.compile(r".{1,8}", re.DOTALL)
_LONG_WORD: Final = re.compile(r"\S{33,}")
_BREAK: Final = "\N{ZERO WIDTH SPACE}"
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_ALPHABET: Final = frozenset("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_KILO: Final = 1_000
_TWO_FIGURES: Final = 10
_SIZES: Final = ("bytes", "kB", "MB", "GB", "TB")


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of a seal.

    Attributes:
        naam: What it is.
        waarde: What it is worth.
        is_code: Signs to compare one by one.
    """

    naam: str
    waarde: str
    is_code: bool = False


def when(moment: str) -> str:
    """Return a moment (UTC, ISO 8601) on this machine's clock: `01/12/2026 10:14`.

    What is no moment comes back as it was: a forged file may say anything.
    """
    try:
        return f"{datetime.fromisoformat(moment).astimezone():%d/%m/%Y %H:%M}"
    except (ValueError, OverflowError, OSError):
        return moment


def day(moment: str) -> str:
    """Return a day (ISO 8601) as `31/03/2026`; what is none comes back as it was."""
    try:
        return f"{datetime.fromisoformat(moment):%d/%m/%Y}"
    except ValueError:
        return moment


def size(count: int) -> str:
    """Return a number of bytes as people read it: `1,4 MB`."""
    if count < _KILO:
        return "1 byte" if count == 1 else f"{count} bytes"
    amount, unit = float(count), 0
    while amount >= _KILO and unit < len(_SIZES) - 1:
        amount, unit = amount / _KILO, unit + 1
    digits = 1 if amount < _TWO_FIGURES else 0
    return f"{amount:.{digits}f} {_SIZES[unit]}".replace(".", ",")


def banner_line(verdict: Verdict) -> str:
    """Return the one line that stands above a momentopname."""
    manifest = verdict.manifest
    if verdict.oordeel is Oordeel.GEWIJZIGD or manifest is None:
        return CHANGED
    made = when(manifest.gemaakt_op)
    code = f"controlecode {manifest.controlecode}"
    if verdict.oordeel is Oordeel.GELDIG:
        until = verdict.sleutel_tot
        retired = f" · sleutel gebruikt tot {day(until)}" if until else ""
        return f"Verzegeld op {made} door {verdict.ondertekenaar}{retired} · {code}"
    why = _why_unconfirmed(verdict)
    return (
        f"Inhoud klopt met het zegel van {made}, maar {why}. Vergelijk met de code die je langs "
        f"een andere weg kreeg: {code}"
    )


def _why_unconfirmed(verdict: Verdict) -> str:
    if verdict.sleutel_tot:
        return (
            f"de sleutel van {verdict.ondertekenaar} werd maar gebruikt tot "
            f"{day(verdict.sleutel_tot)}"
        )
    return "de sleutel is onbekend" if verdict.sleutel_id else "het is niet ondertekend"


def is_interim(verdict: Verdict) -> bool:
    """Tell whether the meetmoment was still open when it was sealed."""
    return verdict.manifest is not None and verdict.manifest.aard is Aard.TUSSENTIJDS


def facts(verdict: Verdict) -> list[Fact]:
    """Return what is known of a seal, the most asked for first."""
    manifest = verdict.manifest
    if manifest is None:
        return [Fact("SHA-256 van het bestand", verdict.sha256_bestand, is_code=True)]
    return [
        Fact("Controlecode", manifest.controlecode, is_code=True),
        Fact("Meetmoment", f"{manifest.meetmoment} (peildatum {day(manifest.peildatum)})"),
        Fact("Aard", _AARD[manifest.aard]),
        Fact("Plan", manifest.plantitel),
        Fact("Gemaakt op", f"{when(manifest.gemaakt_op)}, volgens de klok van die computer"),
        Fact("Gemaakt door", manifest.gemaakt_door),
        Fact("Gemaakt met", f"{manifest.programma}, formaat {manifest.formaat}"),
        Fact("Ondertekend door", _signer(verdict)),
        Fact("Sleutel", verdict.sleutel_id or "geen", is_code=bool(verdict.sleutel_id)),
        *_last_day(verdict),
        Fact("SHA-256 van het manifest", manifest.sha256, is_code=True),
        Fact("SHA-256 van het bestand", verdict.sha256_bestand, is_code=True),
        Fact("Wijzigingsspoor", _trail(manifest)),
        Fact("Vorige momentopname", _before(manifest), is_code=manifest.vorige is not None),
    ]


def facts_as_text(found: list[Fact]) -> str:
    """Return facts for a clipboard, a line each."""
    return "\n".join(f"{each.naam}: {each.waarde}" for each in found)


def wrappable(text: str) -> str:
    """Return a text that fits where it is narrow.

    A SHA-256 stands in groups of eight signs, to compare by eye; any other word that is very long
    may be broken off anywhere.
    """
    shown = _SHA256.sub(lambda found: " ".join(_EYEFUL.findall(found[0])), text)
    return _LONG_WORD.sub(lambda found: _BREAK.join(_EYEFUL.findall(found[0])), shown)


def told_code_fits(told: str, manifest: Manifest) -> bool:
    """Tell whether a controlecode that somebody told by another way is that of a seal.

    Small letters, spaces and the lookalikes O, I and L are taken for what they stand for.

    Raises:
        Misused: What was typed is no controlecode at all.
    """
    signs = "".join(sign for sign in told.upper() if sign.isalnum()).translate(_LOOKALIKES)
    if len(signs) != _SIGNS or set(signs) - _ALPHABET:
        raise Misused(
            "Dit is nog geen controlecode. Die telt vier groepen van vier tekens, bijvoorbeeld "
            "Z3RQ-ZANS-BG14-H4EH."
        )
    return signs == manifest.controlecode.replace("-", "")


def _signer(verdict: Verdict) -> str:
    if verdict.ondertekenaar:
        return verdict.ondertekenaar
    return "een sleutel die dit programma niet kent" if verdict.sleutel_id else "niemand"


def _last_day(verdict: Verdict) -> list[Fact]:
    if not verdict.sleutel_tot:
        return []
    return [Fact("Sleutel gebruikt tot", f"{day(verdict.sleutel_tot)}, volgens jouw lijst")]


def _trail(manifest: Manifest) -> str:
    noun = "rij" if manifest.spoor_rijen == 1 else "rijen"
    return f"{manifest.spoor_rijen} {noun}, laatste schakel {manifest.spoor_hash[:16]}…"


def _before(manifest: Manifest) -> str:
    if manifest.vorige is None:
        return "geen: dit is de eerste"
    return manifest.vorige
