"""Rows of a label and a value, as most sections of a fiche have them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from vvdesk.exchange.published_report.text_file import Line


@dataclass(slots=True)
class Cell:
    """The value of one row.

    Attributes:
        line: Line of its label.
        lines: The text, one entry per line of the report that is not blank.
    """

    line: int
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole value on one line."""
        return " ".join(line.words for line in self.lines)


@dataclass(slots=True)
class Pairs:
    """What a section holds.

    Attributes:
        cells: Name of a field to its value; rows that are missing are absent.
        unplaced: Lines that belong to no known row.
    """

    cells: dict[str, Cell] = field(default_factory=dict)
    unplaced: list[Line] = field(default_factory=list)


def read_pairs(
    lines: Sequence[Line], labels: Mapping[str, str], *, one_line: bool = False
) -> Pairs:
    """Read the rows of a section; the label and the value may stand on separate lines.

    Args:
        lines: The lines of the section; blank lines and page breaks do not matter.
        labels: Name of a field to the label that the report prints.
        one_line: Whether a value is never longer than one line.

    Returns:
        The values by field; a label that comes twice, or is not known, is not placed.
    """
    names = {_folded(label): name for name, label in labels.items()}
    pairs = Pairs()
    current: Cell | None = None
    for line in _whole_labels([line for line in lines if not line.blank], names):
        label, tab, value = line.text.partition("\t")
        name = names.get(_folded(label))
        if name is not None and name not in pairs.cells:
            current = pairs.cells[name] = Cell(line.number)
        elif (tab and label.strip()) or current is None or (one_line and current.lines):
            pairs.unplaced.append(line)
            continue
        else:
            value = line.text
        if value.strip():
            current.lines.append(Line(line.number, value.strip()))
    return pairs


def _whole_labels(lines: Sequence[Line], names: Mapping[str, str]) -> Iterator[Line]:
    """Yield the lines; a label that was broken over two lines is made whole."""
    skip = False
    for index, line in enumerate(lines):
        if skip:
            skip = False
            continue
        label, tab, value = (
            lines[index + 1].text.partition("\t") if index + 1 < len(lines) else ("",) * 3
        )
        whole = _folded(f"{line.text} {label}")
        if "\t" not in line.text.strip() and whole in names and _folded(line.text) not in names:
            skip = True
            yield Line(line.number, f"{whole}{tab}{value}")
        else:
            yield line


def _folded(label: str) -> str:
    return " ".join(label.split()).strip("*: ").casefold()
