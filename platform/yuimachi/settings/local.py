"""Settings of a developer's machine and of `make demo`: embedded database, mails into files."""

import hashlib

from yuimachi.embedded.public import running_database
from yuimachi.settings import read_env as env
from yuimachi.settings.base import *  # noqa: F403  the file says what differs
from yuimachi.settings.base import BROKER_URL, DATABASE_URL, INSTALLED_APPS, STATE_DIR, WITHOUT_DATABASE, database

DEBUG = env.flag("YUIMACHI_DEBUG", default=False)
# A machine of its own has secrets of its own, derived from where its state lies; production must be given real ones.
_seed = f"local secrets of {STATE_DIR}"
SECRET_KEY = env.text("YUIMACHI_SECRET_KEY", hashlib.sha256(_seed.encode()).hexdigest())
FIELD_ENCRYPTION_KEYS = env.words("YUIMACHI_FIELD_KEYS", [hashlib.sha256(f"fields {_seed}".encode()).hexdigest()])

if WITHOUT_DATABASE:
    DATABASES = {"default": database(url="postgresql://nobody@127.0.0.1:1/none", pool=False)}
else:
    DATABASE_URL = DATABASE_URL or running_database().url
    DATABASES = {"default": database(url=DATABASE_URL)}

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = STATE_DIR / "mails"
BROKER_URL = BROKER_URL or ""  # empty: yuimachi.celery_app takes the pgmq broker beside the database
INSTALLED_APPS = [*INSTALLED_APPS]
env.refuse_unknown()
