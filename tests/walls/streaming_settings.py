"""Settings of the server under `test_streams.py`: the tests', with a pool of five connections as if served."""

from yuimachi.settings import read_env as env
from yuimachi.settings.database import database
from yuimachi.settings.testing import *  # noqa: F403  the file says what differs

DATABASES = {"default": database(url=env.required_text("YUIMACHI_TEST_DATABASE_URL"))}
