"""The texts that a new portal starts with, German and English; staff make them their own."""

from metropol.setup.accessible import EASY_LANGUAGE, STATEMENT
from metropol.setup.legal import IMPRINT, PRIVACY
from metropol.setup.spec import PageSpec

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

CONTACT = PageSpec(
    model="metropol.ContactPage",
    title=("Kontakt", "Contact"),
    slug=("kontakt", "contact"),
    lead=(
        "Schreiben Sie uns. Unsere Geschäftsstelle antwortet Ihnen per Mail.",
        "Write to us. Our office answers you by mail.",
    ),
    footer=True,
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
    children=(NEWS, CLUSTERS, MEMBERS, CONTACT, IMPRINT, PRIVACY, STATEMENT, EASY_LANGUAGE),
)
