"""A drawn sample as files: JSON to draw it again and to export it, CSV to read it."""

import csv
import json
from pathlib import Path
from typing import Final

from vvdesk.atomic import replace_folder, unavailable
from vvdesk.errors import Refused
from vvdesk.formula_guard import guarded_cell
from vvdesk.opendata.whole_folder import check_free
from vvdesk.sampling import Steekproef

JSON_NAME: Final = "steekproef.json"
CSV_NAME: Final = "steekproef.csv"
_COLUMNS: Final = (
    "stratum",
    "rang",
    "code",
    "referentie",
    "project",
    "naam",
    "bedrag",
    "sha256",
)


def write_sample(sample: Steekproef, folder: Path) -> None:
    """Write a sample in a folder that is new, empty or holds an earlier one.

    Raises:
        Misused: Other things stand in the folder.
        Unavailable: It cannot be written; what stood there is as it was.
    """
    check_free(folder, JSON_NAME, {JSON_NAME, CSV_NAME})

    def fill(fresh: Path) -> None:
        (fresh / JSON_NAME).write_text(sample_json(sample), encoding="utf-8", newline="\n")
        with (fresh / CSV_NAME).open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(_COLUMNS)
            for unit in sample.eenheden:
                values = (getattr(unit, name) for name in _COLUMNS)
                writer.writerow(map(guarded_cell, values))

    try:
        replace_folder(folder, fill)
    except OSError as error:
        raise unavailable(error, folder) from error


def sample_json(sample: Steekproef) -> str:
    """Return a sample as the text of its JSON file."""
    return json.dumps(sample.to_json(), ensure_ascii=False, indent=2) + "\n"


def read_sample(path: Path) -> Steekproef:
    """Read a sample that was kept.

    Raises:
        Refused: It is no sample, or one that was drawn in a way this program does not know.
        Unavailable: It cannot be read.
    """
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise unavailable(error, path) from error
    except (ValueError, RecursionError) as error:
        raise Refused(
            f'"{path.name}" is geen steekproef van vvdesk. Kies het bestand {JSON_NAME} dat bij '
            "het trekken bewaard is."
        ) from error
    return Steekproef.from_json(said)
