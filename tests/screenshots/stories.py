"""The news of the pictures, in both languages, as staff would write them."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A news item in one language; ``body`` are paragraphs."""

    title: str
    kicker: str
    lead: str
    body: tuple[str, ...]


@dataclass(frozen=True)
class Story:
    """A news item; ``day`` is that of May 2026."""

    day: int
    german: Text
    english: Text
    links: tuple[tuple[str, str, str], ...] = field(default=())


BRIDGE = Story(
    4,
    Text(
        "Neue Saalebrücke verbindet zwei Gewerbegebiete",
        "Verkehr",
        "Wer zwischen Merseburg und Leuna pendelt, spart künftig zwölf Minuten: Die neue Brücke "
        "ist für Autos freigegeben.",
        (
            "Drei Jahre wurde gebaut, seit Montag rollt der Verkehr. Die Brücke ist 214 Meter "
            "lang und hat auf beiden Seiten einen Radweg.",
            "Bisher führte der Weg durch die Altstadt. Nun bleibt es dort ruhiger.",
        ),
    ),
    Text(
        "New bridge across the Saale joins two business parks",
        "Traffic",
        "Commuters between Merseburg and Leuna will save twelve minutes: the new bridge is open "
        "to cars.",
        (
            "It took three years to build, and traffic has been rolling since Monday. The bridge "
            "is 214 metres long and has a cycle path on either side.",
            "Until now the way led through the old town, which will be quieter from now on.",
        ),
    ),
    links=(
        ("Karte der neuen Strecke", "Map of the new route", "https://bruecke.example/karte"),
        ("Fragen und Antworten zum Bau", "", "https://bruecke.example/fragen"),
    ),
)
#: What the editor changes in the bridge after its English was written.
BRIDGE_LEAD = (
    "Wer zwischen Merseburg und Leuna pendelt, spart künftig fünfzehn Minuten: Die neue Brücke "
    "ist für Autos und Fahrräder freigegeben."
)

BUSES = Story(
    11,
    Text(
        "Wasserstoffbusse fahren jetzt nach Fahrplan",
        "Energie",
        "Nach einem Jahr auf Probe gehören die acht Busse zum normalen Betrieb.",
        (
            "Die Busse tanken in Leuna Wasserstoff, der bei der Chlorherstellung ohnehin "
            "entsteht. Eine Füllung reicht für 350 Kilometer.",
        ),
    ),
    Text(
        "Hydrogen buses now run on schedule",
        "Energy",
        "After a year of trials the eight buses are part of regular service.",
        (
            "The buses fill up in Leuna with hydrogen that comes from making chlorine. One tank "
            "lasts for 350 kilometres.",
        ),
    ),
)

WORKSHOP = Story(
    8,
    Text(
        "Lehrwerkstatt öffnet an zwei Abenden im Monat",
        "Ausbildung",
        "Wer einen Beruf sucht, kann in Zeitz fräsen, löten und schweißen, ohne sich anzumelden.",
        ("Meisterinnen und Meister zeigen, wie es geht. Arbeitskleidung liegt bereit.",),
    ),
    Text(
        "Training workshop opens two evenings a month",
        "Training",
        "Whoever looks for a trade can mill, solder and weld in Zeitz, without signing up.",
        ("Masters of the trade show how it is done. Work clothes are provided.",),
    ),
)

ARCHIVES = Story(
    6,
    Text(
        "Fünf Stadtarchive zeigen ihre Karten gemeinsam",
        "Kultur",
        "900 Stadtpläne aus vier Jahrhunderten liegen jetzt an einer Stelle im Netz.",
        ("Die älteste Karte zeigt Naumburg im Jahr 1632.",),
    ),
    Text(
        "Five city archives show their maps together",
        "Culture",
        "900 city maps of four centuries are now in one place on the web.",
        ("The oldest map shows Naumburg in 1632.",),
    ),
)

CYCLING = Story(
    5,
    Text(
        "Radweg an der Elster: Planung beginnt",
        "Verkehr",
        "Im Herbst beginnen die Vermessungen für den Radweg von Zeitz nach Gera.",
        ("Der Weg soll 38 Kilometer lang werden.",),
    ),
    Text(
        "Cycle path along the Elster: planning begins",
        "Traffic",
        "Surveying for the cycle path from Zeitz to Gera begins in autumn.",
        ("The path will be 38 kilometres long.",),
    ),
)
#: What is submitted for review.
CYCLING_CHANGED = (
    "Im August beginnen die Vermessungen für den Radweg von Zeitz nach Gera. Wer an der Strecke "
    "wohnt, kann mitreden.",
    "Surveying for the cycle path from Zeitz to Gera begins in August. Residents along the route "
    "can have their say.",
)

#: Full of what the checks find; its paragraphs are HTML.
HARD = Story(
    2,
    Text(
        "Förderbescheid für die überregionale Zusammenarbeit kleiner Betriebe übergeben",
        "Förderung",
        "Das Land unterstützt kleine Betriebe.",
        (
            "<b>Hintergrund</b>",
            "Die Bewilligung der beantragten Zuwendungsmittel erfolgte vorbehaltlich der "
            "haushaltsrechtlichen Verfügbarkeit unter Berücksichtigung der landesweiten "
            "Förderrichtlinie zur Stärkung unternehmensübergreifender Innovationsvorhaben, deren "
            "Inanspruchnahme eine fristgerechte Nachweisführung voraussetzt, die gegenüber der "
            "zuständigen Bewilligungsbehörde elektronisch zu dokumentieren ist.",
            "Hinsichtlich der Antragsberechtigung mittelständischer Unternehmen mit "
            "mehrheitlicher Beteiligung öffentlich-rechtlicher Körperschaften gelten "
            "weitergehende Voraussetzungen, über deren Vorliegen die Bewilligungsbehörde im "
            "Einvernehmen mit dem zuständigen Fachministerium unter Würdigung sämtlicher "
            "entscheidungserheblicher Umstände abschließend befindet, wobei bestehende "
            "Beihilfetatbestände anzurechnen und erforderlichenfalls Rückforderungsansprüche "
            "geltend zu machen sind.",
            "Zuwendungsempfangende haben die zweckentsprechende Mittelverwendung fortlaufend "
            "nachzuweisen und auf Anforderung sämtliche Originalbelege vorzulegen.",
            'Das Formular finden Sie <a href="https://formulare.example/">hier</a>.',
        ),
    ),
    Text("", "", "", ()),
)
