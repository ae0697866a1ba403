"""The licences of what `make dist` puts in its folder: every text, and a list that people can read.

Used by vvdesk.spec. What is listed is what really went in, not what happens to be installed.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path

from bundle_contents import Entry
from licences import licence_of

FOLDER = "licenties"
LIST = "LICENTIES.txt"
TEXTS = Path(__file__).with_name("licence_texts")

#: Goes into every program that PyInstaller makes, as the piece that starts it.
STARTER = "pyinstaller"
#: Wheels without a text of their own: the licence that was chosen of those they offer.
CHOSEN = {"pyside6-essentials": "LGPL-3.0-only", "shiboken6": "LGPL-3.0-only"}
CHOSEN_TEXTS = {"LGPL-3.0-only": ("LGPL-3.0.txt", "GPL-3.0.txt")}
#: What a wheel holds besides and says nothing of.
ADDED_TEXTS = {"typst": ("typst-fonts.txt",)}

HEAD = """Licenties van wat in deze map zit

vvdesk zelf staat onder de EUPL-1.2. De map bevat daarnaast werk van anderen, dat onder zijn eigen
licentie blijft. De volledige teksten staan in de map {folder}.

Qt en PySide6 (LGPL-3.0)
vvdesk gebruikt Qt en PySide6 ongewijzigd, als losse bestanden in de map _internal/PySide6 en
_internal/shiboken6. Je mag ze vervangen door een andere, passende versie van dezelfde bestanden
(PySide6 {qt}); vvdesk start dan met de jouwe. De broncode staat op
https://download.qt.io/official_releases/QtForPython/ en https://download.qt.io/official_releases/qt/.
De LGPL verwijst naar de GPL; beide teksten zitten erbij. Onderdelen van Qt die alleen onder de GPL
bestaan, zitten niet in deze map.

"""


class Bundle:
    """What went into the folder, by the packages it came from.

    Args:
        entries: Every module and library of the programs, as PyInstaller lists them.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        entries = list(entries)
        owners = packages_distributions()
        tops = {re.split(r"[./\\]", landing, maxsplit=1)[0] for landing, _, _ in entries}
        names = {owner for top in tops for owner in owners.get(top, ())}
        found = {distribution(name).metadata["Name"]: distribution(name) for name in names}
        self.packages = [found[name] for name in sorted(found, key=str.casefold)]
        self._system = sorted({source for _, source, kind in entries if _is_system(source, kind)})

    def metadata(self) -> list[Entry]:
        """Return the file of each package with its version, which the window tells of itself."""
        entries = []
        for package in self.packages:
            path = _inside(package, "METADATA")
            entries.append((f"{path.parent.name}/METADATA", str(path), "DATA"))
        return entries

    def write_licences(self, folder: Path) -> None:
        """Write the list and the texts beside the programs in `folder`.

        Raises:
            FileNotFoundError: A package came without its text; a bundle without is not handed out.
        """
        texts = folder / FOLDER
        shutil.rmtree(texts, ignore_errors=True)
        qt = distribution("PySide6-Essentials").version
        lines = [HEAD.format(folder=FOLDER, qt=qt)]
        lines += [self._write_package(each, texts) for each in self.packages]
        lines.append(self._write_package(distribution(STARTER), texts))
        version = sys.version.partition(" ")[0]
        _copy([python_licence()], texts / "python")
        lines.append(_line("Python", version, "PSF-2.0", "python"))
        lines += self._write_system(texts)
        (folder / LIST).write_text("\n".join(lines) + "\n", encoding="utf-8")

    def _write_package(self, package: Distribution, texts: Path) -> str:
        name = re.sub(r"[-_.]+", "-", package.metadata["Name"]).casefold()
        licence = CHOSEN.get(name, licence_of(name))
        files = [TEXTS / each for each in CHOSEN_TEXTS.get(licence, ())] or list(_texts_of(package))
        if not files:
            raise FileNotFoundError(f"no text of the licence of {name} in its wheel")
        files += [TEXTS / each for each in ADDED_TEXTS.get(name, ())]
        _copy(files, texts / name)
        return _line(package.metadata["Name"], package.version, licence, name)

    def _write_system(self, texts: Path) -> list[str]:
        """Tell of the libraries of the system that came along; on Windows there are none."""
        owned: dict[str, list[str]] = {}
        for source in self._system:
            owned.setdefault(system_package(source), []).append(Path(source).name)
        if not owned:
            return []
        lines = ["", "Bibliotheken van het systeem waarop deze map gebouwd is"]
        for name, libraries in sorted(owned.items()):
            text = Path("/usr/share/doc") / name / "copyright"
            if name and text.is_file():
                _copy([text], texts / "systeem" / name)
            lines.append(f"{name or 'pakket onbekend'}: {', '.join(libraries)}")
        return lines


def python_licence() -> Path:
    """Return the text of Python's licence on this machine.

    Raises:
        FileNotFoundError: It is nowhere that Pythons keep it.
    """
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    places = [
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path(sys.base_prefix) / "LICENSE.txt",
        Path("/usr/share/doc") / version / "copyright",
    ]
    for place in places:
        if place.is_file():
            return place
    raise FileNotFoundError(f"Python's licence; looked at {', '.join(map(str, places))}")


def system_package(library: str) -> str:
    """Return the package of Debian that a library belongs to; empty where there is no telling."""
    dpkg = shutil.which("dpkg-query")
    if dpkg is None:
        return ""
    for name in {library, str(Path(library).resolve())}:
        # What merged /usr into / recorded the place that it had before.
        for place in (name, name.removeprefix("/usr")):
            done = subprocess.run(
                [dpkg, "--search", place], capture_output=True, text=True, check=False
            )
            if done.returncode == 0:
                return done.stdout.partition(":")[0]
    return ""


def _is_system(source: str, kind: str) -> bool:
    path = Path(source)
    ours = (Path(sys.prefix), Path(sys.base_prefix), Path(sysconfig.get_path("stdlib")))
    is_shared = sys.platform == "linux" and kind in {"BINARY", "EXTENSION"}
    usr = Path(sys.base_prefix) == Path("/usr") and "python" in path.name
    return is_shared and not usr and not any(_is_under(path, each) for each in ours)


def _is_under(path: Path, folder: Path) -> bool:
    return folder != Path("/usr") and path.is_relative_to(folder)


def _texts_of(package: Distribution) -> Iterator[Path]:
    for file in package.files or ():
        # A wheel of Rust lists its hundreds of parts with their licences, in a file of CycloneDX.
        is_text = re.search(
            r"licen[cs]e|copying|notice|authors|cyclonedx", str(file.name), re.IGNORECASE
        )
        if is_text and ".dist-info" in str(file) and file.suffix not in {".py", ".pyc"}:
            yield Path(str(package.locate_file(file)))


def _inside(package: Distribution, name: str) -> Path:
    for file in package.files or ():
        if file.name == name and ".dist-info" in str(file):
            return Path(str(package.locate_file(file)))
    raise FileNotFoundError(f"{name} of {package.metadata['Name']}")


def _copy(files: Iterable[Path], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for file in files:
        shutil.copyfile(file, folder / file.name)


def _line(name: str, version: str, licence: str, folder: str) -> str:
    return f"{name} {version}: {licence} ({FOLDER}/{folder})"
