"""The folder of a demonstration: where each file stands, and making room for a new one."""

import json
import re
import unicodedata
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from vvdesk.atomic import unavailable
from vvdesk.errors import Misused
from vvdesk.store.lock import Lock

_MARK = ".vvdesk-demo.json"
"""Lists what a demonstration made, so that the next one removes that and nothing else."""


@dataclass(frozen=True, slots=True)
class Demofolder:
    """Where the files of a demonstration stand.

    Attributes:
        root: The folder itself.
    """

    root: Path

    @property
    def central(self) -> Path:
        """The coordinator's file."""
        return self.root / "centraal.vvd"

    @property
    def total(self) -> Path:
        """The consolidated workbook."""
        return self.root / "totaal-september-2021.xlsx"

    @property
    def theme(self) -> Path:
        """A file with the sample relanceplannen of one theme."""
        return self.root / "relanceplannen.vvd"

    @property
    def open_data(self) -> Path:
        """The fiches as open data."""
        return self.root / "open-data"

    @property
    def sealed(self) -> Path:
        """The momentopname for the auditor."""
        return self.root / "momentopname_september-2021_tussentijds.vvs"

    @property
    def public_key(self) -> Path:
        """The key with which the auditor sees who signed it."""
        return self.root / "demodienst.pub"

    @property
    def reports(self) -> Path:
        """The folder of the reports."""
        return self.root / "rapporten"

    @property
    def readme(self) -> Path:
        """What each file is."""
        return self.root / "LEESMIJ.txt"

    @property
    def error_copies(self) -> Path:
        """What goes back to departments, with every problem shown."""
        return self.root / "foutkopieen"

    @property
    def plan(self) -> Path:
        """What the first merge changed, as a document."""
        return self.root / "plan-van-de-samenvoeging.html"

    def handed_out(self, entiteit: str, mark: str = "") -> Path:
        """The workbook that an entiteit gets; `mark` tells one of several apart."""
        return self.root / "uitvraag" / f"{slug(entiteit)}{mark}.xlsx"

    def dossier(self, entiteit: str) -> Path:
        """The file that an entiteit with vvdesk works in."""
        return self.root / "dossiers" / f"{slug(entiteit)}.vvd"

    def submitted(self, entiteit: str, mark: str = "") -> Path:
        """The workbook that an entiteit sends back; `mark` tells one of several apart."""
        return self.root / "inzendingen" / f"{slug(entiteit)}{mark}.xlsx"

    def report(self, stem: str, extension: str) -> Path:
        """One of the reports, in one of its forms."""
        return self.reports / f"{stem}.{extension}"

    def make_room(self) -> None:
        """Make the folders; first remove what an earlier demonstration left here.

        Raises:
            Misused: Something else stands in the folder, or it is a file.
            Unavailable: An earlier demonstration is in use, or the folder cannot be written.
        """
        try:
            self._clear()
            for name in ("uitvraag", "dossiers", "inzendingen", "rapporten"):
                (self.root / name).mkdir(parents=True, exist_ok=True)
            self._mark([])
        except OSError as error:
            raise unavailable(error, self.root) from error

    def remember(self) -> None:
        """Write down every file that stands here now as made by the demonstration.

        Raises:
            Unavailable: The folder cannot be written.
        """
        found = (path.relative_to(self.root) for path in self.root.rglob("*") if path.is_file())
        try:
            self._mark(sorted(each.as_posix() for each in found))
        except OSError as error:
            raise unavailable(error, self.root) from error

    def _mark(self, files: list[str]) -> None:
        text = json.dumps(files, ensure_ascii=False, indent=1)
        (self.root / _MARK).write_text(text, encoding="utf-8")

    def _clear(self) -> None:
        if not self.root.exists():
            return
        mark = self.root / _MARK
        if not self.root.is_dir() or (not mark.is_file() and any(self.root.iterdir())):
            raise Misused(
                f'"{self.root}" is niet leeg en geen eerdere demo. Kies een nieuwe map; er is '
                "niets gewijzigd."
            )
        if not mark.is_file():
            return
        made = [self.root / name for name in self._made(mark)]
        for path in made:
            if path.suffix == ".vvd" and path.exists():
                Lock.take(path).release()
        for path in made:
            path.unlink(missing_ok=True)
        for folder in {path.parent for path in made} - {self.root}:
            with suppress(OSError):  # somebody put something of his own in it
                folder.rmdir()

    def _made(self, mark: Path) -> list[str]:
        """Return the names of files within this folder; anything else in the list is ignored."""
        try:
            names = json.loads(mark.read_text(encoding="utf-8"))
        except ValueError:
            names = None
        if not isinstance(names, list):
            raise Misused(f'"{mark}" is beschadigd. Kies een nieuwe map; er is niets gewijzigd.')
        within = self.root.resolve()
        return [
            name
            for name in names
            if isinstance(name, str) and (within / name).resolve().is_relative_to(within)
        ]


def slug(name: str) -> str:
    """Return `name` as a file name: plain lower-case letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
