"""An edition as a CSV that can be taken in again, in the town's own columns."""

from knowledge.models import CollectionException, CollectionRule, GarbageEdition, GarbageItem
from knowledge.models.garbage_row import current_row
from web.public import csv_text

_ITEMS = ("品目", "よみ", "別名", "分別区分", "出し方", "手数料", "備考")
_DAYS = ("地区", "分別区分", "収集日", "出す時間", "備考")
_BREAKS = ("開始日", "終了日", "地区", "分別区分", "内容", "備考")


def export_edition(*, edition: GarbageEdition, breaks: bool = False) -> bytes:
    """The current rows as CSV in UTF-8 with a mark, as spreadsheet programs expect it; `breaks`: days off instead."""
    head = _ITEMS if edition.kind == GarbageEdition.Kind.ITEMS else _BREAKS if breaks else _DAYS
    return csv_text(rows=[head, *_rows(edition, breaks=breaks)]).encode()


def _rows(edition: GarbageEdition, *, breaks: bool) -> list[list[str]]:
    if edition.kind == GarbageEdition.Kind.ITEMS:
        items = GarbageItem.objects.filter(current_row(), edition=edition).select_related("category")
        return [[r.name, r.reading, "、".join(r.other_names), r.category.name, r.how, r.fee, r.notes] for r in items]
    if breaks:
        off = CollectionException.objects.filter(current_row(), edition=edition).select_related("district", "category")
        return [
            [f"{r.first}", f"{r.last}", _name(r.district), _name(r.category), r.get_effect_display(), r.notes]
            for r in off
        ]
    rules = CollectionRule.objects.filter(current_row(), edition=edition).select_related("district", "category")
    return [[r.district.name, r.category.name, r.written, r.time, r.notes] for r in rules]


def _name(of: object) -> str:
    return str(of) if of else ""
