"""The closed list of how a turn can end, each with its own sentence for the reader. docs/outcomes.md says the same."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Family(StrEnum):
    """What kind of ending it is, for counting."""

    ANSWERED = "answered"
    QUOTED = "quoted"
    ASKED = "asked"
    UNANSWERED = "unanswered"
    GUARDED = "guarded"
    FAILED = "failed"


class Outcome(StrEnum):
    """How a turn ended. Stored; never rename a value."""

    ANSWERED = "answered"
    ANSWERED_CURATED = "answered_curated"
    ANSWERED_GARBAGE = "answered_garbage"
    ASKED_BACK = "asked_back"
    GUIDED = "guided"
    QUOTED = "quoted"
    QUOTED_MODEL_FAILED = "quoted_model_failed"
    QUOTED_ALLOWANCE_SPENT = "quoted_allowance_spent"
    NOT_FOUND = "not_found"
    NOT_SUPPORTED = "not_supported"
    GARBAGE_UNKNOWN = "garbage_unknown"
    TOPIC_CURATED_ONLY = "topic_curated_only"
    TOPIC_OFF = "topic_off"
    OFF_TOPIC = "off_topic"
    LISTENED = "listened"
    LISTENING_ASKED = "listening_asked"
    LISTENING_OVER = "listening_over"
    CRISIS = "crisis"
    MY_NUMBER_DISCARDED = "my_number_discarded"
    INJECTION_REFUSED = "injection_refused"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    TOO_OFTEN = "too_often"
    CLOSED = "closed"
    READER_LEFT = "reader_left"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Ending:
    """What an outcome means: its family, the sentence, and what stands beside it.

    `shows_desk`: the nearest desk with phone and hours stands below. `is_gap`: counted as a gap of knowledge.
    """

    family: Family
    label: Promise
    sentence: Promise
    shows_desk: bool = False
    is_gap: bool = False


ENDINGS: Final[dict[Outcome, Ending]] = {
    Outcome.ANSWERED: Ending(Family.ANSWERED, _("回答"), _("町の資料をもとにお答えしました。")),
    Outcome.ANSWERED_CURATED: Ending(
        Family.ANSWERED, _("FAQで回答"), _("町が用意した「よくある質問」から、そのままお答えします。")
    ),
    Outcome.ANSWERED_GARBAGE: Ending(
        Family.ANSWERED, _("ごみ分別で回答"), _("町のごみ分別表と収集カレンダーから、そのままお答えします。")
    ),
    Outcome.ASKED_BACK: Ending(Family.ASKED, _("聞き返し"), _("お答えするために、もう少し教えてください。")),
    Outcome.GUIDED: Ending(
        Family.ANSWERED, _("手順で案内"), _("町が用意した手順案内から、そのままお答えします。"), shows_desk=True
    ),
    Outcome.QUOTED: Ending(Family.QUOTED, _("資料を引用"), _("関係する町の資料を、そのまま引用してお見せします。")),
    Outcome.QUOTED_MODEL_FAILED: Ending(
        Family.QUOTED,
        _("資料を引用（AI停止中）"),
        _("いまAIによる文章の作成ができないため、関係する町の資料をそのまま引用してお見せします。"),
    ),
    Outcome.QUOTED_ALLOWANCE_SPENT: Ending(
        Family.QUOTED,
        _("資料を引用（利用枠到達）"),
        _("今月のAIの利用枠に達したため、関係する町の資料をそのまま引用してお見せします。"),
    ),
    Outcome.NOT_FOUND: Ending(
        Family.UNANSWERED,
        _("資料なし"),
        _("申し訳ありません。町の資料に答えが見つからず、分かりません。下の窓口にお問い合わせください。"),
        shows_desk=True,
        is_gap=True,
    ),
    Outcome.NOT_SUPPORTED: Ending(
        Family.UNANSWERED,
        _("裏付けなし"),
        _("町の資料で確かめられる答えを作れませんでした。分からないことをお伝えしないため、下の窓口をご案内します。"),
        shows_desk=True,
        is_gap=True,
    ),
    Outcome.GARBAGE_UNKNOWN: Ending(
        Family.UNANSWERED,
        _("分別表になし"),
        _("町のごみ分別表に、お尋ねの品目が見つかりません。下の窓口にお問い合わせください。"),
        shows_desk=True,
        is_gap=True,
    ),
    Outcome.TOPIC_CURATED_ONLY: Ending(
        Family.UNANSWERED,
        _("FAQのみの分野"),
        _(
            "この分野は、いまは町が書いた「よくある質問」と手順案内だけでお答えしています。ご質問に合うものがありませんでした。下の窓口にお問い合わせください。"
        ),
        shows_desk=True,
        is_gap=True,
    ),
    Outcome.TOPIC_OFF: Ending(
        Family.GUARDED,
        _("停止中の分野"),
        _("この分野のご案内は、いま止めています。下の窓口にお問い合わせください。"),
        shows_desk=True,
    ),
    Outcome.OFF_TOPIC: Ending(
        Family.GUARDED,
        _("対象外"),
        _("町の手続きやくらしについてのご質問にお答えしています。このご質問にはお答えできません。"),
    ),
    Outcome.LISTENED: Ending(
        Family.GUARDED,
        _("お悩み相談"),
        _("お悩み相談です。つらいときは、人が聞いてくれる窓口もあります。"),
        shows_desk=True,
    ),
    Outcome.LISTENING_ASKED: Ending(
        Family.GUARDED,
        _("お悩み相談で手続きの質問"),
        _("お悩み相談では、手続きや制度のご案内をしていません。通常のチャットに戻ると、お答えできます。"),
    ),
    Outcome.LISTENING_OVER: Ending(Family.GUARDED, _("お悩み相談の終了"), _("通常のチャットに戻りました。")),
    Outcome.CRISIS: Ending(
        Family.GUARDED,
        _("緊急・相談案内"),
        _("つらい気持ちや危険があるときは、ひとりで抱えず、下の窓口に連絡してください。"),
        shows_desk=True,  # set only when no valid hotline stands
    ),
    Outcome.MY_NUMBER_DISCARDED: Ending(
        Family.GUARDED,
        _("マイナンバー破棄"),
        _(
            "マイナンバーと思われる数字が含まれていたため、送られた文章は保存せずに破棄しました。番号を除いて、もう一度入力してください。"
        ),
    ),
    Outcome.INJECTION_REFUSED: Ending(
        Family.GUARDED,
        _("不正な指示"),
        _("この書き方のご質問にはお答えできません。知りたい手続きや制度を、ふつうの言葉で入力してください。"),
    ),
    Outcome.EMPTY: Ending(
        Family.GUARDED, _("空の質問"), _("質問が入力されていません。知りたいことを入力してください。")
    ),
    Outcome.TOO_LONG: Ending(
        Family.GUARDED, _("長すぎる質問"), _("質問が長すぎます。400文字以内に短くして、もう一度入力してください。")
    ),
    Outcome.TOO_OFTEN: Ending(
        Family.GUARDED,
        _("回数制限"),
        _("短い時間に多くの質問が届いています。1分ほど待ってから、もう一度お試しください。"),
    ),
    Outcome.CLOSED: Ending(
        Family.GUARDED,
        _("受付停止中"),
        _("ただいまチャットでのご案内を休止しています。下の窓口にお問い合わせください。"),
        shows_desk=True,
    ),
    Outcome.READER_LEFT: Ending(Family.FAILED, _("途中で離脱"), _("回答の途中で画面が閉じられました。")),
    Outcome.FAILED: Ending(
        Family.FAILED,
        _("エラー"),
        _("申し訳ありません。回答の準備中に不具合が起きました。下の窓口にお問い合わせください。"),
        shows_desk=True,
    ),
}
