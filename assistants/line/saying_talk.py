"""What readers are told on LINE on their way to a person, and the desk's reply as it is pushed."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from assistants.handover.promise import Reachable, reachable_desk
from assistants.handover.rules import consent_sentence
from assistants.handover.telling import moment, what_is_next
from assistants.line.bubbles import Bubble, post, put_together, texts
from assistants.line.postback import TalkStep, talk_data
from assistants.models import Handover, HandoverRules, RecordedTurn


def consent_bubbles(
    *, rules: HandoverRules, turn: RecordedTurn | None, reached: Reachable, promised: datetime | None, now: datetime
) -> list[Bubble]:
    """What goes where and for what; agreeing is a button. `turn`: the answer it was opened beside."""
    lines = [_("%(section)sの職員に相談できます。名前や連絡先は要りません。") % {"section": reached.name}]
    if promised:
        lines.append(_("%(moment)sまでに、このトークに返信が届きます。") % {"moment": moment(at=promised, now=now)})
    lines.append(consent_sentence(rules=rules))
    about = str(turn.pk) if turn else ""
    quick = [post(label=_("同意して自分で書く"), data=talk_data(step=TalkStep.WRITE, about=about)), _stop()]
    if turn and turn.question:
        lines.append(_("「同意してこのまま送る」を押すと、次の質問と、それまでのやりとりが届きます。"))
        lines.append(f"「{turn.question}」")
        send = post(label=_("同意してこのまま送る"), data=talk_data(step=TalkStep.SEND, about=about))
        quick.insert(0, send)
    return put_together(bubbles=texts(text="\n\n".join(lines)), quick=quick)


def write_now_bubbles() -> list[Bubble]:
    """The next message is for the desk."""
    sentence = _(
        "職員に伝えたいことを、次のメッセージに書いて送ってください（2,000文字まで。30分以内）。"
        "この1通は担当の課に届き、AIは読みません。マイナンバーは書かないでください。"
    )
    return put_together(bubbles=texts(text=sentence), quick=[_stop()])


def received_bubbles(*, row: Handover, now: datetime) -> list[Bubble]:
    """The number of the hand-over and what happens next."""
    reached = reachable_desk(section_id=row.section_id)
    lines = [_("職員に届けました。受付番号は%(number)sです。") % {"number": row.pk}]
    lines.append(what_is_next(row=row, reached=reached, now=now))
    if reached.desk.phone:
        lines.append(_("お急ぎのとき: %(desk)s %(phone)s") % {"desk": reached.name, "phone": reached.desk.phone})
    return put_together(bubbles=texts(text="\n\n".join(lines)), quick=[answer_button(key=row.key)])


def refused_bubbles(*, sentence: str) -> list[Bubble]:
    """Why it was not taken; what was written is to be sent again."""
    return put_together(bubbles=texts(text=sentence), quick=[_stop()])


def lost_bubbles() -> list[Bubble]:
    """The answer or the hand-over that a button belongs to is over or gone."""
    return put_together(
        bubbles=texts(
            text=_("時間がたったため、この続きを受け付けられません。もう一度「職員に聞く」と送ってください。")
        )
    )


def closed_bubbles() -> list[Bubble]:
    """The town takes no questions to people by chat."""
    return put_together(
        bubbles=texts(text=_("いま、チャットからの相談は受け付けていません。お電話か窓口でご相談ください。"))
    )


def stopped_bubbles() -> list[Bubble]:
    """Nothing was sent."""
    return put_together(bubbles=texts(text=_("職員への相談をやめました。何も送っていません。")))


def reply_text(*, row: Handover, section: str, text: str) -> str:
    """A desk's word as it is pushed: who speaks, to which number."""
    who = {"section": section, "number": row.pk}
    return f"{_('%(section)sからの返信（受付番号%(number)s）') % who}\n\n{text}"


def answer_button(*, key: UUID) -> dict[str, Any]:
    """Below a reply: write to the desk once more."""
    return post(label=_("職員に続けて書く"), data=talk_data(step=TalkStep.ANSWER, about=str(key)))


def _stop() -> dict[str, Any]:
    return post(label=_("やめる"), data=talk_data(step=TalkStep.STOP))
