"""The way back from placeholders to what they stand for; stays in memory of the town that made it."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NoReturn

_PLACEHOLDER = re.compile(r"〔([^〔〕0-9０-９]{1,12})([0-9０-９]{1,4})〕")
_TO_ASCII = str.maketrans("０１２３４５６７８９", "0123456789")


class Vault:
    """Placeholder → original. Never logged (its repr shows a count), never serialised (pickling raises TypeError)."""

    __slots__ = ("_originals",)

    def __init__(self, originals: Mapping[str, str] | None = None) -> None:
        self._originals = MappingProxyType(dict(originals or {}))

    @property
    def originals(self) -> Mapping[str, str]:
        """Read-only view, for a caller that keeps a draft's vault inside the town's own schema."""
        return self._originals

    def __len__(self) -> int:
        return len(self._originals)

    def __repr__(self) -> str:
        return f"Vault({len(self)} entries)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a vault is never serialised: it would carry personal data out of the process")


def restore(*, text: str, vault: Vault) -> str:
    """Put the originals back. Placeholders the vault does not know stay; full-width digits in one are understood."""

    def original(match: re.Match[str]) -> str:
        key = f"〔{match[1]}{match[2].translate(_TO_ASCII)}〕"
        return vault.originals.get(key, match[0])

    return _PLACEHOLDER.sub(original, text)


def placeholders_in(*, text: str) -> frozenset[str]:
    """Everything in `text` that looks like a placeholder, whoever wrote it."""
    return frozenset(match[0] for match in _PLACEHOLDER.finditer(text))
