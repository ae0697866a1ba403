"""The pages of the help panel that are made from the dictionary and the rules, as HTML."""

from html import escape
from itertools import groupby
from operator import itemgetter

from vvdesk.field_help import FieldHelp, all_rules, field_paths
from vvdesk.rules import Severity

FIELD = "vvdesk:veld/"
"""What a link to a field begins with; the path follows."""
RULE = "vvdesk:controle/"
"""What a link to a rule begins with; the code follows."""
USAGE = "gebruik"
"""The anchor of what happens with a field."""
_SIGNS = {Severity.FOUT: "✖", Severity.WAARSCHUWING: "▲", Severity.AANDACHTSPUNT: "●"}
_SEVERITIES = (
    "Een <b>fout</b> verhindert indienen, nooit bewaren. Een <b>waarschuwing</b> mag blijven staan "
    "met een toelichting; die vervalt zodra de waarde verandert. Een <b>aandachtspunt</b> reist "
    "mee."
)


def field_page(told: FieldHelp) -> str:
    """Return the page of one field."""
    parts = [
        f'<p class="zacht">{escape(told.sectie)}</p>',
        f"<h1>{escape(told.label)}</h1>",
        f"<p>{escape(told.hint)}</p>",
        f"<p>{escape(told.required)}</p>",
        "<h2>Wat je invult</h2>",
        f"<p>{escape(told.kind)}</p>",
        _examples(told),
        _choices(told),
        "<h2>Wat nagekeken wordt</h2>",
        _rules(told),
        f'<h2><a name="{USAGE}"></a>Wat gebeurt er met dit veld?</h2>',
        f"<p><b>In het rapport.</b> {escape(told.report)}</p>",
        f"<p><b>In Excel.</b> {escape(told.excel)}</p>",
        f"<p><b>Naam in dump en opdrachten.</b> <code>{escape(told.path)}</code></p>",
    ]
    return "".join(parts)


def fields_page() -> str:
    """Return the list of all fields by section, each a link to its own page."""
    parts = ["<h1>Alle velden</h1>"]
    for section, fields in groupby(field_paths(), key=itemgetter(0)):
        parts.append(f"<h2>{escape(section.value)}</h2><ul>")
        parts += [
            f'<li><a href="{FIELD}{escape(path)}">{escape(label)}</a></li>'
            for _section, path, label in fields
        ]
        parts.append("</ul>")
    return "".join(parts)


def rules_page() -> str:
    """Return the list of all rules; every code is an anchor."""
    parts = ["<h1>Alle controles</h1>", f"<p>{_SEVERITIES}</p>"]
    parts += [
        f'<h2><a name="{rule.code}"></a>{rule.code} {_graded(rule.severity)}</h2>'
        f'<p>{escape(rule.summary)}</p><p class="zacht">Bron: {escape(rule.source)}</p>'
        for rule in all_rules()
    ]
    return "".join(parts)


def _examples(told: FieldHelp) -> str:
    if not told.examples:
        return ""
    rows = "".join(
        f'<tr><td width="45%"><code>{escape(each.typed)}</code></td>'
        f"<td>{escape(each.becomes)}</td></tr>"
        for each in told.examples
    )
    refused = f"<p><b>Dit kan niet:</b> {escape(told.refused)}</p>" if told.refused else ""
    return (
        '<table width="100%" cellpadding="3"><tr><td><b>Je typt</b></td>'
        f"<td><b>Er komt te staan</b></td></tr>{rows}</table>{refused}"
    )


def _choices(told: FieldHelp) -> str:
    if not told.choices:
        return ""
    return "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in told.choices) + "</ul>"


def _rules(told: FieldHelp) -> str:
    if not told.rules:
        return "<p>Alleen of het ingevuld is, waar dat moet.</p>"
    lines = "".join(
        f"<li>{escape(each.sentence)}<br>{_graded(each.severity)} "
        f'<a href="{RULE}{each.code}">{each.code}</a></li>'
        for each in told.rules
    )
    return f"<ul>{lines}</ul>"


def _graded(severity: Severity) -> str:
    return f'<span class="{severity.value}">{_SIGNS[severity]} {severity.value}</span>'
