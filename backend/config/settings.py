"""Django's settings, driven by the environment (see `environment.py`)."""

import os
from pathlib import Path
from typing import Any

from corsheaders.defaults import default_headers

from .api_docs_settings import spectacular_settings
from .audited_settings import audited_settings
from .databases import database_settings
from .environment import (
    PROJECT_DIR,
    email_backend,
    hints,
    openid_connect_apps,
    read_environment,
)
from .observability.logging_settings import logging_settings
from .place import Place, database_address
from .secret_key import DEVELOPMENT_KEY
from .static_files import add_headers, is_immutable
from .vercel_environment import is_vercel

env = read_environment()
SETTING_HINTS = hints()

BASE_DIR = Path(__file__).resolve().parent.parent
FRONTEND_DIST = PROJECT_DIR / "frontend" / "dist"

DEBUG = env.debug
SECRET_KEY = env.secret_key.get_secret_value() if env.secret_key else DEVELOPMENT_KEY
ALLOWED_HOSTS = env.hosts
OPEN_ACCESS = DEBUG if env.open_access is None else env.open_access
HTTPS_ONLY = not DEBUG if env.https_only is None else env.https_only
ADMIN_PATH = env.admin_path
database_url = env.database_url or f"sqlite:///{BASE_DIR / 'db.sqlite3'}"
place = Place(
    env.public_url,
    https_only=HTTPS_ONLY,
    secret_key=SECRET_KEY,
    otherwise=(env.local_url or "", database_address(database_url)),
)
FORCE_SCRIPT_NAME = place.path or None
AUDIT_RETENTION_DAYS = env.audit_retention_days
TEAM_TIME_ZONE = env.team_time_zone
AUDITED_SETTINGS = audited_settings(
    env, {"OPEN_ACCESS": OPEN_ACCESS, "HTTPS_ONLY": HTTPS_ONLY}, SECRET_KEY
)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.mfa",
    "accounts.sessions.apps.UserSessionsConfig",
    "allauth.headless",
    "knox",
    "core",
    "accounts",
    "people",
    "tickets",
    "conversations",
]

METRICS = env.metrics
METRICS_MIDDLEWARE = [
    "config.observability.metrics.serve_metrics",
    "django_prometheus.middleware.PrometheusBeforeMiddleware",
    "config.observability.metrics.MeasureRequests",
]

MIDDLEWARE = [
    *(METRICS_MIDDLEWARE[:2] if METRICS else []),
    "config.middleware.security_headers.add_security_headers",
    "config.middleware.installation.report_requests",
    # Before the redirect to HTTPS, which repeats the port.
    "config.middleware.hosts.check_port",
    "config.middleware.hosts.check_scheme",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.observability.sql_comments.comment_statements",
    "config.middleware.probes.answer_probes",
    # Outside of ConditionalGetMiddleware, which makes ETags from uncompressed content.
    "django.middleware.gzip.GZipMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    # Before any middleware that reads a body, as CsrfViewMiddleware does with forms.
    "config.middleware.request_limits.limit_requests",
    "core.http.conditional.read_conditions",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.sessions.middleware.track_sessions",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.devices.cookies.remember_devices",
    "allauth.account.middleware.AccountMiddleware",
    "config.middleware.admin_times.show_team_times",
    *(METRICS_MIDDLEWARE[2:] if METRICS else []),
    "config.middleware.database_outages.AnswerOutages",
]

ROOT_URLCONF = "config.urls"
# Vercel finds its entry point by this setting.
WSGI_APPLICATION = f"config.{'vercel' if is_vercel(os.environ) else 'wsgi'}.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        # Before the sign-in library's own templates, which speak of pages that do not exist here.
        "DIRS": [BASE_DIR / "config" / "templates", BASE_DIR / "accounts" / "templates"],
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


DATABASE_STATEMENT_TIMEOUT = env.database_statement_timeout
DATABASE_POOLED = env.database_pooled
WEB_CONCURRENCY = env.web_concurrency
GUNICORN_THREADS = env.gunicorn_threads

DATABASES = {"default": database_settings(database_url, pooled=env.database_pooled)}
if env.database_password:
    DATABASES["default"]["PASSWORD"] = env.database_password.get_secret_value()

SHARED_CACHE = {
    "BACKEND": "django.core.cache.backends.db.DatabaseCache",
    "LOCATION": "shared_cache",
    "OPTIONS": {"MAX_ENTRIES": 50_000},
}
CACHES = {
    # The sign-in library's, which keeps used codes in it. It has a table of its own, which only
    # people with an account write to: in one with what strangers ask for, they could evict a code.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 50_000},
    },
    # Shared by all workers on all machines.
    "shared": SHARED_CACHE,
    # Each worker's own.
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

MIGRATION_MODULES = {"knox": None}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "accounts.sign_in.passwords.MaximumLengthValidator"},
    {"NAME": "accounts.sign_in.passwords.StrengthValidator"},
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PUBLIC_URL = env.public_url
LOCAL_URL = env.local_url
LOCAL_URL_FILE = PROJECT_DIR / ".cache" / "local-url"
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# An invitation has verified the address.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_SESSION_REMEMBER = True
# `accounts.sign_in` counts instead.
ACCOUNT_RATE_LIMITS = False
MFA_RATE_LIMITS = False
# A code by e-mail would be another, but the interface does not offer it.
ACCOUNT_REAUTHENTICATION_METHODS = ("password", "mfa")
ALLAUTH_TRUSTED_PROXY_COUNT = env.num_proxies
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_ADAPTER = "accounts.adapters.HeadlessAdapter"
MFA_ADAPTER = "accounts.adapters.MFAAdapter"
# Accept codes of the neighbouring half minutes, for clocks of phones that are off.
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG
SECOND_FACTOR_REQUIRED = env.second_factor_required
UNMET_REQUIREMENT = "accounts.sign_in.second_factor.unmet_requirement"
SOCIALACCOUNT_ADAPTER = "accounts.adapters.SocialAccountAdapter"
# The provider's verified address identifies an invited agent.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {
    "openid_connect": {
        "provider_class": "accounts.openid_connect.provider.Provider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": openid_connect_apps(env),
    }
}
KNOX_TOKEN_MODEL = "accounts.ApiToken"  # noqa: S105 - a model's name
REST_KNOX = {"AUTH_HEADER_PREFIX": "Bearer", "TOKEN_PREFIX": "tf_"}

EMAIL_BACKEND = email_backend(env)
EMAIL_HOST = env.email_host or ""
EMAIL_PORT = env.email_port
EMAIL_HOST_USER = env.email_user
EMAIL_HOST_PASSWORD = env.email_password.get_secret_value()
EMAIL_USE_TLS = env.email_security == "starttls"
EMAIL_USE_SSL = env.email_security == "tls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.email_from
# Tests switch it off, to find all work done.
BACKGROUND_JOBS = True
# On Vercel the process may be stopped after each answer.
JOBS_END_WITH_REQUEST = is_vercel(os.environ)

TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = f"{place.path}/static/"
STATICFILES_DIRS = [BASE_DIR / "config" / "static"]
STATIC_ROOT = None if DEBUG else BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "whitenoise.storage.CompressedManifestStaticFilesStorage"
        )
    },
}

WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ROOT = FRONTEND_DIST if FRONTEND_DIST.is_dir() else None
WHITENOISE_INDEX_FILE = True
WHITENOISE_IMMUTABLE_FILE_TEST = is_immutable
WHITENOISE_ADD_HEADERS_FUNCTION = add_headers

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SIGN_IN_ORIGINS = env.sign_in_origins

SECURE_SSL_REDIRECT = HTTPS_ONLY
# Probes connect to the process directly, by http.
SECURE_REDIRECT_EXEMPT = place.exempt_from_redirect("healthz", "readyz")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.num_proxies else None
SECURE_HSTS_SECONDS = env.hsts_seconds if HTTPS_ONLY else 0
# HSTS for subdomains and preloading would affect other servers of the domain: its owner decides.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

SESSION_ENGINE = "accounts.sessions.store"
# In seconds after signing in, whatever happens meanwhile.
SESSION_COOKIE_AGE = 14 * 24 * 60 * 60
SESSION_IDLE_MINUTES = env.session_idle_minutes
SESSION_COOKIE_NAME = place.cookie_name("sessionid")
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = place.cookie_path
DEVICE_COOKIE_NAME = place.cookie_name("device")
SESSION_COOKIE_SECURE = HTTPS_ONLY
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# The interface reads this cookie, so it is not HttpOnly; `/api/config/` tells its name.
CSRF_COOKIE_NAME = place.cookie_name("csrftoken")
CSRF_COOKIE_SECURE = HTTPS_ONLY
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = place.trusted_origins(env.csrf_trusted_origins)
# A cookie for messages would be every installation's on the host.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_FAILURE_VIEW = "config.error_pages.csrf_failure"

CORS_ALLOWED_ORIGINS = env.cors_allowed_origins
CORS_ALLOW_HEADERS = (
    *default_headers,
    "idempotency-key",
    "if-match",
    "if-none-match",
    "x-background",
)
CORS_EXPOSE_HEADERS = (
    "ETag",
    "Link",
    "Retry-After",
    "X-Request-ID",
    "X-Total-Count",
    "X-Total-Relation",
)
CORS_URLS_REGEX = r"^/api/.*$"

# A description of 20,000 characters takes up to 240 kB, percent-encoded in the admin or as JSON
# escapes.
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
# Nothing takes files, so no request may write one to the disk.
DATA_UPLOAD_MAX_NUMBER_FILES = 0
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["core.http.parsers.BoundedJSONParser"],
    # The first class determines the status for strangers: 401, not the 403 of sessions.
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.authentication.ApiTokenAuthentication",
        "accounts.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["core.http.permissions.AccessRule"],
    "DEFAULT_SCHEMA_CLASS": "core.http.openapi.ApiSchema",
    # Per network address; signed-in people have a higher limit, counted per account.
    "DEFAULT_THROTTLE_RATES": {
        "create": "120/min",
        "follow": "120/min",
        "answer": "30/min",
        "schema": "30/min",
        "provider": "60/min",
        "classify": "60/min",
        "classify_all": "1200/min",
    },
    # Number of trusted proxies: throttles trust as many entries of X-Forwarded-For.
    "NUM_PROXIES": env.num_proxies,
    "EXCEPTION_HANDLER": "core.http.exception_handler.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}

SPECTACULAR_SETTINGS = spectacular_settings(place.path)

LLM_API_KEY = env.llm_api_key.get_secret_value() if env.llm_api_key else None
LLM_MODEL = env.llm_model
LLM_BASE_URL = str(env.llm_base_url) if env.llm_base_url else None
LLM_TIMEOUT = env.llm_timeout
LLM_MASK = env.llm_mask
LLM_EXAMPLES = env.llm_examples
LLM_CALLS_PER_HOUR = env.llm_calls_per_hour
LLM_PRICE_INPUT = env.llm_price_input
LLM_PRICE_OUTPUT = env.llm_price_output

RETENTION_CLOSED_DAYS = env.retention_closed_days
RETENTION_HISTORY_TEXT_DAYS = env.retention_history_text_days
# How long what is deleted stays in the bin; 0 erases it at once.
BIN_DAYS = env.bin_days
# How long an agent's reply can be taken back, and a closed ticket reopened by its requester.
REPLY_HOLD_SECONDS = env.reply_hold_seconds
REOPEN_WITHIN_DAYS = env.reopen_within_days

SQL_COMMENTS = env.sql_comments
SENTRY_DSN = env.sentry_dsn.get_secret_value() if env.sentry_dsn else None

LOGGING = logging_settings(env.log_level, debug=DEBUG)
