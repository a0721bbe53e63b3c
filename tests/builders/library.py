"""Builds shared things: contents of each kind, and editions released by a town or by a stranger's."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from assistants.public import PromptBlank, PromptLaw
from audit_log.public import SYSTEM
from templates.envelope import Origin, SharedContent
from templates.models import Edition
from templates.population import population_class
from templates.sharing.release import Release, release_edition
from tenants.public import Town, member

TOWN_NAME = PromptBlank("町名", "text", source="town.name")
DESK_PHONE = PromptBlank("窓口の電話", "phone", source="section.phone")


def prompt_content(*, title: str = "催しの案内文", body: str = "", **changes: Any) -> SharedContent:
    """A prompt with one field and a blank for the town's name."""
    body = body or "{{町名}}の催し「{{催しの名前}}」の案内文を書いてください。"
    plain = {
        "format": "yuimachi.prompt-template/1",
        "kind": "prompt",
        "title": title,
        "purpose": "町の催しを住民に知らせる文を作る",
        "task": "notice",
        "fields": [{"name": "催しの名前", "type": "text", "required": True}],
        "blanks": [{"name": "町名", "type": "text", "source": "town.name"}],
        "body": body,
    }
    blanks = changes.pop("blanks", (TOWN_NAME,))
    return SharedContent("prompt", title, str(plain["purpose"]), "notice", plain, blanks=blanks, **changes)


def faq_content(*, title: str = "住民票のFAQ", answer: str = "", **changes: Any) -> SharedContent:
    """Two patterns with two blanks."""
    answer = answer or "{{町名}}の窓口（電話 {{窓口の電話}}）で受け取れます。"
    body = {
        "patterns": [
            {"key": "juuminhyou", "topic": "住民票", "question": "住民票はどこで取れますか", "answer": answer},
            {"key": "dairi", "topic": "住民票", "question": "代理でも取れますか", "answer": "委任状があれば取れます。"},
        ]
    }
    laws = changes.pop("laws", (PromptLaw("住民基本台帳法", "第12条", "2025-04-01"),))
    head = ("faq", title, "住民票の問い合わせに答える", "reply", body)
    return SharedContent(*head, laws=laws, blanks=(TOWN_NAME, DESK_PHONE), **changes)


def text_content(*, title: str = "生成AI利用ガイドライン", body: str = "", **changes: Any) -> SharedContent:
    """A guideline in Markdown."""
    body = body or "# 目的\n\n{{町名}}の職員が生成AIを使うときに守ることを定めます。"
    plain = {"title": title, "body": body}
    return SharedContent("text", title, "庁内の決まりを定める", "other", plain, **{"blanks": (TOWN_NAME,), **changes})


def edition(
    *,
    content: SharedContent | None = None,
    by: Town | None = None,
    consortium_id: int | None = None,
    item_id: UUID | None = None,
    version: str = "1.0.0",
    change_note: str = "最初の版",
    derived_from: UUID | None = None,
) -> Edition:
    """An edition that stands released: by a town of the test consortium, or by a town that is on no installation."""
    facts = member(town_id=by.id) if by else None
    size = population_class(population=facts.population) if facts else "5000"
    origin = Origin(by.code if by else "990132", by.name if by else "丙山町", "試験県", size)
    release = Release(
        content=content or prompt_content(),
        origin=origin,
        consortium_id=consortium_id or (facts.consortium_id if facts else 1),
        town_id=by.id if by else 999_999,
        change_note=change_note,
        version=version,
        item_id=item_id,
        derived_from=derived_from,
    )
    return release_edition(release=release, actor=SYSTEM, now=timezone.now())


def evaluation_content(*, questions: list[dict[str, Any]] | None = None, **changes: Any) -> SharedContent:
    """Two questions on garbage, a fact of which is the desk's number."""
    asked = questions or [
        {"question": "{{町名}}で燃えるごみは何時までに出しますか", "expects": "answer", "facts": ["8時"]},
        {
            "question": "ごみ処理場に電話したい",
            "expects": "answer",
            "facts": ["{{窓口の電話}}"],
            "sources": ["ごみの出し方"],
        },
    ]
    body = {"topic": "ごみ・リサイクル", "questions": asked}
    head = ("evaluation", changes.pop("title", "ごみの評価セット"), "ごみの答えを確かめる", "reply", body)
    return SharedContent(*head, blanks=changes.pop("blanks", (TOWN_NAME, DESK_PHONE)), **changes)
