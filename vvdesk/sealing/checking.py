"""One momentopname while it is checked, part after part; nothing in it stops the others."""

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import astuple, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from vvdesk.errors import Refused, Unavailable, VvdeskError
from vvdesk.jobs import Progress
from vvdesk.model import Inzending
from vvdesk.sealing.case_words import changed, intact
from vvdesk.sealing.comparing_digests import (
    file_faults,
    kept_faults,
    manifest_faults,
    table_faults,
    trail_faults,
)
from vvdesk.sealing.content_check import Made, digests_again, raw_connection
from vvdesk.sealing.evidence import reread_all
from vvdesk.sealing.fiche_check import compared_fiches
from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.page_check import header_faults, page_faults, slack_faults
from vvdesk.sealing.page_slack import Layout
from vvdesk.sealing.seen_bytes import Seen, pages_of
from vvdesk.sealing.signature_check import Signed, Standing, judged_signature
from vvdesk.sealing.verdict import (
    BESTAND,
    BEWIJSSTUKKEN,
    BIJLAGEN,
    CHECKS,
    FICHES,
    HANDTEKENING,
    INHOUD,
    MANIFEST,
    SPOOR,
    Controle,
    Oordeel,
    TrustedKeys,
    Verdict,
    Verschil,
)
from vvdesk.sealing.visible import one_line, visible
from vvdesk.store.sealed_tables import RAPPORT, ZEGEL
from vvdesk.store.workspace import Workspace

_UNREADABLE: Final = (
    sqlite3.Error,
    SQLAlchemyError,
    VvdeskError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
    MemoryError,
)
"""What reading a hostile file may raise; a verdict tells it, nothing crashes."""
_FIRST_SEALS: Final = 3


class Checking:
    """Checks one open momentopname.

    Args:
        workspace: Open and sealed.
        trusted: The keys that count.
        progress: Called often.
        seen: Its bytes.
    """

    def __init__(
        self, workspace: Workspace, trusted: TrustedKeys, progress: Progress, seen: Seen
    ) -> None:
        self._workspace, self._trusted = workspace, trusted
        self._progress, self._seen = progress, seen
        self._checks: dict[str, Controle] = {}
        self._found: dict[Verschil, None] = {}
        self._manifest: Manifest | None = None
        self._signature: str | None = None
        self._signed: Signed | None = None
        self._remarks: list[str] = []

    def verdict(self, *, evidence: bool) -> Verdict:
        """Check everything and judge.

        Raises:
            Unavailable: The file cannot be read any more.
            Cancelled: The user stopped.
        """
        self._guarded(BESTAND, self._check_pages)
        self._guarded(MANIFEST, self._check_manifest)
        if self._manifest is not None:
            manifest = self._manifest
            self._guarded(HANDTEKENING, lambda: self._check_signature(manifest))
            self._guarded(INHOUD, lambda: self._check_content(manifest))
            self._guarded(FICHES, lambda: self._check_fiches(manifest, examine=evidence))
            if evidence:
                self._guarded(BEWIJSSTUKKEN, self._check_evidence)
            if not self._found:
                self._guarded(BESTAND, self._check_slack)
        return self._judged(evidence=evidence)

    def _guarded(self, name: str, check: Callable[[], None]) -> None:
        """Run one check; what cannot be read is a fault of that part."""
        try:
            check()
        except Unavailable:
            raise
        except _UNREADABLE as error:
            what = "dit deel is beschadigd en niet te lezen"
            found = str(error) or type(error).__name__
            self._told(name, "", [Verschil(name, name.lower(), found, "leesbaar", what)])

    def _told(self, name: str, good: str, found: Iterable[Verschil]) -> None:
        """Note what one check found."""
        faults = [each for each in found if each not in self._found]
        self._found.update(dict.fromkeys(faults))
        if not faults:
            self._checks.setdefault(name, Controle(name, True, good))
            return
        first = faults[0]
        rest = len(faults) - 1
        more = f" En nog {rest} verschil{'len' if rest > 1 else ''}." if rest else ""
        said = f"{first.plaats}: {first.uitleg}.{more}"
        self._checks[name] = Controle(name, False, said)

    def _check_pages(self) -> None:
        self._progress(0, 0, "Alle bladzijden van het bestand worden gelezen")
        found = header_faults(self._seen.head, self._seen.size)
        with raw_connection(self._workspace) as connection:
            found += page_faults(connection, self._progress)
        good = "Heel: alle bladzijden, tabellen en verwijzingen passen aan elkaar."
        self._told(BESTAND, good, found)

    def _check_slack(self) -> None:
        """Look where no row stands; whoever edits rows leaves traces there that say less."""
        page = Layout.of(self._seen.head).page
        with pages_of(self._workspace, page) as read:
            found = slack_faults(self._seen.head, read, self._progress)
        if found:
            self._told(BESTAND, "", found)

    def _check_manifest(self) -> None:
        with self._workspace.connection() as connection:
            rows = connection.execute(select(ZEGEL)).all()
        if [row.id for row in rows] != [1]:
            what = "er hoort juist één zegel te zijn, met nummer 1"
            found = ", ".join(f"nummer {row.id}" for row in rows[:_FIRST_SEALS]) or "geen"
            self._told(MANIFEST, "", [Verschil(MANIFEST, "zegel", found, "nummer 1", what)])
            return
        try:
            self._manifest = Manifest.parse(rows[0].manifest)
        except Refused as error:
            what = str(error).partition(": ")[2].partition(". ")[0]
            self._told(
                MANIFEST, "", [Verschil(MANIFEST, "manifest", "onleesbaar", "leesbaar", what)]
            )
            return
        self._signature = rows[0].handtekening
        with raw_connection(self._workspace) as connection:
            formaat = connection.execute("PRAGMA user_version").fetchone()[0]
        good = f"Volledig en in zijn vaste vorm; controlecode {self._manifest.controlecode}."
        self._told(MANIFEST, good, manifest_faults(self._manifest, formaat))

    def _check_signature(self, manifest: Manifest) -> None:
        self._signed = judged_signature(manifest, self._signature, self._trusted)
        self._checks[HANDTEKENING] = self._signed.controle
        if self._signed.gebruik.opmerking:
            self._remarks.append(self._signed.gebruik.opmerking)
        self._found.update(dict.fromkeys(self._signed.verschillen))

    def _check_content(self, manifest: Manifest) -> None:
        made = digests_again(self._workspace, self._progress)
        rows = sum(each.rijen for each in made.tabellen.values())
        good = f"{len(made.tabellen)} tabellen met {rows} rijen zijn zoals verzegeld."
        self._told(INHOUD, good, table_faults(made.tabellen, manifest.tabellen))
        self._check_files(made, manifest)
        good = f"{manifest.spoor_rijen} rijen, alle geschakeld, tot en met de verzegelde laatste."
        self._told(SPOOR, good, trail_faults(made, manifest))

    def _check_files(self, made: Made, manifest: Manifest) -> None:
        names, told = _file_names(self._workspace)
        found = (
            *file_faults(made.bijlagen, manifest.bijlagen, names),
            *kept_faults(made.bijlagen, told, names),
        )
        count = len(made.bijlagen)
        good = (
            f"{count} bewaarde {'bestand is' if count == 1 else 'bestanden zijn'} zoals verzegeld."
        )
        self._told(BIJLAGEN, good, found)

    def _check_fiches(self, manifest: Manifest, *, examine: bool) -> None:
        signed = self._signed is not None and self._signed.fits
        given = self._workspace, manifest, self._progress
        faults = compared_fiches(*given, examine=examine, is_proved=signed)
        self._remarks += faults.opmerkingen
        of_manifest = [each for each in faults.met_manifest if each.onderdeel == MANIFEST]
        of_fiches = [each for each in faults.met_manifest if each.onderdeel == FICHES]
        if of_manifest:
            self._told(MANIFEST, "", of_manifest)
        whose = "hun bevindingen, sommen" if examine else "hun sommen"
        good = f"{faults.fiches} fiches, {whose} en rapportcodes zijn zoals verzegeld."
        good = " ".join((good, *faults.opmerkingen))
        self._told(FICHES, good, of_fiches)
        if faults.met_spoor:
            self._told(SPOOR, "", faults.met_spoor)

    def _check_evidence(self) -> None:
        again = reread_all(self._workspace, self._progress)
        good = f"{again.gelezen} opnieuw gelezen; alles wat ervan samengevoegd werd, staat erin."
        if again.niet_bewaard:
            good += f" Niet bewaard, want te groot: {', '.join(again.niet_bewaard)}."
        if again.onleesbaar:
            good += f" Niet meer te lezen met deze versie: {' '.join(again.onleesbaar)}"
        if not (again.gelezen or again.niet_bewaard or again.onleesbaar or again.verschillen):
            self._checks[BEWIJSSTUKKEN] = Controle(
                BEWIJSSTUKKEN, None, "Er zijn geen inzendingen in deze momentopname."
            )
            return
        self._told(BEWIJSSTUKKEN, good, again.verschillen)

    def _judged(self, *, evidence: bool) -> Verdict:
        signed, found = self._signed, list(self._found)
        is_changed = bool(self._found)
        oordeel = Oordeel.ONBEVESTIGD
        if is_changed:
            oordeel = Oordeel.GEWIJZIGD
        elif signed is not None and signed.standing is Standing.VALID:
            oordeel = Oordeel.GELDIG
        sentence = changed(found, self._manifest, signed) if is_changed else intact(signed)
        return Verdict(
            oordeel,
            one_line(sentence),
            tuple(
                _shown_check(self._checks.get(name) or _not_done(name, evidence=evidence))
                for name in CHECKS
            ),
            tuple(
                Verschil(*map(visible, astuple(each)))
                for each in sorted(found, key=lambda each: CHECKS.index(each.onderdeel))
            ),
            self._manifest,
            self._seen.sha256,
            signed.naam if signed is not None and signed.fits else "",
            signed.sleutel_id if signed is not None else "",
            signed.gebruik.tot if signed is not None else "",
            tuple(map(one_line, self._remarks)),
        )


def _shown_check(check: Controle) -> Controle:
    return replace(check, tekst=one_line(check.tekst))


def _not_done(name: str, *, evidence: bool) -> Controle:
    if name == BEWIJSSTUKKEN and not evidence:
        return Controle(name, None, "Nog niet nagelezen.")
    return Controle(name, None, "Niet nagekeken.")


def _file_names(workspace: Workspace) -> tuple[dict[str, str], dict[str, str]]:
    """Return what people call the kept files, and the SHA-256 that is told of each, by place."""
    sent, made = Inzending.__table__.c, RAPPORT.c
    names: dict[str, str] = {}
    told: dict[str, str] = {}
    with workspace.connection() as connection:
        for number, name, entiteit, sha256 in connection.execute(
            select(sent.id, sent.bestandsnaam, sent.entiteit, sent.sha256)
        ):
            place = f"inzending/{number}/bestand"
            names[place] = f"{name} van {entiteit}" if entiteit else name
            told[place] = sha256
        for number, name, sha256 in connection.execute(select(made.id, made.naam, made.sha256)):
            names[f"rapport/{number}/inhoud"], told[f"rapport/{number}/inhoud"] = name, sha256
    return names, told
