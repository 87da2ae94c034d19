"""The settings. What differs from place to place comes from the environment; see README.md."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from kpcoverage import environment

BASE_DIR = Path(__file__).resolve().parent.parent

# What the running product keeps: SQLite's file, the secret key, the last edition, static files.
VAR_DIR = environment.folder("VAR_DIR", BASE_DIR / "var")

DEBUG = environment.switch("DEBUG")
HTTPS = environment.switch("HTTPS")
SECRET_KEY = environment.secret_key("SECRET_KEY", VAR_DIR / "secret-key")
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
ALLOWED_HOSTS = environment.hosts("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
ROOT_URLCONF = "kpcoverage.urls"
WSGI_APPLICATION = "kpcoverage.wsgi.application"

INSTALLED_APPS = [
    "benefits",
    "benefits.apps.BenefitsAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "crispy_forms",
    "simple_history",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
]

# From the outside in. A page that refuses a request has the headers and the language of any other.
MIDDLEWARE = [
    "benefits.guard.closed_policies",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "benefits.methods.MethodsTaken",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "benefits.guard.whole_logins",
    "benefits.guard.answered_probes",
    "benefits.throttling.RequestsLimited",
    "benefits.whole_bodies.whole_bodies",
    "benefits.guard.plausible_requests",
    "benefits.throttling.WrongPasswordsLimited",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "benefits.staff_status.StaffStatus",
    "benefits.second_factor.access.SecondFactor",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",
    "benefits.guard.WordedRefusals",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "kpc"
CRISPY_TEMPLATE_PACK = "kpc"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# The database -----------------------------------------------------------------------------------

SERVERS = environment.count("SERVERS", default=1)
DATABASE: dict[str, Any] = environment.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")
if DATABASE["ENGINE"] == environment.SQLITE:
    if SERVERS > 1:
        raise ImproperlyConfigured("SQLite is for one server: set DATABASE_URL to PostgreSQL or SERVERS to 1.")
    # Edits are rare: a write that was confirmed survives a power cut, whatever it costs. Who waits for another's
    # write reads within three seconds that the site is busy, also at the login, which needs one for itself.
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=1500",
    }
else:
    DATABASE["OPTIONS"] = {"connect_timeout": 2} | DATABASE.get("OPTIONS", {})
DATABASE |= {"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}
DATABASES = {"default": DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Where members report a wrong answer; empty: the page offers no address. The mail names the answer's id, nothing else.
REPORT_TO = environment.address("REPORT_TO")

# Whether an edition goes live only once a second person confirms it.
PUBLISHING_NEEDS_TWO = environment.switch("PUBLISHING_NEEDS_TWO")

# Editions ---------------------------------------------------------------------------------------

EDITION_DIR = VAR_DIR / "editions"  # the one in force, for when the database does not answer
EDITION_WATCH_SECONDS = 2  # how often each worker looks for a newer one; 0: at its first request only

# What a browser may do --------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
# Not "no-referrer": that sends "Origin: null" with every form, which the CSRF check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]  # asked from within, without TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
# Only behind a proxy that sets or removes this header itself, and adds who asked to X-Forwarded-For; from anyone else
# both are lies.
TRUST_PROXY = environment.switch("TRUST_PROXY")
if TRUST_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

COOKIE_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600  # a working day; members have no session
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_AGE = None  # gone with the browser
CSRF_FAILURE_VIEW = "benefits.errors.forged"

# Requests a minute that one network address may send to each worker; 0: no limit.
RATE_LIMIT = environment.count("RATE_LIMIT", default=1200, least=0)

# As in benefits/bounds.py, which says them in words; public addresses take far less.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 2

# Logins -----------------------------------------------------------------------------------------

LOGIN_URL = "admin:login"
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
# Whether those who may publish need a code from an app besides their password.
SECOND_FACTOR = environment.switch("SECOND_FACTOR")
OTP_TOTP_ISSUER = "kpcoverage"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "benefits.clients.address_of_login"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # a lock ends, whatever is tried meanwhile
AXES_LOCKOUT_CALLABLE = "benefits.errors.locked_out"

# Words, days and files --------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "benefits" / "locale"]
USE_I18N = True
TIME_ZONE = environment.time_zone("TIME_ZONE", "America/Los_Angeles")
USE_TZ = True

STATIC_URL = "/static/"  # not relative: the preview of the draft lives under an address of its own
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "kpcoverage.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"level": "WARNING"},
        "django.server": {"level": "CRITICAL"},  # its lines carry queries
        "axes": {"level": "ERROR"},  # its warnings name who tried to log in, from where, with which browser
    },
}
