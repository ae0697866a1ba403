"""Zegel: what an open momentopname is worth as evidence, why, and what is in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.inquiry import Inquiry
from ui.job import Job, Runner
from ui.messages import Messages
from ui.notices import Notice, Offer, Tone
from ui.pages.job_area import JobArea
from ui.pages.notice_bar import ProgressBar
from ui.pages.reading_column import ReadingColumn
from ui.pages.scrolled import scrolled
from ui.pages.seal_checks import ChecksCard
from ui.pages.seal_code import ToldCode
from ui.pages.seal_differences import Differences
from ui.pages.seal_facts import FactsGrid
from ui.pages.seal_holdings import KeptFiles, SealedTables
from ui.pages.seal_saving import SealSaving
from ui.pages.seal_verifying import Judge, SealVerifying, judge
from ui.pages.trusted_keys import TrustedKeysDialog
from ui.pages.wrapped_label import wrapped_label
from ui.pages.wrapping_row import WrappingRow
from ui.theme import GRID, Theme
from vvdesk.errors import VvdeskError
from vvdesk.sealing.kept_files import kept_files
from vvdesk.sealing.keys import KeyFolder
from vvdesk.sealing.keys_trusted import TrustedKey
from vvdesk.sealing.seal_words import facts, facts_as_text
from vvdesk.sealing.verdict import Verdict


class SealPage(QWidget):
    """De pagina met het oordeel over het zegel.

    Signals:
        judged(object): There is a `Verdict`; a more thorough one may follow.
        checking(): It is judged anew; what was said before holds no more.
        unread(str): It could not be judged, and why not.

    Args:
        inquiry: The open momentopname.
        folder: The keys of this person.
        runner: Runs long work.
        messages: Asks where copies go.
        icons: For shapes.
        theme: For colours.
        judge: Does the judging.
    """

    judged = Signal(object)
    checking = Signal()
    unread = Signal(str)

    def __init__(
        self,
        inquiry: Inquiry,
        folder: KeyFolder,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
        judge: Judge = judge,
    ) -> None:
        super().__init__(parent)
        self._inquiry, self._folder, self._messages = inquiry, folder, messages
        self._icons, self._theme = icons, theme
        self._trusted: list[TrustedKey] = []  # when the dialog about keys was opened
        self.checks, self.code = ChecksCard(icons, theme), ToldCode(icons, theme)
        self.differences = Differences(icons, theme)
        self.facts = FactsGrid(icons, theme, "Gegevens van het zegel")
        self.files, self.tables = KeptFiles(icons, theme), SealedTables(icons, theme)
        self.again = QPushButton(icons.get("refresh-cw"), "Opnieuw controleren")
        self.evidence = QPushButton(icons.get("file-check"), "Bewijsstukken herlezen")
        self.keys = QPushButton(icons.get("key-round"), "Sleutel toevoegen…")
        self.copy_all = QPushButton(icons.get("copy"), "Kopieer alle gegevens")
        self.job, self.progress = JobArea(runner, icons, theme), ProgressBar()
        self._verifying = SealVerifying(inquiry.workspace, folder.trusted, runner, judge, self)
        self._saving = SealSaving(inquiry, messages, self.job, self)
        self._lay_out()
        self._connect()
        self._show_state()

    @property
    def verdict(self) -> Verdict | None:
        """The latest judgement; None before the first."""
        return self._verifying.verdict

    def begin(self) -> None:
        """Judge the momentopname the first time; called whenever the page is shown."""
        if self.verdict is None and not self._verifying.is_busy:
            self._read_files()
            self.check()

    def check(self) -> None:
        """Judge it (again)."""
        if self._verifying.is_busy:
            return
        self.job.notices.clear()
        self.checks.show_checking()
        self.checking.emit()
        self._verifying.start()

    def show_details(self) -> None:
        """Bring the keyboard to what differs, or else to the checks."""
        shown = self.differences if self.differences.isVisibleTo(self) else self.checks
        self._area.ensureWidgetVisible(shown)
        (self.differences.table if shown is self.differences else self.again).setFocus()

    def stop(self) -> None:
        """Stop judging; called when the file is closed."""
        self._verifying.stop()

    def _lay_out(self) -> None:
        self.setAccessibleName("Zegel")
        self.setFocusProxy(self.again)
        title = QLabel("Zegel")
        title.setProperty("role", "title")
        buttons = WrappingRow()
        for button in (self.again, self.evidence, self.keys):
            buttons.addWidget(button)
        data = QFrame()
        data.setProperty("role", "card")
        inside = QVBoxLayout(data)
        inside.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        inside.setSpacing(GRID)
        inside.addWidget(wrapped_label("Gegevens van het zegel", "heading"))
        inside.addWidget(self.facts)
        inside.addWidget(self.copy_all, 0, Qt.AlignmentFlag.AlignLeft)
        self._data = data
        page = ReadingColumn()
        page.column.setSpacing(2 * GRID)
        page.column.addWidget(title)
        page.column.addLayout(buttons)
        for part in (self.checks, self.differences, self.code, data, self.files, self.tables):
            page.column.addWidget(part)
        page.column.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._area = scrolled(page)
        whole.addWidget(self._area, 1)
        whole.addWidget(self.job)
        whole.addWidget(self.progress)

    def _connect(self) -> None:
        work = self._verifying
        work.began.connect(self._on_began)
        work.judged.connect(self._on_judged)
        work.failed.connect(self._on_failed)
        work.stopped.connect(self._on_stopped)
        work.ended.connect(self._show_state)
        self.again.clicked.connect(self.check)
        self.evidence.clicked.connect(work.read_evidence)
        self.keys.clicked.connect(self.show_keys)
        self.copy_all.clicked.connect(self._on_copy_all)
        self.differences.save_requested.connect(self._on_save_differences)
        self.files.copy_requested.connect(self._saving.save_file)

    def _read_files(self) -> None:
        try:
            self.files.show_files(kept_files(self._inquiry.workspace))
        except VvdeskError as error:
            self.files.show_files(())
            self.job.tell(str(error), Tone.ERROR)

    def _on_began(self, job: Job, what: str) -> None:
        self.progress.watch(job, what)
        self._show_state()

    def _on_judged(self, verdict: Verdict) -> None:
        self.checks.show_verdict(verdict)
        self.differences.show_verdict(verdict)
        self.code.compare_with(verdict.manifest)
        self.facts.show_facts(facts(verdict))
        self.tables.show_manifest(verdict.manifest)
        self.judged.emit(verdict)

    def _on_failed(self, why: str) -> None:
        self.checks.show_unread(why)
        self.unread.emit(why)
        self.job.tell(why, Tone.ERROR, Offer("Opnieuw", self.check))

    def _on_stopped(self, only_evidence: bool) -> None:  # noqa: FBT001 - the signal's argument
        if only_evidence:
            self.job.tell(
                "Gestopt. De bewijsstukken zijn niet opnieuw gelezen; de andere controles zijn wel "
                "gedaan.",
                Tone.PLAIN,
                Offer("Toch herlezen", self._verifying.read_evidence),
            )
            return
        why = "Gestopt. Het zegel is niet nagekeken."
        self.checks.show_unread(why)
        self.unread.emit(why)
        self.job.tell(why, Tone.WARNING, Offer("Opnieuw", self.check))

    def _show_state(self) -> None:
        busy, verdict = self._verifying.is_busy, self.verdict
        # Never greyed out: the keyboard would fall from it.
        self.again.setText("Wordt gecontroleerd…" if busy else "Opnieuw controleren")
        if busy and (self.evidence.hasFocus() or self.keys.hasFocus()):
            self.again.setFocus()
        self.keys.setEnabled(not busy)
        self.evidence.setEnabled(not busy)
        self.evidence.setVisible(verdict is not None and not self._verifying.is_thorough)
        for part in (self._data, self.code, self.tables):
            part.setVisible(verdict is not None and (part is self._data or bool(verdict.manifest)))

    def show_keys(self) -> None:
        """Show the keys that this person trusts; another choice is judged by at once."""
        self._trusted = self._folder.trusted.all()
        dialog = TrustedKeysDialog(
            self._folder, self._messages, self._icons, self._theme, self.window()
        )
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._on_keys_closed)
        dialog.open()

    def _on_keys_closed(self, _result: int) -> None:
        if self._folder.trusted.all() != self._trusted:
            self.check()

    def _on_copy_all(self) -> None:
        QGuiApplication.clipboard().setText(facts_as_text(list(self.facts.facts)))
        self.job.notices.show_notice(Notice("De gegevens van het zegel zijn gekopieerd."))

    def _on_save_differences(self) -> None:
        if self.verdict is not None:
            self._saving.save_differences(self.verdict)
