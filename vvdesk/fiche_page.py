"""One projectfiche as an HTML page, as the report prints it; for paper, PDF and preview.

The page holds no script, no picture and no address that anything would load by itself. All that a
person typed is escaped; rich text is brought into the one format again before it goes out.

Source:
    Voortgangsrapport meetmoment april 2021: seven sections, their labels and their order.
"""

from collections.abc import Iterator
from html import escape
from typing import Any

from vvdesk import richtext
from vvdesk.content import Inhoud, Rij, single_fields
from vvdesk.dictionary import Field, Sectie, field_named
from vvdesk.exchange.published_report import labels
from vvdesk.kinds import OPMAAK
from vvdesk.model import Agendering, Mijlpaal
from vvdesk.plan.referentie import Referentie

NOT_FILLED_IN = "niet ingevuld"
_EMPTY = f'<span class="leeg">{NOT_FILLED_IN}</span>'
_STYLE = """
body { color: #000000; }
h1 { font-size: 14pt; font-weight: 600; margin: 0 0 4px 0; }
p { margin: 0 0 6px 0; }
p.meetmoment { color: #444444; margin: 0 0 12px 0; }
p.deel { font-size: 11pt; font-weight: 600; margin: 0; }
th { font-weight: 600; text-align: left; }
td.naam { color: #444444; }
a { color: #0055cc; text-decoration: underline; }
span.leeg { color: #666666; font-style: italic; }
"""
_MIJLPAAL_COLUMNS = ("titel", "timing", "status", "beslissingen")
_WIDTHS = (44, 15, 16, 25)
"""Percent of the page."""
_LABEL_WIDTH = 32


def fiche_page(inhoud: Inhoud, referentie: Referentie) -> str:
    """Return the page of one fiche.

    Args:
        inhoud: The fiche.
        referentie: Names of statuses, clusters and the rest at the fiche's meetmoment.
    """
    titel = escape(inhoud.values["titel"] or "zonder titel")
    peildatum = referentie.peildatum.strftime("%d/%m/%Y")
    body = "".join(_body(inhoud, referentie))
    return (
        f'<html><head><meta charset="utf-8"><style>{_STYLE}</style></head><body>'
        f"<h1>{escape(inhoud.project)} – {titel}</h1>"
        f'<p class="meetmoment">Meetmoment {escape(referentie.meetmoment)}, peildatum {peildatum}'
        f"</p>{body}</body></html>"
    )


def _body(inhoud: Inhoud, referentie: Referentie) -> Iterator[str]:
    yield _heading(Sectie.BETROKKENEN)
    yield _lines(inhoud, referentie, labels.BETROKKENEN)
    yield _heading(Sectie.PROJECTSITUERING)
    yield _lines(inhoud, referentie, labels.SITUERING)
    yield _heading(Sectie.PROJECTOMSCHRIJVING)
    yield _value("omschrijving", inhoud, referentie)
    yield _heading(Sectie.AGENDERING)
    yield _agenderingen(inhoud)
    yield _heading(Sectie.ALGEMENE_VOORTGANG)
    yield _lines(inhoud, referentie, {"projectstatus": labels.VOORTGANG["projectstatus"]})
    yield f'<p class="naam"><b>{labels.VOORTGANG["voortgang"]}</b></p>'
    yield _value("voortgang", inhoud, referentie)
    yield _heading(Sectie.GEDETAILLEERDE_VOORTGANG)
    yield _mijlpalen(inhoud, referentie)
    yield _heading(Sectie.PROJECTFINANCIERING)
    money = {f"financiering.{name}": label for name, label in labels.FINANCIERING.items()}
    yield _lines(inhoud, referentie, money)


def _heading(sectie: Sectie) -> str:
    return (
        '<table width="100%" cellpadding="3" cellspacing="0" bgcolor="#e6e6e6" '
        'style="margin-top: 12px; margin-bottom: 4px"><tr><td>'
        f'<p class="deel">{sectie.value}</p></td></tr></table>'
    )


def _lines(inhoud: Inhoud, referentie: Referentie, shown: dict[str, str]) -> str:
    rows = "".join(
        f'<tr><td class="naam" width="{_LABEL_WIDTH}%">{escape(label)}</td>'
        f"<td>{_value(path, inhoud, referentie)}</td></tr>"
        for path, label in shown.items()
    )
    return f'<table width="100%" cellpadding="4" cellspacing="0">{rows}</table>'


def _value(path: str, inhoud: Inhoud, referentie: Referentie) -> str:
    kind = single_fields()[path].kind
    value = inhoud.values[path]
    if kind is OPMAAK:
        return _rich(value)
    return _plain(kind.to_text(value, referentie.lists))


def _rich(value: Any) -> str:
    if not value:
        return f"<p>{_EMPTY}</p>"
    try:
        return richtext.canonical(value)
    except richtext.TooDeep:
        return _plain(value)


def _plain(text: str) -> str:
    return escape(text).replace("\n", "<br>") if text else _EMPTY


def _agenderingen(inhoud: Inhoud) -> str:
    rows = inhoud.tables["agenderingen"].values()
    if not rows:
        return f"<p>{_EMPTY}</p>"
    return (
        '<ul style="margin: 0">' + "".join(f"<li>{_agendering(row)}</li>" for row in rows) + "</ul>"
    )


def _agendering(row: Rij) -> str:
    titel, url = _plain(row.values["titel"] or ""), row.values["url"]
    # The address is written out: paper cannot be clicked, and a PDF shows where a link leads.
    return f"{titel}<br>{_link(url)}" if url else titel


def _link(url: str) -> str:
    shown = escape(url)
    field = field_named(Agendering, "url")
    try:
        return f'<a href="{escape(field.kind.from_json(url))}">{shown}</a>'
    except ValueError:
        return shown


def _mijlpalen(inhoud: Inhoud, referentie: Referentie) -> str:
    rows = inhoud.tables["mijlpalen"].values()
    if not rows:
        return f"<p>{_EMPTY}</p>"
    fields = [field_named(Mijlpaal, name) for name in _MIJLPAAL_COLUMNS]
    head = "".join(
        f'<th width="{width}%" bgcolor="#f2f2f2">{escape(field.about.label)}</th>'
        for field, width in zip(fields, _WIDTHS, strict=True)
    )
    lines = "".join(f"<tr>{_cells(row, fields, referentie)}</tr>" for row in rows)
    return (
        '<table width="100%" border="0" bgcolor="#bbbbbb" cellpadding="4" cellspacing="1">'
        f"<thead><tr>{head}</tr></thead>{lines}</table>"
    )


def _cells(row: Rij, fields: list[Field], referentie: Referentie) -> str:
    shown = (each.kind.to_text(row.values[each.name], referentie.lists) for each in fields)
    return "".join(f'<td bgcolor="#ffffff">{_plain(text)}</td>' for text in shown)
