"""Read the locks of `requirements/`: which package, which version, on which machines."""

from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def read_lock(path: Path) -> dict[str, str]:
    """Return the pinned version by canonical name, of what this machine needs from `path`."""
    pins: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith((" ", "#")):
            continue
        requirement = Requirement(line.removesuffix("\\"))
        if requirement.marker is None or requirement.marker.evaluate():
            version = str(requirement.specifier).removeprefix("==")
            pins[canonicalize_name(requirement.name)] = version
    return pins
