"""Addresses of links as people type them."""

import re

from vvdesk.richtext.normal import clean_href

_MAIL = re.compile(r"[^\s@:/]+@[^\s@:/]+\.[^\s@:/]+")
_SITE = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)


def typed_address(text: str) -> str | None:
    """Return the address that somebody means, or None when no link may lead there.

    Args:
        text: "https://www.vlaanderen.be", but also "www.vlaanderen.be" or "a@vlaanderen.be".

    Returns:
        A complete http, https or mailto address in the spelling that is stored.
    """
    bare = text.strip()
    if _MAIL.fullmatch(bare):
        bare = f"mailto:{bare}"
    elif _SITE.fullmatch(bare):
        bare = f"https://{bare}"
    return clean_href(bare)
