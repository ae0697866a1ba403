"""What `make dist` takes along and what its check refuses, without building anything."""

from importlib.metadata import distribution
from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import bundle_contents
import bundle_licences
import check_dist
import frozen_smoke
import licences
import pytest
import sample_document
import window_libraries
from packaging.utils import canonicalize_name
from requirement_files import read_lock

from vvdesk.bundled import bundled
from vvdesk.report.pdf.writing import write_pdf

ROOT = Path(__file__).resolve().parents[2]
QT = "_internal/PySide6/Qt"
WHOLE = dict.fromkeys(
    [
        "vvdesk",
        "vvdesk-cli",
        "_internal/python3.11/lib-dynload/_sqlite3.cpython-311-x86_64-linux-gnu.so",
        "_internal/libsqlite3.so.0",
        f"{QT}/translations/qtbase_nl.qm",
        f"{QT}/plugins/iconengines/libqsvgicon.so",
        f"{QT}/plugins/platforms/libqxcb.so",
        "_internal/justmyresource_lucide/icons.zip",
        "_internal/resources/plannen/vlaamse-veerkracht.toml",
        "_internal/resources/manual/handleiding.md",
        "_internal/resources/rapport/rapport.typ",
        "_internal/resources/rapport/sjabloon.docx",
        "_internal/resources/rapport/web.css",
        "_internal/typst/_typst.abi3.so",
        "_internal/lxml/etree.cpython-311-x86_64-linux-gnu.so",
        "_internal/docx/templates/default-settings.xml",
        "_internal/fontpkg_source_sans_3/files/SourceSans3[wght].ttf",
        "_internal/fontpkg_source_sans_3/files/SourceSans3-Italic[wght].ttf",
        "_internal/vvdesk/store/upgrades/env.py",
        "_internal/vvdesk/store/upgrades/versions/v1.py",
        "_internal/pyside6_essentials-6.11.3.dist-info/METADATA",
        "LICENTIES.txt",
        "licenties/pyside6-essentials/LGPL-3.0.txt",
        "licenties/pyside6-essentials/GPL-3.0.txt",
        "licenties/justmyresource-lucide/LUCIDE-LICENSE",
        "licenties/fontpkg-source-sans-3/LICENSE",
        "licenties/typst/LICENSE",
        "licenties/typst/typst-py.cyclonedx.json",
        "licenties/typst/typst-fonts.txt",
        "licenties/python/LICENSE.txt",
    ],
    1,
)


def test_a_whole_folder_passes() -> None:
    assert not list(check_dist.problems_of(WHOLE))


@pytest.mark.parametrize("name", WHOLE)
def test_each_thing_that_must_be_there_is_missed(name: str) -> None:
    lacking = {each: size for each, size in WHOLE.items() if each != name}
    (problem,) = check_dist.problems_of(lacking)
    assert problem.startswith("Missing")


@pytest.mark.parametrize(
    "name",
    [
        f"{QT}/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        f"{QT}/lib/libQt6VirtualKeyboard.so.6",
        "_internal/PySide6/Qt6Charts.dll",
        "_internal/PySide6/QtCharts.abi3.so",
        "_internal/PySide6/QtGraphs.pyd",
        "_internal/PySide6/Qt6DataVisualization.dll",
        "_internal/PySide6/Qt6Network.dll",
        f"{QT}/lib/libQt6Qml.so.6",
        f"{QT}/translations/qtbase_fr.qm",
        "_internal/PySide6/opengl32sw.dll",
        "_internal/tcl86t.dll",
        "_internal/_pytest/main.py",
        "_internal/mypy/api.py",
        "_internal/lxml/objectify.cpython-311-x86_64-linux-gnu.so",
        "_internal/lxml/isoschematron/resources/rng/iso-schematron.rng",
        "_internal/docx/templates/default-docx-template/word/styles.xml",
        "_internal/docx/templates/default.docx",
        "_internal/numpy/version.py",
    ],
)
def test_a_file_that_may_not_be_handed_out_is_named(name: str) -> None:
    (problem,) = check_dist.problems_of({**WHOLE, name: 1})
    assert problem.startswith(name)


def test_a_link_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "libx.txt").symlink_to("nowhere")
    assert list(check_dist.unresolved(tmp_path)) == ["libx.txt: leads nowhere."]


def test_parts_are_shown_from_big_to_small_and_add_up() -> None:
    sizes = {
        f"{QT}/lib/libQt6Gui.so.6": 3_000_000,
        "_internal/nh3/nh3.abi3.so": 2_000_000,
        "_internal/nh3/__init__.py": 500_000,
        "_internal/small.so": 10,
    }
    assert check_dist.biggest(sizes) == [
        ("PySide6: Qt6Gui", 3_000_000),
        ("nh3", 2_500_000),
        ("the rest", 10),
    ]


@pytest.mark.parametrize(
    ("landing", "goes_along"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/plugins/platforms/qwindows.dll", True),
        ("PySide6/plugins/styles/qmodernwindowsstyle.dll", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/tls/libqopensslbackend.so", False),
        ("PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so", False),
        ("PySide6/Qt/translations/qtbase_nl.qm", True),
        ("PySide6/translations/qtbase_de.qm", False),
        ("PySide6/Qt/qml/QtQuick/qmldir", False),
        ("PySide6/Qt/lib/libQt6Core.so.6", True),
        ("nh3/nh3.abi3.so", True),
        ("docx/templates/default-settings.xml", True),
        ("docx/templates/default.docx", False),
        ("docx/templates/default-docx-template/word/styles.xml", False),
        ("fontpkg_source_sans_3/files/SourceSans3[wght].ttf", True),
    ],
)
def test_of_what_is_large_only_what_is_used_goes_along(landing: str, goes_along: bool) -> None:  # noqa: FBT001 - a table
    assert bundle_contents.is_wanted(PurePosixPath(landing)) is goes_along


def test_a_library_that_nothing_asks_for_stays_behind() -> None:
    asked = {
        "/w/QtGui.so": {"libQt6Gui.so.6"},
        "/w/libQt6Gui.so.6": {"libQt6Core.so.6", "libc.so.6"},
        "/w/libcupsprintersupport.so": {"libcups.so.2"},
    }
    entries = [
        ("PySide6/QtGui.abi3.so", "/w/QtGui.so", "EXTENSION"),
        ("PySide6/Qt/lib/libQt6Gui.so.6", "/w/libQt6Gui.so.6", "BINARY"),
        ("PySide6/Qt/lib/libQt6Core.so.6", "/w/libQt6Core.so.6", "BINARY"),
        ("PySide6/Qt/lib/libQt6Qml.so.6", "/w/libQt6Qml.so.6", "BINARY"),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so",
         "/w/libcupsprintersupport.so", "BINARY"),
        ("libcups.so.2", "/usr/lib/libcups.so.2", "BINARY"),
        ("libpython3.11.so.1.0", "/w/libpython3.11.so.1.0", "BINARY"),
    ]  # fmt: skip
    kept = bundle_contents.reached(entries, lambda source: asked.get(source, set()))
    assert [landing.rpartition("/")[2] for landing, _, _ in kept] == [
        "QtGui.abi3.so",
        "libQt6Gui.so.6",
        "libQt6Core.so.6",
        "libcupsprintersupport.so",
        "libpython3.11.so.1.0",
    ]


def test_a_link_goes_along_with_its_library_only() -> None:
    kept = [("PySide6/Qt/lib/libQt6Gui.so.6", "/w/x", "BINARY")]
    links = [
        ("libQt6Gui.so.6", "PySide6/Qt/lib/libQt6Gui.so.6", "SYMLINK"),
        ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", "SYMLINK"),
        ("resources/x.md", "/w/x.md", "DATA"),
    ]
    left = bundle_contents.without_loose_ends(links, kept)
    assert [landing for landing, _, _ in left] == ["libQt6Gui.so.6", "resources/x.md"]


def test_packages_of_the_tests_are_dead_weight_and_those_of_the_program_are_not() -> None:
    dead = bundle_contents.dead_weight(ROOT / "requirements" / "run.txt")
    assert {"pytest", "hypothesis", "mypy", "tkinter", "lxml.objectify"} <= set(dead)
    assert not {"PySide6", "sqlalchemy", "nh3", "pydantic", "typer", "lxml", "typst"} & set(dead)


def test_every_package_that_went_in_is_listed_with_its_text(tmp_path: Path) -> None:
    bundle = bundle_licences.Bundle(
        [
            ("PySide6/QtCore.abi3.so", "x", "EXTENSION"),
            ("sqlalchemy.orm", "x", "PYMODULE"),
            ("justmyresource_lucide", "x", "PYMODULE"),
            ("typst", "x", "PYMODULE"),
            ("fontpkg_source_sans_3", "x", "PYMODULE"),
            ("json", "x", "PYMODULE"),
        ]
    )
    bundle.write_licences(tmp_path)
    told = (tmp_path / bundle_licences.LIST).read_text(encoding="utf-8")
    assert f"SQLAlchemy {distribution('sqlalchemy').version}: MIT (licenties/sqlalchemy)" in told
    assert "Je mag ze vervangen" in told
    assert f"typst {distribution('typst').version}: Apache-2.0 (licenties/typst)" in told
    assert "fontpkg-source-sans-3 " in told
    assert "pytest" not in told
    texts = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*")}
    assert {
        "licenties/pyside6-essentials/LGPL-3.0.txt",
        "licenties/pyside6-essentials/GPL-3.0.txt",
        "licenties/typst/typst-py.cyclonedx.json",
        "licenties/typst/typst-fonts.txt",
    } <= texts
    own_text = (tmp_path / "licenties/fontpkg-source-sans-3/LICENSE").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in own_text
    assert (tmp_path / "licenties/justmyresource-lucide/LUCIDE-LICENSE").is_file()
    assert list((tmp_path / "licenties/python").iterdir())


def test_versions_of_what_went_in_can_be_told_by_the_program() -> None:
    entries = bundle_licences.Bundle([("nh3", "x", "PYMODULE")]).metadata()
    ((landing, source, kind),) = entries
    assert (landing, kind) == (f"nh3-{distribution('nh3').version}.dist-info/METADATA", "DATA")
    assert Path(source).is_file()


def test_a_frozen_program_that_complains_is_refused(tmp_path: Path) -> None:
    program = tmp_path / "program"
    program.write_text("#!/bin/sh\necho $1\necho 'oei' >&2\n", encoding="utf-8")
    program.chmod(0o755)
    with pytest.raises(ValueError, match="oei"):
        frozen_smoke.run([str(program), "x"], tmp_path)


def test_a_frozen_program_sees_nothing_of_this_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "/srv/here")
    monkeypatch.setenv("VIRTUAL_ENV", "/srv/here")
    program = tmp_path / "program"
    program.write_text('#!/bin/sh\necho "[$PYTHONPATH$VIRTUAL_ENV]"\n', encoding="utf-8")
    program.chmod(0o755)
    assert frozen_smoke.run([str(program), "x"], tmp_path) == "[]\n"


def test_a_library_that_the_system_lacks_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    told = "\tlibxcb-cursor.so.0 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n"
    monkeypatch.setattr(
        window_libraries.subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=told)
    )
    assert window_libraries.absent(Path("x.so")) == ["libxcb-cursor.so.0"]


def test_the_program_tells_of_every_package_that_it_needs_to_run() -> None:
    needed = read_lock(ROOT / "requirements" / "run.txt").keys()
    told = {canonicalize_name(each.name) for each in bundled()}
    # The finder of font packages is asked by nobody; the font itself is read as a file.
    assert needed - told == {"fontpkg"}
    assert told <= needed


@pytest.mark.parametrize(
    ("expression", "is_agreed"),
    [
        ("OFL-1.1", True),
        ("MIT AND ISC", True),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("unknown", False),
    ],
)
def test_only_licences_that_were_agreed_to_pass(expression: str, is_agreed: bool) -> None:  # noqa: FBT001 - a table
    assert licences.is_allowed(expression) is is_agreed


def test_a_pdf_in_another_font_than_the_one_that_comes_along_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rapport.pdf"
    write_pdf(sample_document.document(1, 1), path)
    assert "1 pages" not in frozen_smoke.pdf_told(path)
    monkeypatch.setattr(frozen_smoke, "FONT", "Verdana")
    with pytest.raises(ValueError, match="SourceSans3"):
        frozen_smoke.pdf_told(path)
