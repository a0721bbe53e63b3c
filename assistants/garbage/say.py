"""Puts a garbage answer into words: the town's own, quoted, and one plain sentence for each kind and day."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from assistants.events import Choice, Citation, Quoted, Sentence
from knowledge.public import AskedFor, DayKinds, GarbageAnswer, GarbageItem, KindDays
from web.public import long_date, short_date

MOST_VARIANTS: Final = 4
MOST_DISTRICTS: Final = 12
_MOST_DAYS_SHOWN: Final = 31


class Words:
    """The parts of one answer in order, with the sources they are taken from."""

    def __init__(self, answer: GarbageAnswer, today: date) -> None:
        self.answer, self.today = answer, today
        self.citations: list[Citation] = []

    def parts(self) -> Iterator[Quoted | Sentence]:
        """Everything that is shown, sources numbered as they come up."""
        answer = self.answer
        if answer.asked is AskedFor.ITEMS:
            yield from self._items()
        if answer.asked is AskedFor.DAY:
            yield from self._days()
        for kind in answer.kinds:
            yield Sentence(self._kind(kind), self._calendar())
        if answer.asked is not AskedFor.ITEMS and answer.district and not (answer.kinds or answer.days):
            yield Sentence(_("%(district)sの収集日は登録されていません。") % {"district": answer.district.name}, ())

    def _items(self) -> Iterator[Quoted | Sentence]:
        for group in self.answer.groups:
            if group.guessed:
                words = {"written": group.written, "name": group.items[0].name}
                yield Sentence(_("「%(written)s」は「%(name)s」のこととしてお答えします。") % words, ())
            for item in group.items[:MOST_VARIANTS]:
                yield Quoted(lead=item.name, text=item_text(item=item), citation=self._dictionary(item))
        if self.answer.groups and self.answer.unknown:
            yield Sentence(not_listed(answer=self.answer), ())

    def _days(self) -> Iterator[Sentence]:
        if self.answer.when is None or self.answer.district is None:
            return
        if self.answer.when.is_one_day:
            yield Sentence(self._one_day(self.answer.days[0]), self._calendar())
            return
        shown = [day for day in self.answer.days if self._wanted(day)][:_MOST_DAYS_SHOWN]
        words = {"district": self.answer.district.name, "when": self.answer.when.said}
        if not shown:
            yield Sentence(_("%(district)sでは、%(when)sの収集はありません。") % words, self._calendar())
            return
        yield Sentence(_("%(district)sの%(when)sの収集は、次のとおりです。") % words, self._calendar())
        for day in shown:
            line = _("%(day)s %(kinds)s") % {"day": short_date(day=day.day), "kinds": "・".join(self._wanted(day))}
            yield Sentence(f"{line}{_remark(day)}", ())

    def _one_day(self, day: DayKinds) -> str:
        place = self.answer.district.name if self.answer.district else ""
        words = {"day": self._near(day.day, short_date(day=day.day)), "district": place}
        if not day.known:
            return _("%(day)sの収集カレンダーは、まだ登録されていません。") % words
        kinds = self._wanted(day)
        only = "・".join(self.answer.only_kinds)
        if kinds:
            words |= {"kinds": "・".join(kinds), "remark": _remark(day)}
            return _("%(day)sは、%(district)sでは%(kinds)sの収集日です%(remark)s。") % words
        words |= {"only": only, "remark": _remark(day)}
        if only:
            return _("%(day)sは、%(district)sでは%(only)sの収集はありません%(remark)s。") % words
        return _("%(day)sは、%(district)sではごみの収集はありません%(remark)s。") % words

    def _wanted(self, day: DayKinds) -> list[str]:
        only = set(self.answer.only_kinds)
        booked = [_("%(kind)s（申込制）") % {"kind": kind} for kind in day.booked if not only or kind in only]
        return [kind for kind in day.kinds if not only or kind in only] + booked

    def _kind(self, kind: KindDays) -> str:
        place = self.answer.district.name if self.answer.district else ""
        words = {"district": place, "kind": kind.kind, "written": kind.written, "time": kind.time, "notes": kind.notes}
        head = _("%(district)sの%(kind)sは、%(written)sです。") % words
        if len(kind.written) > _LONG_RULE:
            head = _("%(district)sの%(kind)sは、収集カレンダーの日に集めます。") % words
        return head + self._next(kind) + (_("出す時間: %(time)s。") % words if kind.time else "") + _note(kind)

    def _next(self, kind: KindDays) -> str:
        if kind.days:
            names = [self._named(day) for day in kind.days]
            remarks = "、".join(kind.remarks)
            after = f"（{remarks}）" if remarks else ""
            if len(names) == 1:
                return _("次の収集は%(next)sです%(after)s。") % {"next": names[0], "after": after}
            words = {"next": names[0], "later": names[1], "after": after}
            return _("次の収集は%(next)s、その次は%(later)sです%(after)s。") % words
        if kind.known_until and not kind.booked:
            return _("%(until)sまでの予定に、次の収集日はありません。") % {"until": short_date(day=kind.known_until)}
        return ""

    def _named(self, day: date) -> str:
        same_year = day.year == self.today.year
        return self._near(day, short_date(day=day) if same_year else long_date(day=day, in_era=False))

    def _near(self, day: date, written: str) -> str:
        """Says today and tomorrow by name too."""
        match (day - self.today).days:
            case 0:
                return _("今日%(day)s") % {"day": written}
            case 1:
                return _("明日%(day)s") % {"day": written}
        return written

    def _dictionary(self, item: GarbageItem) -> int:
        source = self.answer.dictionary
        query = urlencode({"q": item.name})
        address = f"{reverse('knowledge:garbage')}?{query}#item-{item.id}"
        return self._cite(source.title if source else "", item.name, item_text(item=item), address)

    def _calendar(self) -> tuple[int, ...]:
        source, district = self.answer.calendar, self.answer.district
        if source is None or district is None:
            return ()
        address = f"{reverse('knowledge:garbage_calendar')}?{urlencode({'district': district.id})}"
        return (self._cite(source.title, district.name, "", address),)

    def _cite(self, title: str, place: str, quote: str, address: str) -> int:
        for known in self.citations:
            if known.address == address:
                return known.number
        number = len(self.citations) + 1
        self.citations.append(Citation(number, title, place, quote, "", address=address))
        return number


_LONG_RULE: Final = 60


def item_text(*, item: GarbageItem) -> str:
    """An item as the town wrote it, one line a column."""
    lines = (
        (_("分別区分"), item.category.name),
        (_("出し方"), item.how),
        (_("手数料"), item.fee),
        (_("備考"), item.notes),
    )
    return "\n".join(f"{label}: {text}" for label, text in lines if text)


def not_listed(*, answer: GarbageAnswer) -> str:
    """That things are not in the list, and whether something like them is."""
    named = "」「".join(answer.unknown)
    if answer.near:
        return _("「%(named)s」は町の分別表に載っていません。もしかして、次のどれかのことですか。") % {"named": named}
    return _("「%(named)s」は町の分別表に載っていません。") % {"named": named}


def choices_of(*, answer: GarbageAnswer, question: str) -> tuple[Choice, ...]:
    """What the reader can choose next: the thing that was meant, or the district. Each says all that is needed."""
    near = [Choice(item.name, _("%(item)sの捨て方") % {"item": item.name}) for item in answer.near[:MOST_VARIANTS]]
    if not answer.asks_district:
        return tuple(near)
    districts = [Choice(each.name, f"{each.name} {question}") for each in answer.choices]
    return (*near, *districts) if len(districts) <= MOST_DISTRICTS else tuple(near)


def _remark(day: DayKinds) -> str:
    return f"（{day.remark}）" if day.remark else ""


def _note(kind: KindDays) -> str:
    return _("備考: %(notes)s。") % {"notes": kind.notes.rstrip("。")} if kind.notes else ""
