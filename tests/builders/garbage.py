"""A small garbage dictionary and calendar, taken in through the product's own door."""

from datetime import date, datetime

from django.utils import timezone

from knowledge.public import EditionFacts, import_garbage

ITEMS = """品目,よみ,分別区分,出し方,手数料,備考
乾電池,かんでんち,有害ごみ,透明な袋に入れる,無料,
ティッシュペーパー,てぃっしゅぺーぱー,可燃ごみ,指定袋（赤）に入れる,袋代のみ,
ソファ（1人用）,そふぁ,粗大ごみ,シールを貼る,500円,
ソファ（2人用以上）,そふぁ,粗大ごみ,シールを貼る,"1,000円",
アイロン,あいろん,小型家電,回収ボックスへ,無料,
冷蔵庫・冷凍庫,れいぞうこ,収集しないもの,販売店に頼む,なし,
携帯電話・スマートフォン,けいたいでんわ,小型家電,回収ボックスへ,無料,
座布団,ざぶとん,可燃ごみ,指定袋（赤）に入れる,袋代のみ,
自転車,じてんしゃ,粗大ごみ,シールを貼る,500円,
"""
DAYS = """地区,分別区分,収集日,出す時間,備考
東地区,可燃ごみ,毎週月・木曜日,朝8:00まで,
東地区,有害ごみ,第4火曜日,朝8:00まで,
東地区,粗大ごみ,申込制（電話0999-90-1000）,,
西地区,可燃ごみ,毎週火・金曜日,朝8:00まで,
西地区,有害ごみ,第1・3水曜日,朝8:00まで,
"""
BREAKS = """開始日,終了日,地区,分別区分,内容,備考
2026-12-31,2027-01-03,,,休み,年末年始の休み
2026-12-30,2026-12-30,東地区,可燃ごみ,振替,12月31日の振替
"""
YEAR = (date(2026, 4, 1), date(2027, 3, 31))


def furnish_garbage(*, now: datetime | None = None, approve: bool = True, section_id: int | None = None) -> None:
    """The dictionary and the calendar of fiscal year 2026 in the entered town."""
    at = now or timezone.now()
    items = EditionFacts("items", "ごみ分別表", section_id)
    days = EditionFacts("days", "令和8年度 収集カレンダー", section_id, "", *YEAR)
    assert import_garbage(facts=items, files=[("items.csv", ITEMS.encode())], approve=approve, now=at) == []
    files = [("days.csv", DAYS.encode()), ("breaks.csv", BREAKS.encode())]
    assert import_garbage(facts=days, files=files, approve=approve, now=at) == []
