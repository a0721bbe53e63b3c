"""Guide: a question about something the town made a guide for is offered that guide; the answer comes all the same."""

from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from assistants.events import Choice, Sentence
from assistants.guiding.caution import caution_of
from assistants.guiding.content import content_of
from assistants.guiding.offer import Fit, offer_for
from assistants.guiding.run import note_steps
from assistants.guiding.walk import NotAnAnswer, Place, go_on, place_of
from assistants.models import Conversation, GuideVersion
from assistants.outcomes import Outcome
from assistants.stages import topic
from assistants.turn import NOT_RESIDENTS, CheckedSentence, Desk, Stopped, Turn
from tenants.public import town_sections

START = "手順案内「%s」を始める"
STOP, BACK, AGAIN = "手順をやめる", "ひとつ戻る", "手順をはじめから"


def walk_or_offer(turn: Turn) -> None:
    """Inside a guide an answer goes on; a trigger begins one; words that only contain one get an offer beside.

    Raises Stopped(ASKED_BACK | GUIDED). Anything else that is typed inside a guide is answered as always.
    """
    if turn.channel in NOT_RESIDENTS or turn.conversation_id is None:
        return
    typed = turn.question.strip()
    held = Conversation.objects.filter(pk=turn.conversation_id).values_list("guide", flat=True).first() or {}
    version = GuideVersion.objects.filter(pk=int(held.get("version") or 0)).first() if held else None
    if version and _walked(turn, version, held, typed):
        return
    offered = offer_for(question=typed.removeprefix("手順案内「").removesuffix("」を始める"))
    if offered is None or (offered.fit is Fit.MAYBE and topic.is_stopped(turn, words=offered.title)):
        return
    if offered.fit is Fit.SURE:
        topic.settle(turn, words=offered.title, section_id=None)
        version = GuideVersion.objects.get(pk=offered.version_id)
        content = content_of(plain=version.content)
        _show(turn, version, place_of(content=content, answers=(), today=turn.now.date()), uuid4())
    turn.choices = (Choice(_("この手順で調べますか: %(title)s") % {"title": offered.title}, START % offered.title),)


def _walked(turn: Turn, version: GuideVersion, held: dict[str, Any], typed: str) -> bool:
    """Whether the message was for the guide and only ends it; raises Stopped when the guide has something to say."""
    today, content = turn.now.date(), content_of(plain=version.content)
    answers = tuple((key, value) for key, value in held.get("answers", ()))
    if turn.chosen_at in dict(answers):  # an answer of an earlier step, chosen again: the walk goes on from there
        answers = answers[: [key for key, _value in answers].index(turn.chosen_at)]
    if typed == STOP:
        Conversation.objects.filter(pk=turn.conversation_id or 0).update(guide={})
        _put(turn, _("手順をやめました。知りたいことを入力してください。"))
        raise Stopped(Outcome.GUIDED)
    topic.settle(turn, words=content.title, section_id=None)
    if typed in (BACK, AGAIN):
        walk = _walk_of(held) if typed == BACK else uuid4()
        kept = answers[:-1] if typed == BACK else ()
        _show(turn, version, place_of(content=content, answers=kept, today=today), walk)
    place = place_of(content=content, answers=answers, today=today)
    try:
        _show(turn, version, go_on(content=content, place=place, value=typed, today=today), _walk_of(held))
    except NotAnAnswer:
        return False
    return True


def _walk_of(held: dict[str, Any]) -> UUID:
    """By what the walk is counted; one that was begun before walks were counted gets its own."""
    return UUID(held["walk"]) if held.get("walk") else uuid4()


def _show(turn: Turn, version: GuideVersion, place: Place, walk: UUID) -> None:
    """Say the step with its choices; keep where the conversation stands, count the step. Always raises Stopped."""
    plain = {"version": version.pk, "walk": str(walk), "answers": [list(pair) for pair in place.answers]}
    done = place.step.kind == "result"
    Conversation.objects.filter(pk=turn.conversation_id or 0).update(guide=plain)
    note_steps(token=walk, version_id=version.pk, places=[place], channel=turn.channel.value, now=turn.now)
    turn.notes["guide"] = {"version": version.pk, "step": place.step.key}
    _put(turn, place.step.text)
    if place.step.help:
        _put(turn, place.step.help)
    if done:
        _say_result(turn, place)
    moves = [*((BACK, AGAIN) if place.answers else ()), STOP]
    turn.choices = tuple(Choice(word, word) for word in (*place.labels, *moves))
    raise Stopped(Outcome.GUIDED if done else Outcome.ASKED_BACK)


def _say_result(turn: Turn, place: Place) -> None:
    desks = {section.key: section for section in town_sections()}
    for item in place.items:
        desk = desks.get(item.desk)
        lines = [f"■ {item.title}", item.text]
        lines += [_("持ち物: %(documents)s") % {"documents": "、".join(item.documents)}] if item.documents else []
        lines += [f"{item.link_label} {item.link}"] if item.link else []
        lines += [_("根拠: %(source)s") % {"source": item.source}] if item.source else []
        name = desk.name if desk else turn.town.name
        lines.append(caution_of(item=item, desk=name))
        _put(turn, "\n".join(line for line in lines if line))
        if desk and turn.desk is None:
            turn.desk = Desk(desk.name, desk.phone, desk.hours, desk.floor, desk.id)


def _put(turn: Turn, text: str) -> None:
    turn.ready.append(Sentence(text, ()))
    turn.sentences.append(CheckedSentence(text, (), shown=True))
