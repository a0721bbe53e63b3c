"""As whom a program acts: the key is nobody of the town, sits in no section, and stands by its name in the log."""

from collections.abc import Collection

from audit_log.public import Actor, ActorKind
from tenants.access import Access
from tenants.issuing_keys.check_key import KeyHolder


def actor_of_key(*, holder: KeyHolder) -> Actor:
    """The key as the audit log names it."""
    return Actor(ActorKind.PROGRAM, str(holder.key_id), f"APIキー「{holder.name}」")


def access_of_key(*, holder: KeyHolder, words: Collection[str]) -> Access:
    """What a scope lets a key reach in a flow that asks for an access: the permissions that the door names, of the
    whole town. What is a person's or a section's own stays closed: it has neither."""
    label = actor_of_key(holder=holder).label
    none = frozenset[int]()
    return Access(0, label, "", frozenset(), none, none, frozenset(words), ai_approved=False)
