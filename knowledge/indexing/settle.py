"""Does the upkeep of the index at once, for commands and benches that have no worker beside them."""

from datetime import datetime

from knowledge.indexing.reembed import reembed
from knowledge.indexing.reweigh import reweigh_when_drifted
from knowledge.indexing.upkeep import wanted_space


def settle_index(*, now: datetime) -> None:
    """Weigh anew and make the wanted space, if due; the same steps as the background tasks. Outside a transaction."""
    reweigh_when_drifted()
    if wanted_space():
        reembed(now=now)
