"""The colours of the window by role, for light and for dark; contrast is decided here once.

The pairs were computed for WCAG 2.1 AA: text 4.5:1, edges of fields and icons 3:1. For who asks the
system for more contrast there are two sets with 7:1 throughout, the edges of fields too.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours by what they are for, as `#RRGGBB`.

    Attributes:
        window: Behind everything.
        surface: Of fields, lists and cards.
        raised: Of buttons and headers.
        text: Ordinary text, on each of these.
        muted: Hints and less important text.
        line: Between parts; decoration only.
        edge: Around fields and buttons, 3:1 to `surface`.
        accent: Focus ring, links and selection; never the yellow.
        on_accent: Text on `accent`.
        brand: The yellow of the Flemish government, only as a surface.
        on_brand: Text on `brand`.
        fout: Text and icon of a fout.
        fout_surface: Behind it.
        waarschuwing: As `fout`, for a waarschuwing.
        waarschuwing_surface: Behind it.
        aandachtspunt: As `fout`, for an aandachtspunt.
        aandachtspunt_surface: Behind it.
        good: Text and icon for what is complete or stored.
        good_surface: Behind it.
        inserted: Behind words that came.
        deleted: Behind words that went.
    """

    window: str
    surface: str
    raised: str
    text: str
    muted: str
    line: str
    edge: str
    accent: str
    on_accent: str
    brand: str
    on_brand: str
    fout: str
    fout_surface: str
    waarschuwing: str
    waarschuwing_surface: str
    aandachtspunt: str
    aandachtspunt_surface: str
    good: str
    good_surface: str
    inserted: str
    deleted: str


LIGHT = Colours(
    window="#F3F4F5",
    surface="#FFFFFF",
    raised="#FAFAFB",
    text="#1B1D1F",
    muted="#565C62",
    line="#D5D9DC",
    edge="#868C92",
    accent="#0055CC",
    on_accent="#FFFFFF",
    brand="#FFE615",
    on_brand="#000000",
    fout="#8C1D18",
    fout_surface="#FCDEDB",
    waarschuwing="#7A4100",
    waarschuwing_surface="#FFE9C7",
    aandachtspunt="#0B4F8A",
    aandachtspunt_surface="#DCEBFA",
    good="#0B5D3B",
    good_surface="#CFEBD8",
    inserted="#CFEBD8",
    deleted="#FCDEDB",
)
DARK = Colours(
    window="#1B1D1F",
    surface="#26292C",
    raised="#303438",
    text="#ECEDEE",
    muted="#AEB4BA",
    line="#3C4146",
    edge="#838A91",
    accent="#7DB0FF",
    on_accent="#06122B",
    brand="#FFE615",
    on_brand="#000000",
    fout="#FFC4BF",
    fout_surface="#5A1512",
    waarschuwing="#FFD08A",
    waarschuwing_surface="#4A2E05",
    aandachtspunt="#B8DAFF",
    aandachtspunt_surface="#143655",
    good="#A9E5C4",
    good_surface="#0D3B27",
    inserted="#0D3B27",
    deleted="#5A1512",
)
LIGHT_SHARP = replace(
    LIGHT,
    window="#FFFFFF",
    raised="#FFFFFF",
    text="#000000",
    muted="#000000",
    line="#C4C4C4",
    edge="#565656",
    accent="#003C91",
    fout="#6E0F0B",
    fout_surface="#FFFFFF",
    waarschuwing="#5C3100",
    waarschuwing_surface="#FFFFFF",
    aandachtspunt="#003C6E",
    aandachtspunt_surface="#FFFFFF",
    good="#00422A",
    good_surface="#FFFFFF",
)
DARK_SHARP = replace(
    DARK,
    window="#000000",
    surface="#000000",
    raised="#000000",
    text="#FFFFFF",
    muted="#FFFFFF",
    line="#484848",
    edge="#A8A8A8",
    accent="#9CC4FF",
    on_accent="#000000",
    fout_surface="#000000",
    waarschuwing_surface="#000000",
    aandachtspunt_surface="#000000",
    good_surface="#000000",
    deleted="#4A0F0C",
)
