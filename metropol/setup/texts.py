"""The texts that a new portal starts with, German and English; staff make them their own."""

from metropol.setup.spec import PageSpec

IMPRINT = PageSpec(
    model="metropol.StandardPage",
    title=("Impressum", "Imprint"),
    slug=("impressum", "imprint"),
    lead=("Wer für diese Seiten verantwortlich ist.", "Who is responsible for these pages."),
    body=(
        (
            "Name, Anschrift und Kontakt der Organisation stehen am Fuß jeder Seite. Sie "
            "verantwortet die redaktionellen Inhalte.",
            "# Bilder",
            "Der Bildnachweis steht am jeweiligen Bild.",
            "# Verweise auf andere Seiten",
            "Für Inhalte fremder Seiten sind deren Betreiber verantwortlich. Wenn Ihnen ein "
            "Verweis auffällt, der ins Leere führt, schreiben Sie uns bitte.",
        ),
        (
            "Name, address and contact of the organisation stand at the foot of each page. It "
            "is responsible for the editorial content.",
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
        "Sie lesen diese Seiten, ohne Spuren zu hinterlassen.",
        "You read these pages without leaving traces.",
    ),
    body=(
        (
            "Beim Lesen setzt das Portal keine Cookies, zählt keine Besuche und lädt nichts von "
            "fremden Servern.",
            "# Ihre Rechte",
            "Sie können erfahren, welche Daten über Sie gespeichert sind, und verlangen, dass "
            "sie berichtigt oder gelöscht werden. Schreiben Sie dazu an die Adresse am Fuß der "
            "Seite.",
        ),
        (
            "When you read it, the portal sets no cookies, counts no visits and loads nothing "
            "from other servers.",
            "# Your rights",
            "You can learn which data about you are stored, and have them corrected or deleted. "
            "Write to the address at the foot of the page.",
        ),
    ),
    footer=True,
)

ACCESSIBILITY = PageSpec(
    model="metropol.StandardPage",
    title=("Barrierefreiheit", "Accessibility"),
    slug=("barrierefreiheit", "accessibility"),
    lead=(
        "Diese Seiten sollen für alle lesbar und bedienbar sein.",
        "These pages are meant to be read and used by everyone.",
    ),
    body=(
        (
            "Maßstab sind die Web Content Accessibility Guidelines (WCAG) 2.2, Stufe AA.",
            "# Noch nicht barrierefrei",
            "Texte aus dem Archiv liegen oft nur auf Deutsch vor. In der englischen Fassung sind "
            "sie als deutsch gekennzeichnet.",
            "# Barriere melden",
            "Wenn Sie auf ein Hindernis stoßen, schreiben Sie bitte an die Adresse am Fuß der "
            "Seite.",
        ),
        (
            "The measure is the Web Content Accessibility Guidelines (WCAG) 2.2, level AA.",
            "# Not yet accessible",
            "Texts of the archive are often available in German only. In the English version "
            "they are marked as German.",
            "# Report a barrier",
            "If you meet an obstacle, please write to the address at the foot of the page.",
        ),
    ),
    footer=True,
)

NEWS = PageSpec(
    model="news.NewsIndexPage",
    title=("Aktuelles", "News"),
    slug=("aktuelles", "news"),
    lead=(
        "Was in der Metropolregion und ihren Clustern geschieht.",
        "What happens in the metropolitan region and its clusters.",
    ),
    menu=True,
)

CLUSTERS = PageSpec(
    model="clusters.ClusterIndexPage",
    title=("Cluster", "Clusters"),
    slug=("cluster", "clusters"),
    lead=(
        "Netzwerke, in denen Unternehmen und Forschung der Region zusammenarbeiten.",
        "Networks in which companies and research of the region work together.",
    ),
    menu=True,
)

TESTIMONIALS = PageSpec(
    model="members.TestimonialIndexPage",
    title=("Testimonials", "Testimonials"),
    slug=("testimonials", "testimonials"),
    lead=(
        "Warum sich Menschen und Organisationen für die Region engagieren.",
        "Why people and organisations commit themselves to the region.",
    ),
    menu=True,
)

MEMBERS = PageSpec(
    model="members.MemberIndexPage",
    title=("Mitglieder", "Members"),
    slug=("mitglieder", "members"),
    lead=(
        "Unternehmen, Kommunen, Kammern, Hochschulen und Verbände, die die Region tragen.",
        "Companies, municipalities, chambers, universities and associations behind the region.",
    ),
    menu=True,
    children=(TESTIMONIALS,),
)

HOME = PageSpec(
    model="metropol.HomePage",
    title=("Metropolregion Mitteldeutschland", "Central German Metropolitan Region"),
    slug=("start", "start"),
    lead=(
        "Städte, Unternehmen und Wissenschaft aus drei Ländern, die mehr erreichen, wenn sie es "
        "gemeinsam tun.",
        "Cities, companies and science of three states that achieve more when they do it together.",
    ),
    children=(NEWS, CLUSTERS, MEMBERS, IMPRINT, PRIVACY, ACCESSIBILITY),
)
