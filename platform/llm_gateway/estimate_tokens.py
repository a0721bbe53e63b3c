"""How many tokens a text has about, for providers that give no figures; usage counted this way is flagged."""

from collections.abc import Iterable
from math import ceil

_ASCII_CHARACTERS_A_TOKEN = 4


def estimate_tokens(*, texts: Iterable[str]) -> int:
    """Tokens of the texts together: one for each character outside ASCII, one for four within.

    Chosen not to come out too low: present vocabularies need 0.6-1.0 token for a Japanese character.
    """
    ascii_count = other_count = 0
    for text in texts:
        plain = len(text.encode("ascii", "ignore"))
        ascii_count += plain
        other_count += len(text) - plain
    return other_count + ceil(ascii_count / _ASCII_CHARACTERS_A_TOKEN)
