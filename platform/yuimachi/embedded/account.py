"""The system account the server runs as: PostgreSQL refuses root."""

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

ACCOUNT_NAME = "pgserver"  # the name the wheel itself uses, so that one machine gets one account
_EVERYWHERE = "nobody"


@dataclass(frozen=True, slots=True)
class Account:
    """Numbers of the account; None: the server runs as whoever starts it."""

    user: int | None
    group: int | None


def server_account() -> Account:
    """Own account, or for root `pgserver`, created when it is missing; `nobody` where accounts cannot be added."""
    if os.geteuid() != 0:
        return Account(None, None)
    entry = _find(ACCOUNT_NAME) or _add() or pwd.getpwnam(_EVERYWHERE)
    return Account(entry.pw_uid, entry.pw_gid)


def hand_over(*, path: Path, account: Account, mode: int) -> None:
    """Make a folder (with parents that others may walk through) and give it to the server's account."""
    path.mkdir(parents=True, exist_ok=True)
    if account.user is not None and account.group is not None:
        os.chown(path, account.user, account.group)
    path.chmod(mode)


def _find(name: str) -> pwd.struct_passwd | None:
    try:
        return pwd.getpwnam(name)
    except KeyError:
        return None


def _add() -> pwd.struct_passwd | None:
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if program is None:
        return None
    # A failure is fine: another process may have added it meanwhile, or the machine forbids it.
    subprocess.run(  # noqa: S603  fixed words
        [program, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", ACCOUNT_NAME],
        check=False,
        capture_output=True,
        timeout=30,
    )
    return _find(ACCOUNT_NAME)
