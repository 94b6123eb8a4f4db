"""Accessibility statement and easy language as a new portal starts with them."""

from typing import Any

from metropol.models import AccessibilityBarrier
from metropol.setup.spec import PageSpec


def _statement() -> dict[str, Any]:
    """Return what is known of a portal that nobody has assessed yet.

    The rest is named in square brackets: a status that nobody found out would be a false one.
    """
    return {
        "standard_de": "Web Content Accessibility Guidelines (WCAG) 2.2, Stufe AA; sie enthalten, "
        "was Abschnitt 9 der Norm EN 301 549 von Webseiten verlangt",
        "standard_en": "Web Content Accessibility Guidelines (WCAG) 2.2, level AA, which include "
        "what clause 9 of the standard EN 301 549 asks of web pages",
        "legal_basis_de": "[Bitte ergänzen oder streichen: Gesetz des Bundes oder des Landes]",
        "legal_basis_en": "[Please complete or delete: act of the federation or of the state]",
        "assessment_de": "Die Software wird bei jeder Änderung automatisch geprüft, mit axe-core "
        "und mit der Tastatur. Eine Prüfung durch Menschen steht noch aus, auch die der Inhalte. "
        "[Bitte ergänzen, sobald geprüft wurde: von wem, welche Seiten, mit welchem Ergebnis]",
        "assessment_en": "The software is checked automatically with each change, with axe-core "
        "and by keyboard. An assessment by people is still to come, also of the content. [Please "
        "complete as soon as there is one: by whom, which pages, with which result]",
        "enforcement_de": "Wenn Sie auf Ihre Meldung keine Antwort bekommen, die Ihnen hilft, "
        "können Sie sich an eine unabhängige Stelle wenden. [Bitte ergänzen: die zuständige "
        "Schlichtungs- oder Durchsetzungsstelle und wie ihr Verfahren abläuft]",
        "enforcement_en": "If you get no answer to your report that helps you, you can turn to an "
        "independent body. [Please complete: the arbitration or enforcement body in charge and "
        "how its procedure works]",
        "barriers": [
            AccessibilityBarrier(
                barrier_de="Texte aus dem Archiv liegen oft nur auf Deutsch vor.",
                barrier_en="Texts of the archive are often available in German only.",
                reason=AccessibilityBarrier.Reason.NOT_YET,
                alternative_de="In der englischen Fassung sind sie als deutsch gekennzeichnet, "
                "sodass Vorleseprogramme sie richtig aussprechen.",
                alternative_en="In the English version they are marked as German, so that screen "
                "readers pronounce them rightly.",
            )
        ],
    }


STATEMENT = PageSpec(
    model="metropol.AccessibilityStatementPage",
    title=("Barrierefreiheit", "Accessibility"),
    slug=("barrierefreiheit", "accessibility"),
    lead=(
        "Diese Seiten sollen für alle lesbar und bedienbar sein.",
        "These pages are meant to be read and used by everyone.",
    ),
    more=_statement,
    footer=True,
)

EASY_LANGUAGE = PageSpec(
    model="metropol.StandardPage",
    title=("Leichte Sprache", "Easy language"),
    slug=("leichte-sprache", "easy-language"),
    lead=(
        "Hier steht in Leichter Sprache: Was finden Sie auf dieser Internet-Seite?",
        "Here you can read in easy words: What is on this website?",
    ),
    body=(
        (
            "# Worum geht es hier?",
            "Das ist die Internet-Seite von einer Metropol-Region. Eine Metropol-Region ist ein "
            "großes Gebiet. Dazu gehören mehrere Städte und Dörfer.",
            "In der Region arbeiten viele zusammen: Firmen, Städte und Hoch-Schulen. Zusammen "
            "wollen sie mehr erreichen.",
            "# Was finden Sie hier?",
            "Oben auf jeder Seite ist das Menü. Im Menü stehen diese Wörter:",
            "- Aktuelles: Hier lesen Sie Neuigkeiten aus der Region.",
            "- Cluster: Das spricht man so: Klaster. Ein Cluster ist eine Gruppe von Firmen und "
            "Forschern. Sie arbeiten am gleichen Thema.",
            "- Mitglieder: Hier steht, wer bei der Metropol-Region mitmacht.",
            "- Testimonials: Das spricht man so: Testi-moniels. Hier sagen Menschen, warum sie "
            "die Region gut finden.",
            "Die meisten Texte sind in schwerer Sprache. Nur diese Seite ist in Leichter Sprache.",
            "# Wie benutzen Sie die Seite?",
            "Oben können Sie die Sprache wechseln. Es gibt Deutsch und Englisch.",
            "Sie können auf ein Wort im Menü klicken. Dann öffnet sich eine neue Seite.",
            "Sie können die Schrift größer machen. Drücken Sie dafür die Tasten Strg und Plus.",
            "# Können alle die Seite benutzen?",
            "Alle Menschen sollen diese Seite benutzen können. Das nennt man: barriere-frei.",
            "Manches ist noch nicht barriere-frei. Das steht auf der Seite Barrierefreiheit. "
            "Ganz unten auf jeder Seite kommen Sie dort hin.",
            "# Haben Sie eine Frage oder ein Problem?",
            "Schreiben Sie uns! Ganz unten auf jeder Seite steht das Wort Kontakt. Klicken Sie "
            "darauf. Dann können Sie uns eine Nachricht schreiben.",
            "# Wer hat diesen Text geprüft?",
            "Noch niemand. [Bitte ergänzen: wer den Text auf Leichte Sprache geprüft hat]",
        ),
        (
            "# What is this about?",
            "This is the website of a metropolitan region. A metropolitan region is a large area. "
            "It has several cities and villages.",
            "Many work together in the region: companies, cities and universities. Together they "
            "want to do more.",
            "# What can you find here?",
            "The menu is at the top of each page. These words are in the menu:",
            "- News: Here you can read what is new in the region.",
            "- Clusters: A cluster is a group of companies and researchers. They work on the same "
            "topic.",
            "- Members: Here you can see who is part of the region.",
            "- Testimonials: Here people say why they like the region.",
            "Most texts are in difficult language. Only this page is in easy words.",
            "# How do you use the website?",
            "You can change the language at the top. There are German and English.",
            "You can click on a word in the menu. Then a new page opens.",
            "You can make the letters bigger. Press the keys Ctrl and Plus.",
            "# Can everybody use the website?",
            "We want all people to be able to use this website. This is called: accessible.",
            "Some things are not accessible yet. You can read about them on the page "
            "Accessibility. You find it at the bottom of each page.",
            "# Do you have a question or a problem?",
            "Write to us! At the bottom of each page is the word Contact. Click on it. Then you "
            "can send us a message.",
            "# Who checked this text?",
            "Nobody yet. [Please complete: who checked the text]",
        ),
    ),
    setting="easy_language_page",
)
