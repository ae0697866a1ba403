"""The lists behind the figures, gathered while counting and written out when somebody asks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from vvdesk.dashboard.parts import Behind
from vvdesk.dashboard.reading import Mijlpaalrij


class Lists(Mapping[str, Behind]):
    """Gathers what is behind each figure, by its key.

    A list that has a title and something in it can be asked for as from a dict. It is made at that
    moment: of all lists behind the figures of a large plan, a handful is ever looked at.
    """

    def __init__(self) -> None:
        self._titles: dict[str, str] = {}
        self._projects: defaultdict[str, list[str]] = defaultdict(list)
        self._mijlpalen: defaultdict[str, list[Mijlpaalrij]] = defaultdict(list)

    def name(self, key: str, title: str) -> str:
        """Say what the list of a key is called; return the key."""
        self._titles[key] = title
        return key

    def add(self, key: str, project: str) -> None:
        """Count a project."""
        self._projects[key].append(project)

    def add_mijlpaal(self, key: str, row: Mijlpaalrij) -> None:
        """Count a mijlpaal."""
        self._mijlpalen[key].append(row)

    def title(self, key: str) -> str:
        """Return what the list of a key is called; empty when nothing is in it."""
        return self._titles[key] if key in self else ""

    def count(self, key: str) -> int:
        """Return how many stand in a list."""
        return len(self._mijlpalen.get(key) or self._projects.get(key) or ())

    def __getitem__(self, key: str) -> Behind:
        if not self.count(key):
            raise KeyError(key)
        title = self._titles[key]
        rows = self._mijlpalen.get(key)
        if not rows:
            return Behind(title, tuple(self._projects[key]))
        projects = dict.fromkeys(row.project for row in rows)
        return Behind(title, tuple(projects), tuple((row.project, row.path) for row in rows))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and key in self._titles and self.count(key) > 0

    def __iter__(self) -> Iterator[str]:
        return (key for key in self._titles if self.count(key))

    def __len__(self) -> int:
        return sum(1 for _key in self)
