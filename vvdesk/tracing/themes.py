"""Which theme is T1, T2 … in a reference code."""

from collections.abc import Mapping, Sequence

from vvdesk.content import Inhoud
from vvdesk.plan.referentie import Referentie

FIELD = "themas"


def numbered_themes(referentie: Referentie, contents: Mapping[str, Inhoud]) -> tuple[str, ...]:
    """Return the themes of a meetmoment; the first is T1.

    Args:
        referentie: Its reference data: those themes come first, in its order.
        contents: Its fiches: themes that only a fiche names follow, sorted.
    """
    listed = referentie.lists["thema"].keys()
    named = {theme for inhoud in contents.values() for theme in inhoud.values[FIELD]}
    return (*listed, *sorted(named - set(listed)))


def theme_group(theme: str, themes: Sequence[str]) -> str:
    """Return the group of a theme in a reference code: `T2`.

    Raises:
        ValueError: It is none of `themes`.
    """
    return f"T{themes.index(theme) + 1}"
