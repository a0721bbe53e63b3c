"""Thresholds of answering in one place: lengths, rates."""

from typing import Final

RESIDENT_CHARACTERS: Final = 400
STAFF_CHARACTERS: Final = 4_000
TURNS_A_MINUTE_OF_A_CONVERSATION: Final = 10
TURNS_A_MINUTE_OF_A_CLIENT: Final = 30  # one address may stand for a school, a town hall, a mobile carrier
RATE_WINDOW_SECONDS: Final = 60
# Rules look at this much of a message, from the beginning and from the end: a longer one is refused anyway.
CHARACTERS_LOOKED_AT: Final = 4_000
