"""Every setting, read from the environment in this one file."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from comarca.web.secret import secret_key

# Lets types say ModelForm[Person] where Django itself has no generic class.
django_stubs_ext.monkeypatch()

PACKAGE = Path(__file__).resolve().parent.parent
REPOSITORY = PACKAGE.parent.parent


def flag(name: str, default: bool) -> bool:
    """Return a yes/no setting from the environment."""
    return os.environ.get(name, "1" if default else "0").lower() in {"1", "true", "yes", "on"}


def listed(name: str, default: str = "") -> list[str]:
    """Return a comma-separated setting from the environment."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


COMARCA_DATA = Path(os.environ.get("COMARCA_DATA", REPOSITORY / "var")).resolve()
COMARCA_FILE_MB = int(os.environ.get("COMARCA_FILE_MB", "25"))
COMARCA_FILES_MB = int(os.environ.get("COMARCA_FILES_MB", "5000"))
COMARCA_DERIVED_MB = int(os.environ.get("COMARCA_DERIVED_MB", "500"))
COMARCA_KEEP_UPLOADS_DAYS = int(os.environ.get("COMARCA_KEEP_UPLOADS_DAYS", "90"))
PACKS_DIR = next(
    (p for p in (PACKAGE / "packs", REPOSITORY / "packs") if p.exists()), REPOSITORY / "packs"
)
COMARCA_DATA.mkdir(parents=True, exist_ok=True)

DEBUG = flag("COMARCA_DEBUG", False)
SECRET_KEY = secret_key(COMARCA_DATA)
ALLOWED_HOSTS = listed("COMARCA_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = listed("COMARCA_ORIGINS")
HTTPS = flag("COMARCA_HTTPS", False)

INSTALLED_APPS = [
    "comarca.web",
    "comarca.demo",
    "comarca.imports",
    "comarca.exports",
    "comarca.reports",
    "comarca.campaigns",
    "comarca.visits",
    "comarca.service",
    "comarca.sales",
    "comarca.activities",
    "comarca.relations",
    "comarca.contacts",
    "comarca.territories",
    "comarca.accounts",
    "comarca.geography",
    "comarca.team",
    "comarca.ui",
    "comarca.base",
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "axes",
    "ninja",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "comarca.base.api.middleware.ApiErrorMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "comarca.web.middleware.PlainTextMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "comarca.team.bearer.TokenMiddleware",
    "comarca.web.middleware.SetupMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "comarca.web.middleware.PersonalMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "comarca.base.api.idempotency.IdempotencyMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "comarca.web.urls"
WSGI_APPLICATION = "comarca.web.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "comarca.ui.templatetags.permissions",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "comarca.web.context.organisation",
            ],
        },
    }
]
if DEBUG:
    TEMPLATES[0]["OPTIONS"]["loaders"] = TEMPLATES[0]["OPTIONS"]["loaders"][0][1]
COTTON_DIR = "cotton"
FORM_RENDERER = "comarca.ui.forms.Renderer"


def database(url: str) -> dict[str, Any]:
    """Return Django's database settings for ``postgres://`` or, without a URL, for SQLite."""
    if url:
        parts = urlparse(url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": COMARCA_DATA / "db.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;"
                "PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "team.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "comarca.team.backend.EmailBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "team:login"
LOGIN_REDIRECT_URL = "ui:home"
LOGOUT_REDIRECT_URL = "team:login"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "team/locked.html"
AXES_VERBOSE = False
AXES_USERNAME_FORM_FIELD = "username"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_SECURE = HTTPS
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

EMAIL_HOST = os.environ.get("COMARCA_SMTP", "")
EMAIL_PORT = int(os.environ.get("COMARCA_SMTP_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("COMARCA_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("COMARCA_SMTP_PASSWORD", "")
EMAIL_USE_TLS = flag("COMARCA_SMTP_TLS", True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("COMARCA_SMTP_FROM", EMAIL_HOST_USER or "comarca@localhost")

# Where people reach this installation: for links in letters, which no page asks for.
COMARCA_URL = os.environ.get("COMARCA_URL", CSRF_TRUSTED_ORIGINS[0] if CSRF_TRUSTED_ORIGINS else "")

STREET_STYLE_URL = os.environ.get("COMARCA_STREET_STYLE", "")
FONTS_FOLDER = os.environ.get("COMARCA_FONTS", "")  # for scripts that Typst has no font for
PMTILES_FILE = os.environ.get("COMARCA_PMTILES", "")
_street = urlparse(STREET_STYLE_URL)
_street_origin = [f"{_street.scheme}://{_street.netloc}"] if STREET_STYLE_URL else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:", *_street_origin],
        "connect-src": [SELF, *_street_origin],
        "worker-src": [SELF, "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Servers of the house that people's calendars may be read from: "calendar.lan:5232".
COMARCA_INTERNAL_HOSTS = listed("COMARCA_INTERNAL_HOSTS")

GEOCODER = os.environ.get("COMARCA_GEOCODER", "")
GEOCODER_URL = os.environ.get("COMARCA_GEOCODER_URL", "")

LANGUAGES = [("es", _("Spanish")), ("en", _("English"))]
LANGUAGE_CODE = "es"
LOCALE_PATHS = [PACKAGE / "web" / "locale"]
USE_TZ = True
TIME_ZONE = os.environ.get("TZ", "Europe/Madrid") or "Europe/Madrid"
FORMAT_MODULE_PATH = "comarca.web.formats"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = COMARCA_DATA / "static"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+/dist/assets/.+-[\w-]{8}\..+$"
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS = ["security.W008"]

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("COMARCA_LOG", "WARNING")},
}
