"""What the demo's operator sees and did: figures over months, a backup, notices, one town's leave to look in."""

from datetime import date, datetime, timedelta
from typing import Final

from audit_log.public import Actor, ActorKind
from metering.public import day_of, fiscal_year_of
from tenants.public import (
    Scope,
    Town,
    all_towns,
    grant_support,
    in_town,
    note_backup,
    operators_of,
    supporters_now,
    take_figures,
    tell_towns,
    town_people,
    write_past_months,
)
from yuimachi.demo.content import demo_town

_OPERATOR: Final = "結城 運営"
_GRANTING: Final = "kumoi"  # the town that lets the operator in
_BACKUP_AGE: Final = {"database": timedelta(hours=9), "files": timedelta(days=2, hours=9)}  # one of them is too old
_NOTICES: Final = (
    (
        "12月6日（日）の夜、保守のため2時間止まります",
        "日時: 12月6日（日）22時から24時まで\n"
        "内容: サーバーの入替えのため、職員の画面も住民のチャットも使えません。\n\n"
        "お願い: 住民へのお知らせに掲示してください（住民チャット→住民へのお知らせ）。"
        "急ぎの取込みは、その前に済ませてください。",
        -2,
        12,
    ),
    (
        "来年度の見積書を12月中旬にお送りします",
        "予算要求に間に合うように、12月15日までに「見積書・請求書」に載せます。\n"
        "人口と利用の見込みに変更があるときは、12月8日までに運営担当へお知らせください。",
        -5,
        20,
    ),
)


def operate(*, now: datetime) -> None:
    """Done through the product's own doors; run again, it adds nothing but fresh figures."""
    today = day_of(at=now)
    operator = Actor(ActorKind.OPERATOR, "", _OPERATOR)
    for title, text, begins, ends in _NOTICES:
        first, last = today + timedelta(days=begins), today + timedelta(days=ends)
        tell_towns(title=title, text=text, first_day=first, last_day=last, town_ids=(), actor=operator, now=now)
    for what, age in _BACKUP_AGE.items():
        note_backup(what=what, town=None, size=48_318_221, place="協議会のNAS", taken_at=now - age, now=now)
    for town in all_towns():
        _round(town, date(fiscal_year_of(day=today), 4, 1), now)


def _round(town: Town, first: date, now: datetime) -> None:
    """What the town's hourly round writes, and the months before; one town lets the operator in for a day."""
    write_past_months(town=town, first=first, now=now)
    with in_town(town):
        if town.host.startswith(_GRANTING) and not supporters_now(now=now):
            _let_in(town, now)
        take_figures(now=now)


def _let_in(town: Town, now: datetime) -> None:
    email = next(one.email for one in demo_town(slug=_GRANTING).people if one.role == "admin")
    admin = next(one for one in town_people() if one.email == email)
    grant_support(
        operator_id=operators_of(town=town)[0].id,
        scopes=[Scope.SETTINGS, Scope.KNOWLEDGE],
        hours=24,
        reason="ごみの分け方の資料の取込みが、確認待ちのまま進まない原因を見てもらうため",
        person_id=admin.id,
        actor=Actor(ActorKind.PERSON, str(admin.id), admin.name),
        now=now,
    )
