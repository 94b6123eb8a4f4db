"""The first words of the list by which the search takes German compounds apart."""

from metropol.models import CompoundWord

#: Units that stand last in the words of a region, whether the site knows them alone or not.
PARTS = """
Allianz Anlage Arbeit Archiv Ausschuss Bericht Bildung Branche Chemie Energie Entwicklung Fahrzeug
Förderung Forschung Gesellschaft Gewerbe Handel Handwerk Hochschule Industrie Initiative Institut
Kammer Kongress Konferenz Kultur Landschaft Logistik Medien Medizin Mobilität Museum Netzwerk
Partner Planung Politik Produktion Programm Projekt Region Standort Stiftung Straße Struktur System
Technik Technologie Tourismus Transport Universität Unternehmen Verband Verbund Verein Verkehr
Verwaltung Wasserstoff Werkstoff Wettbewerb Wirtschaft Wissenschaft Zentrum Zukunft
"""
#: Their parts say nothing of what they mean.
WHOLES = """
Augenblick Bahnhof Deutschland England Finnland Griechenland Hochzeit Irland Niederlande Russland
Unterlagen Vorstand
"""


def make_compound_words() -> None:
    """Make the list if there is none: later it is staff's."""
    if CompoundWord.objects.exists():
        return
    roles = {CompoundWord.Role.PART: PARTS, CompoundWord.Role.WHOLE: WHOLES}
    CompoundWord.objects.bulk_create(
        CompoundWord(word=word, role=role)
        for role, words in roles.items()
        for word in words.split()
    )
