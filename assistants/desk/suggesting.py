"""What the page of suggestions offers for a set, and the row that one click makes of a choice."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest

from assistants.evaluating.suggest import Suggested, faq_suggestion, from_faq, from_log, log_suggestion
from assistants.models import EvaluationQuestion, Topic
from assistants.topics.known import known_topics
from tenants.public import Access, access_for


def offered(*, request: HttpRequest, topic: Topic) -> dict[str, Any]:
    """Both lists; from the log only for somebody who may read it."""
    access = access_for(request)
    log = from_log(topic=topic, access=access) if access and access.may("conversations.see") else []
    return {"from_log": log, "from_faq": from_faq(topic=topic, topics=known_topics())}


def chosen(*, request: HttpRequest, topic: Topic) -> EvaluationQuestion | None:
    """A row, not stored yet; None for what is not there or not the person's to read."""
    kind, key = request.POST.get("kind", ""), request.POST.get("key", "")
    found = _found(kind, key, access_for(request))
    if found is None:
        return None
    return EvaluationQuestion(
        topic=topic,
        question=found.question[:400],
        expects=found.expects,
        facts=list(found.facts),
        sources=list(found.sources),
        origin=kind,
    )


def _found(kind: str, key: str, access: Access | None) -> Suggested | None:
    if kind == EvaluationQuestion.Origin.FAQ and key.isdecimal() and len(key) < 18:  # noqa: PLR2004  fits a bigint
        return faq_suggestion(entry_id=int(key))
    if kind != EvaluationQuestion.Origin.LOG or access is None or not access.may("conversations.see"):
        return None
    try:
        return log_suggestion(turn_id=UUID(key), access=access)
    except ValueError:
        return None
