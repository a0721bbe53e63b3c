"""The class of every background task: carries its town in the message and refuses to run without one.

It never falls open: a message without a place, with an unknown one or with the wrong kind is thrown away, because
running it in some other place would be worse than losing it; the sweeper finds what was lost.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ClassVar

import structlog
from celery.contrib.django.task import DjangoTask
from celery.exceptions import Ignore, Reject

from tenants.border.current import PUBLIC_SCHEMA, NoTown, current_place, in_public, in_town
from tenants.find_town import TownUnknown, town_of_schema

PLACE_HEADER = "yuimachi_place"
log = structlog.get_logger(__name__)

if TYPE_CHECKING:
    _Task = DjangoTask[Any, Any]  # generic for the type checker only
else:
    _Task = DjangoTask


class TownTask(_Task):
    """Base of all tasks that belong to a town, and the default of the app."""

    abstract = True
    public: ClassVar[bool] = False

    def apply_async(  # type: ignore[override]  # the options are passed on as they are
        self, args: Any = None, kwargs: Any = None, **options: Any
    ) -> Any:
        """Enqueue with the entered place in the headers. Raises NoTown without a town."""
        headers = {PLACE_HEADER: place_to_send(public=self.public), **(options.pop("headers", None) or {})}
        return super().apply_async(args, kwargs, headers=headers, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Enter the place of the message, then run. Called as a plain function it runs in the place of its caller."""
        if self.request.called_directly:
            place_to_send(public=self.public)
            return self.run(*args, **kwargs)
        schema = place_of_request(self.request)
        with (
            _place_of(schema, self),
            structlog.contextvars.bound_contextvars(town=schema, task=self.name, task_id=self.request.id),
        ):
            return self.run(*args, **kwargs)


class OperatorTask(TownTask):
    """Base of the few tasks that run in the operator's schema; they opt in by this class."""

    abstract = True
    public = True


def place_to_send(*, public: bool) -> str:
    """Schema that a message from here carries. Raises NoTown when it would have to be a town's and none is entered."""
    if public:
        return PUBLIC_SCHEMA
    place = current_place()
    if place is None or place.town is None:
        raise NoTown("a task was enqueued or called")
    return place.schema_name


def place_of_request(request: Any) -> str:
    """Schema in the headers of a message, or an empty string. Depending on the protocol's version they stand in
    `headers` or beside it."""
    headers: Mapping[str, Any] = request.headers or {}
    return str(headers.get(PLACE_HEADER) or getattr(request, PLACE_HEADER, None) or "")


@contextmanager
def _place_of(schema: str, task: TownTask) -> Iterator[None]:
    if not schema or (schema == PUBLIC_SCHEMA) != task.public:
        log.error("task refused: no place or the wrong kind", task=task.name, place=schema)
        raise Reject(f"{task.name}: no place or the wrong kind: {schema!r}", requeue=False)
    if task.public:
        with in_public():
            yield
        return
    try:
        town = town_of_schema(schema_name=schema)
    except TownUnknown as unknown:
        log.warning("task refused: unknown town", task=task.name, place=schema)
        raise Reject(f"{task.name}: unknown town {schema!r}", requeue=False) from unknown
    if town.suspended:
        # Dropped, not kept: the state of the work stays in the town and its sweep enqueues it again after resuming.
        log.info("task dropped: town is suspended", task=task.name, place=schema)
        raise Ignore
    with in_town(town):
        yield
