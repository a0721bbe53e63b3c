"""The parts of the whole on one machine: web, workers by queue, the clock."""

import os
import signal
from pathlib import Path

from yuimachi.embedded.state import CHECKOUT
from yuimachi.running.part import Recipe

_CELERY = ("-m", "celery", "-A", "yuimachi.celery_app")
_QUIET = ("--without-gossip", "--without-mingle", "--without-heartbeat")
_MOST_PARSERS = 4


def recipes(*, port: int, state: Path, site_port: int | None = None) -> tuple[Recipe, ...]:
    """Everything `make demo` runs, in order; `site_port`: where a demo town's web site is served."""
    site = (_site(site_port),) if site_port else ()
    return (*site, _web(port), *_workers(), _clock(state))


def _site(port: int) -> Recipe:
    return Recipe("site", ("-m", "yuimachi.demo.town_site", str(port)), "web site is served")


def _web(port: int) -> Recipe:
    config = CHECKOUT / "platform" / "yuimachi" / "running" / "web_server.py"
    words = ("-m", "gunicorn", "-c", str(config), "--bind", f"127.0.0.1:{port}", "yuimachi.asgi:application")
    return Recipe("web", words, "Application startup complete")


def _workers() -> tuple[Recipe, ...]:
    parsers = max(1, min(_MOST_PARSERS, (os.cpu_count() or 1) - 1))
    return (
        _worker("worker", ("quick", "mail", "sweep"), 2),
        _worker("ingest", ("ingest",), parsers),
        _worker("patient", ("crawl", "upkeep"), 1),
    )


def _worker(name: str, queues: tuple[str, ...], processes: int) -> Recipe:
    words = (*_CELERY, "worker", "-n", f"{name}@yuimachi", "-Q", ",".join(queues), "-c", str(processes), *_QUIET)
    # A killed supervisor must not leave a worker that finishes half an hour of work: its message is given back.
    return Recipe(name, (*words, "-l", "INFO"), "yuimachi ready.", orphan_signal=signal.SIGQUIT, queues=queues)


def _clock(state: Path) -> Recipe:
    schedule = state / "clock"
    return Recipe("clock", (*_CELERY, "beat", "--schedule", str(schedule), "--pidfile", "", "-l", "INFO"), "")
