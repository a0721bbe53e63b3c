"""Cache keys carry the place, so that a key of one town never answers in another."""

from tenants.border.current import current_schema


def place_key(key: str, key_prefix: str, version: int) -> str:
    """KEY_FUNCTION of every cache; raises NoTown outside of a place."""
    return f"{current_schema()}:{key_prefix}:{version}:{key}"


def key_without_place(key: str) -> str:
    """REVERSE_KEY_FUNCTION."""
    return key.split(":", 3)[3]
