"""The name of the listening mode's background work."""

from typing import Final

HOURLY: Final = "assistants.listening.hourly"
