"""A shared guideline, policy or rule as a text of the town, its blanks filled."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from templates.adopting.fill import Values, absent_in, filled, without
from templates.adopting.local import Copy, Job, LocalChanged, NotSound, Work
from templates.keeping.write import TextChanged, TextRefused, Wording, make_texts, newest_of, retire_texts, save_text


class TextCopy:
    """One text a thing."""

    def install(self, *, jobs: Sequence[Job]) -> list[tuple[int, ...]]:
        """See LocalKind. Two queries."""
        wordings = [_wording(_here(job.body, job.work.values), job.work) for job in jobs]
        try:
            ids = make_texts(wordings=wordings, by=jobs[0].work.by, now=jobs[0].work.now)
        except TextRefused as wrong:
            raise NotSound((str(wrong),)) from wrong
        return [(one,) for one in ids]

    def read(self, *, item_id: UUID, ids: Sequence[int]) -> Copy | None:
        """See LocalKind. One query."""
        found = newest_of(ids=ids).get(ids[0]) if ids else None
        if found is None:
            return None
        url = reverse("library:town_text", args=[found.text_id])
        return Copy({"title": found.title, "body": found.body}, url, found.number)

    def as_here(self, *, body: Mapping[str, Any], values: Values, copy: Copy) -> dict[str, Any]:
        """See LocalKind. Pure."""
        return _here(body, values)

    def rewrite(self, *, ids: Sequence[int], copy: Copy, body: Mapping[str, Any], work: Work) -> tuple[int, ...]:
        """See LocalKind: the text's next version."""
        wording = _wording(_here(body, work.values), work)
        try:
            save_text(text_id=ids[0], wording=wording, based_on=copy.last, by=work.by, now=work.now)
        except TextRefused as wrong:
            raise NotSound((str(wrong),)) from wrong
        except TextChanged as wrong:
            raise LocalChanged(str(wrong)) from wrong
        return tuple(ids)

    def take_away(self, *, ids: Sequence[int], work: Work) -> None:
        """See LocalKind. Versions stay, and what was handed to the knowledge base."""
        retire_texts(ids=ids, by=work.by, now=work.now)


def _here(body: Mapping[str, Any], values: Values) -> dict[str, Any]:
    told = filled(body=without(body=body, absent=absent_in(values=values)), values=values)
    return {"title": str(told.get("title") or "").strip(), "body": str(told.get("body") or "").strip()}


def _wording(here: Mapping[str, Any], work: Work) -> Wording:
    return Wording(here["title"], here["body"], work.message)
