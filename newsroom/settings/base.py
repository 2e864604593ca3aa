"""Settings shared by every way of running; what differs comes from the environment (`newsroom/env.py`)."""

from typing import Any

from django.utils.csp import CSP

from newsroom.env import BASE_DIR, broker_url, data_dir, env, secret_key
from newsroom.logs import logging_config
from newsroom.settings.jobs import CELERY

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
    "allauth.usersessions",
    "guardian",
    "django_htmx",
    "django_prose_editor",
    "django_filters",
    "django_structlog",
]

MIDDLEWARE = [
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
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
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
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    }
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
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_ISSUER = "Newsroom"
MFA_PASSKEY_LOGIN_ENABLED = False
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
MAILERS: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": env.str("MAIL_BACKEND", default="django.core.mail.backends.console.EmailBackend")}
}
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
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "newsroom_session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "newsroom_csrf"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
CSRF_FAILURE_VIEW = "factchecks.views.errors.csrf_failure"

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
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

LOGGING = logging_config(json_lines=env.bool("LOG_JSON", default=False))
