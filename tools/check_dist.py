"""Look through the folder that `make dist` built: what must be in it, what may not, how big it is.

    python tools/check_dist.py dist/vvdesk

Exit code 1 when something is missing or forbidden.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from window_libraries import absent

#: Most megabytes of the whole; a library that slips in is noticed.
MOST_MB = 260
#: Parts that weigh less are summed up as the rest.
SHOWN_MB = 1.0

#: Modules of Qt that exist under the GPL or a commercial licence only, and never under the LGPL.
GPL_ONLY = (
    "VirtualKeyboard", "Charts", "Graphs", "DataVis", "Quick3D", "QuickTimeline", "ShaderTools",
    "Lottie", "NetworkAuth", "HttpServer", "Mqtt", "Coap", "Knx", "OpcUa", "WaylandCompositor",
    "InsightTracker", "QmlCompiler", "CanvasPainter",
)  # fmt: skip
FORBIDDEN = {
    rf"(?i)(?:qt6?|lib)\w*(?:{'|'.join(GPL_ONLY)})": "exists under the GPL only",
    r"(?i)qt6?(?:Qml|Quick|Network|Sql|Test|Designer|WebEngine)": "a part of Qt that is not used",
    r"(?i)opengl32sw|d3dcompiler": "a part of Qt that is not used",
    r"(?i)(?:^|/)(?:_?tkinter|tcl\d|tk\d|libtcl|libtk)": "Tk, which is not used",
    r"(?i)(?:^|/)(?:_?pytest|hypothesis|mypy|ruff|coverage|setuptools|pip)(?:/|-|$)": "for tests",
    r"(?i)(?:^|/)(?:numpy|PIL|pillow)(?:/|-|\.)": "not in requirements/run.txt",
    r"/lxml/(?!etree\.|_elementpath\.)": "a part of lxml that is not used",
    r"/docx/templates/default(?:-docx-template/|\.docx$)": "a template that is not used",
    r"(?i)/translations/(?!qtbase_nl\.qm$)": "a language that vvdesk does not speak",
}
#: What must be there once at least, as patterns of a path in the folder.
NEEDED = {
    r"^vvdesk(\.exe)?$": "the window",
    r"^vvdesk-cli(\.exe)?$": "the command line",
    r"_sqlite3\.": "SQLite, Python's side",
    r"(?i)(?:^|/)(?:lib)?sqlite3[.\w-]*\.(?:so|dll|dylib)": "SQLite itself",
    r"/translations/qtbase_nl\.qm$": "Qt's own texts in Dutch",
    r"/justmyresource_lucide/icons\.zip$": "the icons",
    r"/iconengines/(?:lib)?qsvgicon\.": "what draws the icons",
    r"/platforms/(?:lib)?q(?:xcb|windows|cocoa)\.": "the plugin for this system's windows",
    r"/resources/plannen/.*\.toml$": "the plan",
    r"/resources/manual/handleiding\.md$": "the manual",
    r"/resources/rapport/rapport\.typ$": "how the PDF is set",
    r"/resources/rapport/sjabloon\.docx$": "the template of the Word report",
    r"/resources/rapport/web\.css$": "how the web page looks",
    r"/typst/_typst\.": "what makes the PDF",
    r"/lxml/etree\.": "what reads and writes XML",
    r"/docx/templates/default-settings\.xml$": "what a Word template may lack",
    r"/fontpkg_source_sans_3/files/SourceSans3\[wght\]\.ttf$": "the font of the reports",
    r"/fontpkg_source_sans_3/files/SourceSans3-Italic\[wght\]\.ttf$": "the same, slanted",
    r"/vvdesk/store/upgrades/env\.py$": "the upgrades of the file format",
    r"/vvdesk/store/upgrades/versions/\w+\.py$": "an upgrade of the file format",
    r"/PySide6_Essentials-[\d.]+\.dist-info/METADATA$|/pyside6_essentials-": "versions to tell of",
    r"^LICENTIES\.txt$": "the list of licences",
    r"^licenties/pyside6-essentials/LGPL-3\.0\.txt$": "the LGPL",
    r"^licenties/pyside6-essentials/GPL-3\.0\.txt$": "the GPL, to which the LGPL refers",
    r"^licenties/justmyresource-lucide/LUCIDE-LICENSE$": "the licence of the icons",
    r"^licenties/fontpkg-source-sans-3/LICENSE$": "the licence of the font of the reports",
    r"^licenties/typst/LICENSE$": "the licence of Typst",
    r"^licenties/typst/typst-py\.cyclonedx\.json$": "the parts of Typst with their licences",
    r"^licenties/typst/typst-fonts\.txt$": "the licences of the fonts inside Typst",
    r"^licenties/python/": "the licence of Python",
}


def main(arguments: list[str]) -> int:
    """Check the folder that is named; return 1 when something is wrong."""
    folder = Path(arguments[0])
    sizes = {path.relative_to(folder).as_posix(): size for path, size in files_of(folder)}
    megabytes = sum(sizes.values()) / 1e6
    problems = [*problems_of(sizes), *unresolved(folder)]
    if megabytes > MOST_MB:
        problems.append(f"{megabytes:.0f} MB is more than {MOST_MB} MB.")
    print(f"{folder}: {len(sizes)} files, {megabytes:.1f} MB")
    for name, size in biggest(sizes):
        print(f"  {size / 1e6:7.1f} MB  {name}")
    for problem in problems:
        print(problem)
    return 1 if problems else 0


def files_of(folder: Path) -> Iterator[tuple[Path, int]]:
    """Yield every file and its size; a link counts for nothing, but must lead somewhere."""
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            yield path, 0
        elif path.is_file():
            yield path, path.stat().st_size


def problems_of(names: dict[str, int]) -> Iterator[str]:
    """Yield a sentence for each file that may not be there, and for each that is missing."""
    for pattern, why in FORBIDDEN.items():
        # Texts of licences may be called after anything.
        found = [n for n in names if not n.startswith("licenties/") and re.search(pattern, n)]
        yield from (f"{name}: {why}." for name in found)
    for pattern, what in NEEDED.items():
        if not any(re.search(pattern, name) for name in names):
            yield f"Missing: {what} ({pattern})."


def unresolved(folder: Path) -> Iterator[str]:
    """Yield links that lead nowhere and, on Linux, libraries that are found nowhere."""
    for path in folder.rglob("*"):
        if path.is_symlink() and not path.exists():
            yield f"{path.relative_to(folder)}: leads nowhere."
    if sys.platform != "linux":
        return
    for path in sorted(folder.rglob("*.so*")):
        if path.is_file() and not path.is_symlink() and "cups" not in path.name:
            for name in absent(path):
                yield f"{path.relative_to(folder)} asks for {name}, which is absent."


def biggest(sizes: dict[str, int]) -> list[tuple[str, int]]:
    """Return the biggest parts, a library or a folder each, and what the rest weighs."""
    parts: Counter[str] = Counter()
    for name, size in sizes.items():
        parts[part_of(name)] += size
    shown = [(name, size) for name, size in parts.most_common() if size >= SHOWN_MB * 1e6]
    return [*shown, ("the rest", sum(sizes.values()) - sum(size for _, size in shown))]


def part_of(name: str) -> str:
    """Return the part of the program that a file is counted with."""
    pieces = name.removeprefix("_internal/").split("/")
    if pieces[0] == "PySide6" and len(pieces) > 1:
        return f"PySide6: {pieces[-1].partition('.')[0].removeprefix('lib')}"
    return re.split(r"\.so|-\d", pieces[0])[0]


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
