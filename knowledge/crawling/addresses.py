"""What one address is: its canonical form, whether it belongs to the site, whether it leads into a loop."""

import fnmatch
import re
import zlib
from collections import Counter
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit, urlunsplit

from w3lib.url import canonicalize_url, url_query_cleaner

from knowledge.crawling.limits import LONGEST_ADDRESS, MOST_OF_ONE_PATH, MOST_REPEATED, MOST_SEGMENTS
from knowledge.models import Site

_SESSIONS: Final = (
    "phpsessid", "PHPSESSID", "jsessionid", "JSESSIONID", "sid", "SID", "session_id", "sessionid", "session", "CFID",
    "CFTOKEN", "cfid", "cftoken", "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "fbclid",
    "gclid", "_ga", "_gl", "yclid",
)  # fmt: skip
_PATH_SESSION: Final = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?#]*", re.IGNORECASE)
_PORTS: Final = {"http": 80, "https": 443}
_DATE_WORDS: Final = re.compile(r"^(?:y|m|d|ym|ymd|year|month|day|date|cal\w*|yyyy\w*|from|to|week)$", re.IGNORECASE)
_CALENDAR: Final = re.compile(r"cal|event|sched|yotei|gyoji", re.IGNORECASE)
_MONTH_PATH: Final = re.compile(r"/((?:19|20)\d\d)[/-]?(?:0?[1-9]|1[0-2])(?:[/-]|$)")
_MOST_OF_ONE_QUERY: Final = 2_000  # `detail.php?id=…` is how some systems name ordinary pages
FILE_ENDINGS: Final = (".pdf", ".docx", ".xlsx", ".pptx", ".csv", ".doc", ".xls", ".ppt", ".ods", ".txt")
_NEVER: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|bmp|mp[34]|m4[av]|mov|avi|wmv|wav|css|js|json|xml|rss|atom|zip|lzh|gz|7z|rar|exe|"
    r"ics|kml|kmz|shp|geojson|woff2?|ttf|eot|jtd|jtt|swf|iso|dwg|dxf|sfc|p21)$",
    re.IGNORECASE,
)


def canonical(*, address: str, base: str = "") -> str:
    """The one form of an address: absolute, without fragment, session ids, default port; query in order.

    "" for what is no web address (mailto:, javascript:, with a name and password, too long).
    """
    try:
        absolute = urljoin(base, address.strip()) if base else address.strip()
        parts = urlsplit(absolute)
        if parts.scheme.lower() not in _PORTS or not parts.hostname or parts.username is not None:
            return ""
        path = _PATH_SESSION.sub("", parts.path)
        cleaned = url_query_cleaner(urlunsplit(parts._replace(path=path)), _SESSIONS, remove=True, unique=False)
        parts = urlsplit(canonicalize_url(cleaned, keep_blank_values=True))
        port = parts.port if parts.port != _PORTS[parts.scheme] else None
    except ValueError:
        return ""
    host = (parts.hostname or "").rstrip(".")
    path = re.sub(r"/{2,}", "/", parts.path or "/")
    made = urlunsplit((parts.scheme, f"{host}:{port}" if port else host, path, parts.query, ""))
    return made if len(made) <= LONGEST_ADDRESS else ""


@dataclass(frozen=True, slots=True)
class Scope:
    """What belongs to a site. `hosts` with their port where it is not the default one, the first is the site's own."""

    scheme: str
    hosts: tuple[str, ...]
    prefix: str
    exclusions: tuple[str, ...]
    takes_files: bool

    @classmethod
    def of(cls, *, site: Site) -> "Scope":
        """The scope that a site's settings describe."""
        parts = urlsplit(site.address)
        hosts = (parts.netloc, *site.further_hosts)
        return cls(parts.scheme, hosts, site.prefix, tuple(site.exclusions), site.takes_files)

    def own(self, *, address: str) -> str:
        """The address with the site's own scheme: old pages still link to http where the site is https."""
        parts = urlsplit(address)
        return urlunsplit(parts._replace(scheme=self.scheme)) if parts.netloc in self.hosts else address

    def holds(self, *, address: str) -> bool:
        """Whether a canonical address is to be read. Files may lie outside of the prefix, pages may not."""
        parts = urlsplit(address)
        path = unquote(parts.path)
        if parts.netloc not in self.hosts or _NEVER.search(parts.path) or self._excluded(path):
            return False
        if is_file(address=address):
            return self.takes_files
        return parts.netloc != self.hosts[0] or path.startswith(unquote(self.prefix))

    def _excluded(self, path: str) -> bool:
        return any(fnmatch.fnmatchcase(path, f"{unquote(pattern)}*") for pattern in self.exclusions)


def is_file(*, address: str) -> bool:
    """Whether the address promises a document file rather than a page."""
    return urlsplit(address).path.lower().endswith(FILE_ENDINGS)


def is_endless(*, address: str, this_year: int) -> bool:
    """Whether the address looks like a trap: repeated parts of the path, too deep, a calendar's far months."""
    path = urlsplit(address).path
    segments = [part for part in path.split("/") if part]
    if len(segments) > MOST_SEGMENTS or any(n >= MOST_REPEATED for n in Counter(segments).values()):
        return True
    month = _MONTH_PATH.search(path)
    return bool(month and _CALENDAR.search(path) and abs(int(month[1]) - this_year) > 1)


def path_key(*, address: str) -> int:
    """One number for all addresses that differ in their query only (0 without a query); negative for dates."""
    parts = urlsplit(address)
    if not parts.query:
        return 0
    key = zlib.crc32(f"{parts.netloc}{parts.path}".encode()) + 1
    names = [name for name, _value in parse_qsl(parts.query, keep_blank_values=True)]
    return -key if any(_DATE_WORDS.match(name) for name in names) else key


def most_of(*, key: int) -> int:
    """How many addresses of one `path_key` are read in a run."""
    return MOST_OF_ONE_PATH if key < 0 else _MOST_OF_ONE_QUERY
