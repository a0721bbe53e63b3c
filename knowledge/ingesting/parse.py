"""Parses a file in a process of its own, with limits of memory and time, so that a bad file harms nothing else."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from knowledge.ingesting.guard import check_file
from knowledge.ingesting.limits import DEFAULT_LIMITS, Limits
from knowledge.ingesting.old_office import modern
from knowledge.ingesting.parsed import ParsedDocument, from_plain
from knowledge.ingesting.parsers.faq_columns import FaqColumns
from knowledge.ingesting.refused import FailureCode, Refused

_ROOT = Path(__file__).resolve().parents[2]
_WORKER = "knowledge.ingesting.parse_worker"
# A worker is kept for the next file of the same thread, but not for ever: C libraries fragment and leak.
_FILES_PER_WORKER = 100
_kept = threading.local()


def parse(
    *, content: bytes, name: str, columns: FaqColumns | None = None, limits: Limits = DEFAULT_LIMITS
) -> ParsedDocument:
    """What a file says. `name` decides, together with the content, how it is read; `columns` is a clerk's mapping of a
    FAQ sheet.

    An old Office file is first brought into today's form, where LibreOffice is installed (`old_office.py`), and each
    file is checked at the door. Raises Refused with the reasons of `guard.check_file`, those of the format,
    and TIMED_OUT, OUT_OF_MEMORY or PARSER_CRASHED. The worker sees no environment and can write no file; no parser
    opens a connection.
    """
    content, name = modern(content=content, name=name, limits=limits)
    kind = check_file(content=content, name=name, limits=limits)
    mapping = asdict(columns) if columns is not None else None
    job = {"name": name, "kind": kind.value, "columns": mapping, "limits": asdict(limits)}
    worker = _worker(limits)
    reply = None
    try:
        reply = worker.ask(job, content, seconds=limits.parse_seconds)
    finally:
        # Whatever broke in (a time limit of the queue, a signal): a worker that still owes an answer would give it
        # to the next file.
        if reply is None:
            worker.stop()
    if "refused" in reply:
        raise Refused(FailureCode(reply["refused"]), str(reply["detail"]))
    return from_plain(plain=reply["document"])


class _Worker:
    """One parser process and the pipe to it."""

    def __init__(self, limits: Limits) -> None:
        ours, theirs = socket.socketpair()
        self.limits = limits
        self.owner = os.getpid()
        self.files = 0
        self.process = subprocess.Popen(  # noqa: S603 - our own module, arguments are numbers
            [sys.executable, "-m", _WORKER, str(theirs.fileno()), str(limits.parse_memory_bytes)],
            pass_fds=[theirs.fileno()],
            cwd=_ROOT,
            # No secrets: a parser that a file took over finds neither keys nor addresses in its environment.
            env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PATH": os.defpath},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        theirs.close()
        self.pipe = Connection(ours.detach())

    def is_fit(self, limits: Limits) -> bool:
        """Whether this process may use the worker for one more file."""
        alive = self.owner == os.getpid() and self.process.poll() is None
        return alive and self.limits == limits and self.files < _FILES_PER_WORKER

    def ask(self, job: dict[str, Any], content: bytes, *, seconds: float) -> dict[str, Any]:
        """The worker's reply. Raises Refused(TIMED_OUT, PARSER_CRASHED)."""
        self.files += 1
        try:
            self.pipe.send_bytes(json.dumps(job).encode())
            self.pipe.send_bytes(content)
            until = time.monotonic() + seconds + self.limits.ocr_seconds
            while True:
                # Each page that OCR has read gives time for the next, up to a limit for the whole file.
                if not self.pipe.poll(min(seconds, max(until - time.monotonic(), 0))):
                    raise Refused(FailureCode.TIMED_OUT, f"{seconds:.0f}")
                reply: dict[str, Any] = json.loads(self.pipe.recv_bytes())
                if "at_work" not in reply:
                    break
        except (EOFError, OSError) as gone:
            raise Refused(FailureCode.PARSER_CRASHED) from gone
        return reply

    def stop(self) -> None:
        """End the process at once. Safe to call twice."""
        self.pipe.close()
        if self.owner == os.getpid():
            self.process.kill()
            self.process.wait()


def _worker(limits: Limits) -> _Worker:
    worker: _Worker | None = getattr(_kept, "worker", None)
    if worker is None or not worker.is_fit(limits):
        if worker is not None:
            worker.stop()
        worker = _kept.worker = _Worker(limits)
    return worker
