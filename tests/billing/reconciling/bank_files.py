"""Files as banks write them: 全銀 records of 200 letters, and CSV."""

from collections.abc import Sequence
from datetime import date

Row = tuple[date, int, str, str]  # day, yen, payer in half-width kana, EDI


def _day(day: date) -> str:
    return f"{day.year - 2018:02d}{day:%m%d}"


def notices(rows: Sequence[Row], *, cancelled: Sequence[int] = (), total: int | None = None) -> str:
    """振込入金通知 (01). `cancelled`: rows that are cancelled by a record of their own."""
    head = f"1010{_day(rows[0][0])}{_day(rows[0][0])}{_day(rows[-1][0])}0172{'ﾑｽﾋﾞ':<15}001{'ﾎﾝﾃﾝ':<15}11234567"
    records = [head.ljust(200)]
    told = [(row, " ") for row in rows] + [(rows[place], "1") for place in cancelled]
    for number, ((day, yen, payer, edi), cancel) in enumerate(told, start=1):
        fields = f"2{number:06d}{_day(day)}{_day(day)}{yen:010d}{0:010d}{0:010d}"
        records.append(
            f"{fields}{payer:<48}{'ﾑｽﾋﾞ':<15}{'ﾎﾝﾃﾝ':<15}{cancel if cancel != '0' else ' '}{edi:<20}".ljust(200)
        )
    came = sum(row[1] for row in rows) if total is None else total
    records.append(f"8{len(rows):06d}{came:012d}{len(cancelled):06d}".ljust(200))
    records.append("9".ljust(200))
    return "\r\n".join(records) + "\r\n"


def statements(rows: Sequence[Row], *, out: int = 5_000, breaks: bool = False) -> str:
    """入出金取引明細 (03), with a payment out between; without line ends as the standard has it."""
    records = [f"1030{_day(rows[0][0])}{_day(rows[0][0])}{_day(rows[-1][0])}0172".ljust(200)]
    for number, (way, (day, yen, payer, edi)) in enumerate(
        [("2", (rows[0][0], out, "ﾃﾞﾝﾘﾖｸ", "")), *(("1", row) for row in rows)], start=1
    ):
        fields = f"2{number:08d}{_day(day)}{_day(day)}{way}11{yen:012d}{0:012d}{'':6}{'':6}0{'':7}{'':3}{0:010d}"
        records.append(f"{fields}{payer:<48}{'ﾑｽﾋﾞ':<15}{'ﾎﾝﾃﾝ':<15}{'ﾌﾘｺﾐ':<20}{edi:<20}".ljust(200))
    records.append(f"8{len(rows):06d}{sum(row[1] for row in rows):013d}{1:06d}{out:013d}".ljust(200))
    records.append("9".ljust(200))
    return ("\r\n" if breaks else "").join(records)


def table(rows: Sequence[Row]) -> str:
    """A bank's CSV with lines above its heads, a payment out and amounts in quotes."""
    lines = ["入出金明細,結の郷銀行 本店,,,", "日付,お支払金額（円）,お預り金額（円）,残高,摘要"]
    lines += [f'{rows[0][0]:%Y/%m/%d},"5,000",,"1,000,000",ﾃﾞﾝﾘﾖｸ']
    lines += [f'{day:%Y/%m/%d},,"{yen:,}","1,000,000",振込 {payer} {edi}' for day, yen, payer, edi in rows]
    return "\r\n".join(lines)
