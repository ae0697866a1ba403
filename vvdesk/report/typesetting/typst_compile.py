"""Typst, called: a template of `resources/rapport`, data as JSON, pages or a PDF out of it."""

import json
import warnings
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, cast

import typst

from vvdesk.paths import resources
from vvdesk.report.typesetting.fonts import shipped_fonts

REPORT: Final = "rapport.typ"
SIGNS: Final = "tekens.typ"
Standard: TypeAlias = Literal["ua-1", "a-2a"]
STANDARDS: Final[tuple[Standard, ...]] = ("ua-1", "a-2a")
"""PDF/UA-1: for everybody, also who listens to it. PDF/A-2a: for the archive, and tagged."""
_ROUNDS: Final = 12
_ANY_DAY: Final = date(2000, 1, 1)
_POINTS_PER_INCH: Final = 72
_A4_WIDTH: Final = 595.276


class Typesetting:
    """One template with its data, ready to be set.

    Args:
        template: The name of a file in `resources/rapport`.
        data: What it shows; anything that JSON knows.
    """

    def __init__(self, template: str, data: object) -> None:
        self._compiler = typst.Compiler(
            _template(template),
            font_paths=shipped_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False, separators=(",", ":"))},
        )

    def pdf(
        self, day: date, standards: Sequence[Standard] = STANDARDS, *, tagged: bool = True
    ) -> bytes:
        """Return a PDF; the same data and day give the same bytes.

        Args:
            day: What the file says it was made on.
            standards: What it must keep to.
            tagged: Whether it says what is a heading, a table, a list.

        Raises:
            typst.TypstError: It cannot keep to them, for instance for a sign no font has.
        """
        made, told = self._compiler.compile_with_warnings(
            format="pdf",
            pdf_standards=[*standards],
            timestamp=datetime.combine(day, time(), UTC),
            pdf_tags=tagged,
        )
        for each in told:
            warnings.warn(each, stacklevel=2)
        return cast("bytes", made)

    def pictures(self, width_px: int) -> list[bytes]:
        """Return every page as a PNG of about this width."""
        ppi = width_px * _POINTS_PER_INCH / _A4_WIDTH
        made = self._compiler.compile(format="png", ppi=ppi)
        return cast("list[bytes]", made if isinstance(made, list) else [made])

    def told(self, label: str) -> Mapping[str, Any]:
        """Return the metadata that the template put under `label`; sets all pages, writes none."""
        found = self._compiler.query(f"<{label}>", field="value", one=True)
        return cast("Mapping[str, Any]", json.loads(found))


def forget() -> None:
    """Let Typst drop what it set before.

    It keeps all of that for ten more PDFs, in case it is asked for once more: of a whole plan
    that is most of a gigabyte, and a question (`told`) does not even count.
    """
    for _ in range(_ROUNDS):
        Typesetting(SIGNS, ()).pdf(_ANY_DAY, (), tagged=False)


def _template(name: str) -> Path:
    return resources() / "rapport" / name
