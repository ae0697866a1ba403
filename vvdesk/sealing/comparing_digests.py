"""Comparing the digests of now with those of the manifest, and saying what differs."""

from collections.abc import Iterator, Mapping

from vvdesk.number_words import counted
from vvdesk.sealing.content_check import Made
from vvdesk.sealing.digests import Bijlage, TableDigest, content_sha256
from vvdesk.sealing.manifest import Manifest
from vvdesk.sealing.verdict import BIJLAGEN, INHOUD, MANIFEST, SPOOR, Verschil


def manifest_faults(manifest: Manifest, formaat: int) -> Iterator[Verschil]:
    """Yield where a manifest contradicts itself.

    Args:
        manifest: As read.
        formaat: Of the file.
    """
    own = content_sha256(manifest.tabellen, manifest.bijlagen)
    if own != manifest.inhoud:
        what = "de controlegetallen van het manifest spreken elkaar tegen"
        yield Verschil(MANIFEST, "inhoud", manifest.inhoud, own, what)
    if manifest.formaat != formaat:
        what = "het manifest hoort bij een ander bestand"
        yield Verschil(MANIFEST, "formaat", str(manifest.formaat), str(formaat), what)
    trail = manifest.tabellen.get("wijziging")
    if trail is None or trail.rijen != manifest.spoor_rijen:
        found = "geen" if trail is None else str(trail.rijen)
        what = "het manifest spreekt zichzelf tegen over het wijzigingsspoor"
        yield Verschil(MANIFEST, "spoor_rijen", str(manifest.spoor_rijen), found, what)


def table_faults(
    found: Mapping[str, TableDigest], sealed: Mapping[str, TableDigest]
) -> Iterator[Verschil]:
    """Yield the tables that are not as they were sealed."""
    for name in sorted(found.keys() | sealed.keys()):
        now, then = found.get(name), sealed.get(name)
        if now == then:
            continue
        place = f"tabel {name}"
        if now is None or then is None:
            what = "deze tabel stond niet in het zegel" if then is None else "deze tabel ontbreekt"
            yield Verschil(INHOUD, place, _rows(now), _rows(then), what)
        else:
            yield Verschil(INHOUD, place, _rows(now), _rows(then), _what(now, then))


def file_faults(
    found: tuple[Bijlage, ...], sealed: tuple[Bijlage, ...], names: Mapping[str, str]
) -> Iterator[Verschil]:
    """Yield the kept files that are not as they were sealed.

    Args:
        found: As they are now.
        sealed: As the manifest says.
        names: Place to what people call it.
    """
    now = {each.place: each for each in found}
    then = {each.place: each for each in sealed}
    for place in sorted(now.keys() | then.keys()):
        one, other = now.get(place), then.get(place)
        if one == other:
            continue
        if one is None:
            what = "dit bestand werd weggehaald"
        elif other is None:
            what = "dit bestand werd toegevoegd"
        else:
            what = "dit bestand werd verwisseld of gewijzigd"
        yield Verschil(BIJLAGEN, names.get(place, place), _file(one), _file(other), what)


def kept_faults(
    found: tuple[Bijlage, ...], told: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[Verschil]:
    """Yield the kept files that are not those of which the SHA-256 was noted.

    Args:
        found: As they are now.
        told: Place to the SHA-256 that stands beside the file.
        names: Place to what people call it.
    """
    for each in found:
        expected = told.get(each.place, each.sha256)
        if each.sha256 != expected:
            what = "dit is niet het bestand dat hier bewaard werd"
            place = names.get(each.place, each.place)
            yield Verschil(BIJLAGEN, place, f"{each.omvang} bytes, {each.sha256}", expected, what)


def trail_faults(made: Made, manifest: Manifest) -> Iterator[Verschil]:
    """Yield where the audit trail is broken, or is not the one that was sealed."""
    rows = made.tabellen["wijziging"].rijen
    if made.gebroken is not None:
        what = "vanaf deze rij is het spoor gewijzigd, of ontbreekt er een rij"
        yield Verschil(SPOOR, f"rij {made.gebroken}", "past niet", "past aan de vorige rij", what)
    if rows != manifest.spoor_rijen:
        what = "het spoor heeft niet zoveel rijen als toen het verzegeld werd"
        yield Verschil(SPOOR, "aantal rijen", str(rows), str(manifest.spoor_rijen), what)
    if made.spoor != manifest.spoor_hash:
        what = "het spoor eindigt niet zoals toen het verzegeld werd"
        yield Verschil(SPOOR, "laatste schakel", made.spoor, manifest.spoor_hash, what)


def _what(now: TableDigest, then: TableDigest) -> str:
    more = now.rijen - then.rijen
    if more == 0:
        return "evenveel rijen, maar de inhoud ervan is gewijzigd"
    noun = "rij" if abs(more) == 1 else "rijen"
    return f"{abs(more)} {noun} {'meer' if more > 0 else 'minder'} dan toen het verzegeld werd"


def _rows(digest: TableDigest | None) -> str:
    if digest is None:
        return "niets"
    return f"{counted(digest.rijen, 'rij', 'rijen')}, {digest.sha256}"


def _file(kept: Bijlage | None) -> str:
    return "niets" if kept is None else f"{kept.omvang} bytes, {kept.sha256}"
