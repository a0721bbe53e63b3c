"""A served site and the town's settings for it."""

from collections.abc import Iterator

import pytest

from knowledge.crawling.addresses import canonical
from knowledge.models import Site, Source
from tests.knowledge.crawling.site import Site as ServedSite
from tests.knowledge.crawling.site import served


@pytest.fixture
def served_site(settings, tmp_path) -> Iterator[ServedSite]:
    """A site on loopback that the crawler may read, and only it."""
    settings.MEDIA_ROOT = tmp_path
    with served() as site:
        settings.CRAWL_OPEN_ADDRESSES = frozenset({site.host})
        yield site


@pytest.fixture
def site(town, served_site: ServedSite) -> Site:
    """The served site as a source of the first town, read without waiting, released at once."""
    return make_site(served_site.url)


def make_site(address: str, **values: object) -> Site:
    """A source row for an address."""
    source = Source.objects.create(kind=Source.Kind.SITE, name=address[:120], address=address)
    fields = {"delay": 0.0, "release": True, "schedule": "never", **values}
    return Site.objects.create(source=source, address=canonical(address=address), **fields)
