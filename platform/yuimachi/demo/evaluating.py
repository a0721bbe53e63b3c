"""The topics of a demo town: what has a bar, what is stopped, and the town's evaluation set in its topics."""

from datetime import datetime
from typing import Any, Final

import yaml

from assistants.public import WrittenQuestion, WrittenTopic, put_up_evaluation
from audit_log.public import Actor, ActorKind
from tenants.public import town_people, town_sections
from yuimachi.demo.content import DemoTown

_EXPECTS: Final = {
    "answerable": "answer",
    "paraphrase": "answer",
    "unanswerable": "no_answer",
    "off_topic": "refusal",
    "injection": "refusal",
    "crisis": "crisis",
}


def put_up_topics(*, written: DemoTown, now: datetime) -> int:
    """Settle topics.yaml and put evaluation.yaml into the sets; how many measurements were started."""
    folder = written.faq.parent
    sections = {section.key: section.id for section in town_sections()}
    topics = yaml.safe_load((folder / "topics.yaml").read_text(encoding="utf-8"))
    rows = yaml.safe_load((folder / "evaluation.yaml").read_text(encoding="utf-8"))
    titles = {document.path.name: document.title for document in written.documents}
    return put_up_evaluation(
        topics=[_topic(one, sections) for one in topics],
        questions=[_question(row, titles) for row in rows],
        actor=_admin(written),
        now=now,
    )


def _topic(one: dict[str, Any], sections: dict[str, int]) -> WrittenTopic:
    return WrittenTopic(
        name=one["name"],
        section_ids=tuple(sections[key] for key in one.get("sections", ())),
        bar_percent=one.get("bar"),
        least_questions=one.get("least", 10),
        from_faq=one.get("from_faq", 0),
        stopped=one.get("stopped", ""),
    )


def _question(row: dict[str, Any], titles: dict[str, str]) -> WrittenQuestion:
    """Facts where the set names some, else the source: either says that the answer is right."""
    facts = tuple(str(fact) for fact in row["expect_facts"])
    source = row["expect_source"]
    sources = () if facts or not source else (titles.get(source, source),)
    return WrittenQuestion(row["question"], _EXPECTS[row["kind"]], facts, sources)


def _admin(written: DemoTown) -> Actor:
    email = next(person.email for person in written.people if person.role == "admin")
    person = next(person for person in town_people() if person.email == email)
    return Actor(ActorKind.PERSON, str(person.id), person.name)
