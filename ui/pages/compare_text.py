"""Words that came and went, for a label: underlined and struck through, not colour alone."""

from collections.abc import Sequence
from html import escape

from ui.colours import Colours
from vvdesk.compare.wording import Part, Segment


def as_html(segments: Sequence[Segment], colours: Colours) -> str:
    """Return `segments` as the rich text of a `QLabel`; what is in the texts stays text."""
    styles = {
        Part.EQUAL: "",
        Part.INSERTED: f"background-color: {colours.inserted}; text-decoration: underline;",
        Part.DELETED: f"background-color: {colours.deleted}; text-decoration: line-through;",
    }
    return "".join(_span(each, styles[each.part]) for each in segments)


def legend(colours: Colours) -> str:
    """Return a line that shows how words that came and went look."""
    came, went = Segment(Part.INSERTED, "nieuw"), Segment(Part.DELETED, "geschrapt")
    return f"{as_html([came], colours)} &nbsp; {as_html([went], colours)}"


def as_spoken(segments: Sequence[Segment]) -> str:
    """Return what a screen reader says of the differences."""
    went = [each.text.strip() for each in segments if each.part is Part.DELETED]
    came = [each.text.strip() for each in segments if each.part is Part.INSERTED]
    told = []
    if any(went):
        told.append(f"Geschrapt: {'; '.join(filter(None, went))}.")
    if any(came):
        told.append(f"Nieuw: {'; '.join(filter(None, came))}.")
    return " ".join(told) or "Alleen de opmaak verschilt."


def _span(segment: Segment, style: str) -> str:
    text = escape(segment.text).replace("\n", "<br/>")
    return f'<span style="{style}">{text}</span>' if style else f"<span>{text}</span>"
