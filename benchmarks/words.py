"""The words and half sentences out of which the generator puts its Dutch texts together."""

from typing import Final

DOELGROEPEN: Final = (
    "leerlingen", "werkzoekenden", "kleine ondernemingen", "lokale besturen", "cursisten",
    "zorgverleners", "mantelzorgers", "starters", "jongeren", "gezinnen", "ouderen", "landbouwers",
    "verenigingen", "vrijwilligers", "onderzoekers", "werkgevers", "studenten", "huurders",
    "bedrijven in de maakindustrie", "mensen met een arbeidshandicap", "scholen", "bezoekers",
)  # fmt: skip
ONDERWERPEN: Final = (
    "digitale vaardigheden", "de renovatie van woningen", "fietspaden langs gewestwegen",
    "het laadnet voor elektrische voertuigen", "open ruimte en ontharding", "de eerstelijnszorg",
    "mentaal welzijn", "cyberveiligheid", "circulaire productie", "waterbeheer en droogte",
    "duurzaam telewerken", "het vergunningenloket", "de stageplaatsen", "kinderopvang op maat",
    "onderzoek naar waterstof", "het erfgoeddepot", "de sportinfrastructuur", "voedselverlies",
    "sociale huisvesting", "artificiële intelligentie", "de binnenvaart", "het datanutsbedrijf",
    "taalverwerving op de werkvloer", "natuurherstel in valleigebieden", "slimme verkeerslichten",
)  # fmt: skip
DINGEN: Final = (
    "een gezamenlijk loket", "een premiestelsel", "een opleidingsaanbod", "een digitaal platform",
    "een netwerk van begeleiders", "een oproep voor proefprojecten", "een meetnet", "een databank",
    "een kennis- en adviespunt", "een ondersteuningsfonds", "een toetsingskader", "een campagne",
    "een raamcontract", "een reeks demonstraties", "een begeleidingstraject", "een handleiding",
)  # fmt: skip
DADEN: Final = (
    "uitgerold", "opgestart", "gegund", "voltooid", "opgeleverd", "goedgekeurd", "ingevoerd",
    "gepubliceerd", "aangesloten", "vernieuwd", "ondertekend", "in gebruik genomen",
)  # fmt: skip
PLAATSEN: Final = (
    "in alle provincies", "in de centrumsteden", "in tien proefgemeenten", "in heel Vlaanderen",
    "in de Vlaamse Rand", "in de Kempen", "in de Westhoek", "langs de kust", "in Limburg",
    "in Brussel en de Rand", "in de haven van Antwerpen", "in de Denderstreek",
)  # fmt: skip
PARTNERS: Final = (
    "de sociale partners", "de onderwijsverstrekkers", "VVSG", "de sectorfondsen", "de provincies",
    "de kennisinstellingen", "VDAB", "de koepels", "de netbeheerder", "de gebruikersverenigingen",
    "de universiteiten en hogescholen", "het middenveld", "de lokale besturen",
)  # fmt: skip
BESLISSINGEN: Final = (
    "/", "/", "/", "BVR", "Besluit van de Vlaamse Regering", "Ministerieel besluit",
    "Principiële goedkeuring", "Decreetswijziging", "Goedkeuring van de gunning",
)  # fmt: skip
EENHEDEN: Final = (
    "deelnemers", "km", "woningen", "toestellen", "dossiers", "ha", "scholen", "laadpunten",
    "ondernemingen", "opleidingen", "plaatsen", "gemeenten",
)  # fmt: skip
REDENEN: Final = (
    "De levering van materiaal liep vertraging op door schaarste bij de leveranciers.",
    "Het advies van de Raad van State kwam later dan voorzien.",
    "De eerste aanbesteding leverde geen geldige offerte op; een tweede loopt.",
    "De oproep werd verlengd op vraag van de indieners.",
    "De vergunning werd in beroep aangevochten.",
    "De uitvoering wacht op de personeelsuitbreiding bij de uitvoerende partner.",
)  # fmt: skip
OORZAKEN: Final = (
    "Er zijn te weinig kandidaten om alle plaatsen in te vullen.",
    "De kosten stegen sneller dan het begrote bedrag.",
    "De partner die de uitvoering zou doen, trok zich terug.",
)  # fmt: skip
BIJSTURINGEN: Final = (
    "De voorwaarden worden verruimd en de oproep wordt opnieuw gelanceerd.",
    "De middelen worden over twee jaar gespreid en de scope wordt beperkt.",
    "Een andere partner neemt de uitvoering over na een nieuwe gunning.",
)  # fmt: skip
DOMEINEN: Final = (
    "Onderwijs en Vorming", "Werk en Sociale Economie", "Mobiliteit en Openbare Werken", "Omgeving",
    "Economie, Wetenschap en Innovatie", "Landbouw en Visserij", "Cultuur, Jeugd en Media",
)  # fmt: skip
ZINNEN: Final = (
    "Het project versterkt {onderwerp} voor {doelgroep} {plaats}.",
    "Samen met {partners} bouwen we {ding} uit rond {onderwerp}.",
    "{Doelgroep} krijgen zo sneller toegang tot wat ze nodig hebben, ook wie nu niet bereikt is.",
    "De middelen gaan vooral naar {ding} en naar de ondersteuning van {doelgroep}.",
    "We meten elk jaar hoeveel {doelgroep} bereikt zijn en publiceren de cijfers per gemeente.",
    "Waar het kan sluiten we aan bij bestaande initiatieven van {partners}.",
    "Na een proefperiode {plaats} volgt de uitrol, met bijsturing op basis van een evaluatie.",
)  # fmt: skip
VOORTGANG: Final = (
    "Op {dag} werd {ding} {daad} {plaats}.",
    "De stuurgroep met {partners} kwam samen op {dag} en legde de planning vast.",
    "Intussen zijn {aantal} aanvragen ontvangen, waarvan {deel} al behandeld.",
    "De gunning voor {ding} is afgerond; de uitvoering start na {dag}.",
    "Voor {onderwerp} loopt de voorbereiding volgens plan.",
    "{Partners} bezorgden hun opmerkingen tegen {dag}; ze zijn verwerkt.",
    "Tegen {dag} wordt {ding} {daad}, samen met {partners}.",
)  # fmt: skip
MIJLPALEN: Final = (
    "{Ding} rond {onderwerp} is {daad} voor {doelgroep}",
    "{Aantal} {eenheid} zijn {daad} {plaats}",
    "{Ding} is {daad} samen met {partners}",
    "Eindverslag over {onderwerp} is gepubliceerd",
    "Oproep voor {doelgroep} rond {onderwerp} is {daad}",
    "Besluit over {onderwerp} is goedgekeurd en {ding} is {daad}",
)  # fmt: skip
