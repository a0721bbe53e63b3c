"""robots.txt (RFC 9309): what the site asks readers to leave alone, and how slowly to read."""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from knowledge.crawling.fetch import Fetcher, NotFetched
from knowledge.crawling.limits import MOST_DELAY, ROBOT_NAME, ROBOTS_BYTES
from knowledge.crawling.reasons import Reason
from knowledge.ingesting.parsers.charset import decode
from knowledge.ingesting.refused import Refused

_OK: Final = 200
_SERVER_ERROR: Final = 500
_TOO_MANY: Final = 429
CLOSED: Final = "User-agent: *\nDisallow: /"


class Robots:
    """The rules of all hosts of a site, by host with port."""

    def __init__(self, *, texts: Mapping[str, str]) -> None:
        self._rules = {host: Protego.parse(text) for host, text in texts.items()}

    def allows(self, *, address: str) -> bool:
        """Whether the address may be read; a host that nobody asked may not."""
        rules = self._rules.get(urlsplit(address).netloc)
        return rules is not None and bool(rules.can_fetch(address, ROBOT_NAME))

    @property
    def delay(self) -> float:
        """Seconds between two requests that the site asks for, at most MOST_DELAY; 0 when it asks for none."""
        asked = [0.0]
        for rules in self._rules.values():
            asked.append(rules.crawl_delay(ROBOT_NAME) or 0.0)
            rate = rules.request_rate(ROBOT_NAME)
            asked.append(rate.seconds / rate.requests if rate and rate.requests else 0.0)
        return min(max(asked), MOST_DELAY)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of sitemaps that the hosts name."""
        return tuple(str(address) for rules in self._rules.values() for address in rules.sitemaps)


def fetch_robots(*, fetcher: Fetcher, scheme: str, host: str) -> str:
    """The text of a host's robots.txt; "" when it has none.

    Raises NotFetched when that cannot be known: then nothing may be read (RFC 9309, 2.3.1.4).
    """
    fetched = fetcher.get_following(address=f"{scheme}://{host}/robots.txt", most_bytes=ROBOTS_BYTES)
    if fetched.status >= _SERVER_ERROR or fetched.status == _TOO_MANY:
        raise NotFetched(Reason.NO_ROBOTS, str(fetched.status))
    if fetched.status != _OK or fetched.content_type == "text/html":
        return ""  # some servers answer every address with a page
    try:
        return decode(content=fetched.content, declared=fetched.charset).text if fetched.content.strip() else ""
    except Refused:
        return ""
