"""A shared guide as a draft of the town, its blanks filled; residents see it once the town publishes it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from assistants.public import NotAGuide, install_guides, local_guide, plain_guide, remove_guides, rewrite_guide
from templates.adopting.fill import Values, absent_in, filled, without
from templates.adopting.local import Copy, Job, NotSound, Work
from tenants.public import town_sections


class GuideCopy:
    """One guide a thing."""

    def install(self, *, jobs: Sequence[Job]) -> list[tuple[int, ...]]:
        """See LocalKind. A few queries a guide."""
        bodies = [_here(job.body, job.work.values) for job in jobs]
        try:
            return [(one,) for one in install_guides(bodies=bodies, by=jobs[0].work.by, now=jobs[0].work.now)]
        except NotAGuide as wrong:
            raise NotSound((str(wrong),)) from wrong

    def read(self, *, item_id: UUID, ids: Sequence[int]) -> Copy | None:
        """See LocalKind. One query."""
        found = local_guide(guide_id=ids[0]) if ids else None
        if found is None:
            return None
        entries = frozenset({"guide"}) if found.published else frozenset()
        return Copy(found.body, reverse("assistants:desk_guide", args=[found.id]), entries=entries)

    def as_here(self, *, body: Mapping[str, Any], values: Values, copy: Copy) -> dict[str, Any]:
        """See LocalKind. One query. Raises NotSound. A title that was taken has a number in the copy: no difference."""
        try:
            plain = plain_guide(body=_here(body, values))
        except NotAGuide as wrong:
            raise NotSound((str(wrong),)) from wrong
        own = str(copy.body.get("title", ""))
        return {**plain, "title": own} if own.startswith(f"{plain['title'][:70]} (") else plain

    def rewrite(self, *, ids: Sequence[int], copy: Copy, body: Mapping[str, Any], work: Work) -> tuple[int, ...]:
        """See LocalKind: the draft, to be published by the town."""
        try:
            here = with_desks(body=filled(body=body, values=work.values))
            rewrite_guide(guide_id=ids[0], body=here, by=work.by, now=work.now)
        except NotAGuide as wrong:
            raise NotSound((str(wrong),)) from wrong
        return tuple(ids)

    def take_away(self, *, ids: Sequence[int], work: Work) -> None:
        """See LocalKind. What was published is no longer shown, and stays."""
        remove_guides(ids=ids, by=work.by, now=work.now)


def _here(body: Mapping[str, Any], values: Values) -> dict[str, Any]:
    return with_desks(body=filled(body=without(body=body, absent=absent_in(values=values)), values=values))


def with_desks(*, body: Mapping[str, Any]) -> dict[str, Any]:
    """A desk of the town that is written by its name becomes its key, by which a guide knows it. One query."""
    keys = {one.name: one.key for one in town_sections()}
    return {**body, "steps": [_with_desk_keys(step, keys) for step in body.get("steps", ())]}


def _with_desk_keys(step: Mapping[str, Any], keys: Mapping[str, str]) -> dict[str, Any]:
    items = [{**item, "desk": keys.get(item.get("desk", ""), item.get("desk", ""))} for item in step.get("items") or ()]
    return {**step, **({"items": items} if items else {})}
