"""Settings of every mode; what differs from place to place comes from the environment.

The README has the table of all environment variables.
"""

from pathlib import Path
from typing import Any

import environ
from django.utils.csp import CSP
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()

# Where the portal runs
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
ROOT_URLCONF = "metropol.urls"
WSGI_APPLICATION = "metropol.wsgi.application"

INSTALLED_APPS = [
    # modeltranslation stands first: it patches models while the others load.
    "modeltranslation",
    "metropol",
    "clusters",
    "members",
    "news",
    "wagtail.contrib.redirects",
    "wagtail.contrib.search_promotions",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks_db",
    "axes",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "metropol.caching.CacheHeadersMiddleware",
    "metropol.middleware.EncodingMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "metropol.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "metropol.middleware.PortalRedirectMiddleware",
    "metropol.taken.TakenAddressMiddleware",
    "members.middleware.NotApprovedMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Data
DATABASES = {
    "default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'metropol.sqlite3'}")
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # WAL lets visitors read while an editor or the import writes; writers wait instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # All queries are short. On tables that were never analysed PostgreSQL overrates them, and
    # spends seconds on compiling what runs in milliseconds.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c jit=off"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": env.cache("CACHE_URL", default="locmemcache://"),
    # Where scaled images are: a list shows dozens, and each would be a query.
    "renditions": env.cache("CACHE_URL", default="locmemcache://renditions")
    | {"KEY_PREFIX": "renditions", "OPTIONS": {"MAX_ENTRIES": 10_000}, "TIMEOUT": 86_400},
}
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    CACHES["renditions"].pop("OPTIONS")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
#: Whether ``/styleguide/`` shows the components of the site.
STYLEGUIDE = False
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", default=BASE_DIR / "static-collected")
MEDIA_URL = "/media/"
MEDIA_ROOT = env.path("MEDIA_ROOT", default=BASE_DIR / "media")

# Tasks: Wagtail's own run at once, those of the archive wait for ``manage.py db_worker``.
TASKS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
#: Texts that may be uploaded at once; more come as a ZIP file (news.archive.upload).
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

# Languages: German is the base, English comes on top (docs/decisions.md)
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "metropol.formats"
USE_TZ = True
TIME_ZONE = env("TIME_ZONE", default="Europe/Berlin")
MODELTRANSLATION_DEFAULT_LANGUAGE = "de"
MODELTRANSLATION_CUSTOM_FIELDS = ("TranslatedStreamField",)
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_FALLBACK_LANGUAGES: tuple[str, ...] = ()
MODELTRANSLATION_REQUIRED_LANGUAGES = ("de",)
MODELTRANSLATION_BUILD_LOCALIZED_VERBOSE_NAME = lambda name, language: format_lazy(  # noqa: E731
    "{name} ({language})", name=name, language=dict(LANGUAGES)[language]
)

# People
AUTH_USER_MODEL = "metropol.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"
# Login throttle: counts stay in the cache, so that no address is stored in the database.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
#: Axes writes to the log whom it refuses.
AXES_CLIENT_STR_CALLABLE = "metropol.private.nameless_client"
AXES_LOCKOUT_CALLABLE = "metropol.views.locked_out"

# Mail
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="portal@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}
}

# Testimonials that members submit (members/submissions)
#: Days that a link in a mail is valid, by what it is for.
SUBMISSION_LINK_DAYS = {"confirm": 7, "manage": 7, "invite": 30}
#: Days after which a submission that stays in a state is deleted; one whose changes nobody
#: answers expires instead. States that are not here stay as they are.
SUBMISSION_RETENTION_DAYS = {
    "unverified": 7,
    "changes_sent": 60,
    "declined": 180,
    "expired": 30,
    "withdrawn": 3 * 365,
}
#: Days after which a person is asked whether their testimonial is still right.
SUBMISSION_RENEWAL_DAYS = 365
#: Days until an invitation and the record of a sent mail are deleted.
SUBMISSION_POST_DAYS = 90
#: How many forms one network may send an hour; how many submissions and how many messages one
#: mail address a day.
SUBMISSION_LIMITS = {"network": 20, "email": 5, "contact": 5}
#: Days until a message of the contact form is deleted, sent or not.
CONTACT_RETENTION_DAYS = 30
#: Whether the address of a visitor is the last one of X-Forwarded-For.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)

# Search
#: Days after which a query that found nothing is deleted unless somebody asks it again.
FAILED_QUERY_DAYS = 90

# Safe by default
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_AGE = None  # only where a form is, and gone when the browser closes
CSRF_FAILURE_VIEW = "metropol.views.form_refused"
DEFAULT_EXCEPTION_REPORTER = "metropol.private.PrivateReporter"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CSP: dict[str, list[str | CSP]] = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# A cache in front of the portal: told what has changed, in both languages (metropol.page_cache)
WAGTAILFRONTENDCACHE: dict[str, dict[str, Any]] = {}
if location := env("FRONTEND_CACHE_URL", default=""):
    WAGTAILFRONTENDCACHE["default"] = {
        "BACKEND": "metropol.page_cache.PurgeBackend",
        "LOCATION": location,
    }

# Wagtail
WAGTAIL_SITE_NAME = "Metropol"
WAGTAIL_PAGE_MODEL = "metropol.BasePage"
WAGTAILIMAGES_IMAGE_MODEL = "metropol.PortalImage"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
#: Wagtail's own know one language; ours are made in both (metropol.renaming).
WAGTAILREDIRECTS_AUTO_CREATE = False
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILIMAGES_IMAGE_FORM_BASE = "metropol.image_form.PortalImageForm"
# Half of what they weigh as a JPEG that looks the same; the second is for older browsers.
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILIMAGES_WEBP_QUALITY = 75
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "mp4", "odt", "pdf", "pptx", "txt", "webm", "xlsx", "zip"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILSEARCH_BACKENDS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "wagtail.search.backends.database"}
}
