"""Stand-ins for what a window asks of the person and the desktop: they answer and remember."""

from pathlib import Path
from typing import Any


class RecordingMessages:
    """Answers questions as it was told beforehand, and remembers what was asked.

    Attributes:
        said: (what, title or path, text) in the order of asking.
        answers: What the next questions are answered, by name of the method: a list each.
    """

    def __init__(self, **answers: list[Any]) -> None:
        self.said: list[tuple[str, str, str]] = []
        self.answers = answers

    def confirm(self, _parent, title, text, _verb):
        return self._answer("confirm", title, text, default=True)

    def refuse(self, _parent, title, text):
        self.said.append(("refuse", title, text))

    def file_to_open(self, _parent, title, kinds, _folder):
        return self._answer("file_to_open", title, kinds, default=None)

    def files_to_open(self, _parent, title, kinds, _folder):
        return self._answer("files_to_open", title, kinds, default=[])

    def file_to_save(self, _parent, title, kinds, proposed):
        return self._answer("file_to_save", title, kinds, default=proposed)

    def open_outside(self, path: Path):
        self.said.append(("open_outside", str(path), ""))
        return True

    def open_address(self, address: str):
        self.said.append(("open_address", address, ""))
        return True

    def asked(self, what: str) -> list[str]:
        """Return the titles (or paths) of the questions of one kind."""
        return [title for kind, title, _text in self.said if kind == what]

    def _answer(self, what: str, title: str, text: str, default: Any) -> Any:
        self.said.append((what, title, text))
        waiting = self.answers.get(what)
        return waiting.pop(0) if waiting else default
