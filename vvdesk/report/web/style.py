"""The style of a page and what may run in it: one sheet, one script, and nothing from elsewhere."""

import base64
import hashlib
import re
from typing import Final

from vvdesk.paths import resources
from vvdesk.report.content import Document, StatusLook
from vvdesk.report.web.elements import Html, clean, element

_COLOUR: Final = re.compile("#[0-9A-Fa-f]{6}")
_NEUTRAL: Final = {
    "fill": "#6B6B6B",
    "edge": "transparent",
    "background": "#ECECEC",
    "ink": "#333333",
}
_PLAIN: Final = re.compile("[0-9A-Za-z]")


class PageStyle:
    """The classes of one page that depend on what stands in it.

    The policy of the page allows no style on an element, so every colour and width is a class.
    """

    def __init__(self) -> None:
        self._statuses: dict[StatusLook, str] = {}
        self._widths: set[int] = set()

    def of_status(self, look: StatusLook) -> str:
        """Return the class with the colours of a status."""
        return self._statuses.setdefault(look, f"s{len(self._statuses)}")

    def of_width(self, percent: int) -> str:
        """Return the class of a column that takes `percent` of the width."""
        self._widths.add(percent)
        return f"w{percent}"

    def sheet(self, document: Document) -> str:
        """Return the whole style sheet."""
        fixed = (resources() / "rapport" / "web.css").read_text(encoding="utf-8")
        statuses = [_status(look, name) for look, name in self._statuses.items()]
        widths = [f".w{percent} {{ width: {percent}%; }}" for percent in sorted(self._widths)]
        return "\n".join([fixed.rstrip(), *statuses, *widths, _page_margins(document), ""])


def script() -> str:
    """Return the script: filter and contents."""
    return (resources() / "rapport" / "web.js").read_text(encoding="utf-8")


def policy(style: str, script: str) -> Html:
    """Return the rule that a browser keeps to: this style, this script, nothing of elsewhere."""
    allowed = (
        "default-src 'none'",
        "img-src data:",
        f"style-src '{_hash(style)}'",
        f"script-src '{_hash(script)}'",
        "base-uri 'none'",
        "form-action 'none'",
    )
    return element("meta", http_equiv="Content-Security-Policy", content="; ".join(allowed))


def inside(name: str, text: str) -> Html:
    """Return our own style or script as an element; what stands in it is not escaped.

    Raises:
        ValueError: The text would end the element.
    """
    if "</" in text or "<!--" in text:
        raise ValueError(name)
    return Html(f"<{name}>{text}</{name}>")


def css_text(text: str) -> str:
    """Return a text as a string of CSS, of which nothing can get out."""
    signs = (sign if _PLAIN.fullmatch(sign) else f"\\{ord(sign):x} " for sign in clean(text))
    return f'"{"".join(signs)}"'


def _status(look: StatusLook, name: str) -> str:
    colours = {
        "fill": look.fill,
        "edge": look.border,
        "background": look.background,
        "ink": look.ink,
    }
    known = {
        role: colour if _COLOUR.fullmatch(colour) else _NEUTRAL[role]
        for role, colour in colours.items()
    }
    return (
        f".{name} {{ --fill: {known['fill']}; --edge: {known['edge']}; "
        f"--chip: {known['background']}; --chip-ink: {known['ink']}; }}"
    )


def _page_margins(document: Document) -> str:
    """Return what stands at the foot of each printed page, where a browser knows how."""
    words = f"{document.plan}, {document.meetmoment}. Controlecode {document.controlecode}"
    if not document.is_final:
        words = f"Voorlopig. {words}"
    return f"@page {{ @bottom-left {{ content: {css_text(words)}; }} }}"


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"
