"""A transfer as a file of the bank tells it, and why a file cannot be read. No database."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Transfer:
    """Money that came in. `payer`: as the bank writes it, mostly kana; `note`: what the payer or the bank adds;
    `inquiry`: the bank's own number of it, "" without."""

    day: date
    yen: int
    payer: str
    note: str
    inquiry: str = ""


class FileRefused(ValueError):
    """Nothing of the file was taken; the sentence says what is wrong, where, and what to do."""
