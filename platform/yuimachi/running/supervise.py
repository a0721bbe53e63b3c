"""The supervisor: database, preparation, parts, health, and an orderly end."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from yuimachi.embedded.locks import FileLock, is_held
from yuimachi.embedded.public import database_folder, leave_database, running_database, state_folder, stop_database
from yuimachi.embedded.state import CHECKOUT
from yuimachi.running import preparing
from yuimachi.running.healthy import answers, give_back_unfinished
from yuimachi.running.part import Part, Recipe, ask_to_end, end_hard, last_lines, start_part
from yuimachi.running.ports import FIRST_PORT, FIRST_SITE_PORT, hold_port
from yuimachi.running.recipes import recipes
from yuimachi.running.signboard import say, show_addresses

OPERATOR_HOST = "operator.localhost"
_READY_SECONDS = 120.0
_END_SECONDS = 10.0
_LOOK_SECONDS = 0.2
_MOST_STARTS, _STARTS_WINDOW_SECONDS = 4, 60.0


class AlreadyRunning(RuntimeError):
    """Another supervisor of this checkout and user runs."""


class PartFailed(RuntimeError):
    """A part did not become ready or kept dying; the sentence names it and carries the end of its log."""


class AskedToEnd(Exception):
    """Ctrl-C or SIGTERM."""


@dataclass(slots=True)
class Supervisor:
    """What runs, and where."""

    state: Path
    port: int
    site_port: int | None  # of the demo town's own web site
    environment: dict[str, str]
    held: list[socket.socket]  # the ports, until the parts take them
    parts: list[Part] = field(default_factory=list)

    @property
    def logs(self) -> Path:
        """Folder of the parts' logs."""
        return self.state / "logs"


def run(*, first_port: int = FIRST_PORT, with_demo: bool = True) -> int:
    """Start everything, show the addresses, watch until asked to end. Returns the exit code."""
    began = time.monotonic()
    state = state_folder()
    with _alone(state), _asked_to_end():
        supervisor = _supervisor(state, first_port, with_demo)
        try:
            _start(supervisor, with_demo)
            say(f"  ready in {time.monotonic() - began:.1f} s. Ctrl-C ends it. Logs: {supervisor.logs}")
            _watch(supervisor)
        except AskedToEnd:
            return 0
        except (PartFailed, preparing.StepFailed) as failure:
            say(f"\n{failure}")
            return 1
        finally:
            _end(supervisor)
    return 0


def stop_running() -> bool:
    """End the supervisor of this checkout and wait for it. Returns whether one ran."""
    lock = state_folder() / "running.lock"
    if not is_held(lock):
        return False
    os.kill(int(lock.read_text()), signal.SIGTERM)
    while is_held(lock):
        time.sleep(_LOOK_SECONDS)
    return True


def _supervisor(state: Path, first_port: int, with_demo: bool) -> Supervisor:
    (state / "logs").mkdir(parents=True, exist_ok=True)
    held = [hold_port(first=first) for first in (first_port, FIRST_SITE_PORT)[: 2 if with_demo else 1]]
    port, site_port = held[0].getsockname()[1], held[1].getsockname()[1] if with_demo else None
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "yuimachi.settings.local"),
        "PYTHONPATH": f"{CHECKOUT / 'platform'}:{CHECKOUT}",
        "PYTHONUNBUFFERED": "1",
        "YUIMACHI_PUBLIC_PORT": str(port),
        "YUIMACHI_LOG_LEVEL": os.environ.get("YUIMACHI_LOG_LEVEL", "INFO"),
    }
    if site_port:
        # The one place inside that the crawler may read; the demo's own.
        environment["YUIMACHI_CRAWL_OPEN_ADDRESSES"] = f"127.0.0.1:{site_port}"
        environment["YUIMACHI_DEMO_SITE"] = f"http://127.0.0.1:{site_port}/"
    return Supervisor(state, port, site_port, environment, held)


def _start(supervisor: Supervisor, with_demo: bool) -> None:
    if not os.environ.get("DATABASE_URL"):
        say("  starting the database")
        running_database()
    _once(supervisor, "prepare_database", preparing.database_fingerprint(), "preparing the database")
    say("  starting web and workers")
    for port in supervisor.held:
        port.close()
    for recipe in recipes(port=supervisor.port, state=supervisor.state, site_port=supervisor.site_port):
        supervisor.parts.append(_start_one(supervisor, recipe))
    _wait_until_ready(supervisor)
    demo = None
    if with_demo:
        _once(supervisor, "open_demo", preparing.demo_fingerprint(), "opening the three demo towns (once)")
        demo = _demo_places(supervisor)
    show_addresses(port=supervisor.port, demo=demo, operator_host=OPERATOR_HOST)


def _once(supervisor: Supervisor, command: str, fingerprint: str, sentence: str) -> None:
    mark = preparing.mark_of(step=command, state=supervisor.state, database_folder=database_folder().path)
    if preparing.is_done(mark=mark, fingerprint=fingerprint):
        return
    say(f"  {sentence}")
    log = supervisor.logs / f"{command}.log"
    preparing.run_command(words=(command,), environment=supervisor.environment, log=log)
    preparing.note_done(mark=mark, fingerprint=fingerprint)


def _demo_places(supervisor: Supervisor) -> dict[str, Any]:
    said: dict[str, Any] = preparing.ask_command(words=("open_demo", "--print"), environment=supervisor.environment)
    return said


def _start_one(supervisor: Supervisor, recipe: Recipe) -> Part:
    if recipe.queues:
        give_back_unfinished(queues=recipe.queues)
    return start_part(recipe=recipe, environment=supervisor.environment, logs=supervisor.logs)


def _wait_until_ready(supervisor: Supervisor) -> None:
    until = time.monotonic() + _READY_SECONDS
    waiting = list(supervisor.parts)
    while waiting:
        for part in waiting:
            if part.process.poll() is not None:
                raise PartFailed(_sentence(part, f"ended with code {part.process.returncode}"))
        waiting = [part for part in waiting if not part.is_ready()]
        if time.monotonic() > until:
            raise PartFailed(_sentence(waiting[0], f"was not ready after {_READY_SECONDS:.0f} s"))
        time.sleep(_LOOK_SECONDS)
    while not answers(host=OPERATOR_HOST, port=supervisor.port):
        if time.monotonic() > until:
            raise PartFailed(_sentence(supervisor.parts[0], "does not answer"))
        time.sleep(_LOOK_SECONDS)


def _watch(supervisor: Supervisor) -> None:
    while True:
        for place, part in enumerate(supervisor.parts):
            if part.process.poll() is not None:
                supervisor.parts[place] = _restart(supervisor, part)
        time.sleep(_LOOK_SECONDS)


def _restart(supervisor: Supervisor, part: Part) -> Part:
    now = time.monotonic()
    recent = [then for then in part.starts if now - then < _STARTS_WINDOW_SECONDS]
    if len(recent) >= _MOST_STARTS:
        raise PartFailed(_sentence(part, "keeps ending"))
    say(f"  {part.recipe.name} ended with code {part.process.returncode}; starting it again")
    end_hard(part=part, seconds=0)
    again = _start_one(supervisor, part.recipe)
    again.starts = [*recent, now]
    return again


def _end(supervisor: Supervisor) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    say("\n  ending")
    until = time.monotonic() + _END_SECONDS
    for part in supervisor.parts:
        ask_to_end(part=part)
    for part in supervisor.parts:
        end_hard(part=part, seconds=until - time.monotonic())
    folder = database_folder()
    leave_database(folder=folder.path)
    if not os.environ.get("DATABASE_URL") and not stop_database(folder=folder, even_if_used=False):
        say("  the database stays: another program uses it")


def _sentence(part: Part, what: str) -> str:
    return f"{part.recipe.name} {what}. {part.log} ends:\n{last_lines(log=part.log)}"


@contextmanager
def _alone(state: Path) -> Iterator[None]:
    state.mkdir(parents=True, exist_ok=True)
    lock = FileLock(state / "running.lock")
    if not lock.try_alone():
        lock.close()
        raise AlreadyRunning("It is running already from this checkout. `make stop` ends it.")
    lock.write(str(os.getpid()))
    try:
        yield
    finally:
        lock.close()


@contextmanager
def _asked_to_end() -> Iterator[None]:
    def end(*_: Any) -> None:
        raise AskedToEnd

    before = [signal.signal(what, end) for what in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]
    try:
        yield
    finally:
        for what, handler in zip((signal.SIGINT, signal.SIGTERM, signal.SIGHUP), before, strict=True):
            signal.signal(what, handler)
