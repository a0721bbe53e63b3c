"""Letters of bank files: which encoding a file is in, and names in a form that can be compared. No database."""

import codecs
import re
import unicodedata
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext as _

from billing.reconciling.transfer import FileRefused

_BOMS: Final = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FOREIGN: Final = {b"PK\x03\x04": "Excel", b"\xd0\xcf\x11\xe0": "Excel", b"%PDF": "PDF"}
_SMALL: Final = str.maketrans("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ")
_EBCDIC_ONE: Final = b"\xf1"
# What Python's CP932 makes of bytes that it does not have, and control characters.
_NO_LETTER: Final = re.compile(r"[\x00-\x08\x0e-\x19\x80-\x9f\uf8f0-\uf8f3]")
_HIRAGANA: Final = range(0x3041, 0x3097)
_TO_KATAKANA: Final = 0x60


def text_of(*, content: bytes) -> str:
    """The file as text: by its mark, else UTF-8, else Shift_JIS (CP932). Raises FileRefused."""
    for begin, what in _FOREIGN.items():
        if content.startswith(begin):
            raise FileRefused(
                _("これは%(what)sのファイルです。銀行のサイトから、CSVか全銀形式でダウンロードしてください。")
                % {"what": what}
            )
    if content[:1] == _EBCDIC_ONE and content[1:3].isalnum() is False:
        raise FileRefused(
            _("文字コードがEBCDICのファイルです。銀行のサイトで、文字コードに「JIS」を選んでダウンロードしてください。")
        )
    marked = next((name for mark, name in _BOMS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "cp932"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NO_LETTER.search(text):
            return text
    raise FileRefused(
        _(
            "文字コードを読み取れませんでした。Shift_JISかUTF-8のファイルだけ読み取れます。"
            "銀行のサイトからダウンロードしたままのファイルを選んでください。"
        )
    )


def plain_width(*, text: str) -> str:
    """Half-width kana become full, full-width letters and digits become half; voiced marks join their letter."""
    return unicodedata.normalize("NFKC", text).strip()


@lru_cache(maxsize=4096)
def name_key(*, name: str) -> str:
    """A name as banks write it, for comparing: katakana without small letters, blanks, long vowels and marks."""
    wide = unicodedata.normalize("NFKC", name)
    katakana = "".join(chr(ord(c) + _TO_KATAKANA) if ord(c) in _HIRAGANA else c for c in wide)
    return "".join(c for c in katakana.translate(_SMALL).upper() if c.isalnum() and c != "ー")
