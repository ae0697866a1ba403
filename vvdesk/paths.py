"""Where vvdesk finds its own data and keeps what belongs to one user.

What a department works on is never kept here: that stands in the files it opens itself.
"""

import os
import sys
from pathlib import Path

from platformdirs import PlatformDirs

from vvdesk.errors import Unavailable

HOME_VARIABLE = "VVDESK_HOME"
"""Environment variable that moves all three user folders under one folder of choice."""

_DIRS = PlatformDirs("vvdesk", appauthor=False)


def resources() -> Path:
    """Give the folder with the data that ships with vvdesk (plans, samples, texts, templates).

    It stands beside the package `vvdesk`: in a checkout, in an installed wheel, and in the folder
    that a frozen program unpacks itself into.

    Raises:
        Unavailable: The folder is missing, so the installation is incomplete.
    """
    root = getattr(sys, "_MEIPASS", None)  # set by PyInstaller in a frozen program
    folder = (Path(root) if root else Path(__file__).resolve().parents[1]) / "resources"
    if not folder.is_dir():
        raise Unavailable(
            f"De map {folder} met de gegevens van vvdesk ontbreekt. Installeer vvdesk opnieuw."
        )
    return folder


def versions_dir() -> Path:
    r"""Give the folder with the automatic versions of every dossier; made when it is missing.

    Windows: `%LOCALAPPDATA%\vvdesk\versies`; Linux: `~/.local/share/vvdesk/versies`; macOS:
    `~/Library/Application Support/vvdesk/versies`.

    Raises:
        Unavailable: The folder cannot be made.
    """
    return _made(_user_folder(_DIRS.user_data_path) / "versies")


def drafts_dir() -> Path:
    """Give the folder with what was typed but not stored; beside the versions, made like it."""
    return _made(_user_folder(_DIRS.user_data_path) / "klad")


def settings_dir() -> Path:
    r"""Give the folder with this user's settings; made when it is missing.

    Windows: `%LOCALAPPDATA%\vvdesk\instellingen`; Linux: `~/.config/vvdesk/instellingen`; macOS:
    `~/Library/Application Support/vvdesk/instellingen`.

    Raises:
        Unavailable: The folder cannot be made.
    """
    return _made(_user_folder(_DIRS.user_config_path) / "instellingen")


def log_dir() -> Path:
    r"""Give the folder with crash reports and logs; made when it is missing.

    Windows: `%LOCALAPPDATA%\vvdesk\Logs\logboek`; Linux: `~/.local/state/vvdesk/log/logboek`;
    macOS: `~/Library/Logs/vvdesk/logboek`.

    Raises:
        Unavailable: The folder cannot be made.
    """
    return _made(_user_folder(_DIRS.user_log_path) / "logboek")


def _user_folder(usual: Path) -> Path:
    """Prefer the folder that `VVDESK_HOME` names over the usual one of this system."""
    home = os.environ.get(HOME_VARIABLE)
    return Path(home).expanduser() if home else usual


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Unavailable(
            f"De map {folder} kan niet gemaakt worden ({error.strerror}). Maak de map zelf of "
            f"wijs met {HOME_VARIABLE} een map aan waarin je mag schrijven."
        ) from error
    return folder
