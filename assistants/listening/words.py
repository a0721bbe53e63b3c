"""The words by which the listening mode is entered and left, and the fixed sentences that it says itself."""

import re
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTER: Final = "お悩み相談を始める"
LEAVE: Final = "お悩み相談を終える"
ASK: Final = "通常のチャットで聞く: "
_HEARD: Final = ("悩みを聞いて", "話を聞いて")
_ENTERS: Final = frozenset(
    {ENTER, "お悩み相談", "悩み相談"} | {f"{heard}{end}" for heard in _HEARD for end in ("", "ほしい", "ください")}
)
_LEAVES: Final = frozenset({LEAVE, "終わる", "終える", "やめる", "終了", "相談を終える"})
_SIGNS: Final = re.compile(r"[\s。．.、,！!？?]+$")

GREETING: Final[Promise] = _(
    "お悩み相談です。よかったら、いまの気持ちや困っていることを、話せるところから書いてください。"
)
PROMISE: Final[Promise] = _(
    "お話をうかがうのはAIで、人ではありません。診断、助言、手続きのご案内はしません。お名前や住所は書かないでください。"
)
KEEPING: Final[Promise] = _(
    "書いたことは職員の画面には出ません。お悩み相談を終えるか、半日たつと消します。返事を作るため、個人情報を伏せた文を町が契約したAIのサービスに送ります。"
)
KEEPING_WITHOUT_MODEL: Final[Promise] = _(
    "書いたことは職員の画面には出ません。お悩み相談を終えるか、半日たつと消します。"
)
GO_ON: Final[Promise] = _("お悩み相談は、このまま続けられます。いま危険があるときは、先に上の窓口に連絡してください。")
WITHOUT_MODEL: Final[Promise] = _(
    "お話しくださってありがとうございます。いまはAIがお話をうかがうことができません。人が聞いてくれる窓口をご案内します。"
)
WITHOUT_MODEL_AT_FIRST: Final[Promise] = _(
    "いまはAIがお話をうかがうことができません。人が聞いてくれる窓口をご案内します。"
)
LOST_WORDS: Final[Promise] = _(
    "お話しくださってありがとうございます。うまく言葉にできず、ごめんなさい。よかったら、もう少し聞かせてください。"
)
FAREWELL: Final[Promise] = _("お悩み相談を終えました。書かれた内容は消しました。またいつでもお話しください。")
LEAVE_LABEL: Final[Promise] = _("お悩み相談を終える")
ASK_LABEL: Final[Promise] = _("通常のチャットで、この質問をする")


def enters(*, text: str) -> bool:
    """Whether the message asks to be listened to and says nothing else."""
    return _SIGNS.sub("", text.strip()) in _ENTERS


def leaves(*, text: str) -> bool:
    """Whether the message ends the talk and says nothing else."""
    return _SIGNS.sub("", text.strip()) in _LEAVES
