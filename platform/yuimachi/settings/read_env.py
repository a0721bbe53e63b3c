"""The only reader of the environment: strict, so that a slip in a value or a name stops the start."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

T = TypeVar("T")
PREFIX = "YUIMACHI_"
_asked: set[str] = set()


def _read(name: str, parse: Callable[[str], T], default: T | None, required: bool) -> T | None:
    _asked.add(name)
    raw = os.environ.get(name)
    file = os.environ.get(f"{name}_FILE")
    if raw is None and file:
        raw = Path(file).read_text(encoding="utf-8").strip()
    if raw is None or raw == "":
        if required:
            raise ImproperlyConfigured(
                f"{name} is missing. Set it in the environment, or {name}_FILE to a file with it."
            )
        return default
    try:
        return parse(raw)
    except ValueError as wrong:
        raise ImproperlyConfigured(f"{name}={raw!r}: {wrong}") from wrong


def text(name: str, default: str = "") -> str:
    """A string; empty counts as missing."""
    return _read(name, str, default, required=False) or ""


def required_text(name: str) -> str:
    """A string without which the start is refused."""
    return str(_read(name, str, None, required=True))


def required_secret(name: str, *, least: int = 32) -> str:
    """A secret without which the start is refused; one shorter than `least` characters is refused as well."""
    value = required_text(name)
    if len(value) < least:
        raise ImproperlyConfigured(f"{name} is too short: it needs {least} random characters or more.")
    return value


def required_secrets(name: str, *, least: int = 32) -> list[str]:
    """A comma-separated list of secrets, the present one first."""
    secrets = _parse_words(required_secret(name, least=least))
    if not secrets or any(len(secret) < least for secret in secrets):
        raise ImproperlyConfigured(f"{name}: each secret needs {least} random characters or more.")
    return secrets


def flag(name: str, default: bool) -> bool:
    """`true` or `false`, nothing else."""
    return bool(_read(name, _parse_flag, default, required=False))


def whole_number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number not below `least`."""
    value = _read(name, int, default, required=False)
    number = default if value is None else value
    if number < least:
        raise ImproperlyConfigured(f"{name}={number}: must be {least} or more")
    return number


def words(name: str, default: Iterable[str] = ()) -> list[str]:
    """A comma-separated list."""
    return _read(name, _parse_words, list(default), required=False) or []


def choice(name: str, default: str, *, among: Iterable[str]) -> str:
    """One of a closed list of words."""
    value = text(name, default)
    if value not in among:
        raise ImproperlyConfigured(f"{name}={value!r}: must be one of {', '.join(sorted(among))}")
    return value


def refuse_unknown() -> None:
    """Raise for a YUIMACHI_* variable that no setting asked for: a misspelt name must not be ignored."""
    known = _asked | {f"{name}_FILE" for name in _asked}
    strange = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
    if strange:
        raise ImproperlyConfigured(f"unknown settings: {', '.join(strange)}. Known are: {', '.join(sorted(known))}")


def _parse_flag(raw: str) -> bool:
    match raw.lower():
        case "true" | "1" | "yes":
            return True
        case "false" | "0" | "no":
            return False
    raise ValueError("must be true or false")


def _parse_words(raw: str) -> list[str]:
    return [word.strip() for word in raw.split(",") if word.strip()]
