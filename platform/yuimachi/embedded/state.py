"""Where this checkout keeps what it must remember: outside git, one place a checkout and user."""

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
SHARED_STATE = Path("/var/lib/yuimachi")  # root's: the database's own account must be able to walk there
LONGEST_SOCKET_PATH = 100  # the system's limit is 107 bytes with the end mark


@dataclass(frozen=True, slots=True)
class DatabaseFolder:
    """The rooms of one embedded server."""

    path: Path

    @property
    def data(self) -> Path:
        """The cluster; belongs to the server's account."""
        return self.path / "data"

    @property
    def log(self) -> Path:
        """What keeper and server say."""
        return self.path / "server.log"

    @property
    def users_lock(self) -> Path:
        """Held shared by each process that uses the server; whoever holds it alone knows that nobody does."""
        return self.path / "users.lock"

    @property
    def start_lock(self) -> Path:
        """Held by the one process that starts a keeper."""
        return self.path / "start.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the keeper as long as it lives; contains its process number."""
        return self.path / "keeper.lock"

    @property
    def stay(self) -> Path:
        """While this file exists the server stays although nobody uses it."""
        return self.path / "stay"

    @property
    def sockets(self) -> Path:
        """Folder of the socket; a short one when the state folder's name is too long for a socket."""
        inside = self.path / "run"
        if len(os.fsencode(inside / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
            return inside
        return Path("/tmp") / f"yuimachi-{os.geteuid()}-{_short_hash(self.path)}"  # noqa: S108  made 0700, owner checked


def state_folder() -> Path:
    """`YUIMACHI_STATE`, or a folder of this checkout and user: root's in /var/lib, a user's in the XDG state home."""
    named = os.environ.get("YUIMACHI_STATE")
    if named:
        return Path(named).expanduser().absolute()
    own_name = f"{CHECKOUT.name}-{_short_hash(CHECKOUT)}"
    if os.geteuid() == 0:
        return SHARED_STATE / own_name
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(home) / "yuimachi" / own_name


def database_folder(*, state: Path | None = None) -> DatabaseFolder:
    """Rooms of the server of a state folder. For root a state folder that other accounts cannot enter keeps its
    database under /var/lib instead: the server never runs as root and could not reach it."""
    state = state or state_folder()
    if os.geteuid() == 0 and not open_to_others(path=state):
        return DatabaseFolder(SHARED_STATE / f"database-{_short_hash(state)}")
    return DatabaseFolder(state / "database")


def open_to_others(*, path: Path) -> bool:
    """Whether any account may walk through each existing folder down to `path`."""
    existing = [folder for folder in (path, *path.parents) if folder.exists()]
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in existing)


def _short_hash(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:8]
