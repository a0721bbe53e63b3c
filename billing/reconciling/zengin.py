"""全銀協 format: records of 200 letters, 振込入金通知 (01) or 入出金取引明細 (03). No database.

One letter is one byte there (JIS, half-width kana), so places are counted in letters. Line ends between records may be
missing. Days are 和暦 by the standard; some banks write the Christian year, so the reading nearest to today is taken.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from billing.reconciling.letters import plain_width
from billing.reconciling.transfer import FileRefused, Transfer

LENGTH: Final = 200
_KINDS: Final = ("101", "103")
_IN: Final = "1"
_CANCELLED: Final = "1"
_ERAS: Final = (2018, 1988, 2000)  # 令和, 平成, the Christian year in two digits


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fields of a data record stand, and those of the sum in the trailer."""

    fields: Mapping[str, tuple[int, int]]
    count: tuple[int, int]
    total: tuple[int, int]


_LAYOUTS: Final = {
    "01": Layout(
        {
            "inquiry": (1, 7),
            "day": (7, 13),
            "yen": (19, 29),
            "payer": (49, 97),
            "cancel": (127, 128),
            "note": (128, 148),
        },
        (1, 7),
        (7, 19),
    ),
    "03": Layout(
        {
            "inquiry": (1, 9),
            "day": (9, 15),
            "way": (21, 22),
            "yen": (24, 36),
            "payer": (81, 129),
            "note": (159, 199),
        },
        (1, 7),
        (7, 20),
    ),
}


def is_zengin(*, text: str) -> bool:
    """Whether the text begins with a head record of one of the two kinds."""
    return text[:3] in _KINDS and text[3:4] in ("0", "1") and "," not in text[:LENGTH]


def zengin_transfers(*, text: str, today: date) -> list[Transfer]:
    """What came in, cancelled transfers left out. Raises FileRefused when records or their sums do not fit."""
    found: list[Transfer] = []
    layout = _LAYOUTS[text[1:3]]
    count = yen = cancelled = cancelled_yen = 0
    for place, record in enumerate(_records(text), start=1):
        match record[0]:
            case "1":
                layout, count, yen, cancelled, cancelled_yen = _LAYOUTS[record[1:3]], 0, 0, 0, 0
            case "2":
                fields = {name: record[first:last] for name, (first, last) in layout.fields.items()}
                amount = _number(fields["yen"], place)
                if fields.get("way", _IN) != _IN:
                    continue
                transfer = _transfer(fields, amount, place, today)
                if fields.get("cancel") == _CANCELLED:
                    _take_back(found, transfer, place)
                    cancelled, cancelled_yen = cancelled + 1, cancelled_yen + amount
                else:
                    found.append(transfer)
                    count, yen = count + 1, yen + amount
            case "8":
                _check_sum(record, layout, (count, yen), (cancelled, cancelled_yen), place)
    return found


def _records(text: str) -> Iterator[str]:
    body = text.rstrip("\x1a\r\n")
    lines = [line for line in body.splitlines() if line] if "\n" in body or "\r" in body else _cut(body)
    if not lines or lines[-1].rstrip(" \x1a")[:1] != "9":
        raise FileRefused(
            _("ファイルの終わりがありません（途中で切れています）。銀行のサイトからもう一度ダウンロードしてください。")
        )
    for place, line in enumerate(lines, start=1):
        if len(line) != LENGTH and line[:1] != "9":
            words = {"place": place, "length": len(line)}
            raise FileRefused(
                _(
                    "%(place)s件目のレコードが%(length)sけたです（全銀形式は200けた）。"
                    "表計算ソフトなどで開いて保存し直していない、元のファイルを選んでください。"
                )
                % words
            )
        if line[0] not in "1289":
            raise FileRefused(
                _("%(place)s件目のレコードの種類が読み取れません。元のファイルを選んでください。") % {"place": place}
            )
        yield line


def _cut(body: str) -> Sequence[str]:
    return [body[start : start + LENGTH] for start in range(0, len(body), LENGTH)]


def _transfer(fields: Mapping[str, str], yen: int, place: int, today: date) -> Transfer:
    payer, note = plain_width(text=fields["payer"]), plain_width(text=fields["note"])
    return Transfer(_day(fields["day"], place, today), yen, payer, note, fields["inquiry"].strip().lstrip("0"))


def _take_back(found: list[Transfer], transfer: Transfer, place: int) -> None:
    """A record that cancels: the transfer that it means is no longer there."""
    same = [one for one in found if (one.yen, one.payer) == (transfer.yen, transfer.payer)]
    if not same:
        raise FileRefused(
            _(
                "%(place)s件目は振込の取消ですが、取り消す振込がこのファイルにありません。"
                "期間を広げて、もう一度ダウンロードしてください。"
            )
            % {"place": place}
        )
    found.remove(next((one for one in same if one.inquiry == transfer.inquiry), same[-1]))


def _check_sum(record: str, layout: Layout, came: tuple[int, int], cancelled: tuple[int, int], place: int) -> None:
    """By the trailer; banks count cancelled transfers either among those that came or apart."""
    told = _number(record[slice(*layout.count)], place), _number(record[slice(*layout.total)], place)
    if told not in (came, (came[0] - cancelled[0], came[1] - cancelled[1])):
        words = {"told": f"{told[1]:,}", "found": f"{came[1]:,}"}
        raise FileRefused(
            _(
                "入金の合計が合いません（ファイルの合計%(told)s円、明細の合計%(found)s円）。"
                "銀行のサイトからもう一度ダウンロードしてください。"
            )
            % words
        )


def _number(text: str, place: int) -> int:
    digits = text.strip() or "0"
    if not (digits.isascii() and digits.isdigit()):
        raise FileRefused(
            _("%(place)s件目の金額「%(text)s」が数字ではありません。元のファイルを選んでください。")
            % {"place": place, "text": text.strip()}
        )
    return int(digits)


def _day(text: str, place: int, today: date) -> date:
    found = []
    for era in _ERAS:
        try:
            found.append(date(era + int(text[:2]), int(text[2:4]), int(text[4:6])))
        except ValueError:
            continue
    if not found:
        raise FileRefused(
            _("%(place)s件目の勘定日「%(text)s」が日付ではありません。元のファイルを選んでください。")
            % {"place": place, "text": text.strip()}
        )
    return min(found, key=lambda day: abs((day - today).days))
