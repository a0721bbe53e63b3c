"""Settings that hold everywhere; local, testing and production say what differs."""

import os
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

import web.csp
from yuimachi.embedded.state import state_folder
from yuimachi.settings import read_env as env
from yuimachi.settings import stripe_account
from yuimachi.structured_logs import logging_settings

# Search multiplies many small matrices: a second thread of OpenBLAS only spins beside the first (measured: 10 ms of 24
# a question). Read by NumPy when it is loaded, which settings always come before.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

ROOT = Path(__file__).resolve().parents[3]

# --- Hosts and places ---------------------------------------------------------------------------------------------
ALLOWED_HOSTS = ["*"]  # tenants.border.middleware answers 404 for every host that is not in the domain table
OPERATOR_HOST = env.text("YUIMACHI_OPERATOR_HOST", "operator.localhost")
TOWN_HOST_SUFFIX = env.text("YUIMACHI_TOWN_HOST_SUFFIX", "localhost")  # a new town's host: <slug>.<suffix>
PUBLIC_PORT = env.text("YUIMACHI_PUBLIC_PORT", "")  # stands in links of mails when it is not the scheme's own
PUBLIC_SCHEME = env.choice("YUIMACHI_PUBLIC_SCHEME", "http", among={"http", "https"})
ROOT_URLCONF = "yuimachi.urls_town"
OPERATOR_URLCONF = "yuimachi.urls_operator"

# --- Apps ---------------------------------------------------------------------------------------------------------
OWN_APPS = [
    "yuimachi.apps.YuimachiConfig",
    "web.apps.WebConfig",
    "audit_log.apps.AuditLogConfig",
    "metering.apps.MeteringConfig",
    "llm_gateway.apps.LlmGatewayConfig",
    "tenants.apps.TenantsConfig",
    "knowledge.apps.KnowledgeConfig",
    "assistants.apps.AssistantsConfig",
    "billing.apps.BillingConfig",
    "templates.apps.TemplatesConfig",
]
INSTALLED_APPS = [
    *OWN_APPS,
    "django_tenants",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "rest_framework",
    "drf_spectacular",
    "drf_standardized_errors",
]
# django-tenants wants both lists; which table stands where is decided by tenants.border.placement.
SHARED_APPS = INSTALLED_APPS
TENANT_APPS = INSTALLED_APPS
TENANT_MODEL = "tenants.Municipality"
TENANT_DOMAIN_MODEL = "tenants.Domain"
TENANT_SYNC_ROUTER = "tenants.border.placement.BorderRouter"
DATABASE_ROUTERS = [TENANT_SYNC_ROUTER]
TENANT_LIMIT_SET_CALLS = True  # the backend compares the path itself, before each cursor

MIDDLEWARE = [
    "web.request_id.RequestIdMiddleware",  # first: every log line carries the number
    "django.middleware.security.SecurityMiddleware",
    "web.security_headers.SecurityHeadersMiddleware",
    "web.static_files.StaticFilesMiddleware",  # before the place: the plain 404 page needs its style
    "csp.middleware.CSPMiddleware",
    "tenants.border.middleware.PlaceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tenants.supporting.watch.SupportMiddleware",  # last: it decides over whoever was found before
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "web.frame.frame",
            ]
        },
    }
]
FORM_RENDERER = "web.forms.DadsRenderer"
WHITENOISE_USE_FINDERS = True  # no collectstatic on a developer's machine; production has the manifest
ASGI_APPLICATION = "yuimachi.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


# --- Database -----------------------------------------------------------------------------------------------------
DATABASE_URL = env.text("DATABASE_URL")
BROKER_URL = env.text("BROKER_URL") or env.text("REDIS_URL")
REDIS_URL = env.text("REDIS_URL")
WITHOUT_DATABASE = env.flag("YUIMACHI_NO_DATABASE", default=False)

# --- People -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "tenants.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
WEB_ACCESS = "tenants.access.access_for"  # who may what, for pages without a guard
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SUPPORT_COOKIE_NAME = "support"  # of an operator whom a town let in, on the town's host only
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # a signed cookie would hold in every town

# Sign-in by django-allauth, within the entered place: docs/adr/0003. Rate limits are kept in the place's cache.
LOGIN_REDIRECT_URL = "/"
# Hops before us whose word in X-Forwarded-For we believe: for limits, the town's networks and the residents' counter.
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole_number("YUIMACHI_TRUSTED_PROXIES", 0)
OPERATORS_NEED_SECOND_STEP = env.flag("YUIMACHI_OPERATORS_NEED_SECOND_STEP", default=False)
ACCOUNT_ADAPTER = "tenants.joining.account_adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "tenants.joining.sign_in_forms.SignInForm",
    "reset_password": "tenants.joining.sign_in_forms.ForgottenForm",
    "reset_password_from_key": "tenants.joining.sign_in_forms.NewPasswordForm",
    "change_password": "tenants.joining.sign_in_forms.OtherPasswordForm",
    "reauthenticate": "tenants.joining.sign_in_forms.StillYouForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # the invitation proves the address; a new one is proven before it counts
ACCOUNT_EMAIL_CONFIRMATION_HMAC = False  # keys in the town's own table: a signed one would hold in every town
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "【結まち】"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "tenants.border.passwords.PlaceTokenGenerator"  # noqa: S105  a path
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False  # shared machines: the session ends with the browser
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
MFA_ADAPTER = "tenants.joining.mfa_adapter.MfaAdapter"
MFA_FORMS = {"add_webauthn": "tenants.joining.sign_in_forms.PasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_SCHEME == "http"  # browsers themselves allow that on localhost only

# --- Language and time --------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("日本語")), ("en", _("英語"))]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

# --- Files and static ---------------------------------------------------------------------------------------------
STATE_DIR = Path(env.text("YUIMACHI_STATE", str(state_folder())))
MEDIA_ROOT = Path(env.text("YUIMACHI_FILES", str(STATE_DIR / "files")))
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "static_collected"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "tenants.border.storage.TownStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
UPLOAD_LARGEST_BYTES = env.whole_number("YUIMACHI_UPLOAD_LARGEST_MB", 50, least=1) * 1024 * 1024

# Files of one town that may be read or rung for at the same time; keep it below the number of ingest processes.
INGEST_PER_TOWN = env.whole_number("YUIMACHI_INGEST_PER_TOWN", 2, least=1)
# Machines inside of the house that the crawler may read all the same, "127.0.0.1:8123" or "10.0.0.5": nothing but the
# public internet unless the operator names them.
CRAWL_OPEN_ADDRESSES = frozenset(env.words("YUIMACHI_CRAWL_OPEN_ADDRESSES"))
DEMO_SITE = env.text("YUIMACHI_DEMO_SITE")  # where `make demo` serves the web site of one of its towns

# --- Cache --------------------------------------------------------------------------------------------------------
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        **(
            {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
            if REDIS_URL
            else {
                "BACKEND": "django.core.cache.backends.db.DatabaseCache",
                "LOCATION": "cache_entry",
                # Above it entries are thrown away by their key's order: counters of failed sign-ins among them.
                "OPTIONS": {"MAX_ENTRIES": 50_000},
            }
        ),
        "KEY_FUNCTION": "tenants.border.cache_keys.place_key",
        "REVERSE_KEY_FUNCTION": "tenants.border.cache_keys.key_without_place",
        "TIMEOUT": 300,
    }
}

# --- Security -----------------------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = web.csp.CONTENT_SECURITY_POLICY
CSRF_FAILURE_VIEW = "web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# --- Models -------------------------------------------------------------------------------------------------------
LLM_ALLOW_PRIVATE_ADDRESSES = env.flag("YUIMACHI_MODEL_PRIVATE_ADDRESSES", default=True)
LLM_DEFAULT_ENDPOINT: dict[str, str] | None = (
    {
        "base_url": env.text("YUIMACHI_MODEL_URL"),
        "api_key": env.text("YUIMACHI_MODEL_KEY"),
        "model": env.text("YUIMACHI_MODEL_NAME"),
    }
    if env.text("YUIMACHI_MODEL_URL")
    else None
)

# --- LINE ---------------------------------------------------------------------------------------------------------
LINE_API_URL = env.text("YUIMACHI_LINE_API_URL", "https://api.line.me")  # another address: a proxy, a trial server

# --- Stripe: empty key, papers are collected by hand -----------------------------------------------------------------
STRIPE = stripe_account.read_account()
# --- Shared library -----------------------------------------------------------------------------------------------
INSTALLATION_NAME = env.text("YUIMACHI_INSTALLATION_NAME", OPERATOR_HOST)  # as other installations read it in files
LIBRARY_KEY = env.text("YUIMACHI_LIBRARY_KEY")  # signs those files; without it none goes out

# --- Mail ---------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.text("YUIMACHI_MAIL_FROM", "結まち <no-reply@yuimachi.localhost>")
EMAIL_TIMEOUT = 10

# --- Log lines ----------------------------------------------------------------------------------------------------
LOG_LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR"}
LOGGING = logging_settings(level=env.choice("YUIMACHI_LOG_LEVEL", "WARNING", among=LOG_LEVELS))

# --- API ----------------------------------------------------------------------------------------------------------
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_SCHEMA_CLASS": "tenants.api.describing.KeyedSchema",
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "UNAUTHENTICATED_USER": None,
}
DRF_STANDARDIZED_ERRORS = {
    "ALLOWED_ERROR_STATUS_CODES": [400, 401, 403, 404, 405, 406, 409, 410, 413, 415, 429, 500],
    "ERROR_SCHEMAS": dict.fromkeys((409, 410, 413), "tenants.api.describing.RefusedOutput"),
}
SPECTACULAR_SETTINGS = {
    "TITLE": "結まち API",
    "VERSION": "0.1.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        **{
            name: f"drf_standardized_errors.openapi_serializers.{name}.choices"
            for name in ("ValidationErrorEnum", "ClientErrorEnum", "ServerErrorEnum")
        },
        **{
            f"ErrorCode{status}Enum": f"drf_standardized_errors.openapi_serializers.ErrorCode{status}Enum.choices"
            for status in (401, 403, 404, 405, 406, 415, 429, 500)
        },
    },
    "POSTPROCESSING_HOOKS": ["drf_standardized_errors.openapi_hooks.postprocess_schema_enums"],
}
SILENCED_SYSTEM_CHECKS = ["urls.W005"]
