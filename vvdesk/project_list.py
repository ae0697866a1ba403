"""The projects of one meetmoment as a list: read at once, filtered at every key, grouped, ordered.

Columns of plain texts, not objects: a plan a hundred times the real one has 18.100 projects.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat
from typing import Any

from sqlalchemy import Connection

from vvdesk.content import Inhoud
from vvdesk.kinds import ChoiceLists
from vvdesk.project_counts import Counts, search_form
from vvdesk.text_index import TextIndex

_WHOLE = 100
_QUERY = (
    "SELECT project_code, coalesce(titel, ''), coalesce(trekkende_entiteit, ''), "
    "coalesce(speerpunt, ''), coalesce(cluster, ''), coalesce(projectstatus, ''), staat "
    "FROM fiche WHERE meetmoment_id = ? ORDER BY project_code"
)
_READ = ("code", "titel", "entiteit", "speerpunt", "cluster", "status", "staat")
_IN_WORDS = (("status", "projectstatus"), ("speerpunt", "speerpunt"), ("cluster", "cluster"))


class Volgorde(StrEnum):
    """By what projects are ordered within their cluster."""

    CODE = "code"
    STATUS = "status"
    ENTITEIT = "entiteit"
    VOLLEDIG = "volledig"
    BEVINDINGEN = "bevindingen"
    STAAT = "staat"


@dataclass(frozen=True, slots=True)
class Wens:
    """Which projects somebody wants to see; what is empty or False asks for nothing.

    Attributes:
        text: Words that must all occur, somewhere in the fiche or in its findings.
        status: A projectstatus, by its key.
        entiteit: The trekkende entiteit.
        staat: See `Staat`.
        with_fouten: Only with fouten.
        incomplete: Only fiches that are not complete.
        codes: Only these projects.
    """

    text: str = ""
    status: str = ""
    entiteit: str = ""
    staat: str = ""
    with_fouten: bool = False
    incomplete: bool = False
    codes: frozenset[str] = frozenset()

    @property
    def narrows(self) -> bool:
        """Tell whether it asks for anything besides the text."""
        return bool(self.status or self.entiteit or self.staat or self.codes or self.asks_counts)

    @property
    def asks_counts(self) -> bool:
        """Tell whether it can only be met once projects were counted."""
        return self.with_fouten or self.incomplete


@dataclass(frozen=True, slots=True)
class Clustergroep:
    """Projects of one cluster within one speerpunt: their rows in the list, in order."""

    key: str
    label: str
    rows: Sequence[int]


@dataclass(frozen=True, slots=True)
class Speerpuntgroep:
    """The clusters of one speerpunt that have projects in the list."""

    key: str
    label: str
    clusters: Sequence[Clustergroep]

    @property
    def count(self) -> int:
        """How many projects it has in the list."""
        return sum(len(each.rows) for each in self.clusters)


class ProjectList:
    """All projects of one meetmoment; a project's row is its place in every column.

    Args:
        columns: Name to texts, for each of code, titel, entiteit, speerpunt, cluster, status and
            staat; ordered by code. The empty text stands for no value.
        lists: The choices of the meetmoment, for the words and the order of keys.

    Attributes:
        columns: As given.
        counts: How each project stands; None where nobody has counted yet.
    """

    def __init__(self, columns: dict[str, list[str]], lists: ChoiceLists) -> None:
        self.columns = columns
        self.codes = columns["code"]
        self.counts: list[Counts | None] = [None] * len(self.codes)
        self._rows = dict(zip(self.codes, range(len(self.codes)), strict=True))
        self._labels = {name: dict(lists[name].entries) for _column, name in _IN_WORDS}
        self._words: list[str] = []
        self._renewed: set[int] = set()
        self._keys: list[tuple[str, str]] = []
        self._group_of: list[int] = []

    def __len__(self) -> int:
        return len(self.codes)

    def row(self, project: str) -> int | None:
        """Return the row of a project; None when it is not in the list."""
        return self._rows.get(project)

    def text(self, column: str, row: int) -> str:
        """Return what a column says, for people: the label of a status, speerpunt or cluster."""
        value = self.columns[column][row]
        return self._labels_of(column).get(value, value)

    def renew(self, inhoud: Inhoud) -> bool:
        """Take over what an edited fiche says; return whether anything of the list changed."""
        row = self._rows.get(inhoud.project)
        if row is None:
            return False
        now = {
            "titel": inhoud.values["titel"] or "",
            "entiteit": inhoud.values["trekkende_entiteit"] or "",
            "speerpunt": inhoud.values["speerpunt"] or "",
            "cluster": inhoud.values["cluster"] or "",
            "status": inhoud.values["projectstatus"] or "",
            "staat": inhoud.staat,
        }
        changed = any(self.columns[name][row] != value for name, value in now.items())
        for name, value in now.items():
            self.columns[name][row] = value
        if changed:
            self._group_of = []
            self._renewed.add(row)
        if changed and self._words:
            self._words[row] = search_form(self._said(row))
        return changed

    def count(self, counts: Mapping[str, Counts]) -> list[int]:
        """Take over how projects stand; return the rows where that is news."""
        news = []
        for project, count in counts.items():
            row = self._rows.get(project)
            if row is not None and self.counts[row] != count:
                self.counts[row] = count
                news.append(row)
        return news

    def search_words(self) -> list[str]:
        """Return what the list says of each row, made fit for searching; reads only."""
        columns = []
        for name, values in self.columns.items():
            labels = self._labels_of(name)
            columns.append([labels.get(each, each) for each in values] if labels else values)
        return [search_form(" ".join(row)) for row in zip(*columns, strict=True)]

    def take_words(self, words: list[str]) -> None:
        """Search in `words` from now on: what `search_words` gave, perhaps in another thread."""
        for row in self._renewed:
            words[row] = search_form(self._said(row))
        self._words = words

    def listed(self, wens: Wens, index: TextIndex | None = None) -> list[int]:
        """Return the rows that meet `wens`, in the order of the list.

        Args:
            wens: What is wished; each word may stand anywhere in code, title, entiteit, status,
                speerpunt, cluster or findings, or be a word of any text of the fiche. The last
                word may be the beginning of one.
            index: The words of the fiches; None while there is no index yet.
        """
        rows = list(range(len(self.codes)))
        if wens.narrows:
            rows = [row for row in rows if self._fits(row, wens)]
        words = search_form(wens.text).split()
        for place, word in enumerate(words, 1):
            rows = self._with_word(rows, word, index, is_last=place == len(words))
        return rows

    def arranged(
        self, rows: Iterable[int], volgorde: Volgorde = Volgorde.CODE, *, descending: bool = False
    ) -> list[Speerpuntgroep]:
        """Group rows by speerpunt and cluster, in the plan's order; those without come last.

        Args:
            rows: As `listed` gave them.
            volgorde: By what the projects of one cluster are ordered.
            descending: The last comes first.
        """
        if not self._group_of:
            self._group()
        found: list[list[int]] = [[] for _key in self._keys]
        group_of = self._group_of
        for row in rows:
            found[group_of[row]].append(row)
        members = {key: each for key, each in zip(self._keys, found, strict=True) if each}
        if volgorde is not Volgorde.CODE or descending:
            order = self._order(volgorde)
            for each in members.values():
                each.sort(key=order, reverse=descending)
        inside: dict[str, list[Clustergroep]] = defaultdict(list)
        by_cluster = self._place("cluster")
        for key, cluster in sorted(members, key=lambda both: by_cluster(both[1])):
            label = self._group_label("cluster", cluster)
            inside[key].append(Clustergroep(cluster, label, members[key, cluster]))
        return [
            Speerpuntgroep(key, self._group_label("speerpunt", key), inside[key])
            for key in sorted(inside, key=self._place("speerpunt"))
        ]

    def _group(self) -> None:
        """Number the pairs of speerpunt and cluster, once for all filters."""
        pairs = list(zip(self.columns["speerpunt"], self.columns["cluster"], strict=True))
        self._keys = list(dict.fromkeys(pairs))
        numbers = {key: number for number, key in enumerate(self._keys)}
        self._group_of = [numbers[pair] for pair in pairs]

    def _fits(self, row: int, wens: Wens) -> bool:
        """Tell whether a row meets all but the text."""
        columns, count = self.columns, self.counts[row]
        return (
            (not wens.status or columns["status"][row] == wens.status)
            and (not wens.entiteit or columns["entiteit"][row] == wens.entiteit)
            and (not wens.staat or columns["staat"][row] == wens.staat)
            and (not wens.codes or self.codes[row] in wens.codes)
            and (not wens.with_fouten or (count is not None and count.fouten > 0))
            and (not wens.incomplete or (count is not None and count.percentage < _WHOLE))
        )

    def _with_word(
        self, rows: list[int], word: str, index: TextIndex | None, *, is_last: bool
    ) -> list[int]:
        if not self._words:
            self.take_words(self.search_words())
        # One letter stands in every fiche: only the list itself says something about it.
        looks_inside = index is not None and not (is_last and len(word) == 1)
        inside = index.find(word, prefix=is_last) if index and looks_inside else frozenset[int]()
        said, counts = self._words, self.counts
        return [
            row
            for row in rows
            if row in inside
            or word in said[row]
            or ((count := counts[row]) is not None and word in count.words)
        ]

    def _said(self, row: int) -> str:
        return " ".join(self.text(column, row) for column in self.columns)

    def _labels_of(self, column: str) -> Mapping[str, str]:
        return self._labels.get("projectstatus" if column == "status" else column, {})

    def _order(self, volgorde: Volgorde) -> Callable[[int], Any]:
        counts = self.counts
        if volgorde is Volgorde.VOLLEDIG:
            return lambda row: -1 if (count := counts[row]) is None else count.percentage
        if volgorde is Volgorde.BEVINDINGEN:
            return lambda row: (
                (-1, -1) if (count := counts[row]) is None else (count.fouten, count.waarschuwingen)
            )
        if volgorde is Volgorde.STATUS:
            place, statussen = self._place("projectstatus"), self.columns["status"]
            return lambda row: place(statussen[row])
        return self.columns[volgorde.value].__getitem__

    def _place(self, list_name: str) -> Callable[[str], tuple[int, str]]:
        """Return what tells the place of a key in its list; unknown ones last, none at the end."""
        places = dict(
            zip(self._labels[list_name], range(len(self._labels[list_name])), strict=True)
        )
        last = len(places)
        return lambda key: (places.get(key, last if key else last + 1), key)

    def _group_label(self, list_name: str, key: str) -> str:
        return self._labels[list_name].get(key, key) if key else f"Zonder {list_name}"


def read_list(connection: Connection, meetmoment_id: int, lists: ChoiceLists) -> ProjectList:
    """Read the projects of a meetmoment in one query, past everything that makes objects.

    Args:
        connection: An open connection.
        meetmoment_id: Which meetmoment.
        lists: Its choices.
    """
    cursor = connection.connection.cursor()
    try:
        sign = "?" if connection.dialect.name == "sqlite" else "%s"
        cursor.execute(_QUERY.replace("?", sign), (meetmoment_id,))
        rows = cursor.fetchall()
    finally:
        cursor.close()
    texts = zip(*rows, strict=True) if rows else repeat((), len(_READ))
    return ProjectList(dict(zip(_READ, map(list, texts), strict=True)), lists)
