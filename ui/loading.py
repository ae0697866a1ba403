"""Loading the heavy half of the program: the core in a worker, the window in its own thread.

Qt's types come into being when they are first named, and PySide does not bear two threads at that
at once: a worker that loads a module of the window while the window works ends the program, once
in some thirty times. So a worker loads only what knows no Qt, which is most of the time; what knows
Qt follows in the window's thread, a few modules at a time, and between them the window answers.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from typing import Final

from PySide6.QtCore import QObject, QTimer


@dataclass(frozen=True, slots=True)
class Half:
    """Modules that are loaded together.

    Attributes:
        core: Know no Qt; all of the core that `window` needs follows from them.
        window: In an order in which each takes a few tens of milliseconds.
    """

    core: tuple[str, ...]
    window: tuple[str, ...]


FORM: Final = Half(
    ("vvdesk.desk", "vvdesk.opening", "vvdesk.adding", "vvdesk.drafts", "vvdesk.fiche_page",
     "vvdesk.number_words", "vvdesk.question_list", "vvdesk.rescue", "vvdesk.row_order",
     "vvdesk.table_block"),
    ("ui.desk", "ui.forms.field_box", "ui.forms.rows_table", "ui.forms.rows_page",
     "ui.forms.section_form", "ui.pages.fiche", "ui.colleagues", "ui.open_file",
     "ui.pages.building"),
)  # fmt: skip
"""What shows a file to work in."""
REST: Final = Half(
    ("vvdesk.project_list", "vvdesk.going_back", "vvdesk.workbook_intake", "vvdesk.handing_in",
     "vvdesk.comparing", "vvdesk.compare.shortening", "vvdesk.dashboard.charts",
     "vvdesk.dashboard.figures", "vvdesk.dashboard.files", "vvdesk.error_copies",
     "vvdesk.meetmoment_checks", "vvdesk.meetmoment_lists", "vvdesk.meetmoment_rows",
     "vvdesk.meetmoment_settings", "vvdesk.besluiten", "vvdesk.hindernissen", "vvdesk.states",
     "vvdesk.perimeter", "vvdesk.reception", "vvdesk.reception_reading", "vvdesk.reminder",
     "vvdesk.report.content", "vvdesk.report_files",
     "vvdesk.sealing.keys", "vvdesk.sealing.making", "vvdesk.sealing.outlook",
     "vvdesk.sealing.seal_words", "vvdesk.uitvraag"),
    ("ui.pages.building_list", "ui.pages.compare", "ui.pages.excel_in", "ui.pages.hand_in",
     "ui.pages.building_others", "ui.pages.dashboard_board", "ui.pages.dashboard",
     "ui.pages.reception", "ui.pages.conflicts_choice", "ui.pages.conflicts_editors",
     "ui.pages.consolidation_plan", "ui.pages.consolidation", "ui.pages.conflicts",
     "ui.pages.uitvraag", "ui.pages.report_panel", "ui.pages.report_preview", "ui.pages.report",
     "ui.pages.sealing", "ui.pages.building_central"),
)  # fmt: skip
"""The other pages of a file to work in."""
SEALED: Final = Half(
    ("vvdesk.opening", "vvdesk.anchors", "vvdesk.besluiten", "vvdesk.hindernissen",
     "vvdesk.states", "vvdesk.project_counts", "vvdesk.reception", "vvdesk.reception_reading",
     "vvdesk.sealing.difference_files", "vvdesk.sealing.keys", "vvdesk.sealing.keys_fingerprint",
     "vvdesk.sealing.kept_files", "vvdesk.sealing.seal_words", "vvdesk.sealing.verifying"),
    ("ui.pages.trusted_keys", "ui.pages.seal_banner", "ui.pages.reception_delegate",
     "ui.pages.seal_holdings", "ui.pages.seal_page", "ui.pages.building_sealed", "ui.sealed_file"),
)  # fmt: skip
"""What shows a momentopname."""
SEALED_REST: Final = Half(
    ("vvdesk.audit_export", "vvdesk.audit_export.together", "vvdesk.compare.shortening",
     "vvdesk.mijlpaal_life", "vvdesk.moments_compared.comparing",
     "vvdesk.moments_compared.files", "vvdesk.moments_compared.filtering",
     "vvdesk.moments_compared.other_file", "vvdesk.project_list", "vvdesk.sampling",
     "vvdesk.searching", "vvdesk.sealing.kept_inzending", "vvdesk.tracing.shown_fiche",
     "vvdesk.tracing.trace_lines"),
    ("ui.pages.inquiry", "ui.pages.search", "ui.pages.moments_table", "ui.pages.moments",
     "ui.pages.life", "ui.pages.sample", "ui.pages.building_auditor"),
)  # fmt: skip
"""The other pages of a momentopname."""


def load_core(half: Half) -> None:
    """Load what knows no Qt; for a worker."""
    for name in half.core:
        import_module(name)


def load_window(half: Half, then: Callable[[], object], owner: QObject, pause: int = 0) -> None:
    """Load what knows Qt, with room for the window in between; in the window's thread.

    Args:
        half: Of which the core was loaded.
        then: Called when all of it is there; at once when it was there already.
        owner: With it, the loading stops.
        pause: Milliseconds between two modules.
    """
    _load_next([name for name in half.window if name not in sys.modules], then, owner, pause)


def _load_next(
    names: Sequence[str], then: Callable[[], object], owner: QObject, pause: int
) -> None:
    if not names:
        then()
        return
    import_module(names[0])
    QTimer.singleShot(pause, owner, partial(_load_next, names[1:], then, owner, pause))
