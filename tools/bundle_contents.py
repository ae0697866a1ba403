"""What goes into the folder that `make dist` builds: what runs, and of Qt only what is used.

Used by vvdesk.spec. PyInstaller takes in whatever it can find; this says no.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from importlib.metadata import packages_distributions
from pathlib import Path, PurePosixPath

from packaging.utils import canonicalize_name
from requirement_files import read_lock

Entry = tuple[str, str, str]
"""A file as PyInstaller lists it: where it lands, where it comes from, what kind it is."""

#: Plugins of Qt that the window uses, per folder; an empty set takes all of a folder. What is
#: absent: other windowing systems, the network, databases, the virtual keyboard (GPL), odd images.
QT_PLUGINS: dict[str, frozenset[str]] = {
    "platforms": frozenset({"qcocoa", "qminimal", "qoffscreen", "qwindows", "qxcb"}),
    "platformthemes": frozenset({"qxdgdesktopportal"}),
    # Dead keys (é, ï) come through these two.
    "platforminputcontexts": frozenset(
        {"composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"}
    ),
    "iconengines": frozenset({"qsvgicon"}),
    "imageformats": frozenset({"qico", "qsvg"}),
    "printsupport": frozenset(),
    "styles": frozenset(),
}
TRANSLATIONS = frozenset({"qtbase_nl.qm"})
#: What this plugin asks for is left to the system: it must speak the language of the cups that runs
#: there. Without cups there are no printers, and the rest works.
OF_THE_SYSTEM = frozenset({"cupsprintersupport"})
#: Parts of Python that a hook may drag in and nobody calls.
NEVER = ("tkinter", "_tkinter", "idlelib", "lib2to3", "ensurepip", "pydoc_data", "turtledemo")
#: Parts of lxml that nobody here calls; its hook takes them all. What stays reads and writes XML.
UNUSED_OF_LXML = tuple(
    f"lxml.{name}"
    for name in (
        "ElementInclude", "builder", "cssselect", "doctestcompare", "html", "includes",
        "isoschematron", "objectify", "pyclasslookup", "sax", "usedoctest",
    )
)  # fmt: skip
#: Files of python-docx for a document without a template; a report always has one.
UNUSED_TEMPLATES = ("docx/templates/default.docx", "docx/templates/default-docx-template/")


def dead_weight(lock: Path) -> list[str]:
    """Return the modules that are installed here but stand in no lock of the program.

    Some packages would use pydantic or numpy if it were there, and here it may be: this is built
    where the tests run.
    """
    needed = set(read_lock(lock))
    return sorted(
        {
            module
            for module, owners in packages_distributions().items()
            if module.isidentifier() and needed.isdisjoint(map(canonicalize_name, owners))
        }
        | {*NEVER, *UNUSED_OF_LXML}
    )


def wanted(entries: Iterable[Entry]) -> list[Entry]:
    """Return the files that may go along, judged by name: of what is large only what is used."""
    return [entry for entry in entries if is_wanted(PurePosixPath(entry[0].replace("\\", "/")))]


def is_wanted(landing: PurePosixPath) -> bool:
    """Tell whether the file that lands here is wanted; of Qt and python-docx not all is."""
    parts = landing.parts
    if "PySide6" not in parts:
        return not landing.as_posix().startswith(UNUSED_TEMPLATES)
    if "plugins" in parts[:-2]:
        names = QT_PLUGINS.get(parts[-2])
        return names is not None and (not names or _library(landing.name) in names)
    if "translations" in parts:
        return landing.name in TRANSLATIONS
    return "qml" not in parts


def reached(entries: Iterable[Entry], imports: Callable[[str], set[str]]) -> list[Entry]:
    """Return the files without the libraries that nothing which stays asks for.

    Args:
        entries: Programs, plugins, libraries, links to them.
        imports: Gives the file names of the libraries that a file asks for, at once or through
            another.
    """
    entries = list(entries)
    libraries: dict[str, list[str]] = {}
    for landing, source, kind in entries:
        if kind == "BINARY":
            libraries.setdefault(_file_name(landing), []).append(source)
    roots = [(landing, source) for landing, source, kind in entries if _is_root(landing, kind)]
    needed = {_file_name(landing) for landing, _ in roots}
    waiting = [source for landing, source in roots if _library(landing) not in OF_THE_SYSTEM]
    while waiting:
        for name in imports(waiting.pop()):
            key = name.casefold()
            if key in libraries and key not in needed:
                needed.add(key)
                waiting.extend(libraries[key])
    return [entry for entry in entries if _file_name(entry[0]) in needed]


def without_loose_ends(entries: Iterable[Entry], kept: Iterable[Entry]) -> list[Entry]:
    """Return the files without the links to libraries that were not kept."""
    present = {_file_name(landing) for landing, _, _ in kept}
    return [entry for entry in entries if entry[2] != "SYMLINK" or _file_name(entry[0]) in present]


def strip_symbols(folder: Path) -> None:
    """Throw away what only a debugger reads, a fifth of the whole; Qt stays as it was made."""
    strip = shutil.which("strip")
    if sys.platform != "linux" or strip is None:
        return
    for path in folder.rglob("*.so*"):
        is_ours = {"PySide6", "shiboken6"}.isdisjoint(path.parts)
        if is_ours and path.is_file() and not path.is_symlink():
            subprocess.run([strip, "--strip-unneeded", str(path)], check=True)


def _is_root(landing: str, kind: str) -> bool:
    """Tell whether a file is loaded by name: a module, a plugin of Qt, Python itself."""
    name = _file_name(landing)
    is_plugin = "plugins" in PurePosixPath(landing.replace("\\", "/")).parts
    is_python = re.match(r"(lib)?python\d", name) is not None
    return kind == "EXTENSION" or (kind == "BINARY" and (is_plugin or is_python))


def _file_name(landing: str) -> str:
    return landing.replace("\\", "/").rpartition("/")[2].casefold()


def _library(landing: str) -> str:
    return _file_name(landing).partition(".")[0].removeprefix("lib")
