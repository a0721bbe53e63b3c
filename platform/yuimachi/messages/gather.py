"""Finds every Japanese text of an app that stands in gettext, in Python and in Django templates."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parents[3]
# In the order of settings.INSTALLED_APPS: Django takes the first app's translation where two say the same.
APPS: Final = (
    *(f"platform/{name}" for name in ("yuimachi", "web", "audit_log", "metering", "llm_gateway")),
    *("tenants", "knowledge", "assistants", "billing", "templates"),
)
NAMES: Final[dict[str, tuple[int | tuple[int, str], ...] | None]] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PAGES: Final = {".html", ".txt"}


@dataclass(frozen=True, slots=True)
class Message:
    """One text to translate: `text` is a pair when it has a plural; `place` is the file, from the root."""

    text: str | tuple[str, str]
    context: str | None
    place: str
    notes: tuple[str, ...]


def gather(*, app: str, root: Path = ROOT) -> Iterator[Message]:
    """Every message of an app (a folder of APPS), by file name. Texts that are not Japanese are other libraries'."""
    for file in sorted(_files(root / app)):
        place = file.relative_to(root).as_posix()
        for _line, found, notes, context in extract("python", _as_python(file), NAMES, ("Translators:",)):
            text = found if isinstance(found, str) else (found[0], found[1])
            if is_japanese(text if isinstance(text, str) else text[0]):
                yield Message(text, context, place, tuple(notes))


def is_japanese(text: str) -> bool:
    """Whether a kana, a Chinese character or Japanese punctuation stands in the text."""
    return any("\u3000" <= sign <= "\u9fff" or "\uff01" <= sign <= "\uff9f" for sign in text)


def page_files(*, app: str, root: Path = ROOT) -> list[Path]:
    """The Django templates of an app: pages, pieces and the texts of mails."""
    return sorted(file for file in (root / app).rglob("templates/**/*") if file.suffix in PAGES and file.is_file())


def _files(folder: Path) -> list[Path]:
    modules = (file for file in folder.rglob("*.py") if "migrations" not in file.parts)
    return [*modules, *page_files(app=folder.name, root=folder.parent)]


def _as_python(file: Path) -> io.BytesIO:
    """A page as calls of gettext, by Django's own reading; without indentation, which means nothing there."""
    source = file.read_text(encoding="utf-8")
    if file.suffix in PAGES:
        source = "\n".join(line.strip() for line in templatize(source, origin=str(file)).splitlines())
    return io.BytesIO(source.encode())
