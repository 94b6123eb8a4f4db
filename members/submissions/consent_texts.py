"""The consents that a new portal starts with, German and English; staff make them their own."""

from members.models import Purpose

TEXTS = {
    Purpose.PUBLICATION: (
        "Ich bin einverstanden, dass mein Zitat mit meinem Namen, meiner Funktion und meiner "
        "Organisation auf diesen Seiten erscheint. Ich kann das jederzeit widerrufen; dann wird "
        "alles gelöscht.",
        "I agree that my quote appears on these pages with my name, my function and my "
        "organisation. I can withdraw this at any time; then everything is deleted.",
    ),
    Purpose.PORTRAIT: (
        "Mein Porträt darf neben dem Zitat stehen. Ich habe das Recht, es dafür zu geben.",
        "My portrait may stand beside the quote. I have the right to give it for that.",
    ),
    Purpose.EDITING: (
        "Mein Zitat darf gekürzt und übersetzt werden. Vorher sehe ich den Text und stimme ihm zu.",
        "My quote may be shortened and translated. I see the text first and approve it.",
    ),
    Purpose.REUSE: (
        "Zitat und Porträt dürfen auch in Drucksachen und in sozialen Medien der Region "
        "erscheinen.",
        "Quote and portrait may also appear in print and on social media of the region.",
    ),
}
