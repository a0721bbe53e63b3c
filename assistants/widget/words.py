"""The widget's words, by the language of the reader; the script itself holds none."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from assistants.feedback import REASONS
from assistants.line.saying import NOTICE


def first_words() -> dict[str, dict[str, str]]:
    """What stands before anything is asked of the server, in the languages of the interface."""
    found = {}
    for code in ("ja", "en"):
        with override(code):
            found[code] = {
                "open": _("チャットで質問"),
                "failed": _("通信が途切れました。もう一度お試しください。"),
                "page": _("チャットのページを開く"),
                "close": _("閉じる"),
            }
    return found


def all_words() -> dict[str, object]:
    """Everything else."""
    return {
        "notice": str(NOTICE),
        "asked": _("あなたの質問"),
        "hidden": _("（表示していません）"),
        "question": _("質問を入力してください"),
        "help": _("400文字まで。例: 粗大ごみはどう出せばいいですか"),
        "send": _("送る"),
        "stop": _("止める"),
        "stopped": _("回答を止めました。"),
        "thinking": _("町の資料を調べています…"),
        "suggestions": _("よくあるご質問"),
        "language": _("回答の言語"),
        "again": _("はじめから"),
        "person": _("職員に相談する"),
        "sources": _("出典"),
        "source": _("出典"),
        "page_number": _("ページ"),
        "opens_new": _("（新しいタブで開きます）"),
        "helped": _("役に立ちましたか"),
        "yes": _("はい"),
        "no": _("いいえ"),
        "thanks": _("ありがとうございます。"),
        "report": _("間違いを知らせる"),
        "where": _("どこが違いますか"),
        "comment": _("くわしく（書かなくてもかまいません。個人情報は書かないでください）"),
        "tell": _("町に知らせる"),
        "told": _("ありがとうございます。担当者が確認します。"),
        "emergency": _("命の危険があるときは、ためらわず 110（警察）・119（救急）へ"),
        "checked": _("確認"),
        "closed": _("ただいま休止しています"),
        "reasons": {key: str(word) for key, word in REASONS.items()},
    }
