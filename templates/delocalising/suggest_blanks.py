"""Names and types of blanks for what was found: one name for each value, never the value itself."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext_lazy as _

from templates.delocalising.folding import fold
from templates.delocalising.local_fact import FactKind, FoundBlank, LocalFact, LocalFacts

_BY_KIND: Final = {
    FactKind.OWN_TOWN: ("町名", "text"),
    FactKind.TOWN_NAME: ("近隣の市町村名", "text"),
    FactKind.PREFECTURE: ("都道府県名", "text"),
    FactKind.PERSON: ("担当者名", "text"),
    FactKind.DESK: ("担当課", "desk"),
    FactKind.FACILITY: ("施設名", "text"),
    FactKind.PHONE: ("電話番号", "phone"),
    FactKind.EMAIL: ("メールアドレス", "email"),
    FactKind.ADDRESS: ("住所", "address"),
    FactKind.URL: ("ホームページ", "url"),
    FactKind.ORDINANCE: ("条例・規則名", "text"),
    FactKind.AMOUNT: ("金額", "fee"),
    FactKind.DATE: ("日付", "date"),
    FactKind.HOURS: ("時間", "hours"),
}
_SOURCES: Final = {
    "町名": "town.name",
    "首長の氏名": "town.mayor",
    "役場の住所": "town.address",
    "役場の電話": "town.phone",
    "公式サイト": "town.site",
}
KIND_LABELS: Final = {
    FactKind.OWN_TOWN: _("自分の町の名前"),
    FactKind.TOWN_NAME: _("ほかの市区町村の名前"),
    FactKind.PREFECTURE: _("都道府県の名前"),
    FactKind.PERSON: _("首長・職員などの氏名"),
    FactKind.DESK: _("課・係の名前"),
    FactKind.FACILITY: _("施設の名前"),
    FactKind.PHONE: _("電話番号・内線"),
    FactKind.EMAIL: _("メールアドレス"),
    FactKind.ADDRESS: _("住所・地区"),
    FactKind.URL: _("ホームページのアドレス"),
    FactKind.ORDINANCE: _("条例・規則の名前と番号"),
    FactKind.AMOUNT: _("金額"),
    FactKind.DATE: _("日付・年度"),
    FactKind.HOURS: _("時刻・受付時間"),
    FactKind.PERSONAL: _("個人情報"),
}


def with_blanks(facts: Sequence[LocalFact], *, town: LocalFacts) -> tuple[LocalFact, ...]:
    """Each with the name and type of a blank; personal data with none. A second value of a kind is numbered."""
    names: dict[str, str] = {}
    used: dict[str, int] = {}
    return tuple(_with_blank(fact, names, used, town) for fact in facts)


def blank_of(*, name: str, kind: str) -> FoundBlank:
    """A blank with its place in the profile, where its name tells one."""
    return FoundBlank(name, kind, _SOURCES.get(name, ""))


def _with_blank(fact: LocalFact, names: dict[str, str], used: dict[str, int], town: LocalFacts) -> LocalFact:
    if fact.blocks:
        return replace(fact, blank="", blank_type="text")
    usual, type_ = _BY_KIND[fact.kind]
    wished = _wished(fact, usual, town)
    value = f"{fact.kind}:{wished}" if wished in _ALWAYS_ONE else f"{fact.kind}:{fold(fact.text)}"
    if value not in names:
        used[wished] = used.get(wished, 0) + 1
        names[value] = wished if used[wished] == 1 else f"{wished}{used[wished]}"
    return replace(fact, blank=names[value], blank_type=type_)


_ALWAYS_ONE: Final = frozenset(
    {"町名", "町名（かな）", "町名（英語）", "町の短い名前", "首長の氏名", "都道府県名", "役場の電話", "役場の住所"}
)


def _wished(fact: LocalFact, usual: str, town: LocalFacts) -> str:
    if fact.kind is FactKind.PREFECTURE and town.prefecture and fold(fact.text) not in fold(town.prefecture):
        return "ほかの都道府県名"
    if fact.kind is FactKind.TOWN_NAME and fact.blank == "郡":
        return "郡名"
    return fact.blank if fact.blank and fact.blank not in ("かな", "郡") else usual
