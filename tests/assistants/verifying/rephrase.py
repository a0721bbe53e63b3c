"""Says a sentence in other words that mean the same, as a model would."""

import random
import re
from collections.abc import Callable

Rephrasing = Callable[[str], str]
_KANJI = "〇一二三四五六七八九"
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
_ERAS = (("令和", 2018), ("平成", 1988), ("昭和", 1925))


def western(text: str) -> str:
    """令和8年 as 2026年."""
    for era, before in _ERAS:
        text = re.sub(rf"{era}(\d+|元)年", lambda f, b=before: f"{b + (1 if f[1] == '元' else int(f[1]))}年", text)
    return text


def japanese_era(text: str) -> str:
    """2026年 as 令和8年."""
    return re.sub(r"(?<!\d)20(19|2\d)年", lambda f: f"令和{int(f[1]) - 18}年", text)


def clock_in_words(text: str) -> str:
    """17:15 as 午後5時15分."""

    def said(found: re.Match[str]) -> str:
        hour, minute = int(found[1]), int(found[2])
        half = "午後" if hour >= 12 else "午前"
        hour -= 12 if hour > 12 else 0
        return f"{half}{hour}時{f'{minute}分' if minute else ''}"

    return re.sub(r"(?<![\d:])(\d{1,2}):(\d\d)(?!\d)", said, text)


def clock_24(text: str) -> str:
    """17:15 as 17時15分."""
    return re.sub(r"(?<![\d:])(\d{1,2}):(\d\d)(?!\d)", lambda f: f"{f[1]}時{f[2] + '分' if f[2] != '00' else ''}", text)


def wide_digits(text: str) -> str:
    """300円 as ３００円."""
    return text if "http" in text else text.translate(_WIDE)


def _in_kanji(number: int) -> str:
    said = ""
    for scale, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, scale)
        if digit:
            said += ("" if digit == 1 and word else _KANJI[digit]) + word
    return said


def kanji_numbers(text: str) -> str:
    """300円 as 三百円, 14日以内 as 十四日以内."""
    return re.sub(
        r"(?<![\d,.年月時第:〜~-])(\d{1,4})(?=円|日以内|人|歳|枚|通|か月以内|週間|回)",
        lambda f: _in_kanji(int(f[1])) if int(f[1]) else f[1],
        text,
    )


def without_commas(text: str) -> str:
    """1,000円 as 1000円."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def in_ten_thousands(text: str) -> str:
    """50,000円 as 5万円."""
    return re.sub(r"(?<![\d,])(\d{1,3})0,000円", lambda f: f"{f[1]}万円", text)


def range_in_words(text: str) -> str:
    """8:30〜17:15 as 8:30から17:15まで."""
    return re.sub(
        r"([\d:]+(?:円|歳|人|月\d+日)?)[〜～]([\d:]+(?:円|歳|人|月\d+日)?)(?![まで\d:割倍%％人回枚個日分])",
        r"\1から\2まで",
        text,
    )


_SWAPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("できます。", ("可能です。", "できるようになっています。")),
    ("できません。", ("できないことになっています。",)),
    ("必要です。", ("必要になります。", "要ります。")),
    ("不要です。", ("必要ありません。", "要りません。", "必要はありません。")),
    ("要りません。", ("不要です。", "必要ありません。")),
    ("いりません。", ("不要です。", "必要ありません。")),
    ("料は無料です。", ("料はかかりません。", "料は無料となっています。")),
    ("無料です。", ("無料となっています。",)),
    ("かかりません。", ("かからないことになっています。",)),
    ("です。", ("となります。", "となっています。", "でございます。")),
    ("あります。", ("ございます。",)),
    ("ください。", ("くださるようお願いします。", "くださいますようお願いします。", "くださいね。")),
    ("お問い合わせください。", ("お尋ねください。", "問い合わせてください。")),
)


def polite_ending(text: str, chance: random.Random) -> str:
    """Another ending of the same meaning."""
    for said, others in _SWAPS:
        if text.endswith(said) and not text.endswith("ないでください。"):
            return text[: -len(said)] + chance.choice(others)
    return text


def without_brackets(text: str) -> str:
    """A remark in brackets left out."""
    shorter = re.sub(r"（[^（）]*）", "", text, count=1)
    return shorter if len(shorter) > 12 else text


def bulleted(text: str) -> str:
    """As an item of a list, without its full stop."""
    return f"- {text.removesuffix('。')}"


def bold(text: str) -> str:
    """With its number in bold type."""
    return re.sub(r"(\d[\d,]*円|\d+日以内)", r"**\1**", text, count=1)


_PLAIN: tuple[Rephrasing, ...] = (
    western, japanese_era, clock_in_words, clock_24, wide_digits, kanji_numbers, without_commas, in_ten_thousands,
    range_in_words, without_brackets, bulleted, bold,
)  # fmt: skip


def rephrased(text: str, chance: random.Random, *, leave_out: bool = True) -> str:
    """`text` in other words: up to three changes; sometimes none. `leave_out`: brackets may go."""
    for rephrase in chance.sample(_PLAIN, chance.choice((0, 1, 2, 3))):
        if leave_out or rephrase is not without_brackets:
            text = rephrase(text)
    return polite_ending(text, chance) if chance.random() < 0.5 else text
