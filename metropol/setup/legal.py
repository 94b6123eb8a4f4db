"""Imprint and privacy as a new portal starts with them.

They say what the software does. What only the organisation knows stands in square brackets, so
that nobody takes it for a statement (see § 5 DDG, § 18 MStV, Articles 13 and 14 GDPR).
"""

from metropol.setup.spec import PageSpec

IMPRINT = PageSpec(
    model="metropol.StandardPage",
    title=("Impressum", "Imprint"),
    slug=("impressum", "imprint"),
    lead=("Wer für diese Seiten verantwortlich ist.", "Who is responsible for these pages."),
    body=(
        (
            "Anbieter im Sinne von § 5 des Digitale-Dienste-Gesetzes (DDG) ist die Organisation, "
            "deren Name, Anschrift, Telefonnummer und E-Mail-Adresse am Fuß jeder Seite stehen.",
            "# Vertretung",
            "[Bitte ergänzen: Rechtsform; wer die Organisation vertritt, mit Vor- und Nachnamen]",
            "# Register und Steuer",
            "[Bitte ergänzen oder streichen: Register und Nummer; "
            "Umsatzsteuer-Identifikationsnummer; Wirtschafts-Identifikationsnummer]",
            "# Aufsicht",
            "[Bitte ergänzen oder streichen: Behörde, falls die Tätigkeit eine Zulassung braucht]",
            "# Redaktion",
            "Verantwortlich für die redaktionellen Inhalte nach § 18 Absatz 2 des "
            "Medienstaatsvertrags (MStV): [Bitte ergänzen: Vor- und Nachname, Anschrift]",
            "# Bilder",
            "Der Bildnachweis steht am jeweiligen Bild.",
            "# Verweise auf andere Seiten",
            "Für Inhalte fremder Seiten sind deren Betreiber verantwortlich. Wenn Ihnen ein "
            "Verweis auffällt, der ins Leere führt, schreiben Sie uns bitte.",
        ),
        (
            "The provider in the sense of § 5 of the German Digital Services Act (DDG) is the "
            "organisation whose name, address, phone number and e-mail address stand at the foot "
            "of each page.",
            "# Representation",
            "[Please complete: legal form; who represents the organisation, with full name]",
            "# Register and tax",
            "[Please complete or delete: register and number; VAT identification number; business "
            "identification number]",
            "# Supervision",
            "[Please complete or delete: authority, if the activity needs a licence]",
            "# Editorial content",
            "Responsible for editorial content under § 18 (2) of the German Interstate Media "
            "Treaty (MStV): [Please complete: full name, address]",
            "# Images",
            "Credits stand next to each image.",
            "# Links to other sites",
            "The operators of other sites are responsible for their content. If you notice a "
            "link that leads nowhere, please write to us.",
        ),
    ),
    footer=True,
)

PRIVACY = PageSpec(
    model="metropol.StandardPage",
    title=("Datenschutz", "Privacy"),
    slug=("datenschutz", "privacy"),
    lead=(
        "Zum Lesen müssen Sie nichts über sich verraten. Wenn Sie uns etwas senden, steht hier, "
        "was damit geschieht.",
        "To read, you need not tell anything about yourself. If you send us something, this page "
        "says what happens to it.",
    ),
    body=(
        (
            "Verantwortlich ist die Organisation, deren Name und Anschrift am Fuß der Seite "
            "stehen. [Bitte ergänzen: Name und Kontakt der oder des Datenschutzbeauftragten, falls "
            "es eine solche Stelle gibt]",
            "# Wenn Sie lesen",
            "Beim Lesen setzt das Portal keine Cookies, zählt keine Besuche und lädt nichts von "
            "fremden Servern. Es speichert keine IP-Adresse. [Bitte ergänzen: wer den Server "
            "betreibt, und ob und wie lange dort Zugriffe protokolliert werden]",
            "# Wenn Sie ein Formular öffnen",
            "Auf Seiten mit einem Formular setzt das Portal ein Cookie mit einem zufälligen Wert, "
            "das vor gefälschten Eingaben schützt. Es endet, wenn Sie den Browser schließen.",
            "Gegen Missbrauch zählt das Portal eine Stunde lang, wie oft aus einem Netz gesendet "
            "wurde, und einen Tag lang, wie oft mit einer Mailadresse. Im Zwischenspeicher stehen "
            "dafür nur verschlüsselte Prüfsummen, weder das Netz noch die Adresse.",
            "# Kontaktformular",
            "Wir speichern Thema, Nachricht, Mailadresse, Ihren Namen, wenn Sie ihn nennen, die "
            "Sprache der Seite und die Zeit. Die Nachricht geht per Mail an unsere "
            "Geschäftsstelle; wir nutzen sie, um Ihnen zu antworten (Artikel 6 Absatz 1 "
            "Buchstabe f DSGVO). Im Portal wird sie nach 30 Tagen gelöscht. [Bitte ergänzen: wie "
            "lange Mails in der Geschäftsstelle aufbewahrt werden]",
            "# Testimonials",
            "Wer ein Testimonial sendet, nennt Namen, Organisation und Mailadresse und "
            "schreibt ein Zitat; Funktion, Porträt und Cluster sind freiwillig. Wir speichern das "
            "zusammen mit dem Wortlaut und der Zeit der Einwilligungen. Grundlage ist Ihre "
            "Einwilligung (Artikel 6 Absatz 1 Buchstabe a DSGVO). Sichtbar werden nur Name, "
            "Funktion, Organisation, Zitat und Porträt, und erst, wenn Sie dem Text zugestimmt "
            "haben. Die Mailadresse zeigen wir nie.",
            "Wir löschen",
            "- nach 7 Tagen, was nicht über den Link in der Mail bestätigt wurde,",
            "- nach 180 Tagen, was wir nicht veröffentlichen,",
            "- nach 90 Tagen, was nach einer Änderung von uns ohne Antwort blieb,",
            "- nach 90 Tagen die Liste der Mails, die wir Ihnen gesendet haben, und Einladungen, "
            "die niemand beantwortet hat.",
            "Ein veröffentlichtes Testimonial bleibt, bis Sie es zurückziehen. Das geht jederzeit "
            "über den Link in unseren Mails. Dann löschen wir Text, Porträt und Adresse und "
            "behalten drei Jahre lang nur den Nachweis, dass es eine Einwilligung gab, ohne Ihren "
            "Namen.",
            "# Anmeldung der Redaktion",
            "Nur wer hier arbeitet, hat ein Konto. Fehlgeschlagene Anmeldungen zählt das Portal "
            "15 Minuten lang nach Konto und IP-Adresse, im Zwischenspeicher und nicht in der "
            "Datenbank.",
            "# Wer die Daten noch bekommt",
            "Niemand außer den Diensten, mit denen das Portal betrieben wird. [Bitte ergänzen: "
            "Auftragsverarbeiter für Server und Mail] Es gibt keine automatischen Entscheidungen "
            "über Sie.",
            "# Ihre Rechte",
            "Sie können erfahren, welche Daten über Sie gespeichert sind, sie berichtigen, "
            "löschen, einschränken und in einem gängigen Format herausgeben lassen und der "
            "Verarbeitung widersprechen (Artikel 15 bis 21 DSGVO). Eine Einwilligung können Sie "
            "jederzeit für die Zukunft widerrufen. Schreiben Sie dazu an die Adresse am Fuß der "
            "Seite.",
            "Sie können sich außerdem bei einer Aufsichtsbehörde für den Datenschutz beschweren. "
            "[Bitte ergänzen: Name und Anschrift der zuständigen Behörde]",
        ),
        (
            "The controller is the organisation whose name and address stand at the foot of the "
            "page. [Please complete: name and contact of the data protection officer, if there is "
            "one]",
            "# When you read",
            "When you read it, the portal sets no cookies, counts no visits and loads nothing "
            "from other servers. It stores no IP address. [Please complete: who runs the server, "
            "and whether and how long accesses are logged there]",
            "# When you open a form",
            "On pages with a form the portal sets a cookie with a random value, which protects "
            "against forged input. It ends when you close the browser.",
            "Against misuse the portal counts for an hour how often was sent from a network, and "
            "for a day how often with a mail address. For this the cache holds keyed checksums "
            "only, neither the network nor the address.",
            "# Contact form",
            "We store topic, message, mail address, your name if you give it, the language of the "
            "page and the time. The message goes to our office by mail; we use it to answer you "
            "(Article 6 (1) (f) GDPR). In the portal it is deleted after 30 days. [Please "
            "complete: how long mails are kept in the office]",
            "# Testimonials",
            "Who sends a testimonial gives name, organisation and mail address and writes a "
            "quote; function, portrait and clusters are optional. We store this together with the "
            "wording and the time of the consents. The basis is your consent (Article 6 (1) (a) "
            "GDPR). Only name, function, organisation, quote and portrait are shown, and only when "
            "you have approved the text. We never show the mail address.",
            "We delete",
            "- after 7 days what was not confirmed by the link in the mail,",
            "- after 180 days what we do not publish,",
            "- after 90 days what got no answer after a change by us,",
            "- after 90 days the list of mails that we sent to you, and invitations that nobody "
            "answered.",
            "A published testimonial stays until you withdraw it, which you can do at any time by "
            "the link in our mails. Then we delete text, portrait and address, and keep for three "
            "years only the proof that there was a consent, without your name.",
            "# Sign-in of staff",
            "Only those who work here have an account. The portal counts failed sign-ins for 15 "
            "minutes by account and IP address, in the cache and not in the database.",
            "# Who else gets the data",
            "Nobody but the services by which the portal is run. [Please complete: processors for "
            "server and mail] There are no automated decisions about you.",
            "# Your rights",
            "You can learn which data about you are stored, have them corrected, deleted, "
            "restricted and handed over in a common format, and object to their processing "
            "(Articles 15 to 21 GDPR). You can withdraw a consent for the future at any time. "
            "Write to the address at the foot of the page.",
            "You can also complain to a data protection authority. [Please complete: name and "
            "address of the authority in charge]",
        ),
    ),
    setting="privacy_page",
    footer=True,
)
