"""What the page of one turn shows: the conversation, the answer, what was found, sent, withheld and why, times."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistants.desk.forms import CHANNEL_WORDS
from assistants.feedback import REASONS
from assistants.languages import LANGUAGES
from assistants.outcomes import ENDINGS, Outcome
from assistants.reviewing.log import Reading
from assistants.showing import from_plain
from assistants.verifying.reasons import Reason
from tenants.public import Access

_STAGES: dict[str, Promise] = {
    "notice_language": _("質問の言語の判定"),
    "find_words": _("検索する日本語の言葉"),
    "keep_words": _("翻訳した言葉の保存"),
    "check_limits": _("長さ・回数・公開の確認"),
    "look_first": _("緊急の言葉の確認"),
    "mask_personal_data": _("個人情報の伏せ字"),
    "listen_if_chosen": _("お悩み相談の確認"),
    "screen": _("不正な指示の確認"),
    "find_desk": _("担当課の判定"),
    "find_topic": _("分野の判定"),
    "answer_if_it_fits": _("FAQとの照合"),
    "keep_to_curated": _("分野の基準の確認"),
    "find_passages": _("資料の検索"),
    "write_prompt": _("AIへの指示の作成"),
    "generate": _("AIの文章作成"),
    "first_token": _("AIの最初の文字まで"),
    "verify": _("資料との照合"),
}


def turn_context(*, reading: Reading, access: Access) -> dict[str, Any]:
    """Values of assistants/desk/turn.html."""
    row = reading.turn
    shown = from_plain(plain=row.shown, turn_id=str(row.pk), question=row.question, at=row.at) if row.shown else None
    words = dict(Reason.choices)
    language = LANGUAGES.get(row.conversation.language)
    return {
        "row": row,
        "shown": shown,
        "ending": ENDINGS[Outcome(row.outcome)],
        "withheld": [(item, words.get(item["reason"], item["reason"])) for item in row.withheld],
        "conversation": [(one, ENDINGS[Outcome(one.outcome)]) for one in reading.conversation],
        "handovers": reading.handovers if access.may("handovers.answer") else (),
        "timings": [(_STAGES.get(name, name), value) for name, value in row.timings.items()],
        "said": [(item, REASONS.get(item.reason, "")) for item in row.feedback.all()],
        "channel": CHANNEL_WORDS.get(row.channel, row.channel),
        "easy": row.notes.get("easy"),
        "topic": row.notes.get("topic"),
        "search_words": row.notes.get("search_words", ""),
        "language": language.name if language else row.conversation.language,
    }
