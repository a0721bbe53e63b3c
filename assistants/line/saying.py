"""What readers are told on LINE: an answer with its sources, a crisis card, a sentence for what we cannot read."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistants.chat.greeting import Greeting
from assistants.feedback import REASONS
from assistants.line.bubbles import Bubble, call_buttons, post, put_together, say, telephone, texts
from assistants.line.choices import are_numbered, choice_buttons, choice_lines
from assistants.line.postback import TalkStep, rating_data, talk_data
from assistants.outcomes import Outcome
from assistants.showing import Part, Shown
from tenants.public import absolute_link

NOTICE: Final = gettext_lazy(
    "AIが町の資料をもとに、一般的なご案内をします。大切な手続きは窓口でお確かめください。"
    "名前・住所・電話番号・マイナンバーなどの個人情報は書かないでください。"
)
NOT_TAKEN: Final[dict[str, Promise]] = {
    "sticker": gettext_lazy("スタンプの意味は読み取れません。知りたいことを文字で送ってください。"),
    "image": gettext_lazy("写真や画像は受け取れません（保存もしていません）。知りたいことを文字で送ってください。"),
    "video": gettext_lazy("動画は受け取れません（保存もしていません）。知りたいことを文字で送ってください。"),
    "audio": gettext_lazy("音声は受け取れません（保存もしていません）。知りたいことを文字で送ってください。"),
    "file": gettext_lazy("ファイルは受け取れません（保存もしていません）。知りたいことを文字で送ってください。"),
    "location": gettext_lazy(
        "位置情報は受け取れません（保存もしていません）。地区の名前など、知りたいことを文字で送ってください。"
    ),
    "join": gettext_lazy("グループでは質問にお答えできません。この町のアカウントと1対1のトークで質問してください。"),
}
NOT_UNDERSTOOD: Final = gettext_lazy("この種類のメッセージは読み取れません。知りたいことを文字で送ってください。")


def answer_bubbles(*, shown: Shown, is_first: bool) -> list[Bubble]:
    """Everything the reader of a turn sees; before the first answer the notice."""
    first = texts(text=str(NOTICE)) if is_first and shown.outcome is not Outcome.CRISIS else []
    if shown.outcome is Outcome.CRISIS:
        return put_together(bubbles=_crisis(shown))
    quick = [*choice_buttons(shown=shown), *_others(shown)]
    return put_together(bubbles=[*first, *texts(text=_whole(shown)), *_desk(shown)], quick=quick)


def more_bubbles(*, shown: Shown, start: int) -> list[Bubble]:
    """The next page of an answer's choices."""
    lead = choice_lines(shown=shown) or _("ほかの選択肢です。下から選んでください。")
    return put_together(bubbles=texts(text=lead), quick=choice_buttons(shown=shown, start=start))


def choice_lost_bubbles() -> list[Bubble]:
    """What was pressed belongs to a conversation that is over."""
    return put_together(
        bubbles=texts(text=_("時間がたった選択肢のため、続きをお答えできません。もう一度質問してください。"))
    )


def greeting_bubbles(*, greeting: Greeting) -> list[Bubble]:
    """For a new friend: who speaks, what it is, what to ask about."""
    quick = [say(label=question, text=question) for question in greeting.suggestions]
    return put_together(bubbles=[*texts(text=greeting.text), *texts(text=str(NOTICE))], quick=quick)


def not_taken_bubbles(*, kind: str) -> list[Bubble]:
    """For what is no text: what it was, and what to do instead."""
    return put_together(bubbles=texts(text=str(NOT_TAKEN.get(kind, NOT_UNDERSTOOD))))


def thanks_bubbles(*, turn_id: str, kind: str, reason: str) -> list[Bubble]:
    """After a rating; a bare 👎 is asked for its reason."""
    if kind == "helpful":
        return put_together(bubbles=texts(text=_("ありがとうございます。")))
    if reason:
        return put_together(bubbles=texts(text=_("教えてくださってありがとうございます。回答の改善に使います。")))
    quick = [
        post(label=str(label), data=rating_data(turn_id=turn_id, kind=kind, reason=key))
        for key, label in REASONS.items()
    ]
    return put_together(bubbles=texts(text=_("どこがよくありませんでしたか。下から選んでください。")), quick=quick)


def rating_lost_bubbles() -> list[Bubble]:
    """The rated answer belongs to a conversation that is over."""
    return put_together(
        bubbles=texts(text=_("時間がたった回答のため、評価を受け付けられませんでした。もう一度質問してください。"))
    )


def _whole(shown: Shown) -> str:
    blocks = [shown.sentence] if shown.says_ending else []
    blocks += [_part(part) for part in shown.parts]
    blocks += [choice_lines(shown=shown)] if are_numbered(shown=shown) else []
    if shown.citations:
        lines = [_("出典")]
        for source in shown.citations:
            page = _("%(page)sページ") % {"page": source.page} if source.page else ""
            place = " ".join(word for word in (source.place, page) if word)
            address = absolute_link(path=source.opens_at)
            lines.append(f"〔{source.number}〕{source.title} {place}\n{address}".strip())
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks)


def _part(part: Part) -> str:
    marks = "".join(f"〔{number}〕" for number in part.numbers)
    lead = f"■ {part.lead}\n" if part.quoted and part.lead else ""
    return f"{lead}{part.text}{marks}"


def _desk(shown: Shown) -> list[Bubble]:
    desk = shown.desk
    if desk is None:
        return []
    lines = [_("お問い合わせ: %(desk)s") % {"desk": desk.name}, desk.phone, " ".join((desk.hours, desk.floor)).strip()]
    lead = "\n".join(line for line in lines if line)
    if not telephone(number=desk.phone):
        return texts(text=lead)
    return call_buttons(lead=lead, numbers=[(_("電話をかける"), desk.phone)])


def _crisis(shown: Shown) -> list[Bubble]:
    lines = [shown.sentence, _("命の危険があるときは、ためらわず 110（警察）・119（救急）へ")]
    for card in shown.hotlines:
        where = " ".join(word for word in (card.hours, card.area) if word)
        checked = _("%(source)s（%(date)s 確認）") % {"source": card.source, "date": card.verified_on}
        lines.append(f"\n{card.name}\n{card.number}\n{where}\n{checked}")
    numbers = [(card.name, card.number) for card in shown.hotlines if telephone(number=card.number)]
    numbers += [(_("110（警察）"), "110"), (_("119（救急）"), "119")]
    lead = _("押すと電話がかかります。")
    return [*texts(text="\n".join(lines)), *call_buttons(lead=lead, numbers=numbers), *_desk(shown)]


def _others(shown: Shown) -> list[dict[str, object]]:
    """Rating, and the way to a person; what finds no room beside the choices is left out from behind."""
    person = post(label=_("職員に聞く"), data=talk_data(step=TalkStep.BEGIN, about=shown.turn_id))
    if not shown.can_be_rated:
        return [person]
    return [
        post(label=_("👍 役に立った"), data=rating_data(turn_id=shown.turn_id, kind="helpful")),
        post(label=_("👎 役に立たない"), data=rating_data(turn_id=shown.turn_id, kind="not_helpful")),
        person,
        post(label=_("間違いを知らせる"), data=rating_data(turn_id=shown.turn_id, kind="error")),
    ]
