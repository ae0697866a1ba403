"""A report as PDF: one file for everybody (PDF/UA-1) and for the archive (PDF/A-2a).

The same report gives the same bytes, on every machine, whatever fonts it has.
"""

from pathlib import Path

import typst

from vvdesk.jobs import Progress, silent
from vvdesk.report.content import Document
from vvdesk.report.pdf.data import ReportData, report_data
from vvdesk.report.pdf.notices import lost_signs
from vvdesk.report.pdf.words import Texts
from vvdesk.report.typesetting.signs import Signs, missing_signs
from vvdesk.report.typesetting.typst_compile import REPORT, Typesetting, forget


def write_pdf(document: Document, target: Path, progress: Progress = silent) -> tuple[str, ...]:
    """Write a report as PDF, straight to `target`.

    Args:
        document: The report.
        target: Where; what stands there is replaced.
        progress: Called before each step; setting the pages is one step.

    Returns:
        What whoever publishes it should know, in Dutch: which signs no font has.

    Raises:
        Cancelled: The user stopped; nothing was written.
    """
    progress(0, 3, "De teksten nakijken")
    texts, typesetting = _ready(settled(document))
    progress(1, 3, "De bladzijden zetten")
    try:
        pdf = typesetting.pdf(document.peildatum)
    except typst.TypstError:
        # Each sign was found in a font by itself, yet together something is refused.
        seen = report_data(document, Signs()).texts.seen
        texts, typesetting = _ready(report_data(document, Signs(seen), linked=False))
        pdf = typesetting.pdf(document.peildatum)
    forget()
    progress(2, 3, "De PDF bewaren")
    target.write_bytes(pdf)
    progress(3, 3, "De PDF is klaar")
    return lost_signs(texts.lost)


def settled(document: Document) -> ReportData:
    """Return the report as data, with only signs that can be printed."""
    made = report_data(document, Signs())
    missing = missing_signs(made.texts.seen)
    return report_data(document, Signs(missing)) if missing else made


def _ready(report: ReportData) -> tuple[Texts, Typesetting]:
    """Return the report ready to be set, and let go of its data: of a whole plan that is a lot."""
    return report.texts, Typesetting(REPORT, report.data)
