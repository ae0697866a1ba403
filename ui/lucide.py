"""The sources of icons, straight from the package that ships them."""

import importlib.util
import zipfile
from functools import cache
from pathlib import Path


@cache
def svg(name: str) -> str:
    """Return the source of the icon `name`.

    Raises:
        KeyError: There is no such icon.
    """
    return _package().read(f"{name}.svg").decode()


@cache
def _package() -> zipfile.ZipFile:
    """Find the package without importing it: it would load a registry that is not needed."""
    found = importlib.util.find_spec("justmyresource_lucide")
    if found is None or not found.origin:
        raise ModuleNotFoundError("justmyresource_lucide")
    return zipfile.ZipFile(Path(found.origin).parent / "icons.zip")


def write_svg(name: str, colour: str, folder: Path) -> Path | None:
    """Write an icon in one colour to a file, for style sheets, which only take files.

    Returns:
        The file; None where the folder cannot be written.
    """
    path = folder / f"{name}-{colour.lstrip('#')}.svg"
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(svg(name).replace("currentColor", colour), encoding="utf-8")
    except OSError:
        return None
    return path
