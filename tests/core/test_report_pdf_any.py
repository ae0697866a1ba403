import io
import re
import tempfile
from pathlib import Path

import page
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pypdf import PdfReader
from report_documents import documents

from vvdesk.report.content import Paragraph
from vvdesk.report.pdf.writing import write_pdf
from vvdesk.report.typesetting.signs import printable
from vvdesk.richtext import Run

_PLAIN_WORD = re.compile("[a-zA-Z]{4,}")


def judged(document):
    """Write the report; return its text. It must be readable to everybody."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "rapport.pdf"
        write_pdf(document, target)
        report = page.validate_pdf(str(target), profile=page.ValidationProfile.PDF_UA_1)
        assert report.failures == []
        pages = PdfReader(io.BytesIO(target.read_bytes())).pages
        return "".join("".join(each.extract_text().split()) for each in pages)


def words_of(document):
    """Yield what stands in paragraphs of plain runs."""
    for _, section in document.sections():
        for block in section.blocks:
            if isinstance(block, Paragraph) and all(isinstance(each, Run) for each in block.words):
                yield "".join(each.text for each in block.words)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    phases=[Phase.generate],  # shrinking sets hundreds of reports; that is for the torture test
)
@given(documents())
def test_any_report_becomes_a_pdf_for_everybody(document):
    text = judged(document).replace("\u200b", "").replace("\u00ad", "").replace("-", "")
    for said in words_of(document):
        for word in _PLAIN_WORD.findall(printable(said)):
            assert word in text


@pytest.mark.torture
@settings(
    max_examples=1_000, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
@given(documents())
def test_a_thousand_reports_become_pdfs_for_everybody(document):
    judged(document)
