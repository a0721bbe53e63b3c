"""Settings of the process that a test kills: those of the tests, with the account of the environment."""

from yuimachi.settings.stripe_account import read_account
from yuimachi.settings.testing import *  # noqa: F403  the file says what differs

STRIPE = read_account()
