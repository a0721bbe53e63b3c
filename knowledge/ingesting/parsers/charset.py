"""Finds out in which encoding a text file is written: BOM, UTF-8, JIS, then CP932 against EUC-JP by what they spell."""

import codecs
import re
from dataclasses import dataclass

from knowledge.ingesting.refused import FailureCode, Refused

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_JIS_ESCAPE = re.compile(rb"\x1b(\$[@B]|\([BJI]|\$\()")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{3,20})""")
# What a file may call its encoding; anything else a file claims (Python knows "rot13" and "idna") is passed over.
_ALIASES = {"shift_jis": "cp932", "shift-jis": "cp932", "x-sjis": "cp932", "sjis": "cp932", "ms932": "cp932"}
_ALIASES |= {
    "windows-31j": "cp932",
    "cp932": "cp932",
    "euc-jp": "euc_jp",
    "x-euc-jp": "euc_jp",
    "utf8": "utf-8",
    "utf-8": "utf-8",
}
_ALIASES |= {"iso-2022-jp": "iso2022_jp_ext"}
_LIKELY = re.compile("[ぁ-んァ-ヶー一-鿿、。「」・0-9A-Za-z\\s]")
# EUC-JP bytes read as CP932 become half-width katakana, which earn nothing; the reverse gives rare letters.
_UNLIKELY = re.compile("[\ue000-\uf8ff\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_HEAD_BYTES = 4_096
_LEAST_SCORE = 0.4


@dataclass(frozen=True, slots=True)
class DecodedText:
    """The text with \\n line ends; `guessed` says that nothing in the file names its encoding."""

    text: str
    encoding: str
    guessed: bool


def decode(*, content: bytes, declared: str = "") -> DecodedText:
    """Text of a file. `declared` is an encoding named from outside (an HTTP header, a meta tag).

    Raises Refused(UNREADABLE_CHARSET) when no encoding gives readable text, or when the bytes are not text at all.
    """
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _decoded(_strictly(content, encoding), encoding, guessed=False)
    # JIS before UTF-8: its bytes are all ASCII, so every UTF-8 reader takes them for text. UTF-8 before what is
    # declared: Japanese in another encoding is never valid UTF-8, but pages name a wrong one.
    jis = "iso2022_jp_ext" if _JIS_ESCAPE.search(content) else ""
    for encoding in filter(None, (jis, "utf-8", _known(declared))):
        text = _strictly(content, encoding)
        if text is not None and not _is_binary(text):
            return _decoded(text, encoding, guessed=False)
    return _most_likely(content)


def declared_encoding(*, content: bytes) -> str:
    """The encoding that an HTML or XML file names in its first 4 KB, or ""."""
    found = _DECLARED.search(content[:_HEAD_BYTES])
    return found[1].decode("ascii") if found else ""


def _most_likely(content: bytes) -> DecodedText:
    scored = [(_score(text), name, text) for name in ("cp932", "euc_jis_2004") if (text := _strictly(content, name))]
    score, encoding, text = max(scored, default=(0.0, "", ""))
    if score < _LEAST_SCORE or _is_binary(text):
        raise Refused(FailureCode.UNREADABLE_CHARSET)
    return _decoded(text, encoding, guessed=True)


def _known(declared: str) -> str:
    return _ALIASES.get(declared.strip().lower(), "")


def _strictly(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _score(text: str) -> float:
    letters = [letter for letter in text if not letter.isascii()]
    if not letters:
        return 1.0
    joined = "".join(letters)
    return (len(_LIKELY.findall(joined)) - 2 * len(_UNLIKELY.findall(joined))) / len(letters)


def _is_binary(text: str) -> bool:
    return "\x00" in text


def _decoded(text: str | None, encoding: str, *, guessed: bool) -> DecodedText:
    if text is None or _is_binary(text):
        raise Refused(FailureCode.UNREADABLE_CHARSET)
    return DecodedText(text.replace("\r\n", "\n").replace("\r", "\n"), encoding, guessed)
