"""What a log line looks like: one JSON object, with the town, and in a worker the task, in each."""

from typing import Any

import structlog

Event = structlog.typing.EventDict


def add_town(logger: Any, method: str, event: Event) -> Event:
    """Processor: the schema of the entered place, unless the line says one."""
    from tenants.public import current_place  # noqa: PLC0415  settings load this module before the apps are ready

    place = current_place()
    if place is not None:
        event.setdefault("town", place.schema_name)
    return event


_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    add_town,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

# Without the local variables, which is the default: they hold what people entered, and showing a lazy queryset runs it.
_render_exceptions = structlog.processors.ExceptionRenderer(
    structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
)

structlog.configure(
    processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def logging_settings(*, level: str = "INFO") -> dict[str, Any]:
    """Django's LOGGING: everything to standard error as JSON lines."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    _render_exceptions,
                    structlog.processors.JSONRenderer(ensure_ascii=False),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {"pgmq": {"level": "WARNING"}, "celery.app.trace": {"level": "WARNING"}},
    }
