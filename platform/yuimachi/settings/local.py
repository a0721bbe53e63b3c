"""Settings of a developer's machine and of `make demo`: embedded database, mails into files."""

from yuimachi.embedded.public import database_address, own_secret
from yuimachi.settings import read_env as env
from yuimachi.settings.base import *  # noqa: F403  the file says what differs
from yuimachi.settings.base import BROKER_URL, DATABASE_URL, INSTALLED_APPS, STATE_DIR, STRIPE, WITHOUT_DATABASE
from yuimachi.settings.database import database
from yuimachi.settings.stripe_account import refuse_live

DEBUG = env.flag("YUIMACHI_DEBUG", default=False)
SECRET_KEY = env.text("YUIMACHI_SECRET_KEY") or own_secret(name="sessions", state=STATE_DIR)
FIELD_ENCRYPTION_KEYS = env.words("YUIMACHI_FIELD_KEYS") or [own_secret(name="fields", state=STATE_DIR)]
LIBRARY_KEY = env.text("YUIMACHI_LIBRARY_KEY") or own_secret(name="library", state=STATE_DIR)

if WITHOUT_DATABASE:
    DATABASES = {"default": database(url="postgresql://nobody@127.0.0.1:1/none", pool=False)}
elif DATABASE_URL:
    DATABASES = {"default": database(url=DATABASE_URL)}
else:
    DATABASE_URL = database_address().url
    # Starts the server with the first connection, so that commands without queries start none.
    DATABASES = {"default": {**database(url=DATABASE_URL), "ENGINE": "yuimachi.embedded.postgresql"}}

WHITENOISE_USE_FINDERS = True  # static files as they stand in the apps: nothing has to be collected first
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = STATE_DIR / "mails"
BROKER_URL = BROKER_URL or ""  # empty: yuimachi.celery_app takes the pgmq broker beside the database
INSTALLED_APPS = [*INSTALLED_APPS]
refuse_live(account=STRIPE)  # nobody's money from a developer's machine
env.refuse_unknown()
