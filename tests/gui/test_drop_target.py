from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QPlainTextEdit

from ui.drop_target import DropTarget, usual_verdict, verdict_with

BUTTONS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def files(*names):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/post/{name}") for name in names])
    return data


@pytest.fixture
def window(qtbot):
    """A window with a field that would take what is dropped."""
    made = QMainWindow()
    made.setCentralWidget(QPlainTextEdit())
    made.resize(600, 400)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def target(window, theme, icons):
    """The target of `window`."""
    return DropTarget(window, theme, icons)


@pytest.fixture
def drag(window, qapp):
    """Send the events of a drag to the window, as the system does."""

    def send(kind, data):
        if kind is QDragLeaveEvent:
            event = QDragLeaveEvent()
        else:
            at = QPointF(300, 200) if kind is QDropEvent else QPoint(300, 200)
            event = kind(at, Qt.DropAction.CopyAction, data, *BUTTONS)
        qapp.sendEvent(window.windowHandle(), event)
        return event

    return send


def test_a_workbook_above_the_window_says_what_will_happen_and_drops(qtbot, target, drag, window):
    data = files("inzending.xlsx")
    assert drag(QDragEnterEvent, data).isAccepted()
    assert target.isVisible()
    assert target.geometry() == window.rect()
    assert target.verdict.title == "Inlezen als inzending"
    assert target.accessibleDescription() == "Inlezen als inzending. inzending.xlsx"
    assert drag(QDragMoveEvent, data).isAccepted()
    with qtbot.waitSignal(target.dropped) as dropped:
        drag(QDropEvent, data)
    assert dropped.args == [[Path("/post/inzending.xlsx")]]
    assert not target.isVisible()
    assert window.centralWidget().toPlainText() == ""


def test_leaving_the_window_hides_the_target(target, drag):
    data = files("ov.vvd")
    drag(QDragEnterEvent, data)
    drag(QDragLeaveEvent, data)
    assert not target.isVisible()
    drag(QDragLeaveEvent, data)


def test_a_wrong_file_says_what_it_is_and_is_not_taken(qtbot, target, drag):
    data = files("foto.png")
    drag(QDragEnterEvent, data)
    assert target.verdict.title == '"foto.png" is geen werkboek, dossier of momentopname'
    with qtbot.assertNotEmitted(target.dropped), qtbot.waitSignal(target.refused) as refused:
        drag(QDropEvent, data)
    assert refused.args[0].startswith(f"{target.verdict.title}. Sleep een")


def test_text_goes_to_the_fields_as_always(target, drag):
    data = QMimeData()
    data.setText("hallo")
    drag(QDragEnterEvent, data)
    assert not target.isVisible()


def test_addresses_on_the_web_are_no_files(target, drag):
    data = QMimeData()
    data.setUrls([QUrl("https://www.vlaanderen.be/ov.vvd")])
    drag(QDragEnterEvent, data)
    assert not target.isVisible()


def test_the_target_grows_with_the_window(qtbot, target, drag, window):
    drag(QDragEnterEvent, files("ov.vvd"))
    window.resize(800, 500)
    qtbot.waitUntil(lambda: target.size() == window.size())


def test_a_window_that_is_shown_later_is_watched_as_well(qtbot, qapp, theme, icons):
    window = QMainWindow()
    qtbot.addWidget(window)
    target = DropTarget(window, theme, icons)
    with qtbot.waitExposed(window):
        window.show()
    data = files("ov.vvd")
    event = QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, *BUTTONS)
    qapp.sendEvent(window.windowHandle(), event)
    assert target.isVisible()


@pytest.mark.parametrize("name", ["ov.vvd", "foto.png"])
def test_it_is_painted(target, drag, name):
    drag(QDragEnterEvent, files(name))
    assert not target.grab().isNull()


@pytest.mark.parametrize(
    ("names", "title", "text", "accepted"),
    [
        (["A.VVD"], "Openen", "A.VVD", True),
        (["a.xlsx"], "Inlezen als inzending", "a.xlsx", True),
        (
            ["a.xlsx", "b.xlsx", "c.xlsx", "d.xlsx"],
            "4 inzendingen inlezen",
            "a.xlsx, b.xlsx, c.xlsx en nog 1",
            True,
        ),
        (["a.xlsx", "b.xlsx"], "2 inzendingen inlezen", "a.xlsx, b.xlsx", True),
        (["a.vvd", "b.vvd"], "Dit zijn meerdere dossiers", "maar één dossier", False),
        (["a.vvd", "b.xlsx"], "Dossiers en werkboeken door elkaar", "ofwel", False),
        (["a.xlsx", "b.ods"], '"b.ods" is een ander soort werkboek', "bewaar het als .xlsx", False),
        (["map"], '"map" is geen werkboek, dossier of momentopname', "Sleep een dossier", False),
    ],
)
def test_files_are_judged_by_their_names(names, title, text, accepted):
    verdict = usual_verdict([Path(name) for name in names])
    assert verdict.title == title
    assert text in verdict.text
    assert verdict.accepted is accepted


@pytest.mark.parametrize(
    ("dossier", "names", "text", "accepted"),
    [
        ("ov.vvd", ["a.xlsx"], "a.xlsx in ov.vvd. Je ziet eerst wat er zou wijzigen.", True),
        ("ov.vvd", ["a.xlsx", "b.xlsx"], "Sleep er één tegelijk.", False),
        ("", ["a.xlsx"], "Van a.xlsx komt een dossier", True),
        ("", ["a.xlsx", "b.xlsx"], "Sleep er één tegelijk.", False),
        ("ov.vvd", ["b.vvd"], "b.vvd", True),
        ("", ["b.vvd"], "b.vvd", True),
        ("ov.vvd", ["a.ods"], "bewaar het als .xlsx", False),
    ],
)
def test_a_workbook_goes_into_the_open_dossier_or_becomes_one_one_at_a_time(
    dossier, names, text, accepted
):
    verdict = verdict_with(dossier)([Path(name) for name in names])
    assert text in verdict.text
    assert verdict.accepted is accepted


def test_a_central_file_takes_any_number_of_workbooks_and_dossiers():
    judge = verdict_with("centraal.vvd", is_central=True)
    several = judge([Path("OV.xlsx"), Path("DWSE.vvd")])
    assert several.accepted
    assert several.title == "2 inzendingen inlezen"
    assert "OV.xlsx, DWSE.vvd in centraal.vvd" in several.text
    assert judge([Path("DWSE.vvd")]).title == "Inlezen als inzending"
    stranger = judge([Path("OV.xlsx"), Path("foto.png")])
    assert not stranger.accepted
    assert "foto.png" in stranger.title
