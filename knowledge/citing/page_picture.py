"""Pictures of PDF pages: drawn on demand in a process with limits, kept in the town's walled storage."""

import os
import subprocess
import sys
import threading
from pathlib import Path, PurePath
from typing import Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from knowledge.models import Version

PDF: Final = "application/pdf"
WIDTHS: Final = {False: 1_000, True: 2_000}  # pixels; True: enlarged
_FOLDER = "page-pictures"
_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 20
_WAIT_SECONDS = 15
# A page takes a tenth of a second of a whole core: more at once would slow the answers.
_at_once = threading.BoundedSemaphore(2)


class PictureFailed(Exception):
    """The page cannot be drawn: no such page, a broken file, or too much to do just now (`busy`)."""

    def __init__(self, *, busy: bool = False) -> None:
        super().__init__("busy" if busy else "unreadable")
        self.busy = busy


def page_picture(*, version: Version, number: int, large: bool) -> bytes:
    """WebP of page `number` (from 1) of a version's PDF. Whoever calls has checked that the reader may see the file.

    Raises PictureFailed.
    """
    if version.content_type != PDF or not version.file or number < 1:
        raise PictureFailed
    name = f"{_folder(version.file.name or '')}/{number}-{WIDTHS[large]}.webp"
    try:
        with default_storage.open(name) as kept:
            return bytes(kept.read())
    except FileNotFoundError:
        pass
    picture = _draw(version, number, WIDTHS[large])
    default_storage.save(name, ContentFile(picture))
    return picture


def remove_pictures(*, file_name: str) -> None:
    """Delete the pictures of a stored file: they show what it said."""
    folder = _folder(file_name)
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")


def _folder(file_name: str) -> str:
    """Stored names are unguessable and used once, so pictures of one file never answer for another."""
    return f"{_FOLDER}/{PurePath(file_name).stem}"


def _draw(version: Version, number: int, width: int) -> bytes:
    try:
        with version.file.open("rb") as file:
            content = file.read()
    except FileNotFoundError as gone:
        raise PictureFailed from gone
    if not _at_once.acquire(timeout=_WAIT_SECONDS):
        raise PictureFailed(busy=True)
    try:
        done = subprocess.run(  # noqa: S603 - our own module, arguments are numbers
            [sys.executable, "-m", "knowledge.citing.page_worker", str(number), str(width)],
            input=content,
            capture_output=True,
            cwd=_ROOT,
            env={"PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PATH": os.defpath},
            timeout=_SECONDS,
            check=True,
        )
    except (subprocess.SubprocessError, OSError) as failed:
        raise PictureFailed from failed
    finally:
        _at_once.release()
    return bytes(done.stdout)
