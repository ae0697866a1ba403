"""The recovery sheet: one printed page that brings a lost key back, together with its passphrase.

What stands on it is the locked key, in lines that can be typed again; the passphrase never does.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from vvdesk.atomic import replace_file
from vvdesk.errors import Unavailable
from vvdesk.report.typesetting.signs import Signs, missing_signs, printable, signs_of
from vvdesk.report.typesetting.typst_compile import Typesetting
from vvdesk.sealing.keys import OwnKey
from vvdesk.sealing.keys_lines import key_lines

TEMPLATE: Final = "herstelblad.typ"


def write_key_sheet(key: OwnKey, target: Path) -> None:
    """Write the recovery sheet of a key as a PDF of one page.

    Args:
        key: The key.
        target: Where; what stands there is replaced.

    Raises:
        Refused: The file of the key holds none.
        Unavailable: The key cannot be read, or the sheet cannot be written.
    """
    pdf = sheet_pdf(key, datetime.now(UTC).astimezone().date())
    replace_file(target, lambda path: path.write_bytes(pdf), lambda path: _check(path, pdf))


def sheet_pdf(key: OwnKey, day: date) -> bytes:
    """Return the recovery sheet of a key; the same key and day give the same bytes.

    Args:
        key: The key.
        day: What the sheet says it was printed on.

    Raises:
        Refused: The file of the key holds none.
        Unavailable: The key cannot be read.
    """
    return _typeset(key, day).pdf(day)


def sheet_picture(key: OwnKey, day: date, width_px: int) -> bytes:
    """Return the recovery sheet of a key as a PNG of about this width, to send to a printer.

    Raises:
        Refused: The file of the key holds none.
        Unavailable: The key cannot be read.
    """
    return _typeset(key, day).pictures(width_px)[0]


def _typeset(key: OwnKey, day: date) -> Typesetting:
    lines = key_lines(key.locked_bytes())
    name = printable(key.naam)
    said, _lost = Signs(missing_signs(signs_of(name))).settled(name)
    return Typesetting(
        TEMPLATE,
        {
            "name": said,
            "key": key.key_id,
            "fingerprint": key.fingerprint,
            "since": _shown(date.fromisoformat(key.sinds)),
            "day": _shown(day),
            "public": key.public.line,
            "lines": [f"{number:2}: {line}" for number, line in enumerate(lines, 1)],
        },
    )


def proposed_name(key: OwnKey) -> str:
    """Return what the file of a sheet is called when nobody says otherwise."""
    return f"herstelblad-{key.key_id}.pdf"


def _check(path: Path, pdf: bytes) -> None:
    if path.read_bytes() != pdf:
        raise Unavailable(
            "Het herstelblad staat niet goed op de schijf. Probeer opnieuw of kies een andere map."
        )


def _shown(day: date) -> str:
    return f"{day:%d/%m/%Y}"
