"""A shared FAQ set as FAQ patterns of the town; those that became FAQ entries are compared as their entries read."""

import hashlib
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from assistants.public import install_patterns, local_patterns, remove_patterns, rewrite_pattern
from templates.adopting.fill import Values, absent_in, filled, without
from templates.adopting.local import Copy, Job, NotSound, Work
from templates.adopting.parts import PATTERNS

_LONGEST_KEY: Final = 40


class FaqCopy:
    """Many patterns a thing; their keys begin with the item's mark, so that they are known again."""

    def install(self, *, jobs: Sequence[Job]) -> list[tuple[int, ...]]:
        """See LocalKind. Two queries."""
        sets = [_patterns(job.body, job.work) for job in jobs]
        if not all(sets):
            told = _("残る質問がありません。「該当なし」にした差込欄を見直してください。")
            raise NotSound((told,))
        work = jobs[0].work
        ids = iter(install_patterns(patterns=[one for each in sets for one in each], by=work.by, now=work.now))
        return [tuple(islice(ids, len(each))) for each in sets]

    def read(self, *, item_id: UUID, ids: Sequence[int]) -> Copy | None:
        """See LocalKind. Two queries."""
        found, prefix = local_patterns(ids=ids), prefix_of(item_id=item_id)
        if not found:
            return None
        patterns = [_plain({**one.body, "key": one.key.removeprefix(prefix)}) for one in found]
        entries = frozenset(one.key.removeprefix(prefix) for one in found if one.entry_id)
        return Copy({PATTERNS: patterns}, f"{reverse('assistants:faq_patterns')}?state=&set={prefix}", entries=entries)

    def as_here(self, *, body: Mapping[str, Any], values: Values, copy: Copy) -> dict[str, Any]:
        """See LocalKind. Pure: filled where the copy is an entry."""
        patterns = [_plain(_keyed(one)) for one in without(body=body, absent=absent_in(values=values))[PATTERNS]]
        return {PATTERNS: [filled(body=one, values=values) if one["key"] in copy.entries else one for one in patterns]}

    def rewrite(self, *, ids: Sequence[int], copy: Copy, body: Mapping[str, Any], work: Work) -> tuple[int, ...]:
        """See LocalKind. What differs is written, what is new put in, what is gone taken away; an entry gets a proposal
        that its section approves, and stays when the set drops it."""
        prefix = prefix_of(item_id=work.item_id)
        held = {one.key.removeprefix(prefix): one for one in local_patterns(ids=ids)}
        before = {one["key"]: one for one in copy.body[PATTERNS]}
        wanted = {one["key"]: one for one in body.get(PATTERNS, ())}
        for key, one in wanted.items():
            if key in held and one != before.get(key):
                told = filled(body=one, values=work.values) if key in copy.entries else one
                rewrite_pattern(pattern_id=held[key].id, body=told, by=work.by, now=work.now)
        gone = [one.id for key, one in held.items() if key not in wanted]
        remove_patterns(ids=gone)
        new = [{**one, "key": prefix + key} for key, one in wanted.items() if key not in held]
        made = install_patterns(patterns=new, by=work.by, now=work.now)
        return (*(one for one in ids if one not in gone), *made)

    def take_away(self, *, ids: Sequence[int], work: Work) -> None:
        """See LocalKind. FAQ entries stay the town's."""
        remove_patterns(ids=ids)


def _patterns(body: Mapping[str, Any], work: Work) -> list[dict[str, Any]]:
    """With the keys that they have in the town."""
    prefix = prefix_of(item_id=work.item_id)
    left = without(body=body, absent=absent_in(values=work.values))[PATTERNS]
    return [{**one, "key": prefix + _keyed(one)["key"]} for one in left]


def key_here(*, item_id: UUID, key: str) -> str:
    """The key that a pattern of a set has in the town."""
    return prefix_of(item_id=item_id) + str(_keyed({"key": key})["key"])


def prefix_of(*, item_id: UUID) -> str:
    """How the keys of an item's patterns begin."""
    return f"lib-{item_id.hex[:12]}-"


def _keyed(one: Mapping[str, Any]) -> dict[str, Any]:
    """With a key that fits the town's table."""
    key = str(one["key"])
    if len(key) > _LONGEST_KEY:
        key = f"{key[:31]}-{hashlib.sha256(key.encode()).hexdigest()[:8]}"
    return {**one, "key": key}


def _plain(one: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if value not in ("", [], None)}
