"""Opens a message: invisible letters, look-alikes, spaced letters and encodings are undone before rules read it."""

import base64
import binascii
import codecs
import re
import unicodedata
from typing import Final
from urllib.parse import unquote

_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_TAGS: Final = re.compile("[\U000e0020-\U000e007e]")
_LOOK_ALIKES: Final = str.maketrans("аеорсухіѕјԁɡαοερνικυ", "aeopcyxisjdgaoepviku")
_LEET: Final = str.maketrans("0134578@$", "oieastbas")
_SIGNS: Final = re.compile(r"[\s、。・,.!?:;\-_*~〜ー|/\\'\"「」『』()\[\]{}<>【】…‥＿#+=]+")
_BASE64: Final = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
_HEX: Final = re.compile(r"(?:[0-9a-fA-F]{2}[ :]?){10,}|(?:\\x[0-9a-fA-F]{2}){6,}|(?:\\u[0-9a-fA-F]{4}){4,}")
_BINARY: Final = re.compile(r"(?:[01]{8}\s*){6,}")
_SPACED: Final = re.compile(r"(?:\b\w[\s.\-_*]){5,}\w\b")
_READABLE: Final = 0.85
_ROT: Final = re.compile(r"[A-Za-z][A-Za-z .,']{14,}")
_DEEPEST: Final = 2
# What a hostile message may cost: one letter may stand for eighteen (U+FDFA), and a flood of one sign makes patterns
# with two open ends try every pair of places.
_MOST_CHARACTERS: Final = 8_000
_FLOOD_KEPT: Final = 40
_FLOOD: Final = re.compile(rf"(.)\1{{{_FLOOD_KEPT},}}", re.DOTALL)


def readings(*, text: str) -> tuple[str, ...]:
    """The message in lower case, NFKC, without invisible letters, followed by what was hidden in it by encodings."""
    found = [_plain(text)]
    hidden = "".join(chr(ord(letter) - 0xE0000) for letter in _TAGS.findall(text))
    layers = [text, hidden] if hidden else [text]
    for _depth in range(_DEEPEST):
        layers = [inner for layer in layers for inner in _decoded(layer)]
        found += [_plain(layer) for layer in layers]
    if hidden:
        found.append(_plain(hidden))
    return tuple(dict.fromkeys(found))


def tight(*, text: str) -> str:
    """Without blanks and signs: 「シ ス テ ム・プロンプト」 is システムプロンプト. Long marks go as well."""
    return _SIGNS.sub("", text)


def _plain(text: str) -> str:
    opened = unicodedata.normalize("NFKC", text)[:_MOST_CHARACTERS]
    plain = _INVISIBLE.sub("", _TAGS.sub("", opened)).lower().translate(_LOOK_ALIKES)
    plain = _FLOOD.sub(lambda found: found[1] * _FLOOD_KEPT, plain)
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", plain) if not _is_stacked(letter))
    plain = unicodedata.normalize("NFC", plain)
    plain = _SPACED.sub(lambda found: re.sub(r"[\s.\-_*]", "", found[0]), plain)
    return re.sub(r"[ \t\u3000]+", " ", plain)


def _is_stacked(letter: str) -> bool:
    """Marks piled on letters (zalgo); the Japanese voicing marks stay."""
    return unicodedata.combining(letter) > 0 and letter not in "\u3099\u309a"


def _decoded(text: str) -> list[str]:
    found = [_from_base64(piece) for piece in _BASE64.findall(text)]
    found += [_from_hex(piece) for piece in _HEX.findall(text)]
    found += [_from_binary(piece) for piece in _BINARY.findall(text)]
    if "%" in text and unquote(text) != text:
        found.append(unquote(text))
    found += [codecs.encode(piece, "rot13") for piece in _ROT.findall(text)]
    found += [piece[::-1] for piece in (text,)] + [_unleeted(text)]
    return [piece for piece in found if piece]


def _unleeted(text: str) -> str:
    """1gn0r3 as ignore; only where letters and digits are mixed in words."""
    return re.sub(r"\b(?=\w*[a-zA-Z])(?=\w*[0-9@$])[\w@$]{4,}", lambda found: found[0].translate(_LEET), text)


def _from_base64(piece: str) -> str:
    padded = piece.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return _readable(base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True))
    except (binascii.Error, ValueError):
        return ""


def _from_hex(piece: str) -> str:
    if "\\u" in piece:
        return "".join(chr(int(code, 16)) for code in re.findall(r"\\u([0-9a-fA-F]{4})", piece))
    digits = re.sub(r"\\x|[ :]", "", piece)
    return _readable(bytes.fromhex(digits[: len(digits) // 2 * 2]))


def _from_binary(piece: str) -> str:
    return _readable(bytes(int(byte, 2) for byte in re.findall(r"[01]{8}", piece)))


def _readable(raw: bytes) -> str:
    """The text in UTF-8, when it is text at all."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    shown = sum(letter.isprintable() or letter.isspace() for letter in text)
    return text if text and shown / len(text) >= _READABLE else ""
