"""The models that the other apps build on."""

from metropol.models.base import BasePage
from metropol.models.below import AnsweringPage
from metropol.models.contact import ContactMessage, ContactPage
from metropol.models.draft_pictures import DraftPictures
from metropol.models.duties import (
    AccessibilityBarrier,
    AccessibilityStatementPage,
    SignLanguagePage,
    StatementReminder,
)
from metropol.models.figures import Figure
from metropol.models.findings import ContentCheck, ContentFinding
from metropol.models.home import HomeFigure, HomePage, PickedCluster, PickedTestimonial, WayIn
from metropol.models.images import ImageReminder, PortalImage, PortalRendition
from metropol.models.pages import LeadPage, StandardPage, TranslatedPage
from metropol.models.pictured import PicturedPage
from metropol.models.queued import QueuedMail
from metropol.models.redirects import GoneAddress, RedirectLanguage
from metropol.models.search import CompoundWord, FailedQuery, SearchEntry, SearchWord
from metropol.models.settings import SiteSettings, SocialLink
from metropol.models.tracked import TRACKED_COLUMNS, EnglishState, TrackedTranslations
from metropol.models.translated import TranslatedModel, translated_fields
from metropol.models.users import User

__all__ = [
    "TRACKED_COLUMNS",
    "AccessibilityBarrier",
    "AccessibilityStatementPage",
    "AnsweringPage",
    "BasePage",
    "CompoundWord",
    "ContactMessage",
    "ContactPage",
    "ContentCheck",
    "ContentFinding",
    "DraftPictures",
    "EnglishState",
    "FailedQuery",
    "Figure",
    "GoneAddress",
    "HomeFigure",
    "HomePage",
    "ImageReminder",
    "LeadPage",
    "PickedCluster",
    "PickedTestimonial",
    "PicturedPage",
    "PortalImage",
    "PortalRendition",
    "QueuedMail",
    "RedirectLanguage",
    "SearchEntry",
    "SearchWord",
    "SignLanguagePage",
    "SiteSettings",
    "SocialLink",
    "StandardPage",
    "StatementReminder",
    "TrackedTranslations",
    "TranslatedModel",
    "TranslatedPage",
    "User",
    "WayIn",
    "translated_fields",
]
