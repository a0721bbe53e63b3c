"""A town Word form and two drafts that a model wrote, each with something for its clerk to find."""

from datetime import datetime
from typing import Final

from assistants.public import WrittenDraft, put_up_draft, put_up_word_form
from audit_log.public import Actor, ActorKind
from tenants.public import SectionFacts, town_people, town_sections
from yuimachi.demo.content import DemoTown

_WATER: Final = """{place}の水道管を取り替える工事のため、次のとおり断水します。御協力をお願いします。

## 断水の日時と区域

| 日 | 時間 | 区域 |
| --- | --- | --- |
| 令和8年12月8日（火） | 午前9時から午後4時まで | 東地区 |
| 令和8年12月9日（水） | 午前9時から午後3時まで | 西地区 |

## お願い

- 前の日までに、飲み水と生活用水をくみ置きして下さい。
- 断水が終わった後は、水が濁ることがあります。しばらく流してからお使いください。

1. 蛇口をゆっくり開ける
2. 濁りがなくなるまで流す

問い合わせは{section}（電話 {phone}）へ。
"""
_DRILL: Final = """{town}では、大きな地震に備えて防災訓練を行います。
家族や近所の方とお誘い合わせの上、ぜひ参加して下さい。

## 日時と場所

- 日時　令和9年3月7日（日）午前8時30分から午前11時まで
- 場所　各地区の避難所

## 内容

1. 避難の訓練（サイレンが鳴ったら、避難所へ歩いて行きます）
2. 初期消火の訓練
3. 炊き出し（200食）

雨の場合も行います。ただし、警報が出たときは中止します。
"""


def put_up_drafts(*, written: DemoTown, now: datetime) -> None:
    """The form and the drafts; what is there already stays."""
    town, mayor = written.municipality.name, f"{written.profile['mayor_title']}　{written.profile['mayor']}"
    keeper = next(one for one in town_people() if one.active and one.town_wide)
    by = Actor(ActorKind.PERSON, str(keeper.id), keeper.name)
    head, phone = f"{town}役場", str(written.profile["phone"])
    put_up_word_form(name="通知（住民・区長あて）", header=town, footer=f"{head}　電話 {phone}", by=by, now=now)
    put_up_word_form(name="事務連絡（庁内）", header="事務連絡", footer=head, by=by, now=now)
    water, drill = _section("断水"), _section("避難")
    _put(
        water,
        WrittenDraft(
            title="水道工事に伴う断水のお知らせ",
            profile="press",
            asked="断水のお知らせを書く。日時と区域は表で。",
            basis="水道管の取替え工事。令和8年12月8日（火）東地区、12月9日（水）西地区。いずれも午前9時から午後4時まで。"
            f"問い合わせ {water.name} 電話 {water.phone}",
            text=_WATER.format(place=town, section=water.name, phone=water.phone),
            addressee="関係する地区の皆様",
            sender=f"{town}{mayor}",
        ),
        now,
    )
    _put(
        drill,
        WrittenDraft(
            title="防災訓練の参加のお願い",
            profile="press",
            asked="防災訓練の案内を、住民向けにやさしく書く。",
            basis="防災訓練 令和9年3月7日（日）午前8時30分から午前11時まで。各地区の避難所。"
            "避難・初期消火・炊き出し。雨天決行、警報時は中止。",
            text=_DRILL.format(town=town),
            addressee="各区長 様",
            sender=f"{town}{mayor}",
        ),
        now,
    )


def _section(duty: str) -> SectionFacts:
    return next(one for one in town_sections() if duty in one.duties)


def _put(section: SectionFacts, draft: WrittenDraft, now: datetime) -> None:
    """By somebody of the section, for the section to write along."""
    for one in town_people():
        if one.active and section.id in one.section_ids:
            put_up_draft(written=draft, person_id=one.id, person_name=one.name, section_id=section.id, now=now)
            return
