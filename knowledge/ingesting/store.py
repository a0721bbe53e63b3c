"""Keeps the bytes of a version in the town's walled storage, and destroys them."""

import hashlib
import mimetypes
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.core.files.base import File
from django.core.files.storage import default_storage

from knowledge.citing.page_picture import remove_pictures

_FOLDER = "documents/%Y/%m"
_LONGEST_SUFFIX = 10
# What mimetypes does not know on every machine.
_TYPES = {".md": "text/markdown", ".csv": "text/csv", ".jsonl": "application/jsonl"}


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that lies in the storage: where, how large in bytes, its SHA-256 and what its name says it is."""

    name: str
    size: int
    sha256: str
    content_type: str


def sha256_of(*, file: "File[bytes]") -> str:
    """Hex digest of the whole file; leaves it at its beginning."""
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def store_file(*, file: "File[bytes]", file_name: str, sha256: str, now: datetime) -> Stored:
    """Write the file under a name that nobody can guess; only the ending of the given name is kept."""
    ending = PurePath(file_name).suffix.lower()[:_LONGEST_SUFFIX]
    name = default_storage.save(f"{now.strftime(_FOLDER)}/{uuid.uuid4().hex}{ending}", file)
    guessed = _TYPES.get(ending) or mimetypes.guess_type(f"x{ending}")[0] or "application/octet-stream"
    return Stored(name=name, size=default_storage.size(name), sha256=sha256, content_type=guessed)


def remove_stored(*, name: str) -> None:
    """Delete the bytes and the pictures of their pages; nothing happens when they are gone already."""
    if name:
        default_storage.delete(name)
        remove_pictures(file_name=name)
