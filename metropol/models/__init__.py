"""The models that the other apps build on."""

from metropol.models.base import BasePage
from metropol.models.draft_pictures import DraftPictures
from metropol.models.findings import ContentCheck, ContentFinding
from metropol.models.images import ImageReminder, PortalImage, PortalRendition
from metropol.models.pages import (
    HomePage,
    LeadPage,
    PickedCluster,
    PickedTestimonial,
    StandardPage,
    TranslatedPage,
)
from metropol.models.pictured import PicturedPage
from metropol.models.redirects import GoneAddress, RedirectLanguage
from metropol.models.settings import SiteSettings, SocialLink
from metropol.models.tracked import TRACKED_COLUMNS, EnglishState, TrackedTranslations
from metropol.models.translated import TranslatedModel, translated_fields
from metropol.models.users import User

__all__ = [
    "TRACKED_COLUMNS",
    "BasePage",
    "ContentCheck",
    "ContentFinding",
    "DraftPictures",
    "EnglishState",
    "GoneAddress",
    "HomePage",
    "ImageReminder",
    "LeadPage",
    "PickedCluster",
    "PickedTestimonial",
    "PicturedPage",
    "PortalImage",
    "PortalRendition",
    "RedirectLanguage",
    "SiteSettings",
    "SocialLink",
    "StandardPage",
    "TrackedTranslations",
    "TranslatedModel",
    "TranslatedPage",
    "User",
    "translated_fields",
]
