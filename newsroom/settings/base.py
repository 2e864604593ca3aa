"""Settings shared by every way of running; what differs comes from the environment (`newsroom/env.py`)."""

from typing import Any

from django.utils.csp import CSP

from newsroom.env import BASE_DIR, broker_url, data_dir, env, mailer, secret_key
from newsroom.logs import logging_config
from newsroom.settings.jobs import CELERY
from newsroom.settings.sso import *  # noqa: F403

DATA_DIR = data_dir()
SECRET_KEY = secret_key(DATA_DIR)
DEBUG = env.bool("NEWSROOM_DEBUG", default=False)
DEMO = env.bool("NEWSROOM_DEMO", default=False)
PORT = env.int("PORT", default=8000)
SITE_URL = env.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "factchecks.apps.FactchecksConfig",
    "newsroom.apps.NewsroomAdminConfig",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # Its tables are always there; whether its addresses are is `newsroom.settings.sso`.
    "allauth.socialaccount",
    "allauth.usersessions",
    "guardian",
    "django_htmx",
    "django_prose_editor",
    "django_filters",
    "django_structlog",
]

MIDDLEWARE = [
    "newsroom.headers.SafeHeaders",
    "django.middleware.security.SecurityMiddleware",
    # Before the policy: a style sheet needs none, and it would be a third of a small one.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.middleware.CompressedText",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "newsroom.middleware.SignInForFragments",
    "newsroom.middleware.OwnTimeZone",
    "newsroom.middleware.PasswordsOff",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "factchecks.views.newkey.NewKeyForProof",
    "factchecks.views.sessionends.SessionEnds",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "factchecks.views.secondfactor.SecondFactorFirst",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "factchecks.context.shell",
            ],
            "builtins": ["factchecks.templatetags.newsroom"],
        },
    }
]

# Databases: SQLite in the data folder unless DATABASE_URL says otherwise. Options: stack.md, "Pitfalls".
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON; PRAGMA foreign_keys=ON"
    ),
}
DATABASES: dict[str, dict[str, Any]] = {
    "default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'newsroom.sqlite3'}")
}
if "sqlite" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["OPTIONS"] = SQLITE_OPTIONS
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People.
AUTH_USER_MODEL = "factchecks.User"
AUTHENTICATION_BACKENDS = [
    "factchecks.backends.NewsroomBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
# Any signs will do, digits alone too: what makes a password weak is that others have it, or that it is short.
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator", "OPTIONS": {"user_attributes": ("name", "email")}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
# guardian's backend is not used: `NewsroomBackend` answers for desks and checks from the same scope as the lists.
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]
ACCOUNT_ADAPTER = "factchecks.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Proxies in front of us: so many addresses at the end of X-Forwarded-For are theirs to say, and none before.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0)
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Wrong passwords: by connection, and for one name from one connection (accounts.py); never for the name alone.
# For mail with a link to a new password: so many to one address in an hour.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,100/d/ip,5/5m/key", "reset_password": "20/m/ip,10/h/key"}
# allauth would put the host into it that the request names.
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Who publishes, retracts, changes people or rights, or takes evidence away has proved who they are this lately.
REAUTHENTICATE = env.bool("NEWSROOM_REAUTHENTICATE", default=True)
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Whether an admin may publish what nobody has approved, in an emergency; everybody concerned is told.
BREAK_GLASS = env.bool("NEWSROOM_BREAK_GLASS", default=True)
# Editors and admins set up a second factor before anything else; production asks for it unless told otherwise.
REQUIRE_SECOND_FACTOR = env.bool("NEWSROOM_REQUIRE_SECOND_FACTOR", default=False)
MFA_ADAPTER = "factchecks.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Newsroom"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE_URL.startswith("https://")
USERSESSIONS_TRACK_ACTIVITY = False

# Cache and jobs: the broker may be absent; pages and commands work without it.
BROKER_URL = broker_url(DATA_DIR)
CACHES = {
    "default": (
        {"BACKEND": "newsroom.cache.ForgivingRedisCache", "LOCATION": BROKER_URL}
        if BROKER_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

CELERY_BROKER_URL = BROKER_URL or "redis://127.0.0.1:1/0"
globals().update(CELERY)

# Files and pages.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA_DIR}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILES_DIR = DATA_DIR / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
UPLOADS_DIR = DATA_DIR / "uploads"
UPLOADS_DIR.mkdir(mode=0o700, exist_ok=True)
FILE_UPLOAD_TEMP_DIR = str(UPLOADS_DIR)
FILE_UPLOAD_HANDLERS = ["factchecks.views.uploading.LimitedUpload"]
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "UTC"
USE_TZ = True

# Mail: printed to the log unless a server is named.
MAILERS: dict[str, dict[str, Any]] = {"default": mailer()}
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="newsroom@localhost")

# The web's rules.
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    # The hash is the one fixed style that the editor (Tiptap) injects.
    "style-src": [CSP.SELF, "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
HTTPS = SITE_URL.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A session ends after so long without use, and two weeks after signing in whatever happens.
SESSION_IDLE_S = env.int("SESSION_IDLE_HOURS", default=12) * 3600
SESSION_COOKIE_AGE = 14 * 86_400
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "newsroom_session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "newsroom_csrf"
MESSAGE_STORAGE = "newsroom.messages.Storage"
MESSAGES_COOKIE_NAME = "__Host-messages" if HTTPS else "newsroom_messages"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
# Whether every host below ours speaks https is for the operator to say, as is the browsers' own list.
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=False)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=False)
CSRF_FAILURE_VIEW = "factchecks.views.errors.csrf_failure"

# Whom security.txt names for holes: an address of mail or a URI; empty: the newsroom's own address.
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")

# Links and uploads; `LINKS_...` names are read by factchecks.links from the same environment.
UPLOAD_QUOTA_PER_CHECK = env.int("UPLOAD_QUOTA_PER_CHECK", default=500_000_000)
# Bytes within 24 hours, those of files removed again among them.
UPLOAD_QUOTA_PER_PERSON = env.int("UPLOAD_QUOTA_PER_PERSON", default=2 * 1024**3)
# Where nginx serves FILES_DIR as an internal location, e.g. /kept; empty: this program sends the bytes itself.
# The location must add our headers again (`views/download.py`): of an answer that redirects, nginx keeps few.
X_ACCEL_PREFIX = env.str("X_ACCEL_PREFIX", default="")
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", default="")
# Where those who follow our feeds are told at once (WebSub), e.g. https://hub.example/; empty: nobody is.
WEBSUB_HUB = env.str("WEBSUB_HUB", default="")
# Who keeps the roots of the ledger outside of this house, by mail once a day; empty: nobody does.
LEDGER_WITNESS = env.str("LEDGER_WITNESS", default="")
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

# Where readers come from stands nowhere; what a proxy says of it could be made up besides.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
LOGGING = logging_config(json_lines=env.bool("LOG_JSON", default=False))
