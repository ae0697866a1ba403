"""Files and packages that are something else than a workbook without macros."""

from vvdesk.errors import Refused
from vvdesk.exchange.reader.notices import NoticeList
from vvdesk.exchange.reader.package import Package

_XLSX = "Bewaar de werkmap in Excel of LibreOffice als .xlsx en stuur die in."

_BEGINNINGS = (
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "de werkmap is beveiligd met een wachtwoord of heeft het oude .xls-formaat. " + _XLSX,
    ),
    (b"SQLite format 3\x00", "dit is een databankbestand, zoals een dossier van vvdesk. " + _XLSX),
    (b"%PDF", "dit is een PDF, geen werkmap. " + _XLSX),
    (b"{\\rtf", "dit is een RTF-tekst, geen werkmap. " + _XLSX),
    (b"\x1f\x8b", "dit is een gzip-bestand, geen werkmap. Pak het uit en stuur de .xlsx in."),
    (b"Rar!", "dit is een rar-bestand, geen werkmap. Pak het uit en stuur de .xlsx in."),
    (b"7z\xbc\xaf", "dit is een 7z-bestand, geen werkmap. Pak het uit en stuur de .xlsx in."),
)

_PACKAGES = (
    ("word/document.xml", "dit is een Word-document, geen werkmap. "),
    ("ppt/presentation.xml", "dit is een presentatie, geen werkmap. "),
    ("xl/workbook.bin", "dit is een binaire werkmap (.xlsb). "),
    ("index/document.iwa", "dit is een bestand van Apple Numbers, Pages of Keynote. "),
    ("meta-inf/manifest.xml", "dit is een OpenDocument-bestand (.ods), geen .xlsx. "),
)

_MACROS = (
    "de werkmap bevat macro's en die worden nooit aangenomen. "
    "Bewaar ze als .xlsx, dus zonder macro's, en stuur die in."
)

_WORKBOOK_TYPES = (
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
)

_OUTSIDE = (
    ("xl/externallinks/", "De werkmap verwijst naar andere bestanden; die zijn niet geopend."),
    ("xl/connections.xml", "De werkmap heeft een gegevensverbinding; die is niet gebruikt."),
    ("xl/querytables/", "De werkmap heeft een zoekvraag naar buiten; die is niet gebruikt."),
    ("xl/webextensions/", "De werkmap heeft een webinvoegtoepassing; die is niet gestart."),
    ("xl/embeddings/", "De werkmap heeft ingesloten bestanden; die zijn niet geopend."),
    ("xl/activex/", "De werkmap heeft ActiveX-onderdelen; die zijn niet gestart."),
    ("xl/model/", "De werkmap heeft een gegevensmodel; dat is niet gelezen."),
    ("customui/", "De werkmap past het lint van Excel aan; dat is niet gebruikt."),
)


def check_beginning(data: bytes) -> None:
    """Refuse a file that is no zip at all, and say what it seems to be.

    Raises:
        Refused: It is no zip.
    """
    if not data:
        raise Refused("het bestand is leeg. Vraag het opnieuw aan de afzender.")
    for beginning, sentence in _BEGINNINGS:
        if data.startswith(beginning):
            raise Refused(sentence)
    if b"PK\x05\x06" in data or data.startswith(b"PK"):
        return
    head = data[:2000].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<table")):
        raise Refused("dit is een webpagina (HTML), geen werkmap. " + _XLSX)
    if head.startswith(b"<"):
        raise Refused("dit is een XML-bestand, geen werkmap. " + _XLSX)
    if any(sign in head for sign in (b";", b",", b"\t")) and b"\n" in head and _is_text(head):
        raise Refused("dit is een tekstbestand (csv), geen werkmap. " + _XLSX)
    raise Refused("dit is geen werkmap in .xlsx-formaat. " + _XLSX)


def check_macros(types: dict[str, str]) -> None:
    """Refuse a package with macros.

    Args:
        types: Declared type of each part, by its name in small letters.

    Raises:
        Refused: It has a macro project, a macro sheet, or says that it may have.
    """
    for name, kind in types.items():
        declared = kind.casefold()
        if "macroenabled" in declared or "vbaproject" in declared or "macrosheet" in declared:
            raise Refused(_MACROS)
        if name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/"):
            raise Refused(_MACROS)


def check_is_workbook(package: Package) -> None:
    """Refuse a package that is another kind of document, by name.

    Raises:
        Refused: It is no workbook.
    """
    for part, sentence in _PACKAGES:
        if part in package and "xl/workbook.xml" not in package:
            raise Refused(sentence + _XLSX)
    if "[Content_Types].xml" not in package:
        raise Refused("dit is een zip-bestand, geen werkmap. " + _XLSX)


def check_workbook_type(kind: str) -> None:
    """Refuse a main part that does not say that it is a workbook.

    Raises:
        Refused: The declared type is another one.
    """
    if kind not in _WORKBOOK_TYPES:
        raise Refused(f"het hoofdonderdeel is geen werkmap, maar '{kind[:100]}'. " + _XLSX)


def note_outside(package: Package, notices: NoticeList) -> None:
    """Note what in the package reaches out, or holds other files; none of it is used."""
    names = [name.casefold() for name in package.names]
    for beginning, sentence in _OUTSIDE:
        if any(name.startswith(beginning) for name in names):
            notices.add("outside", sentence)


def _is_text(head: bytes) -> bool:
    return not any(byte < ord("\t") for byte in head)
