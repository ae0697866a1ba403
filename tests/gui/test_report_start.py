"""What publishing needs is loaded by who publishes; who only opens a file never waits for it."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
CHILD = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from PySide6.QtTest import QTest
    from driven_program import Driven
    from ui.app import new_application

    HEAVY = {"docx", "lxml", "typst"}

    driven = Driven.start(new_application(["vvdesk"]), Path(sys.argv[1]))
    for name in ("dashboard", "report"):
        driven.file.page.show_page(name)
        print(name, sorted(HEAVY & set(sys.modules)))
    page = driven.file.page.current()
    while not page.preview.paper.total:
        QTest.qWait(5)
    print("pages", sorted(HEAVY & set(sys.modules)))
    driven.throw_away()
    """
)


def test_opening_a_central_file_and_its_page_of_reports_loads_no_library_of_word_or_pdf(central):
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(central)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(TESTS), str(TESTS.parent)])},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    seen = done.stdout.splitlines()
    assert seen[:2] == ["dashboard []", "report []"], done.stderr
    assert "typst" in seen[2]
