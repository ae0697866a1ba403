"""What the demonstration leaves to be read: what each file is and what to try next."""

from vvdesk.demo.folder import Demofolder

_TEXT = """\
Een ronde van vvdesk, nagespeeld
================================

Dit zijn voorbeelden, geen rapportering: gebruik niets hieruit als bron.

Wat er staat
------------
{central}
    Het bestand van de coördinator: 9 projecten, april 2021 (gesloten) en september 2021 (open).
uitvraag/
    Het werkboek dat elke entiteit kreeg, gevuld met wat er in april stond. Het departement Cultuur,
    Jeugd en Media kreeg er daarna nog een, met een vraag erin.
dossiers/
    Hetzelfde als bestand voor wie zelf met vvdesk werkt; hierin is september ingevuld.
inzendingen/
    Wat er terugkwam. Eén werkboek kwam beschadigd aan en werd opnieuw gestuurd; in een ander
    staat een tekst waar een datum hoort. Een bedrag van VV018 was ook centraal gewijzigd: dat
    conflict is beslist. VV178 ging terug met een vraag; in de tweede inzending staat het antwoord.
foutkopieen/
    Voor wie iets moet verbeteren: dezelfde inzending, met elke fout rood en uitgelegd.
{plan}
    Wat de eerste samenvoeging wijzigde, veld per veld; open het in je browser.
{total}
    Het totaalwerkboek, met een blad per speerpunt en grafieken.
rapporten/
    Wat de coördinator publiceert, telkens als pdf, Word en webpagina: het voortgangsrapport, wat
    verschoof en wijzigde, en de relanceplannen over digitale inclusie.
{open_data}/
    Dezelfde fiches als open data: CSV en JSON, met hun beschrijving.
{theme}
    Het bestand waaruit dat laatste rapport komt.
{sealed}
    De momentopname die de auditor krijgt: alles van deze stand, verzegeld, met de inzendingen als
    bewijsstukken. Open ze in het venster en druk op Ctrl+G voor een code uit een rapport.
{public_key}
    De publieke sleutel waarmee je ziet wie verzegelde. Voeg hem toe bij Nazicht, Vertrouwde
    sleutels: dan wordt de oranje band groen. Het is een sleutel om te oefenen.

Probeer zelf
------------
Open de werkboeken in Excel of LibreOffice. En op de opdrachtregel, in deze map:

    vvdesk-cli status {central}
    vvdesk-cli validate {central}
    vvdesk-cli diff {central} --from "april 2021" --to "september 2021"
    vvdesk-cli conflicts {central} --all
    vvdesk-cli log {central} --project VV018
    vvdesk-cli report {central} --speerpunt 04 --out rapport.pdf
    vvdesk-cli trace {central} 2/VV018-VEK
    vvdesk-cli overview {theme}
    vvdesk-cli verify {sealed} --key {public_key}
    vvdesk-cli trace {sealed} 2/VV018-VEK
    vvdesk-cli life {sealed} VV018-M01
    vvdesk-cli search {sealed} digitaal
    vvdesk-cli sample {sealed} --size 3 --seed 2021
    vvdesk-cli audit-export {sealed} --project VV018 --out auditdossier.xlsx
    vvdesk-cli question {central} VV015 titel "Is dit nog de juiste naam?"
    vvdesk-cli questions {central}
    vvdesk-cli approve {central} --entiteit DWSE
    vvdesk-cli reopen {central} VV018 --reason "Eerste betalingen ontbraken."
    vvdesk-cli merges {central}
    vvdesk-cli set {central} VV018 financiering.vek "2,5 mio" --reason "Eerste betalingen"
    vvdesk-cli undo {central}
    vvdesk-cli versions {central}
    vvdesk-cli dump {central}

Speel je de demo hier nog eens, dan begint alles opnieuw; wat je zelf toevoegde, blijft staan.
"""


def readme(folder: Demofolder) -> str:
    """Return the text for the file LEESMIJ.txt."""
    names = ("central", "plan", "total", "open_data", "theme", "sealed", "public_key")
    return _TEXT.format(**{name: getattr(folder, name).name for name in names})
