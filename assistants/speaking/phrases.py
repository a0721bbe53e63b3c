"""Our fixed sentences in the languages of residents: a file a language in phrases/ (ADR 0013 says why not gettext).

Japanese stays with gettext, as the rest of the interface does: a reader who chose nothing sees the page's language.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assistants.languages import LANGUAGES
from assistants.outcomes import ENDINGS, Outcome

_FOLDER: Final = Path(__file__).parent / "phrases"
PAGE: Final[dict[str, Promise]] = {
    "title": _("{town} AI案内"),
    "notice": _(
        "AIが町の資料をもとに、一般的なご案内をします。大切な手続きは窓口でお確かめください。名前・住所・電話番号・マイナンバーなどの個人情報は書かないでください。"
    ),
    "greeting": _("こんにちは。町の手続きやくらしについてお答えします。"),
    "new": _("はじめから"),
    "suggestions": _("よくあるご質問"),
    "label": _("質問を入力してください"),
    "send": _("送る"),
    "stop": _("止める"),
    "help": _("400文字まで。例: 粗大ごみはどう出せばいいですか"),
    "your_question": _("あなたの質問"),
    "thinking": _("町の資料を調べています…"),
    "failed": _("通信が途切れました。もう一度お試しください。"),
    "stopped": _("回答を止めました。"),
    "not_shown": _("（表示していません）"),
    "sources": _("出典"),
    "open_source": _("出典{number}"),
    "helpful": _("役に立ちましたか"),
    "yes": _("はい"),
    "no": _("いいえ"),
    "person": _("職員に相談する"),
    "life_danger": _("命の危険があるときは、ためらわず 110（警察）・119（救急）へ"),
    "choose_language": _("回答の言語"),
    "apply": _("変更"),
    "furigana_on": _("ふりがなを付ける"),
    "furigana_off": _("ふりがなを消す"),
    "large_on": _("文字を大きくする"),
    "large_off": _("文字を標準にする"),
    "closed": _("ただいま休止しています"),
    "japanese_source": _("町の資料（原文）"),
}

Words = Mapping[str, str | Promise]


def page_words(*, language: str) -> Words:
    """The fixed words of the chat page. Of a language without a file: Japanese, by gettext."""
    return _file(language)["page"] if language in translated() else PAGE


def outcome_sentence(*, outcome: Outcome, language: str) -> str:
    """The sentence of an ending in a reader's language."""
    if language not in translated():
        return str(ENDINGS[outcome].sentence)
    return str(_file(language)["outcomes"][outcome.value])


def suggestions(*, language: str) -> tuple[str, ...]:
    """Questions to begin with; none in Japanese, where the town's own stand."""
    return tuple(_file(language)["ask"]) if language in translated() else ()


@cache
def translated() -> frozenset[str]:
    """The codes that have a file."""
    return frozenset(path.stem for path in _FOLDER.glob("*.toml")) & LANGUAGES.keys()


@cache
def _file(language: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
