"""The settings, read from the environment; without any, a development machine of its own.

Each name is described in README.md. `FASTHOLD_SECRET_KEY` makes it production: until it is given the
project serves only this machine.
"""

import datetime as dt
import os
from pathlib import Path

import django_stubs_ext
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from config import database

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DEVELOPMENT_KEY = "for development on one machine only, never for anybody's real data"

django_stubs_ext.monkeypatch()  # ModelForm[User] and the like may be written
env = Env()

# --- who may use it ------------------------------------------------------------------------------

SECRET_KEY = env.str("FASTHOLD_SECRET_KEY", default=DEVELOPMENT_KEY)
DEBUG = env.bool("FASTHOLD_DEBUG", default=SECRET_KEY == DEVELOPMENT_KEY)
DEMO = env.bool("FASTHOLD_DEMO", default=DEBUG)
ALLOWED_HOSTS: list[str] = env.list("FASTHOLD_ALLOWED_HOSTS", default=LOCAL_HOSTS)
CSRF_TRUSTED_ORIGINS: list[str] = env.list("FASTHOLD_TRUSTED_ORIGINS", default=[])
CPR_KEYS: dict[int, str] = env.dict(
    "FASTHOLD_CPR_KEYS", subcast_keys=int, subcast_values=str, default={1: DEVELOPMENT_KEY} if DEBUG else {}
)

if SECRET_KEY == DEVELOPMENT_KEY and (not DEBUG or not set(ALLOWED_HOSTS) <= set(LOCAL_HOSTS)):
    raise ImproperlyConfigured("Set FASTHOLD_SECRET_KEY: the development key serves this machine alone.")
if not CPR_KEYS or (not DEBUG and DEVELOPMENT_KEY in CPR_KEYS.values()):
    raise ImproperlyConfigured("Set FASTHOLD_CPR_KEYS, as 1=a-long-random-text,2=the-next-one.")

# --- the parts -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "config",
    "accounts",
    "housing",
    "casework",
    "reports",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "procrastinate.contrib.django",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "config.health.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.strangers.StrangersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.kept.KeepingLoginRequiredMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.middleware.ScopeMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.scope",
            ],
            "libraries": {"look": "config.templatetags.look"},
            "builtins": ["config.templatetags.look"],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
CRISPY_FAIL_SILENTLY = False

# --- where things are kept -----------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", default="")
DATABASE_IS_EMBEDDED = not DATABASE_URL
DATABASES = {
    "default": database.django_database(
        DATABASE_URL or None,
        env.str("DATABASE_OWNER_URL", default="") or None,
        pooled=bool(os.environ.get("FASTHOLD_IS_WEB_PROCESS")),
    )
}

FILES_DIR = env.path("FASTHOLD_FILES_DIR", default=BASE_DIR / ".data" / "files")
MEDIA_ROOT = FILES_DIR
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024
#: A list up to this size is read within the request; a larger one in the worker.
READ_AT_ONCE_BYTES = 512 * 1024

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "static_root"
STATICFILES_DIRS = [BASE_DIR / "static", BASE_DIR / "static_npm"]
ICONS_DIR = BASE_DIR / "node_modules" / "bootstrap-icons" / "icons"
FONTS_DIR = BASE_DIR / "node_modules" / "@fontsource" / "ibm-plex-sans" / "files"
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- people --------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "accounts:login"
PASSWORD_RESET_TIMEOUT = 60 * 60

# Whoever guesses passwords waits: counted by user name and address together, so that nobody locks a colleague out.
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = dt.timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_CLIENT_IP_CALLABLE = "accounts.http.address_of"
AXES_VERBOSE = False

# --- language, dates and numbers -----------------------------------------------------------------

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True
FORMAT_MODULE_PATH = ["config.formats"]

# --- mail ----------------------------------------------------------------------------------------

mail = env.dj_email_url("FASTHOLD_EMAIL_URL", default="console:")
EMAIL_BACKEND = mail["EMAIL_BACKEND"]
EMAIL_HOST = mail["EMAIL_HOST"]
EMAIL_PORT = mail["EMAIL_PORT"]
EMAIL_HOST_USER = mail["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = mail["EMAIL_USE_TLS"]
EMAIL_USE_SSL = mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10
#: Where the links in mails lead.
PUBLIC_URL = env.str(
    "FASTHOLD_PUBLIC_URL", default="http://127.0.0.1:8000" if DEBUG else f"https://{ALLOWED_HOSTS[0]}"
).rstrip("/")
DEFAULT_FROM_EMAIL = env.str("FASTHOLD_FROM_EMAIL", default="Fasthold <noreply@localhost>")

# --- the browser ---------------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in [
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "publickey-credentials-get",
        "usb",
    ]
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_SECURE = not DEBUG
CSRF_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = not DEBUG
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = not DEBUG
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 0 if DEBUG else 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEBUG
BEHIND_PROXY = env.bool("FASTHOLD_BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
# Preloading binds the operator's whole domain for ever: theirs to choose, at their proxy.
SILENCED_SYSTEM_CHECKS = ["security.W021"]

# --- the log -------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.ScrubbedFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("FASTHOLD_LOG_LEVEL", default="INFO")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "procrastinate": {"level": "WARNING"},  # what ran is on the administrator's page
        "axes": {"level": "WARNING"},
    },
}
