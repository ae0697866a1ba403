"""Reading a web page the strict way: what a browser would mend in silence is an error here."""

from html.parser import HTMLParser

VOID = frozenset({"br", "col", "input", "link", "meta", "wbr"})
_NO_TEXT = frozenset(
    {"html", "head", "table", "colgroup", "thead", "tbody", "tr", "ul", "ol", "dl"}
)
_ASIDE = {"spoken", "code", "codes", "below", "notice", "chosen"}


class WebPage(HTMLParser):
    """What stands in a page.

    Args:
        source: Its HTML.

    Attributes:
        ids: Of all elements, in order.
        links: The places in the page that links lead to.
        addresses: What other links lead to.
        tags: Every element with its attributes.
        raw: Style and script.
        words: What is seen in `main`; without codes and without what stands in charts.
    """

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids, self.links, self.addresses = [], [], []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {}
        self._open: list[tuple[str, dict[str, str | None]]] = []
        self._shown: list[str] = []
        self.feed(source)
        self.close()
        assert not self._open, f"never closed: {self._open}"

    @property
    def words(self) -> list[str]:
        """The words, in order."""
        return "".join(self._shown).split()

    def handle_starttag(self, tag, attrs):
        about = dict(attrs)
        assert len(about) == len(attrs), f"an attribute twice: {tag} {attrs}"
        self.tags.append((tag, about))
        if "id" in about:
            self.ids.append(about["id"])
        href = about.get("href")
        if href is not None:
            (self.links if href.startswith("#") else self.addresses).append(href)
        if tag not in VOID:
            self._open.append((tag, about))
        if tag not in {"strong", "em", "span", "a", "ins", "del", "wbr"}:
            self._shown.append(" ")

    def handle_startendtag(self, tag, attrs):
        assert self._within("svg"), f"only a drawing closes elements itself: {tag}"
        self.handle_starttag(tag, attrs)
        self._open.pop()

    def handle_endtag(self, tag):
        assert self._open, f"closed without being open: {tag}"
        name, _about = self._open.pop()
        assert name == tag, f"{name} is closed by {tag}"
        if tag not in {"strong", "em", "span", "a", "ins", "del"}:
            self._shown.append(" ")

    def handle_data(self, data):
        name = self._open[-1][0] if self._open else ""
        if name in {"style", "script"}:
            self.raw.setdefault(name, []).append(data)
            return
        if name in _NO_TEXT:
            assert not data.strip(), f"text straight in {name}: {data!r}"
            return
        if self._within("main") and not self._within("svg") and not self._is_aside():
            self._shown.append(data)

    def handle_comment(self, data):
        raise AssertionError(f"a comment: {data}")

    def handle_pi(self, data):
        raise AssertionError(f"an instruction: {data}")

    def unknown_decl(self, data):
        raise AssertionError(f"a declaration: {data}")

    def _within(self, tag: str) -> bool:
        return any(name == tag for name, _about in self._open)

    def _is_aside(self) -> bool:
        """Tell whether what stands here is only read out, a code, or a sign beside a word."""
        return any(
            _ASIDE & set((about.get("class") or "").split()) or about.get("aria-hidden") == "true"
            for _name, about in self._open
        )
