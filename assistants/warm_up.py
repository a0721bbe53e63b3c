"""Loads dictionaries and rules once, before the first question."""

from typing import Final

from assistants.crisis.recognise import recognised
from assistants.injection.screen import screened
from knowledge.public import warm_up as warm_up_knowledge
from pii_masking.public import mask

_ANY: Final = "燃えるごみは何曜日ですか"


def warm_up() -> None:
    """Read one sentence with everything that reads questions; no database. Raises WordVectorsMissing."""
    recognised(text=_ANY)
    screened(text=_ANY, earlier=())
    mask(text=_ANY)
    warm_up_knowledge()
