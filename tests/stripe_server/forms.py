"""Reads what the stripe package posts: names with brackets become nested values."""

import re
from typing import Any
from urllib.parse import parse_qsl

_PARTS = re.compile(r"[^\[\]]+")


def read_form(text: str) -> dict[str, Any]:
    """`a[b]=1&c[0][d]=2` → {"a": {"b": "1"}, "c": [{"d": "2"}]}; `a[]=1` is a list too."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(text, keep_blank_values=True):
        parts = _PARTS.findall(name)
        if name.endswith("[]"):
            parts.append(str(len(_at(found, parts))))
        here = found
        for part in parts[:-1]:
            here = here.setdefault(part, {})
        here[parts[-1]] = value
    return {name: _lists(value) for name, value in found.items()}


def _at(found: dict[str, Any], parts: list[str]) -> dict[str, Any]:
    for part in parts:
        found = found.get(part, {})
    return found


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(name.isdigit() for name in value):
        return [_lists(value[name]) for name in sorted(value, key=int)]
    return {name: _lists(one) for name, one in value.items()}


def truth(value: Any) -> bool:
    """`true` or `false` as the package writes them."""
    return str(value).lower() == "true"
