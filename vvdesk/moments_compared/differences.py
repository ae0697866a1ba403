"""The differences of one project: each change of a field or row gets its kind and its words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from vvdesk import kinds
from vvdesk.anchors import field_code
from vvdesk.compare.changes import Change, Soort, compare_fiches
from vvdesk.content import TABLES, Inhoud, Rij
from vvdesk.dictionary import Field
from vvdesk.moments_compared.measures import measures, shift_of
from vvdesk.moments_compared.parts import NIEUW, VERDWENEN, Verschil, Verschilsoort, cell_name
from vvdesk.moments_compared.sides import Gelezen, Verlaten
from vvdesk.rules.situation import Mijlpaalrij
from vvdesk.rules.wording import reworded
from vvdesk.values import dag_to_text

PROJECTSTATUS: Final = "projectstatus"
MIJLPAALSTATUS: Final = "mijlpaalstatus"
MIJLPALEN: Final = "mijlpalen"
AMOUNTS: Final = ("financiering.beleidsruimte", "financiering.vak", "financiering.vek")
_ORDER: Final = {soort: place for place, soort in enumerate(Verschilsoort)}
_OF_MIJLPAAL: Final = {
    "status": Verschilsoort.MIJLPAALSTATUS,
    "streefwaarde": Verschilsoort.STREEFWAARDE,
    "eenheid": Verschilsoort.STREEFWAARDE,
    "lot": Verschilsoort.LOT,
}
_FLOWS: Final = {
    Verschilsoort.PROJECTSTATUS: PROJECTSTATUS,
    Verschilsoort.MIJLPAALSTATUS: MIJLPAALSTATUS,
}
_DOCUMENT: Final = "Agendering"
_WITHOUT_LOT: Final = "zonder lot"
_WITH_PROJECT: Final = "samen met het project"
_SLIGHT: Final = "alleen spaties, hoofdletters of enkele letters"


@dataclass(frozen=True, slots=True)
class Vergelijker:
    """Tells what differs per project.

    Attributes:
        links: The left side.
        rechts: The right side.
        verlaten: Why things stopped.
        procent: Titles that are less alike than this have been reworded.
    """

    links: Gelezen
    rechts: Gelezen
    verlaten: Verlaten
    procent: int

    def differences(self, code: str) -> list[Verschil]:
        """Return what differs of one project, the weightiest kinds first."""
        was, nu = self.links.contents.get(code), self.rechts.contents.get(code)
        about = _Over(self, nu or self.links.contents[code], was, nu)
        if was is None or nu is None:
            found = [about.project(), *about.with_project()]
        else:
            changes = compare_fiches(was, nu)
            found = [*(about.told(change) for change in changes), *about.first_plannings(was, nu)]
        return sorted(found, key=lambda each: _ORDER[each.soort])


@dataclass(frozen=True, slots=True)
class _Over:
    """Makes the differences of one project."""

    van: Vergelijker
    there: Inhoud
    was: Inhoud | None
    nu: Inhoud | None

    def project(self) -> Verschil:
        """Return that the whole project came or went."""
        status = self.there.values[PROJECTSTATUS] or ""
        if self.nu is not None:
            cell = cell_name(PROJECTSTATUS, NIEUW, status)
            return self._made(
                Verschilsoort.PROJECT_NIEUW, "", nu=self._status(status, left=False), cel=cell
            )
        cell = cell_name(PROJECTSTATUS, status, VERDWENEN)
        reden = self.van.verlaten.projecten.get(self.there.project, "")
        was = self._status(status, left=True)
        return self._made(Verschilsoort.PROJECT_WEG, "", was=was, cel=cell, reden=reden)

    def with_project(self) -> Iterator[Verschil]:
        """Yield the mijlpalen that came or went together with their project."""
        for row in self.there.tables[MIJLPALEN].values():
            yield self._row(row, came=self.nu is not None, maat=_WITH_PROJECT)

    def told(self, change: Change) -> Verschil:
        """Return one change of a fiche that stood on both sides."""
        table, _dot, rest = change.path.partition(".")
        field = change.field
        if field is None:
            came = change.soort is Soort.TOEGEVOEGD
            row: Rij = change.new if came else change.old
            if table == MIJLPALEN:
                return self._row(row, came=came)
            return self._document(change, row, came=came)
        if table == MIJLPALEN:
            row_id = rest.partition(".")[0]
            return self._of_mijlpaal(change, field, row_id)
        soort = Verschilsoort.VELD
        if change.path == PROJECTSTATUS:
            soort = Verschilsoort.PROJECTSTATUS
        elif change.path in AMOUNTS:
            soort = Verschilsoort.BEDRAG
        return self._field(soort, change, field)

    def first_plannings(self, was: Inhoud, nu: Inhoud) -> Iterator[Verschil]:
        """Yield the mijlpalen of which the basislijn changed, which may never happen."""
        before = was.tables[MIJLPALEN]
        for row in nu.tables[MIJLPALEN].values():
            old = before[row.id].basislijn if row.id in before else None
            if old is None or old == row.basislijn:
                continue
            moved = shift_of(old, row.basislijn) if row.basislijn else {}
            yield self._made(
                Verschilsoort.BASISLIJN,
                f"{MIJLPALEN}.{row.id}",
                row=row,
                veld="Basislijn",
                was=dag_to_text(old),
                nu=dag_to_text(row.basislijn) if row.basislijn else "",
                oud=old,
                nieuw=row.basislijn,
                reden="Een basislijn mag nooit wijzigen: zoek uit waarom dit gebeurde.",
                **moved,
            )

    def _row(self, row: Rij, *, came: bool, maat: str = "") -> Verschil:
        """Return that a mijlpaal came or went."""
        status, path = row.values["status"] or "", f"{MIJLPALEN}.{row.id}"
        if came:
            cell = cell_name(MIJLPAALSTATUS, NIEUW, status)
            nu = self._timing(row)
            soort, reden = Verschilsoort.MIJLPAAL_NIEUW, row.values["reden"] or ""
            return self._made(soort, path, row=row, nu=nu, cel=cell, maat=maat, reden=reden)
        lot, reden = self._lot(row)
        return self._made(
            Verschilsoort.MIJLPAAL_WEG,
            path,
            row=row,
            was=self._timing(row),
            nu=lot,
            maat=maat,
            reden=reden,
            cel=cell_name(MIJLPAALSTATUS, status, VERDWENEN),
        )

    def _lot(self, row: Rij) -> tuple[str, str]:
        """Return what became of a mijlpaal that went, and why."""
        key, reden = row.values["lot"], Mijlpaalrij(row).reden_van_het_lot or ""
        if not key:
            key, reden = self.van.verlaten.mijlpalen.get(row.id, ("", ""))
        if not key:
            return _WITHOUT_LOT, ""
        return kinds.LOT.to_text(key, self.van.links.referentie.lists), reden

    def _document(self, change: Change, row: Rij, *, came: bool) -> Verschil:
        title = str(row.values["titel"] or "")
        return self._made(
            Verschilsoort.VELD,
            change.path,
            veld=f"{_DOCUMENT} {change.soort}",
            was="" if came else title,
            nu=title if came else "",
        )

    def _of_mijlpaal(self, change: Change, field: Field, row_id: str) -> Verschil:
        name, row = field.name, self.there.tables[MIJLPALEN][row_id]
        reden = row.values["reden"] or ""
        soort = _OF_MIJLPAAL.get(name, Verschilsoort.VELD)
        if name == "timing":
            soort = self._kind_of_move(change, row)
        elif name == "titel":
            if reworded(change.new or "", change.old or "", self.van.procent):
                soort = Verschilsoort.FORMULERING
            else:
                return self._field(soort, change, field, row, maat=_SLIGHT)
        elif name == "lot":
            reden = Mijlpaalrij(row).reden_van_het_lot or ""
        elif name == "reden":
            reden = ""
        return self._field(soort, change, field, row, reden=reden)

    def _kind_of_move(self, change: Change, row: Rij) -> Verschilsoort:
        """Return whether it slipped; one that was merged, split or dropped no longer can."""
        shift = change.shift
        if shift is None or Mijlpaalrij(row).is_afgevoerd:
            return Verschilsoort.VELD
        return Verschilsoort.LATER if shift.days > 0 else Verschilsoort.VROEGER

    def _field(
        self,
        soort: Verschilsoort,
        change: Change,
        field: Field,
        row: Rij | None = None,
        **more: Any,
    ) -> Verschil:
        """Return that a field has another value."""
        was = field.kind.to_text(change.old, self.van.links.referentie.lists)
        nu = field.kind.to_text(change.new, self.van.rechts.referentie.lists)
        known = {
            **measures(change, was, nu),
            "was": was,
            "nu": nu,
            "oud": _computable(change.old),
            "nieuw": _computable(change.new),
            "veld": field.about.label,
            **more,
        }
        lijst = _FLOWS.get(soort)
        if lijst is not None:
            known["cel"] = cell_name(lijst, change.old or "", change.new or "")
        return self._made(soort, change.path, row=row, **known)

    def _made(
        self, soort: Verschilsoort, path: str, *, row: Rij | None = None, **known: Any
    ) -> Verschil:
        there = self.there
        return Verschil(
            soort=soort,
            project=there.project,
            titel=there.values["titel"] or "",
            speerpunt=there.values["speerpunt"] or "",
            mijlpaal="" if row is None else row.id,
            onderwerp="" if row is None else row.values["titel"] or "",
            path=path,
            code_was=_code(self.van.links, self.was, path),
            code_nu=_code(self.van.rechts, self.nu, path),
            **known,
        )

    def _status(self, key: str, *, left: bool) -> str:
        side = self.van.links if left else self.van.rechts
        return kinds.PROJECTSTATUS.to_text(key or None, side.referentie.lists)

    def _timing(self, row: Rij) -> str:
        timing = row.values["timing"]
        return f"gepland {dag_to_text(timing)}" if timing else "zonder timing"


def _code(side: Gelezen, inhoud: Inhoud | None, path: str) -> str:
    """Return the reference code on one side; empty when it does not stand there."""
    if inhoud is None:
        return ""
    table, *rest = path.split(".")
    if table in TABLES and rest[0] not in inhoud.tables[table]:
        return ""
    return field_code(side.kant.meetmoment_id, inhoud.project, path)


def _computable(value: Any) -> date | int | Decimal | None:
    """Return a day, an amount or a number as such, and nothing of any other value."""
    is_one = isinstance(value, date | int | Decimal) and not isinstance(value, bool)
    return value if is_one else None


def projects_of(*sides: Gelezen) -> Sequence[str]:
    """Return the codes of all projects that stand on any side, in order."""
    return sorted({code for side in sides for code in side.contents})
