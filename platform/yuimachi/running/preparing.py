"""Brings database and demo content to the state the code needs, and remembers it, so that a second start is quick."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from yuimachi.embedded.state import CHECKOUT
from yuimachi.running.part import last_lines

_APPS = ("platform", "tenants", "knowledge", "assistants", "billing", "templates")
_COMMAND_SECONDS = 30 * 60


class StepFailed(RuntimeError):
    """A management command failed; the sentence carries the end of its log."""


def run_command(*, words: tuple[str, ...], environment: Mapping[str, str], log: Path) -> None:
    """Run a management command with its output in `log`. Raises StepFailed."""
    with log.open("ab") as output:
        done = subprocess.run(  # noqa: S603  our own words
            [sys.executable, str(CHECKOUT / "manage.py"), *words],
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            cwd=CHECKOUT,
            env=dict(environment),
            timeout=_COMMAND_SECONDS,
        )
    if done.returncode:
        raise StepFailed(f"`manage.py {' '.join(words)}` failed; {log} ends:\n{last_lines(log=log)}")


def ask_command(*, words: tuple[str, ...], environment: Mapping[str, str]) -> Any:
    """Run a management command that prints one JSON document, and read it. Raises StepFailed."""
    done = subprocess.run(  # noqa: S603  our own words
        [sys.executable, str(CHECKOUT / "manage.py"), *words],
        check=False,
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        env=dict(environment),
        timeout=120,
    )
    try:
        return json.loads(done.stdout)
    except ValueError as wrong:
        raise StepFailed(f"`manage.py {' '.join(words)}` printed no JSON: {done.stderr[-800:]}") from wrong


def database_fingerprint() -> str:
    """Changes when migrations or the opening of towns change: then the database has to be prepared again."""
    found = [path for app in _APPS for path in (CHECKOUT / app).glob("**/migrations/*.py")]
    return _fingerprint([*found, *(CHECKOUT / "tenants" / "opening").glob("*.py"), CHECKOUT / "requirements/base.txt"])


def demo_fingerprint() -> str:
    """Changes when the demo content or the code that opens it changes."""
    folder = CHECKOUT / "platform" / "yuimachi" / "demo"
    return _fingerprint(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)


def is_done(*, mark: Path, fingerprint: str) -> bool:
    """Whether the step was finished with this fingerprint."""
    return mark.exists() and mark.read_text(encoding="ascii") == fingerprint


def note_done(*, mark: Path, fingerprint: str) -> None:
    """Remember that the step was finished."""
    draft = mark.with_suffix(".new")
    draft.write_text(fingerprint, encoding="ascii")
    draft.replace(mark)


def mark_of(*, step: str, state: Path, database_folder: Path) -> Path:
    """File that remembers a step: beside the embedded database, so that it vanishes with it; for another database in
    the state folder, a file a database."""
    given = os.environ.get("DATABASE_URL")
    if not given:
        return database_folder / f"{step}.done"
    return state / f"{step}-{hashlib.sha256(given.encode()).hexdigest()[:12]}.done"


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(set(paths)):
        digest.update(str(path.relative_to(CHECKOUT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
