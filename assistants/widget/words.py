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
        "choices": _("次から選べます"),
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
        "talk": _talk_words(),
        "reasons": {key: str(word) for key, word in REASONS.items()},
    }


def _talk_words() -> dict[str, str]:
    """On the way to a person; what stands in braces is filled in by the script."""
    return {
        "lead": _("AIではなく、役場の職員が読んで返信します。返信は、このチャットの中で読めます。"),
        "opens": _("いまは受付時間外です。次に職員が見るのは{at}です。"),
        "promised": _("いま送ると、{at}までに返信します。"),
        "message": _("相談したいこと"),
        "section": _("相談したい課"),
        "anywhere": _("分からない（役場で決める）"),
        "shares": _("チャットのやりとりも担当に見せる"),
        "see": _("担当に見せるやりとりを確かめる"),
        "name": _("お名前"),
        "contact": _("連絡先（電話番号かメールアドレス）"),
        "optional": _("（書かなくてもかまいません）"),
        "never": _("マイナンバー、口座番号、病歴など、相談に要らないことは書かないでください。"),
        "agree": _("上の使い方に同意する"),
        "send": _("職員に送る"),
        "stop": _("やめる"),
        "shut": _("いま、チャットからの相談は受け付けていません。お電話か窓口でご相談ください。"),
        "to": _("{section}への相談"),
        "number": _("受付番号"),
        "you": _("あなた"),
        "more": _("職員に続けて書く"),
        "shared": _("家族や公共の端末を使っているときは、読み終わったら表示を消せます（相談は続きます）。"),
        "forget": _("この端末から相談の表示を消す"),
    }
