"""Every address of a town's host, taken from the URL map; what stands behind them is built in the other town."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

TOWN_URLCONF = "yuimachi.urls_town"
OPERATOR_URLCONF = "yuimachi.urls_operator"


@dataclass(frozen=True)
class Address:
    """One route: its name with namespaces, its pattern and the kinds of its blanks by name."""

    name: str
    route: str
    blanks: tuple[tuple[str, str], ...]

    def filled(self, values: dict[str, object]) -> str:
        """The path with its blanks filled."""
        path = self.route
        for blank, _kind in self.blanks:
            path = _replace(path, blank, str(values[blank]))
        return "/" + path

    def __str__(self) -> str:
        return self.name or self.route


def addresses(urlconf: str) -> list[Address]:
    """All routes of a URL map, in order."""
    return list(_walk(get_resolver(urlconf).url_patterns, "", ""))


def _walk(patterns: list[URLPattern | URLResolver], route: str, namespace: str) -> Iterator[Address]:
    for pattern in patterns:
        here = route + _route_of(pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, inner)
            continue
        yield Address(f"{namespace}{pattern.name or ''}", here, tuple(_blanks(here)))


def _route_of(pattern: URLPattern | URLResolver) -> str:
    if isinstance(pattern.pattern, RoutePattern):
        return str(pattern.pattern)
    # allauth writes two of its addresses as regular expressions: (?P<name>…)
    import re

    text = str(pattern.pattern).lstrip("^").rstrip("$")
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<str:\1>", text)


def _blanks(route: str) -> Iterator[tuple[str, str]]:
    import re

    for kind, name in re.findall(r"<(?:(\w+):)?(\w+)>", route):
        yield name, kind or "str"


def _replace(path: str, blank: str, value: str) -> str:
    import re

    return re.sub(rf"<(?:\w+:)?{blank}>", value, path)
