"""Questions to the person and to the desktop: choosing files, confirming, opening a folder.

Everything that would open a dialog of its own goes through here, so that tests can answer.
"""

from pathlib import Path
from typing import Protocol

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtWidgets import QWidget


class Messages(Protocol):
    """What a page may ask; `ui.messages.Dialogs` does it, tests have one that remembers."""

    def confirm(self, parent: QWidget, title: str, text: str, verb: str) -> bool:
        """Ask whether to go on with something that leaves the program; `verb` is on the button."""

    def refuse(self, parent: QWidget | None, title: str, text: str) -> None:
        """Tell that something could not be done, and why, where a bar would be overlooked."""

    def file_to_open(self, parent: QWidget, title: str, kinds: str, folder: Path) -> Path | None:
        """Let a file be chosen; `kinds` as Qt writes it: "Werkboeken (*.xlsx)"."""

    def files_to_open(self, parent: QWidget, title: str, kinds: str, folder: Path) -> list[Path]:
        """Let several files be chosen."""

    def file_to_save(self, parent: QWidget, title: str, kinds: str, proposed: Path) -> Path | None:
        """Let a new file's name be chosen; asks before one that exists."""

    def open_outside(self, path: Path) -> bool:
        """Open a file or folder with the program that belongs to it."""

    def open_address(self, address: str) -> bool:
        """Open a web or mail address; only http, https and mailto."""


class Dialogs:
    """Asks with the system's own dialogs; their types are loaded when one is opened."""

    def confirm(self, parent: QWidget, title: str, text: str, verb: str) -> bool:
        """Ask; the safe answer is the one that Enter and Escape give."""
        box = QtWidgets.QMessageBox(QtWidgets.QMessageBox.Icon.Question, title, text, parent=parent)
        going_on = box.addButton(verb, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
        back = box.addButton(QtWidgets.QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(back)
        box.exec()
        return box.clickedButton() is going_on

    def refuse(self, parent: QWidget | None, title: str, text: str) -> None:
        """Tell in a dialog with one button."""
        QtWidgets.QMessageBox(
            QtWidgets.QMessageBox.Icon.Warning,
            title,
            text,
            QtWidgets.QMessageBox.StandardButton.Ok,
            parent,
        ).exec()

    def file_to_open(self, parent: QWidget, title: str, kinds: str, folder: Path) -> Path | None:
        """Let a file be chosen."""
        name, _kind = QtWidgets.QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return Path(name) if name else None

    def files_to_open(self, parent: QWidget, title: str, kinds: str, folder: Path) -> list[Path]:
        """Let several files be chosen."""
        names, _kind = QtWidgets.QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
        return [Path(name) for name in names]

    def file_to_save(self, parent: QWidget, title: str, kinds: str, proposed: Path) -> Path | None:
        """Let a new file's name be chosen."""
        name, _kind = QtWidgets.QFileDialog.getSaveFileName(parent, title, str(proposed), kinds)
        return Path(name) if name else None

    def open_outside(self, path: Path) -> bool:
        """Open a file or folder with the program that belongs to it."""
        return QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(path)))

    def open_address(self, address: str) -> bool:
        """Open a web or mail address."""
        url = QtCore.QUrl(address, QtCore.QUrl.ParsingMode.StrictMode)
        if url.scheme().casefold() not in {"http", "https", "mailto"}:
            return False
        return QtGui.QDesktopServices.openUrl(url)
