"""All settings in one file; docs/operate/settings.md explains each environment variable."""

import importlib.util
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pysqlite3

# The wheel carries a current SQLite; Debian's 3.40.1 can corrupt a WAL (fixed in 3.51.3).
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

from config import environment as env  # noqa: E402
from muruna.foundation.serve.log import LOGGING as COARSE_LOG  # noqa: E402
from muruna.foundation.vault.host import django_secret  # noqa: E402
from muruna.language.logic.languages import LANGUAGES as TWELVE  # noqa: E402

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = env.folder("MURUNA_DATA_DIR", BASE_DIR / "var" / "data")
KEYS_DIR = env.folder("MURUNA_KEYS_DIR", BASE_DIR / "var" / "keys")
DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
CONTENT_DIR = BASE_DIR / "content"

# ORIGIN is the one address people type; everything about cookies and hosts follows from it.
ORIGIN = env.origin("MURUNA_ORIGIN", f"http://127.0.0.1:{env.number('PORT', 8000, least=1, most=65535)}")
SITE_NAME = env.text("MURUNA_SITE_NAME", "Notes")  # what tabs and headers show: keep it neutral
EXIT_URL = env.origin("MURUNA_EXIT_ORIGIN", "https://www.wikipedia.org")  # where quick exit lands
# The code of the space whose people read the contact form; the oldest space when empty.
FRONT_SPACE = env.text("MURUNA_FRONT_SPACE", "")
DEBUG = env.flag("MURUNA_DEBUG", False)
PORT = env.number("PORT", 8000, least=1, most=65535)
# Whose word about a client's address is believed; nobody's by default. Rate limits need it, nothing else.
TRUSTED_PROXIES = env.networks("MURUNA_TRUSTED_PROXIES")
EMBEDDED_WORKER = env.flag("MURUNA_EMBEDDED_WORKER", True)
IDLE_MINUTES = env.number("MURUNA_IDLE_MINUTES", 30, least=1, most=720)
# Compare meanings, not only words: takes about 150 MB of memory (docs/search.md).
SEARCH_MEANING = env.flag("MURUNA_SEARCH_MEANING", True)
TWO_FACTOR_GRACE_DAYS = 0  # supporters and staff need a second factor before their first deed

SMTP = env.smtp("MURUNA_SMTP_URL")  # None: nothing leaves this site
_parts = urlsplit(ORIGIN)
MAIL_FROM = env.text("MURUNA_MAIL_FROM", "") or f"notes@{_parts.hostname}"
SECURE = _parts.scheme == "https"
ALLOWED_HOSTS = [_parts.hostname or ""]
if _parts.hostname in {"127.0.0.1", "localhost"}:
    ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
elif not SECURE:
    raise env.BadSetting("MURUNA_ORIGIN must start with https:// unless it is this machine itself.")

# From the host key, so that all processes agree; sessions live in the database and need no signature.
SECRET_KEY = django_secret(KEYS_DIR)

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.messages",
    "muruna.foundation",
    "muruna.access",
    "muruna.language",
    "muruna.ui",
    "muruna.accounts",
    "muruna.spaces",
    "muruna.safeguarding",
    "muruna.matching",
    "muruna.conversations",
    "muruna.sharing",
    "muruna.circles",
    "muruna.stories",
    "muruna.strategies",
    "muruna.wellbeing",
    "muruna.goals",
    "muruna.notifications",
    "muruna.search",
    "muruna.public",
    "muruna.cast",
]

MIDDLEWARE = [
    "muruna.foundation.headers.HeadersMiddleware",
    "muruna.public.numbers_middleware.NumbersMiddleware",  # before whatever asks the database
    "django.middleware.common.CommonMiddleware",  # refuses a foreign Host header
    "muruna.accounts.middleware.PersonMiddleware",
    "muruna.language.middleware.LanguageMiddleware",
    "muruna.foundation.forgery.ForgeryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "muruna.ui.again.AgainMiddleware",
    "muruna.spaces.middleware.SpaceMiddleware",
    "muruna.language.switch.SwitchMiddleware",  # last: after the check against forgery
]
ROOT_URLCONF = "config.urls"
LOGGING = COARSE_LOG

CSRF_COOKIE_NAME = "__Host-c" if SECURE else "c"
CSRF_COOKIE_AGE = None  # gone when the browser closes: for a year it would tell that somebody was here
CSRF_COOKIE_SECURE = SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = [ORIGIN]  # whatever stands in front, this is the address that people typed
CSRF_FAILURE_VIEW = "muruna.accounts.resume.page_was_old"  # keeps what was typed
SESSION_COOKIE_SECURE = SECURE  # Django's own flash messages read these two
SESSION_COOKIE_HTTPONLY = True
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20  # words are never spooled to disk in clear
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
APPEND_SLASH = False
DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "muruna.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [(one.django_code, one.name) for one in TWELVE]
LANGUAGE_COOKIE_NAME = "l"  # also read where no middleware runs
LOCALE_PATHS = [BASE_DIR / "locale"]

# Pages: every package's templates/ folder; a name that a page lacks is an error while we build and test,
# and an empty place (with a line in the log) for the people who use it.
STRICT_TEMPLATES = env.flag("MURUNA_STRICT_TEMPLATES", DEBUG or "pytest" in sys.modules)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": sorted((BASE_DIR / "muruna").glob("*/templates")),
        "OPTIONS": {
            "environment": "muruna.ui.environment.environment",
        },
    }
]
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "var" / "static"
_htmx = Path(importlib.util.find_spec("django_htmx").origin).parent / "static" / "django_htmx"  # type: ignore[union-attr, arg-type]
STATICFILES_DIRS = [("vendor", str(_htmx))]
STORAGES = {"staticfiles": {"BACKEND": "muruna.ui.assets.Assets"}}
