"""Forms of an allocation: its terms, the figures of its members, opinions."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.allocating.draft import FIGURES
from billing.allocating.formula import BASE_LABELS, FIGURE_LABELS, Base, Part
from billing.models import Allocation, AllocationMember
from tenants.public import consortiums
from web.public import DateInput

_MOST_FIGURE: Final = Decimal(10) ** 15
_YEARS: Final = (2020, 2100)
_AGREED: Final = ("flat_yen", "host_percent", "minimum_yen", "cap_yen")


class AllocationForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic while it runs
    """按分の条件. Each way of dividing has a weight; an empty one is not used."""

    class Meta:
        model = Allocation
        fields = (
            "fiscal_year",
            "title",
            "total_yen",
            "revenue_yen",
            "revenue_note",
            "flat_yen",
            "host_percent",
            "minimum_yen",
            "cap_yen",
            "base_note",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("revenue_yen", "flat_yen", "host_percent"):
            self.fields[name].required = False
        written = {part.base: part for part in self.instance.formula.parts}
        for base in Base:
            part, label = written.get(base), str(BASE_LABELS[base])
            self.fields[f"weight_{base}"] = forms.DecimalField(
                label=_("%(base)s（％）") % {"base": label},
                required=False,
                min_value=0,
                max_value=100,
                decimal_places=4,
                initial=part.weight if part else None,
            )
        self.fields["exponent"] = forms.DecimalField(
            label=_("人口割の逓減の指数"),
            required=False,
            min_value=Decimal("0.01"),
            max_value=2,
            decimal_places=16,
            initial=written[Base.POPULATION].exponent if Base.POPULATION in written else 1,
            help_text=_("1で比例します。0.585にすると、人口が2倍のとき負担は1.5倍です。"),
        )
        if self.instance.pk is None:
            choices = [(one.id, one.name) for one in consortiums()]
            self.fields["consortium_id"] = forms.TypedChoiceField(label=_("協議会"), coerce=int, choices=choices)

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields in the order of thought: what is divided, by what, and what members agreed beside it."""
        whole = [*(["consortium_id"] if self.instance.pk is None else []), "fiscal_year", "title", "total_yen"]
        parts = [*(f"weight_{base}" for base in Base), "exponent", "base_note"]
        return [
            (_("分けるもの"), [self[name] for name in (*whole, "revenue_yen", "revenue_note")]),
            (_("割り方（合計100％）"), [self[name] for name in parts]),
            (_("特別な取り決め（あるときだけ）"), [self[name] for name in _AGREED]),
        ]

    def clean_revenue_yen(self) -> int:
        """Nothing is nothing."""
        return self.cleaned_data["revenue_yen"] or 0

    def clean_flat_yen(self) -> int:
        """Nothing is nothing."""
        return self.cleaned_data["flat_yen"] or 0

    def clean_host_percent(self) -> Decimal:
        """Nothing is nothing."""
        return self.cleaned_data["host_percent"] or Decimal(0)

    def clean_fiscal_year(self) -> int:
        """A year of this age."""
        year: int = self.cleaned_data["fiscal_year"]
        if not _YEARS[0] <= year <= _YEARS[1]:
            raise forms.ValidationError(_("西暦の4けたで入力してください。例: 2027"))
        return year

    def clean(self) -> dict[str, Any]:
        """The weights are a whole, and the title is not taken."""
        values: dict[str, Any] = super().clean() or {}
        if not self.errors:
            whole = sum((part.weight for part in self.parts), Decimal(0))
            if whole != 100:  # noqa: PLR2004  percent
                text = _("割合の合計が%(sum)s％です。ちょうど100％にしてください。") % {"sum": f"{whole.normalize():f}"}
                self.add_error(f"weight_{Base.EQUAL}", text)
            if (values.get("revenue_yen") or 0) > values["total_yen"]:
                self.add_error("revenue_yen", _("特定財源は、分ける総額以下にしてください。"))
            self._refuse_taken_title(values)
        return values

    def _refuse_taken_title(self, values: dict[str, Any]) -> None:
        consortium = values.get("consortium_id", self.instance.consortium_id)
        same = Allocation.objects.filter(
            consortium_id=consortium, fiscal_year=values["fiscal_year"], title=values["title"]
        )
        if same.exclude(pk=self.instance.pk).exists():
            self.add_error("title", _("同じ年度に同じ件名の按分があります。件名を変えてください。"))

    @property
    def parts(self) -> list[Part]:
        """The parts that have a weight."""
        values = self.cleaned_data
        exponent = values.get("exponent") or Decimal(1)
        return [
            Part(base, weight, exponent if base is Base.POPULATION else Decimal(1))
            for base in Base
            if (weight := values.get(f"weight_{base}"))
        ]

    def written(self) -> Allocation:
        """The row with the form's values, not saved."""
        row: Allocation = self.save(commit=False)
        if "consortium_id" in self.fields:
            row.consortium_id = self.cleaned_data["consortium_id"]
        return row


class FiguresForm(forms.Form):
    """団体ごとの数: a field for each member and figure, drawn as a table."""

    def __init__(self, *args: Any, members: Sequence[AllocationMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        hosts = [(0, _("決めない")), *((member.pk, member.name) for member in members)]
        host = next((member.pk for member in members if member.is_host), 0)
        self.fields["host"] = forms.TypedChoiceField(label=_("幹事団体"), coerce=int, choices=hosts, initial=host)
        for member in members:
            for name, label in self.columns:
                text = f"{member.name} {label}"
                self.fields[f"{name}_{member.pk}"] = forms.DecimalField(
                    label=text,
                    required=False,
                    min_value=0,
                    max_value=_MOST_FIGURE,
                    decimal_places=0 if name == "last_year_yen" else 4,
                    initial=_plain(getattr(member, name)),
                    widget=forms.NumberInput(attrs={"aria-label": text, "step": "any"}),
                )

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Name and head of each column."""
        figures = [(base.value, str(FIGURE_LABELS[base])) for base in FIGURES]
        return [*figures, ("last_year_yen", _("前年度の負担額（円）"))]

    @property
    def rows(self) -> list[tuple[AllocationMember, list[Any]]]:
        """Each member with its fields."""
        return [(member, [self[f"{name}_{member.pk}"] for name, _label in self.columns]) for member in self.members]

    @property
    def figures(self) -> dict[int, dict[str, Decimal | None]]:
        """The cleaned figures by the member's row."""
        values = self.cleaned_data
        return {
            member.pk: {name: values[f"{name}_{member.pk}"] for name, _label in self.columns} for member in self.members
        }


class UntilForm(forms.Form):
    """意見の期限."""

    until = forms.DateField(label=gettext_lazy("意見の期限"), widget=DateInput())


class AnswerForm(forms.Form):
    """意見への回答."""

    text = forms.CharField(
        label=gettext_lazy("回答"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )


def _plain(value: Any) -> Any:
    """Without the zeros of the column."""
    return None if value is None else f"{Decimal(value).normalize():f}"
