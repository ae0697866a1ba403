"""Drive the programs that `make dist` built, as somebody without Python would use them.

    python tools/frozen_smoke.py dist/vvdesk

The command line makes a dossier; the window opens it, and real key events fill in fields, export a
workbook and read it back (`ui/smoke.py`); the command line then checks both files. Of the central
file it makes a report in every form and the open data, and explains a reference code. Then the time
to the first paint, beside that of the same window from its sources.
"""

import json
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import cast

from pypdf import PageObject, PdfReader
from pypdf.generic import DictionaryObject

ROOT = Path(__file__).resolve().parents[1]
SUFFIX = ".exe" if sys.platform == "win32" else ""
DOSSIER = "demo/dossiers/departement-cultuur-jeugd-en-media.vvd"
WORKBOOK = "zelftest.xlsx"
CENTRAL = "demo/centraal.vvd"
#: An amount in it, the reference code under which reports print it, and the font of the PDF.
AMOUNT, CODE, FONT = "41.500.000", "2/VV018-VAK", "SourceSans3"
TYPED = "Zelftest: één, twee"
STARTS = 5
#: What the window without a screen says of itself, and, indented, what a report tells of itself;
#: anything else on standard error is a mistake.
HARMLESS = ("This plugin does not support", "  ")


def main(arguments: list[str]) -> int:
    """Go round with the programs in the folder that is named; return 1 when something fails."""
    folder = Path(arguments[0]).resolve()
    try:
        with TemporaryDirectory(prefix="vvdesk-dist-") as temporary:
            home = Path(temporary)
            work(folder, home)
            publish(str(folder / f"vvdesk-cli{SUFFIX}"), home)
            print_start_times(folder, home)
    except (subprocess.SubprocessError, ValueError) as error:
        print(f"The frozen program failed: {error}")
        return 1
    return 0


def work(folder: Path, home: Path) -> None:
    """Make a dossier, drive the window through it, and check what it leaves.

    Raises:
        ValueError: Something is not as it should be.
    """
    command = str(folder / f"vvdesk-cli{SUFFIX}")
    run([command, "--version"], home)
    run([command, "demo", "demo"], home)
    # In the round it was handed in; nothing can be typed in it until it is taken back.
    run([command, "take-back", DOSSIER, "--reason", "Zelftest"], home)
    print(run([str(folder / f"vvdesk{SUFFIX}"), "--zelftest", DOSSIER, WORKBOOK], home))
    workbook = home / Path(DOSSIER).with_name(WORKBOOK)
    run([command, "check", DOSSIER], home)
    for path in (DOSSIER, str(workbook)):
        run([command, "validate", path], home, may_find=True)
    dumped = run([command, "dump", DOSSIER], home)
    if dumped.count(json.dumps(TYPED, ensure_ascii=False)[1:-1]) < 2:  # noqa: PLR2004 - two fields
        raise ValueError("what was typed in the window is not in the dossier")
    reports = [path for kind in ("fout", "vastgelopen") for path in home.rglob(f"{kind}-*.txt")]
    if reports:
        raise ValueError(f"The program made a mistake:\n{reports[0].read_text(encoding='utf-8')}")


def publish(command: str, home: Path) -> None:
    """Make every publication of the central file that `work` left, and look into each.

    Args:
        command: The program of the command line.
        home: Where it runs.

    Raises:
        ValueError: Something is not as it should be.
    """
    forms = [f"rapport.{kind}" for kind in ("pdf", "docx", "html")]
    run([command, "report", CENTRAL, *(part for form in forms for part in ("--out", form))], home)
    run([command, "opendata", CENTRAL, "--out", "data"], home)
    explained = run([command, "trace", CENTRAL, CODE], home)
    with zipfile.ZipFile(home / "rapport.docx") as package:
        word = package.read("word/document.xml").decode()
    page = (home / "rapport.html").read_text(encoding="utf-8")
    described = json.loads((home / "data" / "datapackage.json").read_text(encoding="utf-8"))
    absent = [
        part["path"]
        for part in described["resources"]
        if not (home / "data" / part["path"]).is_file()
    ]
    if absent:
        raise ValueError(f"the open data lack {', '.join(absent)}")
    for name, told in (("trace", explained), ("the Word report", word), ("the web page", page)):
        if AMOUNT not in told or CODE not in told:
            raise ValueError(f"{name} does not tell {AMOUNT} with the code {CODE}")
    print(pdf_told(home / "rapport.pdf"))


def pdf_told(path: Path) -> str:
    """Return a line about a PDF.

    Raises:
        ValueError: It is set in another font than the one that comes along, or has no tags.
    """
    read = PdfReader(path)
    fonts = {name for page in read.pages for name in page_fonts(page)}
    if not any(FONT in name for name in fonts):
        raise ValueError(f"the PDF is set in {', '.join(sorted(fonts))}, not in {FONT}")
    if "/StructTreeRoot" not in read.root_object:
        raise ValueError("the PDF has no tags")
    return f"Report: {len(read.pages)} pages in PDF, with tags; Word, web page and open data."


def page_fonts(page: PageObject) -> list[str]:
    """Return the names of the fonts of a page."""
    resources = cast("DictionaryObject", page["/Resources"])
    fonts = cast("DictionaryObject", resources.get("/Font", DictionaryObject()))
    return [str(cast("DictionaryObject", fonts[name])["/BaseFont"]) for name in fonts]


def run(command: list[str], home: Path, *, may_find: bool = False) -> str:
    """Run a program without anything of this Python, and return what it writes.

    Args:
        command: The program and its arguments.
        home: Where it runs and keeps what belongs to a user.
        may_find: Whether findings (exit code 1) are well too.

    Raises:
        ValueError: It ended badly or complained.
    """
    done = subprocess.run(
        command, cwd=home, env=surroundings(home), capture_output=True, timeout=180, check=False
    )
    told, complained = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
    said = [line for line in complained.splitlines() if line and not line.startswith(HARMLESS)]
    if done.returncode not in ({0, 1} if may_find else {0}) or said:
        name = Path(command[0]).name
        raise ValueError(f"{name} {command[1]} ended with {done.returncode}:\n{told}{complained}")
    return told


def surroundings(home: Path) -> dict[str, str]:
    """Return the environment of somebody who has no Python and no checkout."""
    kept = ("SYSTEMROOT", "WINDIR", "TEMP", "TMP", "DISPLAY", "XAUTHORITY")
    found = {name: os.environ[name] for name in kept if name in os.environ}
    return {
        **found,
        "PATH": os.defpath,
        "HOME": str(home),
        "LC_ALL": "C.UTF-8",
        "VVDESK_HOME": str(home / "gebruiker"),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }


def print_start_times(folder: Path, home: Path) -> None:
    """Print the time from the start of the process to the first paint, frozen and from source."""
    frozen = median(first_paint([str(folder / f"vvdesk{SUFFIX}")], home) for _ in range(STARTS))
    source = median(first_paint([sys.executable, "-m", "ui"], home) for _ in range(STARTS))
    print(
        f"First paint: {frozen:.2f} s frozen, {source:.2f} s from source "
        f"({frozen / source:.2f} ×; the middle one of {STARTS}, with everything in cache)"
    )


def first_paint(command: list[str], home: Path) -> float:
    """Return the seconds until a window says that it was painted; it closes by itself."""
    environment = {**surroundings(home), "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    with subprocess.Popen(
        [*command, "--zelftest"],
        cwd=home,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        line = process.stdout.readline() if process.stdout else b""
        seconds = time.perf_counter() - started
        process.communicate(timeout=60)
    if b"getekend" not in line or process.returncode:
        raise ValueError(f"{command[0]} --zelftest ended with {process.returncode}")
    return seconds


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
