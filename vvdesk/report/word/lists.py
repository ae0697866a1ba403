"""Numbered lists that each begin at 1, and how deep an item stands."""

from typing import Final

from docx.document import Document as WordFile
from lxml import etree

from vvdesk.report.word.names import VAL, child, w

_STYLED_LEVELS: Final = 3
"""Levels that the template has styles for; deeper ones are indented by the report itself."""
_STEP: Final = 340
"""Twips between two levels."""


class Lists:
    """Gives every numbered list a number of its own.

    Word goes on counting wherever the same style is used again, through the whole document; only
    a list of its own (`w:num`) that says where to start begins anew.

    Args:
        word: The opened template.
        styles: The ids of its styles by name.
    """

    def __init__(self, word: WordFile, styles: dict[str, str]) -> None:
        self._numbering = word.part.numbering_part.element
        self._styles = styles
        self._forms = {
            styles[name]: self._form_of(word, styles[name])
            for name in (_name("ol", level) for level in range(_STYLED_LEVELS))
        }
        ids = [int(each.get(w("numId"), "0")) for each in self._numbering.iter(w("num"))]
        self._next = max(ids, default=0) + 1
        last = self._numbering.find(w("numIdMacAtCleanup"))
        self._at = len(self._numbering) if last is None else self._numbering.index(last)

    def style(self, kind: str, level: int) -> str:
        """Return the id of the style of an item: `ul` or `ol`, on a level from 0."""
        return self._styles[_name(kind, min(level, _STYLED_LEVELS - 1))]

    def indent(self, level: int) -> int:
        """Return how far an item is indented by itself, in twips; 0 when its style does that."""
        return _STEP * (level + 1) if level >= _STYLED_LEVELS else 0

    def started(self, level: int) -> tuple[str, str]:
        """Begin a numbered list; return the level and number that its items carry."""
        form, depth = self._forms[self.style("ol", level)]
        number = str(self._next)
        self._next += 1
        made = etree.Element(w("num"))
        made.set(w("numId"), number)
        child(made, "abstractNumId", val=form)
        child(child(made, "lvlOverride", ilvl=depth), "startOverride", val="1")
        self._numbering.insert(self._at, made)
        self._at += 1
        return depth, number

    def _form_of(self, word: WordFile, style: str) -> tuple[str, str]:
        """Return the description of the numbering of a style and its level in there."""
        path = f'./{w("style")}[@{w("styleId")}="{style}"]/{w("pPr")}/{w("numPr")}'
        numbering = word.styles.element.find(path)
        number = None if numbering is None else numbering.find(w("numId"))
        if numbering is not None and number is not None:
            depth = numbering.find(w("ilvl"))
            found = self._numbering.find(
                f'./{w("num")}[@{w("numId")}="{number.get(VAL)}"]/{w("abstractNumId")}'
            )
            if found is not None:
                return found.get(VAL, "0"), "0" if depth is None else depth.get(VAL, "0")
        return self._own_form(), "0"

    def _own_form(self) -> str:
        """Describe plain numbers, for a style from which somebody took the numbering."""
        known = [each.get(w("abstractNumId")) for each in self._numbering.iter(w("abstractNum"))]
        key = str(max((int(each) for each in known if each), default=0) + 1)
        made = etree.Element(w("abstractNum"))
        made.set(w("abstractNumId"), key)
        child(made, "multiLevelType", val="singleLevel")
        level = child(made, "lvl", ilvl="0")
        for name, value in (
            ("start", "1"),
            ("numFmt", "decimal"),
            ("lvlText", "%1."),
            ("lvlJc", "left"),
        ):
            child(level, name, val=value)
        child(child(level, "pPr"), "ind", left=str(_STEP), hanging=str(_STEP))
        self._numbering.insert(len(known), made)
        return key


def _name(kind: str, level: int) -> str:
    base = "list number" if kind == "ol" else "list bullet"
    return f"{base} {level + 1}" if level else base
