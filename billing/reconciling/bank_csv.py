"""CSV of banks: the columns are found by their heads, whatever bank they are of. No database."""

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from typing import Final

from django.utils.translation import gettext as _

from billing.reconciling.letters import plain_width
from billing.reconciling.transfer import FileRefused, Transfer

_HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "day": ("日付", "取引日", "取引日付", "取引年月日", "勘定日", "年月日", "入出金日", "取扱日付", "入金日", "振込日"),
    "yen": ("入金金額", "入金額", "預入金額", "預入額", "預り金額", "入金", "預入", "振込金額"),
    "signed": ("入出金", "入出金額", "入出金金額"),
    "amount": ("取引金額", "金額"),
    "way": ("入払区分", "入出金区分", "取引種別", "入払", "入出金種別"),
    "payer": ("振込依頼人名", "振込依頼人", "依頼人名", "振込人名", "振込人", "取引先名"),
    "note": ("摘要", "摘要内容", "取引内容", "内容", "入出金先内容", "適用", "明細", "取引名"),
    "more": ("EDI情報", "備考", "メモ", "通信欄", "金融EDI情報"),
    "inquiry": ("照会番号", "番号", "整理番号"),
}
_IN_WORDS: Final = ("入金", "預入", "入", "1", "振込入金")
_ERAS: Final = {"R": 2018, "令和": 2018, "H": 1988, "平成": 1988}
_DAY: Final = re.compile(r"(R|H|令和|平成)?\.?(\d{1,4}|元)[年/.\-](\d{1,2})[月/.\-](\d{1,2})日?.*")
_EIGHT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LINES_LOOKED_AT: Final = 30


def csv_transfers(*, text: str) -> list[Transfer]:
    """What came in; payments out are passed over. Raises FileRefused when a column or a value cannot be understood."""
    try:
        rows = list(csv.reader(StringIO(text.replace("\x00", ""), newline=""), delimiter=_delimiter(text)))
    except csv.Error as broken:
        raise FileRefused(_("CSVとして読み取れません。ダウンロードしたままのファイルを選んでください。")) from broken
    start, places = _heads(rows)
    found = []
    for line, row in enumerate(rows[start + 1 :], start=start + 2):
        cells = {name: plain_width(text=row[place]) for name, place in places.items() if place < len(row)}
        if cells.get("day"):
            transfer = _transfer(cells, line)
            found += [transfer] if transfer else []
    return found


def _delimiter(text: str) -> str:
    head = text[:2000]
    return "\t" if head.count("\t") > head.count(",") else ","


def _heads(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """The row with the heads, and where each column stands."""
    for number, row in enumerate(rows[:_LINES_LOOKED_AT]):
        names = [_head(cell) for cell in row]
        places = {
            what: next(names.index(word) for word in words if word in names)
            for what, words in _HEADS.items()
            if set(words) & set(names)
        }
        if "day" in places and ("yen" in places or "signed" in places or {"amount", "way"} <= places.keys()):
            return number, places
    seen = "、".join(cell.strip() for cell in (rows[0] if rows else ()) if cell.strip())[:100]
    raise FileRefused(
        _(
            "日付と入金額の列が見つかりません（1行目は「%(seen)s」）。"
            "見出しのある入出金明細のCSVか、全銀形式のファイルを選んでください。"
        )
        % {"seen": seen or _("空")}
    )


def _head(cell: str) -> str:
    return re.sub(r"\(.*?\)|\s", "", plain_width(text=cell)).removeprefix("お")


def _transfer(cells: Mapping[str, str], line: int) -> Transfer | None:
    yen = _came_in(cells, line)
    if yen <= 0:
        return None
    note = " ".join(cells[name] for name in ("note", "more") if cells.get(name))
    payer = cells.get("payer") or cells.get("note", "")
    return Transfer(_day(cells["day"], line), yen, payer, note, cells.get("inquiry", ""))


def _came_in(cells: Mapping[str, str], line: int) -> int:
    if cells.get("yen"):
        return _number(cells["yen"], line)
    if cells.get("signed"):
        return _number(cells["signed"], line)
    if cells.get("amount") and cells.get("way") in _IN_WORDS:
        return _number(cells["amount"], line)
    return 0


def _number(text: str, line: int) -> int:
    plain = re.sub(r"[,円¥\\\s+]", "", text)
    if plain in ("", "-", "*"):
        return 0
    if not re.fullmatch(r"-?\d+(\.0+)?", plain):
        raise FileRefused(
            _("%(line)s行目の金額「%(text)s」が数字ではありません。直してから、もう一度選んでください。")
            % {"line": line, "text": text}
        )
    return int(plain.split(".")[0])


def _day(text: str, line: int) -> date:
    try:
        if match := _EIGHT.fullmatch(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DAY.fullmatch(text):
            year = 1 if match[2] == "元" else int(match[2])
            return date(year + _ERAS.get(match[1] or "", 0), int(match[3]), int(match[4]))
    except ValueError:
        pass
    raise FileRefused(
        _("%(line)s行目の日付「%(text)s」を読み取れません。2026/11/29のような日付に直してください。")
        % {"line": line, "text": text}
    )
