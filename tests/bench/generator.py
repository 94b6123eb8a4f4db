"""Archives of any size for the benchmark: every layout, the same texts for the same seed.

    for name, text in documents(1000):
        ...

A twelfth of the documents are English versions of the one before them.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

SEED = 20_111_209
FIRST_DAY = date(2004, 1, 5)
FOLDER_SIZE = 500
MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
SECTIONS = [
    "News",
    "Cluster",
    "Innovation",
    "Marketing",
    "Mitglieder",
    "Standort",
    "Pressemitteilung",
]
PLACES = [
    "Halle",
    "Leipzig",
    "Jena",
    "Dessau",
    "Gera",
    "Chemnitz",
    "Zwickau",
    "Altenburg",
    "Erfurt",
    "Magdeburg",
]
CLUSTERS = ["Cluster IT", "ACOD", "Silicon Saxony", "OptoNet", "medways", "BioEconomy"]
WHO = [
    "das Netzwerk", "die Hochschule", "der Verband", "ein junges Unternehmen", "die Kammer",
    "der Landkreis", "die Werkstatt", "ein Team aus der Forschung", "die Stadt", "der Verein",
]  # fmt: skip
WHAT = [
    "ein Verfahren für leichte Bauteile", "eine Halle für Versuche", "neue Wege zur Ausbildung",
    "ein Labor für Batterien", "eine Messe für Werkzeuge", "den Umbau der alten Gießerei",
    "ein Prüffeld für Sensoren", "die Pflege seltener Handwerke", "ein Programm für Gründungen",
    "eine Anlage für Wasserstoff", "den Ausbau der Güterbahn", "ein Archiv der Muster",
]  # fmt: skip
HOW = [
    "gemeinsam mit sechs Betrieben", "nach zwei Jahren Vorarbeit", "mit Mitteln des Landes",
    "im Beisein vieler Gäste", "früher als gedacht", "trotz knapper Kassen",
    "auf eigenen Wunsch der Beteiligten", "unter den Augen der Fachwelt",
]  # fmt: skip
DOES = ["eröffnet", "plant", "erprobt", "fördert", "zeigt", "übernimmt", "beschreibt", "sucht"]
WHY = [
    "Davon sollen vor allem kleine Firmen etwas haben",
    "Der erste Abschnitt ist bereits vergeben",
    "Wer mitmachen möchte, meldet sich bis zum Monatsende",
    "Die Ergebnisse stehen allen offen",
    "Für das kommende Jahr sind drei weitere Schritte vereinbart",
    "Über die Kosten wurde nicht gesprochen",
]
ENGLISH = [
    "The network has opened the hall and would like to show it to all of its partners.",
    "More than sixty guests have been there, and they were pleased with what they saw.",
    "This is the first of several steps that the companies of the region have agreed on.",
    "The results are open to everybody who would like to work with them in the coming years.",
]


def documents(count: int, seed: int = SEED) -> Iterator[tuple[str, str]]:
    """Yield ``count`` documents: path in the archive (with ``/``) and text."""
    chance = random.Random(seed)
    for number in range(count):
        layout = (_mitteldeutschland, _mitteldeutschland, _clusterplattform, _technologymountains)
        name = f"{number // FOLDER_SIZE:03}/{number:06}.txt"
        if number % 12 == 11:
            yield name, _english(number)
        else:
            yield name, layout[number % 4](chance, number)


def write_archive(folder: Path, count: int, seed: int = SEED) -> Path:
    """Write an archive of ``count`` documents into ``folder`` and return the folder."""
    for name, text in documents(count, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _mitteldeutschland(chance: random.Random, number: int) -> str:
    day = FIRST_DAY + timedelta(days=number % 5000)
    body = [_paragraph(chance) for _ in range(6)]
    body.insert(2, f"Foto: {_name(chance)}, {chance.choice(PLACES)}")
    body.insert(4, "\n".join(f"  • {_sentence(chance)}" for _ in range(3)))
    links = chance.sample(CLUSTERS, 2)
    links.append(f"Nachricht: Verein Nummer {chance.randrange(40)}")
    body.append("\n".join(["Weitere Informationen:", *links]))
    parts = [
        chance.choice(SECTIONS),
        _headline(chance, number),
        f"{day:%d}. {MONTHS[day.month - 1]} {day.year}",
    ]
    text = "\n\n".join(["\n\n".join(parts) + "\n", _paragraph(chance), *body])
    return f"{text}\n\n\n{_footer(number)}"


def _clusterplattform(chance: random.Random, number: int) -> str:
    day = FIRST_DAY + timedelta(days=number % 5000)
    parts = [
        f"{chance.choice(['ClusterERFOLGE', 'Meldung'])}\n{day:%d.%m.%Y}",
        _headline(chance, number),
        f"Neues aus {chance.choice(PLACES)}",
        _paragraph(chance),
        f"Zwei Menschen an einem Gerät\n{_sentence(chance)}\n© {_name(chance)}\nVerbund",
        *(_paragraph(chance) for _ in range(3)),
        "Wie es weitergeht",
        *(_paragraph(chance) for _ in range(2)),
        f"„{_sentence(chance)}“",
        _paragraph(chance),
    ]
    return "\n\n".join(parts)


def _technologymountains(chance: random.Random, number: int) -> str:
    return "\n".join([_headline(chance, number), *(_paragraph(chance) for _ in range(8))])


def _english(number: int) -> str:
    day = FIRST_DAY + timedelta(days=(number - 2) % 5000)
    head = f"News\n\nThe network opens hall {number}\n\n{day:%d %B %Y}\n\n\n"
    body = "\n\n".join(" ".join(ENGLISH[start:] + ENGLISH[:start]) for start in range(4))
    return f"{head}{body}\n\n\nBildleiste Region Startseite\n{_quote(number)}"


def _footer(number: int) -> str:
    return f"Deutsch\nEnglish\nBildleiste Region Startseite\n{_quote(number)}"


def _quote(number: int) -> str:
    """One of twenty statements: the old site showed them in turn."""
    turn = number % 20
    place = PLACES[turn % len(PLACES)]
    return f"Person {turn}, Werk {place}\n„Von {place} aus sind wir schnell überall, Teil {turn}.”"


def _headline(chance: random.Random, number: int) -> str:
    who, does, what = chance.choice(WHO), chance.choice(DOES), chance.choice(WHAT)
    return f"{who[0].upper()}{who[1:]} {does} {what}, Folge {number}"


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(3))


def _sentence(chance: random.Random) -> str:
    who, does, what, how = (chance.choice(words) for words in (WHO, DOES, WHAT, HOW))
    place, year = chance.choice(PLACES), chance.randrange(1990, 2024)
    if chance.random() < 0.05:
        who = f"der Verbund {chance.choice(CLUSTERS)}"
    return f"In {place} {does} {who} seit {year} {what}, {how}. {chance.choice(WHY)}."


def _name(chance: random.Random) -> str:
    return f"{chance.choice(['Ada', 'Bert', 'Cleo', 'Dana'])} {chance.choice(['Muster', 'Probe'])}"
