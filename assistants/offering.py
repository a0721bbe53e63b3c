"""What a town has written and could share: its templates, published guides and sets of questions, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count

from assistants.guiding.content import FORMAT as GUIDE_FORMAT
from assistants.models import EvaluationQuestion, Guide, PromptTemplate, Topic
from tenants.public import Access, town_sections

_MOST: Final = 300


@dataclass(frozen=True, slots=True)
class Offerable:
    """Something that could be shared. `kind`: prompt, guide or evaluation."""

    kind: str
    id: int
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OfferedThing:
    """Its content. `body` is of the kind's shape in docs/library-format.md; a guide names desks, not their keys.

    `row_ids`: of a set its questions.
    """

    title: str
    purpose: str
    task: str
    body: Mapping[str, Any]
    cautions: tuple[str, ...] = ()
    laws: tuple[Mapping[str, str], ...] = ()
    blanks: tuple[Mapping[str, str], ...] = field(default=())
    row_ids: tuple[int, ...] = ()


def offerable(*, access: Access) -> tuple[Offerable, ...]:
    """All that a person may change here and share, by kind and title; starter templates only once they were changed.

    Three queries.
    """
    untouched = {"key__isnull": False, "pinned__number": 1}
    prompts = PromptTemplate.objects.editable(access=access).filter(pinned__isnull=False).exclude(**untouched)
    guides = Guide.objects.filter(published__isnull=False)
    topics = Topic.objects.annotate(asked=Count("questions")).filter(asked__gt=0)
    return (
        *(Offerable("prompt", row.pk, row.title, row.get_scope_display()) for row in prompts[:_MOST]),
        *(Offerable("guide", row.pk, row.title) for row in guides[:_MOST]),
        *(Offerable("evaluation", row.pk, row.name, str(row.asked)) for row in topics[:_MOST]),
    )


def offered_thing(*, kind: str, pk: int, access: Access) -> OfferedThing | None:
    """The content of one of `offerable`; None for anything else."""
    if kind == "prompt":
        return _prompt(pk, access)
    return _guide(pk) if kind == "guide" else _evaluation(pk)


def _prompt(pk: int, access: Access) -> OfferedThing | None:
    rows = PromptTemplate.objects.editable(access=access).select_related("pinned")
    row = rows.filter(pk=pk, pinned__isnull=False).first()
    if row is None or row.pinned is None:
        return None
    body = {name: value for name, value in row.pinned.content.items() if name != "key"}
    rest = {name: tuple(body.get(name, ())) for name in ("cautions", "laws", "blanks")}
    return OfferedThing(body["title"], body["purpose"], body["task"], body, **rest)


def _guide(pk: int) -> OfferedThing | None:
    row = Guide.objects.filter(pk=pk).select_related("published").first()
    if row is None or row.published is None:
        return None
    desks = {section.key: section.name for section in town_sections()}
    steps = [_with_desks(step, desks) for step in row.published.content.get("steps", ())]
    body = {"format": GUIDE_FORMAT, **row.published.content, "title": row.title, "steps": steps}
    return OfferedThing(row.title, str(body.get("summary") or ""), "reply", body)


def _with_desks(step: Mapping[str, Any], desks: Mapping[str, str]) -> dict[str, Any]:
    items = [{**item, "desk": desks.get(item.get("desk", ""), "")} for item in step.get("items", ())]
    return {**step, "items": items}


def _evaluation(pk: int) -> OfferedThing | None:
    topic = Topic.objects.filter(pk=pk).first()
    rows = EvaluationQuestion.objects.filter(topic_id=pk)[:_MOST]
    names = ("question", "expects", "facts", "forbidden", "sources")
    questions = [{name: getattr(row, name) for name in names} for row in rows]
    if topic is None or not questions:
        return None
    body = {"topic": topic.name, "questions": questions}
    return OfferedThing(topic.name, "", "reply", body, row_ids=tuple(row.pk for row in rows))
