"""The town itself as who acts, where a program or the demo shares for it and no person is signed in."""

from typing import Final

from tenants.public import Access, Role

_NOBODYS: Final[frozenset[int]] = frozenset()
TOWN_ACCESS: Final = Access(
    0, "", "", frozenset({Role.ADMIN}), _NOBODYS, _NOBODYS, frozenset({"templates.manage"}), ai_approved=True
)
