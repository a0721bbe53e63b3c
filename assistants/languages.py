"""The languages residents are answered in and how a model is told (product C8)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """A language of answers: its own name as people look for it, and the instruction for a model.

    `code` is what is stored; `tag` is the value of HTML's lang attribute (BCP 47).
    """

    code: str
    name: str
    instruction: str

    @property
    def tag(self) -> str:
        """やさしい日本語 is Japanese to a screen reader."""
        return "ja" if is_japanese_code(code=self.code) else "fil" if self.code == "tl" else self.code


def _foreign(code: str, name: str, called: str) -> Language:
    """A language other than Japanese. Facts stay in figures, so that they can be compared with the source."""
    instruction = (
        f"回答は{called}で書く。資料は日本語のままだが、回答に日本語の文を混ぜない。番号 [[P1]] はそのまま付ける。"
        "金額・日付・時刻・電話番号は資料と同じ数字（算用数字）で書く。"
        "課や施設の名前は訳したあとに、資料どおりの日本語を（ ）に入れて添える。"
        "必要・不要、できる・できない、以上・未満を変えない。"
    )
    return Language(code, name, instruction)


LANGUAGES: Final = {
    language.code: language
    for language in (
        Language("ja", "日本語", "回答は日本語で書く。"),
        Language(
            "ja-easy",
            "やさしい日本語",
            "回答は「やさしい日本語」で書く。一つの文は40字より短く、言うことは一つ。です・ますで終える。敬語（ご覧、伺う、いらっしゃる）、"
            "受け身、二重否定、「〜」、省略した日付（12/6）を使わない。年は西暦、時刻は午前・午後で書く。"
            "難しいが必要な言葉は「転入届＜＝引っ越して来たときに出す紙＞」のように、すぐ後ろに説明を付ける。大切なことを先に書く。",
        ),
        _foreign("en", "English", "英語"),
        _foreign("zh-Hans", "简体中文", "中国語（簡体字）"),
        _foreign("zh-Hant", "繁體中文", "中国語（繁体字）"),
        _foreign("ko", "한국어", "韓国語"),
        _foreign("vi", "Tiếng Việt", "ベトナム語"),
        _foreign("pt", "Português", "ポルトガル語（ブラジル）"),
        _foreign("tl", "Filipino", "フィリピノ語（タガログ語）"),
        _foreign("ne", "नेपाली", "ネパール語"),
        _foreign("id", "Bahasa Indonesia", "インドネシア語"),
    )
}


def is_japanese_code(*, code: str) -> bool:
    """Whether a code means Japanese, plain or やさしい."""
    return code.startswith("ja")


def known_or_japanese(*, code: str) -> str:
    """`code`, or Japanese for one that nobody knows."""
    return code if code in LANGUAGES else "ja"


def instruction_for(*, language: str) -> str:
    """The sentence that tells a model which language to write; Japanese for an unknown code."""
    return LANGUAGES.get(language, LANGUAGES["ja"]).instruction
