"""The languages residents are answered in and how a model is told (product C8)."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Language:
    """A language of answers: its own name as people look for it, and the instruction for a model."""

    code: str
    name: str
    instruction: str


_AS_ASKED: Final = "回答は日本語で書く。"
LANGUAGES: Final = {
    language.code: language
    for language in (
        Language("ja", "日本語", _AS_ASKED),
        Language(
            "ja-easy",
            "やさしい日本語",
            "回答は「やさしい日本語」で書く。短い文、です・ます、敬語や漢語を避け、難しい言葉には説明を付ける。",
        ),
        Language("en", "English", "回答は英語で書く。番号 [[P1]] はそのまま付ける。"),
    )
}


def instruction_for(*, language: str) -> str:
    """The sentence that tells a model which language to write; Japanese for an unknown code."""
    return LANGUAGES.get(language, LANGUAGES["ja"]).instruction
