"""The way that somebody went from trace to trace, to go back and forth on."""


class History:
    """Which reference codes were looked at, one after the other."""

    def __init__(self) -> None:
        self._codes: list[str] = []
        self._at = -1

    @property
    def earlier(self) -> bool:
        """Whether there is a code to go back to."""
        return self._at > 0

    @property
    def later(self) -> bool:
        """Whether there is a code to go forward to."""
        return self._at + 1 < len(self._codes)

    def note(self, code: str, *, replaces: bool = False) -> None:
        """Remember a code that is looked at now; what was forward of here is forgotten.

        Args:
            code: The code; the same as the last one is not noted twice.
            replaces: Whether it is only a step beside the last one: a walk through a fiche is one
                place to come back to, not a hundred.
        """
        if self._at >= 0 and self._codes[self._at] == code:
            return
        kept = self._codes[: self._at if replaces and self._at >= 0 else self._at + 1]
        self._codes = [*kept, code]
        self._at = len(kept)

    def go(self, by: int) -> str:
        """Go back (-1) or forward (1) and return the code there; empty when there is none."""
        if not 0 <= self._at + by < len(self._codes):
            return ""
        self._at += by
        return self._codes[self._at]
