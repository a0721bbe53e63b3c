"""Finds sentences that give orders to an AI, by rules made for documents of municipalities.

A document speaks to residents and clerks; 「係員の指示に従ってください」 is ordinary. So every rule needs a sign that
an AI is meant: it is named, its earlier instructions are, or the answer it shall give. Held text is read by a person.
"""

import re
import unicodedata

from knowledge.ingesting.instruction_rules_en import ENGLISH, MARKS
from knowledge.ingesting.instruction_rules_ja import JAPANESE

_RULES = re.compile("|".join(f"(?:{rule})" for rule in (*JAPANESE, *ENGLISH, *MARKS)), re.IGNORECASE | re.MULTILINE)
_SPACED = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff])[ \u3000\t]+(?=[\u3040-\u30ff\u3400-\u9fff])")
_WIDTHLESS = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_AROUND = 20


def instruction_in(*, text: str) -> str:
    """The first piece of `text` that looks like an order to an AI, with some characters around it, or "".

    Looks through full-width letters, letters set apart by blanks, and characters without width.
    """
    plain = _SPACED.sub("", _WIDTHLESS.sub("", unicodedata.normalize("NFKC", text)))
    found = _RULES.search(plain)
    if found is None:
        return ""
    return " ".join(plain[max(found.start() - _AROUND, 0) : found.end() + _AROUND].split())
