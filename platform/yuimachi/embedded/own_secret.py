"""Secrets of a developer's machine: made once by chance, kept in the state folder, readable by their owner only."""

import os
import secrets
from pathlib import Path


def own_secret(*, name: str, state: Path) -> str:
    """The secret of that name, 64 hexadecimal characters; made on the first call. Safe when two processes ask at once.
    Not for production, which must be given its secrets."""
    folder = state / "secrets"
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    path = folder / name
    if not path.exists():
        draft = folder / f".{name}.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_hex(32), encoding="ascii")
        try:
            os.link(draft, path)  # the first one wins, whole
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii")
