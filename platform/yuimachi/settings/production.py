"""Settings of production: everything secret or local comes from the environment and is refused when missing."""

from yuimachi.settings import read_env as env
from yuimachi.settings.base import *  # noqa: F403  the file says what differs
from yuimachi.settings.base import STORAGES
from yuimachi.settings.database import database

DEBUG = False
SECRET_KEY = env.required_secret("YUIMACHI_SECRET_KEY", least=50)
FIELD_ENCRYPTION_KEYS = env.required_secrets("YUIMACHI_FIELD_KEYS")
DATABASES = {"default": database(url=env.required_text("DATABASE_URL"))}
BROKER_URL = env.text("BROKER_URL") or env.required_text("REDIS_URL")
OPERATOR_HOST = env.required_text("YUIMACHI_OPERATOR_HOST")
TOWN_HOST_SUFFIX = env.required_text("YUIMACHI_TOWN_HOST_SUFFIX")
PUBLIC_SCHEME = "https"
ALLAUTH_TRUSTED_PROXY_COUNT = env.whole_number("YUIMACHI_TRUSTED_PROXIES", 1, least=1)
OPERATORS_NEED_SECOND_STEP = env.flag("YUIMACHI_OPERATORS_NEED_SECOND_STEP", default=True)
# Towns share these machines: an admin of one must not look around in the operator's network through a model's address.
LLM_ALLOW_PRIVATE_ADDRESSES = env.flag("YUIMACHI_MODEL_PRIVATE_ADDRESSES", default=False)
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = env.required_text("YUIMACHI_MAIL_HOST")
EMAIL_PORT = env.whole_number("YUIMACHI_MAIL_PORT", 587, least=1)
EMAIL_HOST_USER = env.text("YUIMACHI_MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("YUIMACHI_MAIL_PASSWORD")
EMAIL_USE_TLS = env.flag("YUIMACHI_MAIL_TLS", default=True)

SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^health/"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
# The prefix makes browsers refuse these names from a neighbouring town's host under the same domain.
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
SUPPORT_COOKIE_NAME = "__Host-support"
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
env.refuse_unknown()
