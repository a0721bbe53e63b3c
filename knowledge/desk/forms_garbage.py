"""Forms of garbage editions and their rows."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models import CollectionException, GarbageCategory, GarbageDistrict, GarbageEdition
from knowledge.readers import sections_to_file_under
from knowledge.sorting.editing import RowWords
from knowledge.sorting.read_days import DaysUnreadable, read_days
from pii_masking.public import find_my_number
from tenants.public import Access, town_sections
from web.public import DateInput, FileDrop, SeveralFiles

ENDINGS: Final = (".csv", ".tsv", ".xlsx", ".ods", ".yaml", ".yml")
COLUMN_LABELS: Final[dict[str, dict[str, Any]]] = {
    "items": {
        "name": _("品目の列"),
        "category": _("分別区分の列"),
        "reading": _("よみの列"),
        "other_names": _("別名の列"),
        "how": _("出し方の列"),
        "fee": _("手数料・袋の列"),
        "notes": _("備考の列"),
    },
    "days": {
        "district": _("地区の列"),
        "category": _("分別区分の列"),
        "days": _("収集日の列"),
        "time": _("出す時間の列"),
        "notes": _("備考の列"),
    },
}
MUST_COLUMNS: Final = {"items": ("name", "category"), "days": ("district", "category", "days")}
_DAYS_HELP: Final = _("例: 毎週月・木曜日／第1・第3火曜日／偶数月の第2木曜日／4月11日、4月25日／申込制")


class EditionForm(forms.Form):
    """A sheet of items, or sheets of days."""

    uploads = SeveralFiles(label=_("ファイル"), widget=FileDrop(accept=ENDINGS, several=True))
    title = forms.CharField(label=_("題名"), max_length=200)
    section = forms.ChoiceField(label=_("担当課"), required=False)
    valid_from = forms.DateField(label=_("使い始める日"), required=False, widget=DateInput)
    valid_until = forms.DateField(
        label=_("使い終わる日"), required=False, widget=DateInput, help_text=_("空欄なら、次の版まで使います。")
    )
    source_url = forms.URLField(label=_("元のページのアドレス"), max_length=500, required=False, assume_scheme="https")

    def __init__(self, *args: Any, access: Access, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = sections_to_file_under(access=access)
        choices = [(str(s.id), s.name) for s in town_sections() if own is None or s.id in own]
        section = self.fields["section"]
        section.choices = [("", _("町全体（課を決めない）")), *choices] if own is None else choices  # type: ignore[attr-defined]
        section.required = own is not None
        days = kind == GarbageEdition.Kind.DAYS
        self.fields["uploads"].help_text = (
            _("地区ごとの収集日の表（CSV・Excel）や、公開データ（YAML）。年末年始などの休みの表も一緒に選べます。")
            if days
            else _("1行に1品目の表（CSV・Excel）。次の画面で列を確かめます。")
        )
        self.fields["title"].initial = _("ごみ収集カレンダー") if days else _("ごみの品目別分別表")
        self.fields["valid_from"].required = days
        self.fields["valid_until"].required = days

    def clean(self) -> dict[str, Any]:
        """The period."""
        data = super().clean() or {}
        if data.get("valid_from") and data.get("valid_until") and data["valid_from"] > data["valid_until"]:
            self.add_error("valid_until", _("使い終わる日は、使い始める日より後の日にしてください。"))
        return data


class GarbageColumnsForm(forms.Form):
    """Which column of a sheet holds what."""

    def __init__(self, *args: Any, kind: str, headers: tuple[str, ...], guessed: dict[str, int | None], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [(str(at), word or _("（見出しなし）")) for at, word in enumerate(headers)]
        for name, label in COLUMN_LABELS[kind].items():
            must = name in MUST_COLUMNS[kind]
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=[("", _("なし")), *choices],
                coerce=int,
                empty_value=None,
                required=must,
                initial="" if guessed.get(name) is None else str(guessed[name]),
            )


class RowForm(forms.Form):
    """A row; what its kind needs stands in the subclasses. `kind` as knowledge.sorting.editing names it."""

    kind = ""

    def words(self) -> RowWords:
        """What was typed."""
        return RowWords(self.kind, dict(self.cleaned_data))

    def clean(self) -> dict[str, Any]:
        """A My Number is kept nowhere (番号法 19・20条)."""
        data = super().clean() or {}
        if find_my_number(text="\n".join(str(value) for value in data.values())):
            raise forms.ValidationError(_("個人番号（マイナンバー）らしい番号があります。消してから保存してください。"))
        return data


class ItemForm(RowForm):
    """One item."""

    kind = "item"
    name = forms.CharField(label=_("品目"), max_length=200)
    reading = forms.CharField(label=_("よみ（ひらがな）"), max_length=200, required=False)
    other_names = forms.CharField(
        label=_("別の呼び方"),
        required=False,
        max_length=1000,
        help_text=_("読点（、）で区切ります。例: スマホ、ケータイ"),
    )
    category = forms.ChoiceField(label=_("分別区分"))
    how = forms.CharField(label=_("出し方"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    fee = forms.CharField(label=_("手数料・袋・シール"), required=False, max_length=200)
    notes = forms.CharField(label=_("備考"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = _kinds()  # type: ignore[attr-defined]

    def words(self) -> RowWords:
        """What was typed, other names as a list."""
        values = dict(self.cleaned_data)
        names = values["other_names"].replace("，", "、").replace(",", "、").split("、")
        return RowWords(self.kind, values | {"other_names": [name.strip() for name in names if name.strip()]})


class RuleForm(RowForm):
    """The days of one kind in one district."""

    kind = "rule"
    district = forms.CharField(label=_("地区"), max_length=100)
    category = forms.ChoiceField(label=_("分別区分"))
    written = forms.CharField(label=_("収集日"), max_length=1000, help_text=_DAYS_HELP)
    time = forms.CharField(label=_("出す時間"), max_length=60, required=False, help_text=_("例: 朝8:00まで"))
    notes = forms.CharField(label=_("備考"), max_length=300, required=False)

    def __init__(self, *args: Any, first: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._first = first
        self.fields["category"].choices = _kinds()  # type: ignore[attr-defined]

    def clean_written(self) -> str:
        """Days that can be read."""
        written = str(self.cleaned_data["written"])
        try:
            read_days(text=written, first=self._first)
        except DaysUnreadable as unreadable:
            raise forms.ValidationError(
                _("この書き方の収集日は読み取れません。例にならって書いてください。")
            ) from unreadable
        return written


class BreakForm(RowForm):
    """Days on which it is otherwise."""

    kind = "exception"
    effect = forms.ChoiceField(label=_("内容"), choices=CollectionException.Effect.choices, widget=forms.RadioSelect)
    first = forms.DateField(label=_("初日"), widget=DateInput)
    last = forms.DateField(label=_("最終日"), widget=DateInput)
    district = forms.ChoiceField(label=_("地区"), required=False)
    category = forms.ChoiceField(label=_("分別区分"), required=False)
    notes = forms.CharField(label=_("備考"), max_length=300, required=False, help_text=_("例: 年末年始の休み"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = [(name, name) for name in GarbageDistrict.objects.values_list("name", flat=True)]
        self.fields["district"].choices = [("", _("すべての地区")), *places]  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", _("すべての区分")), *_kinds()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """First before last."""
        data = super().clean()
        if data.get("first") and data.get("last") and data["first"] > data["last"]:
            self.add_error("last", _("最終日は、初日より後の日にしてください。"))
        return data


def _kinds() -> list[tuple[str, str]]:
    return [(name, name) for name in GarbageCategory.objects.values_list("name", flat=True)]
