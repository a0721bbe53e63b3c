"""The built-in list of all 1,741 municipalities and the check of their codes."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.translation import gettext as _

_FILE: Final = Path(__file__).parent / "data" / "municipalities.csv"
_WEIGHTS: Final = (6, 5, 4, 3, 2)
CODE_DIGITS: Final = 6
# JIS X 0401 ends at 47; codes above belong to the fictional towns of the demo and of tests.
_LAST_PREFECTURE: Final = 47


@dataclass(frozen=True, slots=True)
class ListedMunicipality:
    """One row of the list. `code` has six digits, the last of which is the check digit."""

    code: str
    name: str
    kana: str
    prefecture: str


class WrongCode(ValueError):
    """The code cannot be a municipality's; the message says which rule fails, in the reader's language."""


def check_digit(*, first_five: str) -> int:
    """Check digit of 全国地方公共団体コード: 11 − (Σ digit·weight 6,5,4,3,2 mod 11), its last digit."""
    total = sum(int(digit) * weight for digit, weight in zip(first_five, _WEIGHTS, strict=True))
    return (11 - total % 11) % 10


def check_code(*, code: str) -> str:
    """The code as it stands in the list; raises WrongCode naming the rule that fails."""
    cleaned = code.strip().translate(str.maketrans("０１２３４５６７８９", "0123456789"))
    if not cleaned.isascii() or not cleaned.isdigit():
        raise WrongCode(
            _("団体コード「%(code)s」に数字以外の文字があります。6けたの数字で入力してください。") % {"code": code}
        )
    if len(cleaned) != CODE_DIGITS:
        raise WrongCode(
            _("団体コードは6けたです（入力は%(count)dけた）。最後の1けたは検査数字です。") % {"count": len(cleaned)}
        )
    expected = check_digit(first_five=cleaned[:5])
    if int(cleaned[5]) != expected:
        raise WrongCode(
            _("団体コード%(code)sの検査数字（6けた目）が合いません。%(first)sに対する検査数字は%(expected)dです。")
            % {"code": cleaned, "first": cleaned[:5], "expected": expected}
        )
    return cleaned


@cache
def listed_municipalities() -> dict[str, ListedMunicipality]:
    """All of the list by code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: ListedMunicipality(**row) for row in csv.DictReader(file)}


def is_fictional(*, code: str) -> bool:
    """Whether the code lies outside Japan's prefectures: demo towns and tests."""
    return int(code[:2]) > _LAST_PREFECTURE


def find_municipality(*, code: str) -> ListedMunicipality:
    """The municipality of a code; raises WrongCode when the digits are right but no such municipality exists."""
    checked = check_code(code=code)
    found = listed_municipalities().get(checked)
    if found is None:
        raise WrongCode(_("団体コード%(code)sの市区町村は一覧にありません。") % {"code": checked})
    return found


def search_municipalities(*, words: str, most: int = 20) -> tuple[ListedMunicipality, ...]:
    """Municipalities whose code, name, kana or prefecture begin with or contain all of the words."""
    parts = words.split()
    if not parts:
        return ()
    found = [m for m in listed_municipalities().values() if all(_fits(m, part) for part in parts)]
    found.sort(key=lambda m: (not m.name.startswith(parts[0]), m.code))
    return tuple(found[:most])


def _fits(listed: ListedMunicipality, part: str) -> bool:
    return part in listed.name or part in listed.kana or part in listed.prefecture or listed.code.startswith(part)
