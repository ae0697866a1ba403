"""Adding a fiche for a project of the plan that has none yet: which code may, and how it starts."""

from collections.abc import Collection

from vvdesk.content import Inhoud, single_fields
from vvdesk.model import Staat
from vvdesk.rules import Maatstaf


def code_of(text: str) -> str:
    """Return a project code as it is stored: "vv 015" becomes "VV015"."""
    return "".join(text.split()).upper()


def wrong_with_code(code: str, maatstaf: Maatstaf, present: Collection[str]) -> str:
    """Return why a fiche of this project cannot be added, in Dutch; empty when it can.

    Args:
        code: As `code_of` gives it.
        maatstaf: Knows the codes of the plan (VV-PRJ-01).
        present: The codes that have a fiche at this meetmoment.
    """
    if not code:
        return f"Vul de projectcode in: {maatstaf.code_shape}, van {maatstaf.codes_expected}."
    if code not in maatstaf.codes:
        return (
            f'"{code}" is geen projectcode van dit plan. Verwacht: {maatstaf.code_shape}, van '
            f"{maatstaf.codes_expected}. Verbeter de code."
        )
    if code in present:
        return f"{code} heeft hier al een fiche. Kies een andere code, of open die fiche."
    return ""


def first_content(code: str, titel: str, entiteit: str | None) -> Inhoud:
    """Return the fiche with which somebody starts: everything empty but title and entiteit.

    Args:
        code: Of the project.
        titel: As typed; may be empty.
        entiteit: Whose dossier it is; None for a central file.

    Raises:
        Unreadable: The title is no text for a fiche.
    """
    fields = single_fields()
    values = {path: field.kind.from_json(None) for path, field in fields.items()}
    values["titel"] = fields["titel"].kind.typed(titel)
    values["trekkende_entiteit"] = entiteit
    return Inhoud(code, Staat.CONCEPT.value, values)
