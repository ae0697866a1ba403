"""Where somebody was working when a file was closed, to go on there next time."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ui.open_file import OpenFile


def where_left(file: "OpenFile | None") -> dict[str, Any]:
    """Return the settings that lead back there; none for a momentopname, where nobody works."""
    if file is None:
        return {}
    return {
        "last_project": file.live.project,
        "last_section": file.section,
        "side_panels": file.panels,
    }
