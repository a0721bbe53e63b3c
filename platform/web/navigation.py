"""The registry of navigation entries: each app registers its own in `<app>/navigation.py`, loaded at start."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

STAFF: Final = "staff"
PERSON: Final = "person"  # the menu under a signed-in person's name, on staff and operator pages alike
OPERATOR: Final = "operator"
RESIDENT: Final = "resident"
QUICK: Final = "quick"  # the page that finds everything: in the header of staff pages, by keyboard with web/palette.js
FRAMES: Final = frozenset({STAFF, PERSON, OPERATOR, RESIDENT, QUICK})


class MayAsk(Protocol):
    """Who is looking; the frame only asks whether they hold a permission word."""

    def may(self, word: str) -> bool:
        """Whether the word is held."""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One line of a frame's navigation.

    `needs` is a permission word ("" for everybody). `group` is a heading in the side navigation ("" above all groups).
    `post` draws a button that posts (sign out), not a link.
    """

    label: str | Promise
    url_name: str
    icon: str
    order: int
    needs: str = ""
    frame: str = STAFF
    group: str | Promise = ""
    post: bool = False

    def __post_init__(self) -> None:
        """Raise ValueError for a frame that does not exist."""
        if self.frame not in FRAMES:
            raise ValueError(f"{self.url_name}: unknown frame {self.frame!r}, one of {sorted(FRAMES)}")


@dataclass(frozen=True, slots=True)
class NavLink:
    """An entry as one request sees it."""

    label: str
    url: str
    icon: str
    current: bool
    post: bool


@dataclass(frozen=True, slots=True)
class NavGroup:
    """Links under one heading."""

    label: str
    links: tuple[NavLink, ...]


_entries: dict[tuple[str, str], NavEntry] = {}


def register(*entries: NavEntry) -> None:
    """Add entries; the same address in the same frame is replaced, so importing twice does no harm."""
    for entry in entries:
        _entries[entry.frame, entry.url_name] = entry


def registered(*, frame: str) -> tuple[NavEntry, ...]:
    """All entries of a frame in their order."""
    return tuple(sorted((e for e in _entries.values() if e.frame == frame), key=lambda entry: entry.order))


def groups_for(*, request: HttpRequest, frame: str, access: MayAsk | None) -> tuple[NavGroup, ...]:
    """The groups of a frame that this person may see, the page's own entry marked.

    An entry whose address does not exist on this host is left out; `manage.py check` names it (web.W001).
    """
    urlconf = getattr(request, "urlconf", None)
    allowed = [
        entry
        for entry in registered(frame=frame)
        if not entry.needs or (access is not None and access.may(entry.needs))
    ]
    shown = [(entry, url) for entry in allowed if (url := address_of(entry=entry, urlconf=urlconf))]
    here = _longest_match(path=request.path, urls=(url for _entry, url in shown))
    grouped: dict[str, list[NavLink]] = {}
    for entry, url in shown:
        link = NavLink(str(entry.label), url, entry.icon, url == here, entry.post)
        grouped.setdefault(str(entry.group), []).append(link)
    return tuple(NavGroup(label, tuple(links)) for label, links in grouped.items())


def links_with(*, request: HttpRequest, access: MayAsk | None, words: str) -> tuple[NavLink, ...]:
    """Lines of the staff navigation in whose label or heading every one of the words stands; no query."""
    asked = words.lower().split()
    groups = groups_for(request=request, frame=STAFF, access=access)
    return tuple(
        link
        for group in groups
        for link in group.links
        if all(word in f"{group.label} {link.label}".lower() for word in asked)
    )


def address_of(*, entry: NavEntry, urlconf: str | None) -> str:
    """The entry's path in this URL configuration (None: the current one); "" when there is none."""
    try:
        return reverse(entry.url_name, urlconf=urlconf)
    except NoReverseMatch:
        return ""


def _longest_match(*, path: str, urls: Iterable[str]) -> str:
    """The address that the page stands under; "/" is only itself."""
    matching = [url for url in urls if path == url or (url != "/" and path.startswith(url.rstrip("/") + "/"))]
    return max(matching, key=len, default="")
