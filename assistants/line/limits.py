"""What LINE's Messaging API allows, and how patient we are; from its reference, in one place."""

from datetime import timedelta
from typing import Final

MOST_BUBBLES: Final = 5  # message objects of one reply or push
BUBBLE_UNITS: Final = 5_000  # UTF-16 code units of a text message
MOST_QUICK_REPLIES: Final = 13
LABEL_CHARACTERS: Final = 20  # of an action
ACTION_TEXT_CHARACTERS: Final = 300
TEMPLATE_TEXT_CHARACTERS: Final = 160
TEMPLATE_ACTIONS: Final = 4
LOADING_SECONDS: Final = 30  # 5 to 60, a multiple of 5; ends by itself when a message arrives

# A reply token is good for one minute and for one use. Below it, so that a retry still falls into it.
REPLY_WITHIN: Final = timedelta(seconds=50)
CALL_SECONDS: Final = 5.0
LOADING_CALL_SECONDS: Final = 2.0
WORK_LEASE: Final = timedelta(seconds=120)  # above the 45 seconds an answer may take
SEND_LEASE: Final = timedelta(seconds=60)  # above the calls and pauses of one delivery
MOST_WORK_ATTEMPTS: Final = 4
RETRY_KEY_LASTS: Final = timedelta(hours=23)  # LINE forgets a retry key after 24 hours
PAUSES: Final = (0.5, 1.0, 2.0)  # seconds between tries within one delivery; then the sweep goes on
BACK_OFF: Final = (1, 2, 5, 15, 30, 60)  # minutes until the next delivery, by attempts; then each hour
UNHEARD: Final = timedelta(minutes=2)  # after this the bell of a waiting row is taken for lost
EVENTS_KEPT: Final = timedelta(days=8)  # done ones, without their payload: a redelivery is known again
