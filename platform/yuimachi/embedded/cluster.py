"""Makes the cluster on the first start and runs the server in it."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from yuimachi.embedded.account import Account, hand_over, server_account
from yuimachi.embedded.profiles import arguments
from yuimachi.embedded.programs import programs_for_account
from yuimachi.embedded.state import DatabaseFolder

ROLE = "yuimachi"
_PR_SET_PDEATHSIG = 1
_INITDB_SECONDS = 180
_STOP_STEPS = ((signal.SIGINT, 60.0), (signal.SIGQUIT, 15.0), (signal.SIGKILL, 15.0))


class ClusterBroken(RuntimeError):
    """initdb failed; the sentence carries what it said."""


def create_cluster(*, folder: DatabaseFolder, profile: str) -> None:
    """Run initdb unless the cluster exists. Built beside and renamed, so that a crash leaves no half one."""
    account = server_account()
    hand_over(path=folder.sockets, account=account, mode=0o700)
    _refuse_foreign(folder.sockets, account)
    if (folder.data / "PG_VERSION").exists():
        return
    unfinished = folder.path / "data.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    hand_over(path=unfinished, account=account, mode=0o700)
    words = ["--pgdata", str(unfinished), "--username", ROLE, "--encoding=UTF8", "--auth-local=trust"]
    words += ["--auth-host=reject", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    words += ["--no-instructions", *(["--no-sync"] if profile == "testing" else [])]
    done = subprocess.run(  # noqa: S603  our own program and words
        [str(programs_for_account(copies=folder.path) / "initdb"), *words],
        check=False,
        capture_output=True,
        text=True,
        timeout=_INITDB_SECONDS,
        cwd=unfinished,
        env=_environment(),
        user=account.user,
        group=account.group,
        extra_groups=[] if account.user is not None else None,
    )
    if done.returncode:
        raise ClusterBroken(f"initdb failed: {done.stderr.strip()[-2000:]}")
    unfinished.rename(folder.data)


def start_server(*, folder: DatabaseFolder, profile: str) -> subprocess.Popen[bytes]:
    """Start postgres as a child that ends with its keeper; its words go to the keeper's own output."""
    account = server_account()
    program = programs_for_account(copies=folder.path) / "postgres"
    words = [str(program), "-D", str(folder.data), "-k", str(folder.sockets), "-p", "5432", *arguments(profile=profile)]
    return subprocess.Popen(  # noqa: S603  our own program and words
        words,
        stdin=subprocess.DEVNULL,
        cwd=folder.data,
        env=_environment(),
        user=account.user,
        group=account.group,
        extra_groups=[] if account.user is not None else None,
        preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  the keeper has one thread
    )


def stop_server(*, server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown, then harder ones; returns when the process is gone."""
    for step, seconds in _STOP_STEPS:
        if server.poll() is not None:
            return
        server.send_signal(step)
        try:
            server.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            continue


def _end_with_parent() -> None:
    # After the change of account, which would clear it: SIGINT is PostgreSQL's fast, clean shutdown.
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGINT)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C"}


def _refuse_foreign(sockets: Path, account: Account) -> None:
    owner = account.user if account.user is not None else os.geteuid()
    if sockets.stat().st_uid != owner:
        raise ClusterBroken(f"{sockets} belongs to another account; remove it or set YUIMACHI_STATE to a shorter path")
