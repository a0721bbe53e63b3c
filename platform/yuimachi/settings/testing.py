"""Settings of the tests: as served, but cheap password hashes and mails in memory; conftest gives the database."""

import tempfile
from pathlib import Path

from yuimachi.settings import read_env as env
from yuimachi.settings.base import *  # noqa: F403  the file says what differs
from yuimachi.settings.database import database
from yuimachi.settings.stripe_account import StripeAccount

DEBUG = False
SECRET_KEY = "tests only, never served: 0123456789abcdef0123456789abcdef"  # noqa: S105  not a secret
FIELD_ENCRYPTION_KEYS = ["tests only 0123456789abcdef0123456789abcdef"]
LIBRARY_KEY = "tests only abcdef0123456789abcdef0123456789"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
DATABASES = {
    "default": database(url=env.text("YUIMACHI_TEST_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none"), pool=False)
}
STATE_DIR = Path(env.text("YUIMACHI_TEST_STATE", str(Path(tempfile.gettempdir()) / "yuimachi-tests")))
MEDIA_ROOT = STATE_DIR / "files"
OPERATOR_HOST = "operator.test"
TOWN_HOST_SUFFIX = "test"
STRIPE = StripeAccount()  # whatever the environment of the developer says
WHITENOISE_AUTOREFRESH = True  # nothing is collected for tests
