"""The page docs/dump.md: what each key of a dump means, made from the dictionary.

Make it again after a change of the dictionary: `python -m vvdesk.dump_page`.
"""

from collections.abc import Iterable
from pathlib import Path

from vvdesk import kinds
from vvdesk.dictionary import Field, fields_of
from vvdesk.dump import FORMAAT, LABELLED, NUMBERED, fiche_keys, mijlpaal_keys
from vvdesk.model import Agendering, Fiche, Financiering, Mijlpaal

PAGE = Path(__file__).resolve().parents[1] / "docs" / "dump.md"
"""Where the page stands in a checkout."""

_FORMS = {
    kinds.TEKST: "text of one line",
    kinds.REGELS: "text, line ends count",
    kinds.OPMAAK: "rich text: canonical HTML",
    kinds.CODE: "code",
    kinds.URL: "address",
    kinds.EURO: "whole euro (integer)",
    kinds.DAG: "day, `YYYY-MM-DD`",
    kinds.GETAL: 'exact number as text (`"12.5"`)',
    kinds.MINISTERS: "list of names",
    kinds.ENTITEITEN: "list of names",
    kinds.THEMAS: "list of names",
}
_HEAD = f"""# What `vvdesk-cli dump` prints

One JSON object, UTF-8, indented by two spaces, always with the same keys in the same order: two
files with the same content give the same text. Nothing filled in is `null` (`[]` for a list).
This page is made from the data dictionary by `python -m vvdesk.dump_page`.

```
{{"formaat": {FORMAAT},
 "plan": {{"code", "titel"}},
 "meetmomenten": [{{"naam", "peildatum", "fase", "fiches": [...]}}]}}
```

`formaat` changes when a key gets another meaning or disappears; new keys may appear at any time.
`fase` is `open` or `gesloten`. Meetmomenten stand in the order of their peildatum, fiches in that
of their code, mijlpalen and agenderingen in that of the fiche.

The same names are the paths of `vvdesk-cli set`: `titel`, `financiering.vak`,
`mijlpalen.VV015-M01.timing`, `agenderingen.VV015-A01.url`.
"""
_FIXED = {
    "code": ("text", "Project code, `VV` and three digits."),
    "id": ("text", "Permanent id, the same in every meetmoment (`VV015-M01`, `VV015-A01`)."),
    "agenderingen": ("list of objects", "See [agenderingen](#agenderingen)."),
    "mijlpalen": ("list of objects", "See [mijlpalen](#mijlpalen)."),
    "financiering": ("object", "See [financiering](#financiering)."),
    "basislijn": (
        "day, `YYYY-MM-DD`",
        "First planning ever reported; `null` in the meetmoment in which the row is new.",
    ),
    "staat": (
        "text",
        "`concept`, `ingediend`, `teruggestuurd`, `goedgekeurd` or `gepubliceerd`.",
    ),
}


def page() -> str:
    """Return the whole page as Markdown."""
    agendering = ("id", *(field.name for field in fields_of(Agendering)))
    money = tuple(field.name for field in fields_of(Financiering))
    return "\n".join(
        [
            _HEAD,
            *_section("A fiche", fiche_keys(), fields_of(Fiche)),
            *_section("agenderingen", agendering, fields_of(Agendering)),
            *_section("mijlpalen", mijlpaal_keys(), fields_of(Mijlpaal)),
            *_section("financiering", money, fields_of(Financiering)),
        ]
    )


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


def _section(title: str, keys: Iterable[str], fields: Iterable[Field]) -> list[str]:
    known = {field.name: field for field in fields}
    head = [f"## {title}", "", "| key | form | meaning |", "|---|---|---|"]
    return [*head, *(_row(key, known.get(key)) for key in keys), ""]


def _row(key: str, field: Field | None) -> str:
    if field is None:
        form, meaning = _FIXED[key]
    else:
        form, meaning = _form(field), f"{field.about.label}. {field.about.hint}"
    return f"| `{key}` | {form} | {meaning} |"


def _form(field: Field) -> str:
    if field.kind in NUMBERED:
        return 'object `{"nummer", "titel"}`'
    if field.kind in LABELLED:
        return "label of that meetmoment"
    return _FORMS[field.kind]


if __name__ == "__main__":
    main()
