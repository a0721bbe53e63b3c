"""A shared prompt template as a template of the whole town. Its blanks stay blanks, the town's values fill them."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from assistants.public import (
    NotATemplate,
    TemplateChanged,
    TemplateNotSound,
    install_prompts,
    local_prompts,
    plain_prompt,
    retire_prompts,
    rewrite_prompt,
)
from templates.adopting.fill import Values, absent_in, without
from templates.adopting.local import Copy, Job, LocalChanged, NotSound, Work


class PromptCopy:
    """One template a thing."""

    def install(self, *, jobs: Sequence[Job]) -> list[tuple[int, ...]]:
        """See LocalKind. Five queries."""
        bodies = [without(body=job.body, absent=absent_in(values=job.work.values)) for job in jobs]
        messages = [job.work.message for job in jobs]
        try:
            ids = install_prompts(bodies=bodies, messages=messages, by=jobs[0].work.by, now=jobs[0].work.now)
        except NotATemplate as wrong:
            raise NotSound(wrong.faults) from wrong
        return [(one,) for one in ids]

    def read(self, *, item_id: UUID, ids: Sequence[int]) -> Copy | None:
        """See LocalKind. Two queries."""
        found = local_prompts(ids=ids).get(ids[0]) if ids else None
        if found is None or found.retired:
            return None
        return Copy(found.body, reverse("assistants:prompt", args=[found.id]), found.last)

    def as_here(self, *, body: Mapping[str, Any], values: Values, copy: Copy) -> dict[str, Any]:
        """See LocalKind. Pure. Raises NotSound."""
        try:
            return plain_prompt(body=without(body=body, absent=absent_in(values=values)))
        except NotATemplate as wrong:
            raise NotSound(wrong.faults) from wrong

    def rewrite(self, *, ids: Sequence[int], copy: Copy, body: Mapping[str, Any], work: Work) -> tuple[int, ...]:
        """See LocalKind: the template's next version."""
        try:
            rewrite_prompt(
                prompt_id=ids[0], body=body, message=work.message, based_on=copy.last, by=work.by, now=work.now
            )
        except (NotATemplate, TemplateNotSound) as wrong:
            raise NotSound(wrong.faults) from wrong
        except (TemplateChanged, LookupError) as wrong:
            raise LocalChanged(str(wrong)) from wrong
        return tuple(ids)

    def take_away(self, *, ids: Sequence[int], work: Work) -> None:
        """See LocalKind."""
        retire_prompts(ids=ids, by=work.by, now=work.now)
