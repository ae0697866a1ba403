"""The names of entiteiten that ship with vvdesk, read without the machinery of a plan.

The first start asks for one before anything else is loaded; who wants certainty asks the plan.
"""

import tomllib

from vvdesk.errors import Unavailable
from vvdesk.paths import resources

PLAN_FILE = "vlaamse-veerkracht.toml"


def entiteit_names() -> list[str]:
    """Return the names, sorted; empty when the file cannot be read or holds none."""
    try:
        text = (resources() / "plannen" / PLAN_FILE).read_text(encoding="utf-8-sig")
        entries = tomllib.loads(text).get("entiteit", [])
    except (OSError, ValueError, Unavailable):
        return []
    return sorted({str(each["naam"]) for each in entries if "naam" in each}, key=str.casefold)
