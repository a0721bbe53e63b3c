"""Background work: the Celery app. Start workers with `celery -A yuimachi.celery_app worker -Q quick,mail`."""

import os
from typing import Any

from celery import Celery, signals

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yuimachi.settings.production")


class YuimachiCelery(Celery):
    """Celery that brings its queues' database along when no broker is named."""

    _broker_stands = False

    def connection_for_read(self, url: str | None = None, **options: Any) -> Any:
        """For workers; the queues stand before the first connection."""
        self._prepare()
        return super().connection_for_read(url, **options)

    def connection_for_write(self, url: str | None = None, **options: Any) -> Any:
        """For whoever enqueues; the queues stand before the first connection."""
        self._prepare()
        return super().connection_for_write(url, **options)

    def _prepare(self) -> None:
        conninfo = self.conf.broker_transport_options.get("conn_string")
        if conninfo and not self._broker_stands:
            from yuimachi.broker import prepare_broker  # noqa: PLC0415  needless with another broker
            from yuimachi.embedded.public import hold_if_embedded  # noqa: PLC0415  as above

            hold_if_embedded()
            prepare_broker(conninfo=conninfo)
            self._broker_stands = True


app = YuimachiCelery("yuimachi", task_cls="tenants.border.town_task:TownTask")
app.config_from_object("yuimachi.celery_config")
app.autodiscover_tasks()


@signals.setup_logging.connect
def _set_up_logs(**_: Any) -> None:
    # Connecting a receiver is what keeps Celery from setting up its own: Django's LOGGING stands already.
    return


@signals.worker_init.connect
def _without_pools(**_: Any) -> None:
    """Workers are processes with one task at a time: a pool in each would be made and closed again for every task."""
    from django.db import connections  # noqa: PLC0415  needs settings

    for alias in connections:
        connections[alias].settings_dict["OPTIONS"].pop("pool", None)
