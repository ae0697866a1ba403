"""Texts of a report as data for the typesetter: runs, figures, chips.

A figure is no link here: its code is printed, and every link to another page makes Typst set all
that surrounds it twice, a third of all the memory of a report.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from vvdesk.compare.wording import Part
from vvdesk.report.content import Badge, Figure, Piece, Prose, Revision, StatusLook, Words
from vvdesk.report.pdf.fit import CODE, Room
from vvdesk.report.typesetting.signs import Signs, is_seen, signs_of
from vvdesk.richtext import Block as RichBlock
from vvdesk.richtext import Run, clean_href

Data = dict[str, Any]
"""An object of JSON."""
_LONGEST_ADDRESS: Final = 2000
"""Longer ones are refused by readers of PDF, and follow nobody's hand."""


class Texts:
    """Makes data of words, and remembers which signs could not be printed.

    Args:
        signs: What is printed of a text.
        linked: Whether web addresses can be followed.

    Attributes:
        section: Title of the section that is being made, for `lost`.
        lost: How often each sign was left out, per title of a section.
        seen: What the fonts must be asked about.
    """

    def __init__(self, signs: Signs, *, linked: bool = True) -> None:
        self._signs, self._linked = signs, linked
        self.section = ""
        self.lost: Counter[tuple[str, str]] = Counter()
        self.seen: set[str] = set()

    def text(self, text: str, room: Room | None = None) -> str:
        """Return a text as it is printed."""
        settled, lost = self._signs.settled(text)
        for sign in lost:
            self.lost[self.section, sign] += 1
        self.seen.update(signs_of(settled))
        return room.fitted(settled) if room else settled

    def words(self, words: Words, room: Room) -> list[str | Data]:
        """Return what stands on one line or in one cell."""
        return [data for piece in words if (data := self._piece(piece, room))]

    def code(self, code: str) -> str:
        """Return a printed reference code; nothing unseen in it, so that it can be searched for."""
        return self.text(code if CODE.holds(code) else code.replace("_", "_\u200b"))

    def rich(self, prose: Prose, room: Room) -> list[Data]:
        """Return a rich text as paragraphs and lists in one another."""
        return self._blocks(list(prose.blocks), room)

    def look(self, look: StatusLook) -> Data:
        """Return a status as a chip."""
        return {
            "shape": self.text(look.shape),
            "label": self.text(look.label),
            "background": look.background,
            "border": look.border,
            "ink": look.ink,
        }

    def _piece(self, piece: Piece, room: Room) -> str | Data | None:
        match piece:
            case Badge():
                return {"chip": self.look(piece.look)}
            case Figure():
                data: Data = {"text": self.text(piece.text, room)}
                if piece.is_empty:
                    data["empty"] = True
                if piece.text == piece.code:
                    data["code"] = True
                return _simple(data)
            case Revision():
                data = {"text": self.text(piece.text, room)}
                changed = piece.part is not Part.EQUAL
                return _simple(data | ({"revision": piece.part.value} if changed else {}))
            case Run():
                return self._run(piece, room)

    def _run(self, run: Run, room: Room) -> str | Data | None:
        data: Data = {"text": self.text(run.text, room)}
        if run.bold:
            data["bold"] = True
        if run.italic:
            data["italic"] = True
        address = clean_href(run.href)
        if self._linked and address and len(address) <= _LONGEST_ADDRESS and is_seen(run.text):
            data["address"] = address
        return _simple(data)

    def _blocks(self, blocks: list[RichBlock], room: Room) -> list[Data]:
        """Return blocks in one another; those of equal kind and level make one list."""
        made: list[Data] = []
        for group in _grouped(blocks):
            first = group[0][0]
            if first.kind == "p":
                made.append({"kind": "p", "words": self.words(first.runs, room)})
                continue
            items = [
                {"words": self.words(head.runs, room), "inside": self._blocks(inside, room)}
                for head, *inside in group
            ]
            made.append({"kind": first.kind, "items": items})
        return made


def _grouped(blocks: Iterable[RichBlock]) -> Iterator[list[list[RichBlock]]]:
    """Yield paragraphs alone and lists whole: per item the block with what lies in it."""
    group: list[list[RichBlock]] = []
    for block in blocks:
        head = group[0][0] if group else None
        if head is not None and head.kind != "p" and block.kind != "p" and block.level > head.level:
            group[-1].append(block)
        elif head is not None and head.kind == block.kind != "p":
            group.append([block])
        else:
            if group:
                yield group
            group = [[block]]
    if group:
        yield group


def _simple(data: Data) -> str | Data | None:
    """Return plain words as a string, and nothing where nothing is to be read."""
    if not data["text"]:
        return None
    return data["text"] if len(data) == 1 else data
