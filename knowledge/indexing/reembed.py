"""Fills a new space in the background and puts it into service in one step: search has no gap.

The space in service answers until the new one holds a vector of every indexed passage; then both states change in one
transaction. The old vectors stay for a moment, because a search may have begun with them.
"""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db import OperationalError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from knowledge.indexing.embed_passages import embed_into, space_in, without_vector
from knowledge.indexing.embedder import SpaceFacts
from knowledge.indexing.make_space import give_up_building, make_endpoint_space, make_word_space, remove_space
from knowledge.indexing.town_lock import lock_index
from knowledge.indexing.upkeep import Wanted, wanted_space
from knowledge.models import EmbeddingSpace, Passage
from llm_gateway.public import Feature, ModelFailed, NotConfigured, load_route

LEASE: Final = timedelta(minutes=5)
RETIRED_KEPT: Final = timedelta(minutes=1)
_BATCH: Final = 250
_ACTIVE, _BUILDING = EmbeddingSpace.State.ACTIVE, EmbeddingSpace.State.BUILDING
log = logging.getLogger(__name__)


def reembed(*, now: datetime) -> bool:
    """Make the space that is wanted, or go on with the one begun; whether a new one was put into service.

    Can be killed at any moment: what was written stays, and the next call goes on once the lease is over. A model that
    fails is logged and tried again later; until then the old space serves. Call it outside of a transaction.
    """
    drop_retired(now=now)
    try:
        _give_up_unless_wanted()
        if space_in(state=_BUILDING) is None:
            _begin(wanted_space())
        space = _claim(now)
        return space is not None and _fill(space)
    except (ModelFailed, NotConfigured) as failed:
        log.warning("re-embedding waits for its model", extra={"reason": str(failed)})
        return False


def drop_retired(*, now: datetime) -> None:
    """Delete spaces that went out of service a while ago; leaves them when somebody uses the table for long."""
    old = EmbeddingSpace.objects.filter(state=EmbeddingSpace.State.RETIRED, retired_at__lt=now - RETIRED_KEPT)
    for space_id in list(old.values_list("id", flat=True)):
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    # Waiting for this lock makes every search wait behind it.
                    cursor.execute("SET LOCAL lock_timeout = '1s'")
                remove_space(space_id=space_id)
        except OperationalError:
            log.info("a retired space is still in use", extra={"space": space_id})


def _give_up_unless_wanted() -> None:
    """A space of a model that the town has meanwhile replaced would never be filled."""
    space = space_in(state=_BUILDING)
    if space is None or space.kind == EmbeddingSpace.Kind.WORDS:
        return
    endpoints = load_route(feature=Feature.EMBED).endpoints
    if not endpoints or endpoints[0].model != space.model:
        give_up_building()


def _begin(wanted: Wanted | None) -> None:
    if wanted is Wanted.ENDPOINT:
        make_endpoint_space()
    elif wanted is Wanted.WORDS:
        make_word_space()


def _claim(now: datetime) -> SpaceFacts | None:
    free = Q(lease_until=None) | Q(lease_until__lt=now)
    taken = EmbeddingSpace.objects.filter(free, state=_BUILDING).update(lease_until=now + LEASE)
    return space_in(state=_BUILDING) if taken else None


def _fill(space: SpaceFacts) -> bool:
    while True:
        ids = list(without_vector(space_id=space.id).order_by("id").values_list("id", flat=True)[:_BATCH])
        if ids:
            embed_into(space=space, passages=Passage.objects.filter(pk__in=ids))
        elif put_into_service(space_id=space.id):
            return True
        held = EmbeddingSpace.objects.filter(pk=space.id, state=_BUILDING)
        if not held.update(lease_until=timezone.now() + LEASE):
            return False  # given up or finished by somebody else


def put_into_service(*, space_id: int) -> bool:
    """Let search use the space that was being made; not when a passage has come meanwhile, or it was given up."""
    with transaction.atomic():
        lock_index()
        building = EmbeddingSpace.objects.filter(pk=space_id, state=_BUILDING)
        if without_vector(space_id=space_id).exists() or not building.exists():
            return False
        EmbeddingSpace.objects.filter(state=_ACTIVE).update(
            state=EmbeddingSpace.State.RETIRED, retired_at=timezone.now()
        )
        building.update(state=_ACTIVE, lease_until=None)
    return True
