"""What one person chose on one computer: name, look, and where the window was left.

Nothing of a dossier is kept here. The file can be thrown away; the window then starts afresh.
"""

from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from vvdesk.json_files import read_json, write_json

FILE_NAME = "venster.json"
SMALLEST_ZOOM, LARGEST_ZOOM = 80, 200
LOOKS = ("systeem", "licht", "donker")
LONGEST_TEXT = 10_000
"""Characters; the window's own state is the longest, some hundreds."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of the window; `dataclasses.replace` makes changed ones.

    Attributes:
        naam: Who works here, as it stands beside every change; empty before the first start.
        entiteit: For which entiteit, by its official name; empty for several.
        look: Which colours: "systeem", "licht" or "donker".
        zoom: Size of text in percent.
        geometry: Place and size of the window, as Qt writes them, in base64.
        window_state: How its parts are divided, as Qt writes it, in base64.
        last_file: The file that was open when the window closed; empty for none.
        last_project: The code of the fiche in hand.
        last_section: The name of the section in hand.
        last_folder: Where a file was chosen last.
        last_server: The address of the server that was opened last; never with its password.
        side_panels: The panels that are open, by name.
    """

    naam: str = ""
    entiteit: str = ""
    look: str = LOOKS[0]
    zoom: int = 100
    geometry: str = ""
    window_state: str = ""
    last_file: str = ""
    last_project: str = ""
    last_section: str = ""
    last_folder: str = ""
    last_server: str = ""
    side_panels: tuple[str, ...] = ("problems",)

    @property
    def is_first_start(self) -> bool:
        """Whether nobody has told who works here."""
        return not self.naam


def load(folder: Path) -> Settings:
    """Read the settings in `folder`.

    A damaged file gives the defaults and is kept aside as `venster.json.kapot`; a value that does
    not fit gives the default of that one setting. Never raises.
    """
    found = read_json(folder / FILE_NAME)
    fitting = {each.name: found[each.name] for each in fields(Settings) if each.name in found}
    if isinstance(fitting.get("side_panels"), list):
        fitting["side_panels"] = tuple(fitting["side_panels"])
    return Settings(**{name: value for name, value in fitting.items() if _fits(name, value)})


def save(settings: Settings, folder: Path) -> bool:
    """Write the settings; what another vvdesk wrote beside them stays.

    Returns:
        False when the disk refuses; the settings then hold until the window closes.
    """
    path = folder / FILE_NAME
    return write_json(path, {**read_json(path), **asdict(settings)})


def _fits(name: str, value: Any) -> bool:
    if name == "zoom":
        return type(value) is int and SMALLEST_ZOOM <= value <= LARGEST_ZOOM
    if name == "look":
        return value in LOOKS
    if name == "side_panels":
        return isinstance(value, tuple) and all(isinstance(each, str) for each in value)
    return isinstance(value, str) and len(value) <= LONGEST_TEXT
