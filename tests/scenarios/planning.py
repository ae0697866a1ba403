"""One workbook after another held against a central file, by the real reading and planning.

The reading runs in the guarded worker process, as in a merge; that process is kept, so that its
time and memory per file can be measured.
"""

import contextlib
import re
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Self
from unittest.mock import patch

import psutil
from stores import ACTOR, OV, fiche, mijlpaal, new_store

from vvdesk import merging
from vvdesk.errors import VvdeskError
from vvdesk.exchange.reader.worker import Worker
from vvdesk.exchange.submission.reading import packed, read_submission
from vvdesk.handing_out import hand_out
from vvdesk.plan.referentie import read_referentie
from vvdesk.store.workspace import Workspace
from vvdesk.submission import Submission, Unread

PROJECTS = 12
_PEAK = re.compile(r"VmHWM:\s+(\d+) kB")


@dataclass
class Verdict:
    """What planning one file came to.

    Attributes:
        told: As `merge --dry-run --json` prints it.
        seconds: Processor time of the reading.
    """

    told: dict[str, Any]
    seconds: float

    @property
    def is_accepted(self) -> bool:
        """Tell whether the file comes in."""
        return bool(self.told["status"] == "accepted")

    @property
    def places(self) -> set[tuple[str | None, str | None]]:
        """Every sheet and cell about which something is said."""
        said = [*self.told["warnings"], *self.told["conflicts"]]
        return {(each["sheet"], each["cell"]) for each in said}

    @property
    def changed_places(self) -> set[tuple[str | None, str | None]]:
        """Every sheet and cell from which something would be stored."""
        return {(each["sheet"], each["cell"]) for each in self.told["changes"]}

    @property
    def words(self) -> list[str]:
        """Every sentence about the file."""
        return [warned["text"] for warned in self.told["warnings"]]


@dataclass
class Desk:
    """A central file and the workbook that it handed out; a context manager.

    Attributes:
        peak: Most memory that the reading process has used, in bytes; 0 where it is not known.
    """

    folder: Path
    worker: Worker = field(default_factory=Worker)
    peak: int = 0

    def __post_init__(self) -> None:
        new_store(self.folder / "centraal.vvd", *(_filled(number) for number in range(PROJECTS)))
        with Workspace.open(self.folder / "centraal.vvd") as central:
            hand_out(central, None, OV, self.good, ACTOR)
        self._central = Workspace.open(self.folder / "centraal.vvd", read_only=True)
        with self._central.connection() as connection:
            lists = read_referentie(connection, 1).lists
        self._read = partial(read_submission, lists=packed(lists))

    @property
    def good(self) -> Path:
        """The workbook as it was handed out."""
        return self.folder / "uitvraag.xlsx"

    def plan(self, path: Path) -> Verdict:
        """Read one file and work out what it would change."""
        before = self._seconds()
        try:
            found: Submission | Unread = self.worker.run(self._read, path)
        except VvdeskError as error:
            found = Unread(path.name, str(error))
        after = self._seconds()

        def read(*_: object) -> Generator[Submission | Unread, None, None]:
            yield found

        with (
            patch.object(merging._Reading, "submissions", read),
            merging.plan_merge(self._central, [path]) as plan,
        ):
            told = plan.to_json(plan.workbooks[0])
        return Verdict(told, after - before if after > before else after)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.worker.close()
        self._central.close()

    def _seconds(self) -> float:
        """Return the processor time of the reading process so far, and look at its memory."""
        process = self.worker._process  # no other way to measure it
        if process is None or process.poll() is not None:
            return 0.0
        with contextlib.suppress(OSError, AttributeError):
            found = _PEAK.search(Path(f"/proc/{process.pid}/status").read_text(encoding="ascii"))
            self.peak = max(self.peak, int(found[1]) * 1024) if found else self.peak
        with contextlib.suppress(psutil.Error):
            times = psutil.Process(process.pid).cpu_times()
            return float(times.user + times.system)
        return 0.0


def _filled(number: int) -> Any:
    """Make a fiche with something in most of its fields, unlike every other."""
    code = f"VV{15 + number:03}"
    made = fiche(
        code,
        3,
        2,
        titel=f"Project {code} één",
        ministers=("Ben Weyts", "Hilde Crevits"),
        webpagina=f"https://www.vlaanderen.be/{code}",
        belanghebbenden="Scholen; leerlingen",
        cluster="03",
        speerpunt="04",
        omschrijving=f"<p>Wat <strong>{code}</strong> beoogt.</p><ul><li>één</li></ul>",
        voortgang=f"<p>Hoe ver {code} staat.</p>",
        financiering__beleidsruimte=375_000_000 + 1_000 * number,
        financiering__vak=12_000 + number,
    )
    for place in range(1, 4):
        row_id = f"{code}-M{place:02}"
        day = date(2023, place, number + 1)
        row = mijlpaal(row_id, place, titel=f"Stap {place} van {code}", timing=day)
        made.tables["mijlpalen"][row_id] = row
    return made
