"""One part of the running whole: a process of ours with its log, ended with us whatever happens."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from yuimachi.embedded.state import CHECKOUT

_PR_SET_PDEATHSIG = 1
_LARGEST_LOG = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a part is started and ended."""

    name: str
    words: tuple[str, ...]  # after the Python interpreter
    ready_mark: str  # stands in its log once it is ready; empty: ready as soon as it runs
    end_signal: signal.Signals = signal.SIGTERM
    orphan_signal: signal.Signals = signal.SIGTERM  # what it gets from the system when we were killed
    queues: tuple[str, ...] = ()  # whose unfinished messages are given back before it starts


@dataclass(slots=True)
class Part:
    """A started recipe."""

    recipe: Recipe
    process: subprocess.Popen[bytes]
    log: Path
    log_begins: int
    starts: list[float] = field(default_factory=list)

    def is_ready(self) -> bool:
        """Whether the mark stands in what it has written since this start."""
        if not self.recipe.ready_mark:
            return self.process.poll() is None
        with self.log.open("rb") as log:
            log.seek(self.log_begins)
            return self.recipe.ready_mark.encode() in log.read()


def start_part(*, recipe: Recipe, environment: Mapping[str, str], logs: Path) -> Part:
    """Start a recipe; its output goes to `<logs>/<name>.log`, of which one older file is kept."""
    log = logs / f"{recipe.name}.log"
    if log.exists() and log.stat().st_size > _LARGEST_LOG:
        log.rename(log.with_suffix(".log.1"))
    begins = log.stat().st_size if log.exists() else 0
    with log.open("ab") as output:
        process = subprocess.Popen(  # noqa: S603  our own words
            [sys.executable, *recipe.words],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=CHECKOUT,
            env=dict(environment),
            start_new_session=True,  # Ctrl-C is ours alone; we end the parts in order
            preexec_fn=partial(die_with_parent, recipe.orphan_signal),  # noqa: PLW1509  started from the only thread
        )
    return Part(recipe, process, log, begins, [time.monotonic()])


def ask_to_end(*, part: Part) -> None:
    """Ask a part to end by its own signal; only its head, which lets its children finish what they hold."""
    part.process.send_signal(part.recipe.end_signal)


def end_hard(*, part: Part, seconds: float) -> None:
    """Wait for a part that was asked to end; after `seconds` kill it and everything it started."""
    try:
        part.process.wait(timeout=max(seconds, 0.0))
    except subprocess.TimeoutExpired:
        _send(part, signal.SIGKILL)
        part.process.wait()
    _send(part, signal.SIGKILL)  # what it may have left behind in its group


def last_lines(*, log: Path, count: int = 15) -> str:
    """The end of a log for the reader of a failure."""
    if not log.exists():
        return "(no log)"
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:]
    return "\n".join(line[:400] for line in lines)


def _send(part: Part, what: signal.Signals) -> None:
    try:
        os.killpg(part.process.pid, what)
    except ProcessLookupError:
        return


def die_with_parent(what: signal.Signals) -> None:
    """Have the system send `what` to this process when the process that started it is killed. Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, what)
