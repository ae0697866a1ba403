"""The headings of a report as a tree: for who cannot see its pages, and to look it through."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from ui.theme import GRID
from vvdesk.report.content import Document, Section, SectionKind

_PROJECT = Qt.ItemDataRole.UserRole


class ReportContents(QTreeWidget):
    """De inhoud van een rapport.

    Signals:
        project_chosen(str): The heading of a project was opened: its code.
    """

    project_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Inhoud van het rapport")
        self.setHeaderHidden(True)
        self.setWordWrap(True)
        self.setStyleSheet(f"ReportContents::item {{ min-height: {3 * GRID}px; }}")
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.itemActivated.connect(self._on_activated)

    def show_document(self, document: Document) -> None:
        """Show the headings of a report; those inside a project are left out."""
        self.clear()
        top = QTreeWidgetItem(self, [document.title])
        top.setToolTip(0, document.subtitle)
        for chapter in document.chapters:
            _add(chapter, top)
        self.expandAll()
        self.setCurrentItem(top)

    def _on_activated(self, item: QTreeWidgetItem, _column: int) -> None:
        if project := item.data(0, _PROJECT):
            self.project_chosen.emit(project)


def _add(section: Section, above: QTreeWidgetItem) -> None:
    item = QTreeWidgetItem(above, [section.title])
    if section.kind is SectionKind.PROJECT:
        item.setData(0, _PROJECT, section.title.split(maxsplit=1)[0].rstrip(".:"))
        return
    for block in section.blocks:
        if isinstance(block, Section):
            _add(block, item)
