"""The limits of reading a site, in one place."""

from datetime import timedelta
from typing import Final

MEGABYTE: Final = 1024 * 1024
USER_AGENT: Final = "YuimachiBot/1.0 (municipal knowledge base; reads for the municipality's own assistant)"
ROBOT_NAME: Final = "YuimachiBot"

# --- Politeness
LEAST_DELAY: Final = 1.0  # seconds between two requests to a site that names none
MOST_DELAY: Final = 30.0  # a longer Crawl-delay would let a run take days
MOST_UNASKED: Final = 3  # runs in a row that believe a sitemap's lastmod; then the page itself is asked
# --- One fetch
CONNECT_SECONDS: Final = 10.0
READ_SECONDS: Final = 20.0  # between two pieces
FETCH_SECONDS: Final = 60.0  # for the whole of a page or file
MOST_REDIRECTS: Final = 5
PAGE_BYTES: Final = 5 * MEGABYTE
SITEMAP_BYTES: Final = 50 * MEGABYTE  # the protocol's own limit, unpacked
ROBOTS_BYTES: Final = 512 * 1024  # RFC 9309, 2.5: at least 500 KiB
# --- The extent of a run
MOST_PAGES: Final = 5_000
MOST_DEPTH: Final = 12
MOST_LINKS: Final = 2_000  # of one page
MOST_SITEMAPS: Final = 50
LONGEST_ADDRESS: Final = 500  # Document.source_url
MOST_OF_ONE_PATH: Final = 50  # addresses that differ in their query only: a calendar, a search
MOST_REPEATED: Final = 3  # /a/b/a/b/a/b: a loop of relative links
MOST_SEGMENTS: Final = 15
# --- Background work
SLICE: Final = timedelta(seconds=60)  # then other towns have their turn
ROWS_AT_ONCE: Final = 20  # of the frontier, loaded together
LEASE: Final = timedelta(minutes=3)  # above FETCH_SECONDS and MOST_DELAY together
MOST_TRIES: Final = 3  # of one address within a run
MOST_ATTEMPTS: Final = 20  # times that a run is taken up without having got on
FAILURES_IN_A_ROW: Final = 15  # then the site is down, and nothing that it does not show is retired
# --- What is repeated on many pages is no content
LEAST_PAGES: Final = 8
REPEATED_SHARE: Final = 0.5
# --- Pages that are gone
MISSING_RUNS: Final = 2
KEPT_RUNS: Final = 20
