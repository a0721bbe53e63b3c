"""What no source makes right: deciding for a person, our own instructions, markup."""

import re
from functools import lru_cache
from typing import Final

from assistants.verifying.compare_facts import Objection
from assistants.verifying.reasons import Reason

_ABOUT_A_PERSON: Final = re.compile(
    r"あなた|貴方|貴女|お客様|ご質問者|質問者(?:様|さん|の方)|ご相談者|相談者(?:様|さん)|(?:ご自身|ご家庭|お宅|そちら|お子さん|お子様|お子さま|"
    r"お母様|お父様|ご両親|ご主人|奥様|ご家族|お母さん|お父さん)(?:は|が|の場合|も|なら|であれば)|ご質問の(?:場合|ケース|状況)|"
    r"お話の(?:場合|内容|状況)|(?:この|その|お書きの|ご記載の|ご説明の)(?:状況|条件|ケース|収入|所得|年齢)(?:なら|では|でしたら|であれば)|〔氏名\d"
)
_DECIDED: Final = re.compile(
    r"(?:受給|受け取|受け取る|利用|申請|減免|免除|入居|入所|支給|助成)[ぁ-ん]{0,6}(?:できます|できません|できる(?!場合|可能|こと(?:が|も)あ|か)|られます|されます|が可能です)|"
    r"(?:受けら|もら|得ら|支払わ|給付さ|支給さ|免除さ|減免さ|認めら|認定さ|交付さ)(?:れ|え)(?:ます|ません|る(?!場合|可能|か))|"
    r"もらえ(?:ます|ません)|受け取れ(?:ます|ません)|通り(?:ます|ません)|"
    r"(?:対象|該当|非課税|資格|権利|要件|条件|基準)(?:者|世帯)?(?:に|と|を|が|は|外)?(?:です|なります|なりません|当たります|あたります|該当します|該当しません|"
    r"満たし(?:て|ます|ません)|満たす|あります|ありません|ではありません|外です)|該当し(?:ます|ません)"
)
_HEDGED: Final = re.compile(
    r"場合があり|可能性が|かもしれ|ことがあり|かどうか|か(?:は|を)[^。]{0,12}(?:確認|判断|審査|相談|問い合わせ)|(?:窓口|課|町|村)[^。]{0,10}(?:判断|審査|決定)|とは限"
)
_PROMISED: Final = re.compile(
    r"(?:必ず|間違いなく|確実に|絶対に?|きっと)[^。]{0,16}(?:もらえ|受けられ|受給でき|受け取れ|支給され|対象に?(?:です|なり)|通り|認められ|承認され|認定され)"
)
_INSTRUCTIONS: Final = re.compile(
    r"システム(?:プロンプト|メッセージ|指示)|system ?prompt"
    r"|(?:私|わたし|AI)(?:へ|に|が受けた|に与えられた)の?(?:指示|命令|ルール)"
    r"|"
    r"(?:この|内部の?|上記の|与えられた|受けた)(?:指示|命令|プロンプト)(?:の|は|を|に)|守ること\s*[:：]?\s*$|"
    r"番号のない文は|資料だけを根拠に|"
    r"\[\[|\]\]|［［|<\|(?:im_|end|sys)|as an ai language model|developer mode|\bDAN\b",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(
    r"<\s*/?\s*[a-z!?][^>]*>?|!\[[^\]]*\]\(|\]\(\s*[a-z]+:|javascript:|data:[a-z]+/|on(?:error|load|click)\s*=|\{\{|\{%|```|"
    r"\b(?:select\s+.{1,80}\s+from|drop\s+table|insert\s+into|union\s+select)\b|[\u202a-\u202e\u2066-\u2069\u200b-\u200f\U000e0000-\U000e007f]",
    re.IGNORECASE | re.ASCII,
)
_SHINGLE: Final = 12  # letters of our own instructions that may not appear in a row
_SIGNS: Final = re.compile(r"[\W_]+")


def objection_to_form(*, text: str, prompt: str, sources_text: str) -> Objection | None:
    """Why a sentence may not be shown whatever the sources say; `prompt` are our own instructions."""
    if not any(letter.isalnum() for letter in text) or _MARKUP.search(text):
        return Reason.MARKUP, text
    if found := _INSTRUCTIONS.search(text):
        return Reason.INSTRUCTIONS, found[0]
    if leaked := _leaked(text, prompt, sources_text):
        return Reason.INSTRUCTIONS, leaked
    if found := _PROMISED.search(text):
        return Reason.DECIDES_ENTITLEMENT, found[0]
    if (found := _ABOUT_A_PERSON.search(text)) and not _HEDGED.search(text):
        decided = _DECIDED.search(text, found.start())
        return (Reason.DECIDES_ENTITLEMENT, decided[0]) if decided else None
    return None


def _leaked(text: str, prompt: str, sources_text: str) -> str:
    """A piece of our own instructions, also with signs between its letters or written backwards."""
    ours, plain, known = _shingles(prompt), _bare(text), _bare(sources_text)
    for letters in (plain, plain[::-1]):
        for start in range(len(letters) - _SHINGLE + 1):
            piece = letters[start : start + _SHINGLE]
            if piece in ours and piece not in known:
                return piece
    return ""


def _bare(text: str) -> str:
    return _SIGNS.sub("", text)


@lru_cache(maxsize=200)
def _shingles(prompt: str) -> frozenset[str]:
    plain = _bare(prompt)
    return frozenset(plain[start : start + _SHINGLE] for start in range(len(plain) - _SHINGLE + 1))
