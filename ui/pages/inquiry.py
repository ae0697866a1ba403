"""Naspeuren: every value of a fiche, and every figure of a report, back to the submitted cell."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QLabel, QStackedWidget, QWidget

from ui.icons import Icons
from ui.inquiry import Inquiry
from ui.job import Job, Runner
from ui.messages import Messages
from ui.notices import Notice, Tone
from ui.pages.inquiry_code import CodeBar
from ui.pages.inquiry_leads import Leads
from ui.pages.inquiry_list import InquiryList
from ui.pages.inquiry_panes import Panes, headed
from ui.pages.inquiry_parts import InquiryParts
from ui.pages.inquiry_text import WalkedText
from ui.pages.inquiry_tracing import Tracing
from ui.pages.notice_bar import NoticeBar, ProgressBar, announce
from ui.pages.titled_page import lay_out_page
from ui.theme import Theme
from vvdesk.anchors import Verwijzing, field_code
from vvdesk.errors import Misused, VvdeskError
from vvdesk.model import Meetmoment
from vvdesk.tracing import Trace
from vvdesk.tracing.shown_fiche import ShownFiche, shown_fiche, whole_code
from vvdesk.tracing.shown_lines import Regel, Soort, as_text
from vvdesk.tracing.trace_lines import consists_of_parts, part_lines, parts_title, trace_lines

_FICHE, _TRACE = "Fiche", "Spoor van dit veld"
_TRACE_OF_FIGURE = "Spoor van dit cijfer"
_NO_FICHE = "Kies links een fiche, of typ hierboven de code die in het rapport staat."
_NO_TRACE = (
    "Hier lees je waar een waarde vandaan komt: uit welk bestand, welk blad en welke cel, en wat "
    "er daarna mee gebeurde."
)
_BUSY = "Het spoor wordt opgezocht…"


class InquiryPage(QWidget):
    """De bladzijde Naspeuren.

    Args:
        inquiry: The open store.
        runner: Traces beside the window.
        messages: Asks where a file goes.
        icons: Where pictures come from.
        theme: Where colours come from.

    Attributes:
        bar: The field for a code.
        list: The fiches.
        fiche: The fiche as text.
        parts: The parts of a figure, in the place of the fiche.
        trace: The trace as text.
        notices: What is wrong with a code that was typed.
    """

    def __init__(
        self,
        inquiry: Inquiry,
        runner: Runner,
        messages: Messages,
        icons: Icons,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._inquiry = inquiry
        self._shown: ShownFiche | None = None
        self._found: Trace | None = None
        self._wants_focus = self._is_step = False
        self.bar = CodeBar(icons, self)
        self.list = InquiryList(inquiry.workspace, inquiry.moments, runner, icons, theme)
        self.fiche = WalkedText("Fiche", theme, marks=True)
        self.parts = InquiryParts()
        self.trace = WalkedText(_TRACE, theme)
        self.notices, self._progress = NoticeBar(icons, theme), ProgressBar()
        self._middle_title, self._trace_title = QLabel(_FICHE), QLabel(_TRACE)
        self._tracing = Tracing(inquiry.workspace, runner, self)
        self._leads = Leads(inquiry, runner, messages, self)
        self._lay_out()
        self._connect()

    def begin(self) -> None:
        """Show the list of fiches."""
        self.list.begin()

    def panes(self) -> list[QWidget]:
        """Return the parts that Ctrl+F6 goes along."""
        return [self.bar.line, self.list.view, self.fiche, self.parts, self.trace]

    def stop(self) -> None:
        """Trace nothing any more: the file is about to be closed."""
        self._tracing.stop()

    def focus_code(self) -> None:
        """Take the keyboard into the field for a code."""
        self.bar.focus()

    def show_code(self, code: str) -> None:
        """Show the trace of a code, and the fiche or the parts that it is about.

        Args:
            code: As in a report, or the code of a project; what cannot be read is told on the page.
        """
        self.notices.clear()
        try:
            found = whole_code(code, self.list.moment_id)
            self._come_to(found)
        except VvdeskError as error:
            self._refuse(str(error))
            return
        self.bar.line.setText(str(found))
        self._wants_focus = True
        self._ask(str(found))

    def show_fiche(self, project: str, meetmoment_id: int) -> None:
        """Show a fiche, with the trace of it as a whole."""
        self._go(field_code(meetmoment_id, project))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin where a code is typed."""
        super().showEvent(event)
        if self._found is None:
            self.bar.focus()

    def _lay_out(self) -> None:
        for text, told in ((self.fiche, _NO_FICHE), (self.trace, _NO_TRACE)):
            text.show_lines([Regel(Soort.NOOT, told)])
        self._middle = QStackedWidget()
        self._middle.addWidget(self.fiche)
        self._middle.addWidget(self.parts)
        middle = headed(self._middle_title, self._middle)
        panes = Panes(self.list, middle, headed(self._trace_title, self.trace))
        below = (self.notices, self._progress)
        lay_out_page(self, "Naspeuren", self.bar, panes, below=below)

    def _connect(self) -> None:
        self.bar.asked.connect(self.show_code)
        self.bar.gone.connect(self.show_code)
        self.list.chosen.connect(self.show_fiche)
        self.list.opened.connect(self._enter_middle)
        self.list.failed.connect(self._refuse)
        self.fiche.reached.connect(self._on_reached)
        self.fiche.followed.connect(self._leads.follow)
        self.fiche.entered.connect(self._enter_trace)
        self.fiche.left.connect(self.list.view.setFocus)
        self.parts.asked.connect(self.show_code)
        self.parts.left.connect(self.list.view.setFocus)
        self.trace.followed.connect(self._leads.follow)
        self.trace.left.connect(self._enter_middle)
        self._leads.code_followed.connect(self.show_code)
        self._tracing.began.connect(self._on_began)
        self._tracing.traced.connect(self._on_traced)
        self._tracing.failed.connect(self._refuse)
        self.bar.copy.clicked.connect(self._on_copy)

    def _go(self, code: str) -> None:
        """Show a code that is known to be one, and leave the keyboard where it is."""
        self.notices.clear()
        try:
            self._come_to(whole_code(code, self.list.moment_id))
        except VvdeskError as error:
            self._refuse(str(error))
            return
        self.bar.line.setText(code)
        self._ask(code)

    def _come_to(self, found: Verwijzing) -> None:
        """Show the fiche that a code is about, and put the caret at it.

        Raises:
            Misused: There is no such meetmoment, fiche or row.
            Unavailable: The file cannot be read any more.
        """
        if found.group:
            return
        _check_moment(found, self._inquiry.moments)
        shown = self._shown
        if shown is None or (shown.project, shown.meetmoment_id) != _fiche_of(found):
            self._shown = shown = shown_fiche(self._inquiry.workspace, *_fiche_of(found))
            self.fiche.show_lines(shown.regels, str(found))
        else:
            self.fiche.choose(str(found))
        self._middle.setCurrentWidget(self.fiche)
        self._middle_title.setText(f"{_FICHE} {shown.project}, {shown.meetmoment}")
        self._trace_title.setText(_TRACE)
        self.list.mark(found.project, found.meetmoment_id)

    def _ask(self, code: str) -> None:
        self._is_step = False
        self._tracing.ask(code)

    def _on_began(self, job: Job) -> None:
        self._progress.watch(job, _BUSY)

    def _on_reached(self, line: Regel) -> None:
        self.bar.line.setText(line.code)
        self._is_step = True
        self._tracing.ask(line.code, at_once=False)

    def _on_traced(self, found: Trace) -> None:
        self._found = found
        self.bar.note(found.code, replaces=self._is_step)
        self.bar.copy.setEnabled(True)
        self.trace.show_lines(trace_lines(found))
        if consists_of_parts(found):
            self._middle_title.setText(parts_title(found))
            self._trace_title.setText(_TRACE_OF_FIGURE)
            self.parts.show_parts(found)
            self._middle.setCurrentWidget(self.parts)
        if self._wants_focus:
            self._wants_focus = False
            announce(self.trace, f"{found.titel}: {found.tekst or 'niet ingevuld'}")
            self._enter_middle() if consists_of_parts(found) else self._enter_trace()

    def _refuse(self, sentence: str) -> None:
        self._wants_focus = False
        self.notices.show_notice(Notice(sentence, Tone.WARNING, stays=True))

    def _enter_middle(self) -> None:
        is_fiche = self._middle.currentWidget() is self.fiche
        (self.fiche if is_fiche else self.parts).setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_trace(self) -> None:
        self.trace.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_copy(self) -> None:
        found = self._found
        if found is None:
            return
        lines = [*trace_lines(found), *part_lines(found)]
        QGuiApplication.clipboard().setText(as_text(lines))
        self._inquiry.tell(f"Het spoor van {found.code} is gekopieerd.", Tone.GOOD)


def _fiche_of(found: Verwijzing) -> tuple[str, int]:
    return found.project, found.meetmoment_id


def _check_moment(found: Verwijzing, moments: Sequence[Meetmoment]) -> None:
    """Raise `Misused` when the store has no such meetmoment."""
    known = {each.id: each.naam for each in moments}
    if found.meetmoment_id not in known:
        told = ", ".join(f"{number} ({naam})" for number, naam in known.items())
        raise Misused(
            f"Er is geen meetmoment {found.meetmoment_id}, het eerste deel van de code "
            f"{found}. Kies uit: {told}."
        )
