"""What the entered town could share, and its content: templates, FAQ by desk or category, guides, sets, a new text."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from assistants.public import local_patterns, offerable, offered_thing
from knowledge.public import FaqWords, faq_words
from templates.envelope import SharedContent, content_of
from templates.keeping.write import newest_of
from templates.models import Adoption, Kind, TownText
from templates.places import followed
from tenants.public import Access, current_town, town_sections

_MOST_ENTRIES: Final = 300
_TOPICS_IN_TITLE: Final = 2
_MOST_TEXTS: Final = 100
_LONGEST_ID: Final = 18  # digits that fit the database's whole numbers


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to share. `key` names it in forms: "prompt:12", "faq:s3" (a desk), "faq:c住民票" (a category)."""

    key: str
    kind: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Gathered:
    """The content as it stands in the town, and the edition it was adopted from. `local_ids`: the name in the key."""

    content: SharedContent
    local_ids: tuple[str, ...]
    derived_from: Any = None


def choices_for(*, access: Access) -> tuple[Choice, ...]:
    """Everything of the town that could be shared, by kind; six queries."""
    things = offerable(access=access)
    made = [Choice(f"{one.kind}:{one.id}", one.kind, one.title, _note(one.kind, one.note)) for one in things]
    texts = TownText.objects.filter(retired_at=None)[:_MOST_TEXTS]
    return (*made, *_faq_choices(), *(Choice(f"text:{one.pk}", Kind.TEXT, one.title) for one in texts))


def gather(*, key: str, access: Access) -> Gathered | None:
    """The content behind a choice; None for a key that names nothing the person may share."""
    kind, _colon, name = key.partition(":")
    if kind == Kind.FAQ:
        return _faq(name)
    if kind == Kind.TEXT:
        return _text(name)
    if kind not in (Kind.PROMPT, Kind.GUIDE, Kind.EVALUATION) or not name.isdecimal():
        return None
    thing = offered_thing(kind=kind, pk=int(name), access=access)
    if thing is None:
        return None
    rest = {"cautions": thing.cautions, "laws": thing.laws, "blanks": thing.blanks}
    content = _content(kind, thing.title, thing.purpose, thing.task, dict(thing.body), **rest)
    return Gathered(content, (name,), _adopted_from(kind, set(thing.row_ids) or {int(name)}))


def empty_text() -> Gathered:
    """A text that is yet to be written."""
    return Gathered(_content(Kind.TEXT, "", "", "other", {"title": "", "body": ""}), ())


def _text(name: str) -> Gathered | None:
    newest = newest_of(ids=[int(name)] if name.isdecimal() and len(name) < _LONGEST_ID else []).values()
    for one in newest:
        content = _content(Kind.TEXT, one.title, "", "other", {"title": one.title, "body": one.body})
        return Gathered(content, (name,), _adopted_from(Kind.TEXT, {one.text_id}))
    return None


def _content(kind: str, title: str, purpose: str, task: str, body: dict[str, Any], **rest: Any) -> SharedContent:
    head = {"kind": kind, "title": title[:80], "purpose": purpose[:400], "task": task, "licence": "CC BY 4.0"}
    return followed(content=content_of(plain={**head, "author": current_town().name, "body": body, **rest}))


def _note(kind: str, note: str) -> str:
    return _("%(count)s問") % {"count": note} if kind == Kind.EVALUATION else note


def _faq_choices() -> list[Choice]:
    entries, desks = faq_words(), {one.id: one.name for one in town_sections()}
    by_desk = _counted(entry.section_id for entry in entries)
    by_category = _counted(entry.category for entry in entries)
    title = _("%(name)sのFAQ")
    count = _("%(count)d件")
    found = [
        Choice(f"faq:s{pk}", Kind.FAQ, title % {"name": desks[pk]}, count % {"count": number})
        for pk, number in by_desk.items()
        if pk in desks
    ]
    return found + [
        Choice(f"faq:c{name}", Kind.FAQ, title % {"name": name}, count % {"count": number})
        for name, number in by_category.items()
        if name
    ]


def _counted(values: Iterable[Any]) -> dict[Any, int]:
    counts: dict[Any, int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    return counts


def _faq(name: str) -> Gathered | None:
    entries = [entry for entry in faq_words() if _belongs(entry, name)][:_MOST_ENTRIES]
    if not entries:
        return None
    patterns = [
        {
            "key": f"q-{number}",
            "topic": entry.category[:40],
            "question": entry.question[:300],
            "variants": list(entry.variants)[:30],
            "answer": entry.answer,
        }
        for number, entry in enumerate(entries, 1)
    ]
    title, purpose = _faq_title(entries), _("住民からのよくある質問に答える")
    content = _content(Kind.FAQ, title, purpose, "reply", {"patterns": patterns})
    ids = {entry.id for entry in entries}
    return Gathered(content, (name,), _adopted_from(Kind.FAQ, ids))


def _faq_title(entries: Iterable[FaqWords]) -> str:
    """By what is asked most, not by the desk: its name is the town's own, and a title has to read alike everywhere."""
    topics = _counted(entry.category for entry in entries if entry.category)
    most = sorted(topics, key=lambda name: -topics[name])[:_TOPICS_IN_TITLE]
    return _("%(name)sのFAQ") % {"name": "・".join(most)} if most else _("よくある質問")


def _belongs(entry: FaqWords, name: str) -> bool:
    return name == f"s{entry.section_id}" or (bool(entry.category) and name == f"c{entry.category}")


def _adopted_from(kind: str, ids: set[int]) -> Any:
    """The edition that one of these things was taken over from, the latest first; two queries at most."""
    rows = list(Adoption.objects.live().filter(kind=kind).defer("base"))
    if kind == Kind.FAQ and rows:
        patterns = local_patterns(ids={pk for row in rows for pk in row.local_ids})
        entry_of = {one.id: one.entry_id for one in patterns}
        return next((row.edition_id for row in rows if ids & {entry_of.get(pk) for pk in row.local_ids}), None)
    return next((row.edition_id for row in rows if ids & set(row.local_ids)), None)
