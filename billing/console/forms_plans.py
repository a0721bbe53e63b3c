"""Forms of plans: their terms, and which town is on which."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing.models import Plan
from billing.planning.terms import CYCLE_LABELS, METER_LABELS, Cycle, Meter, Option, PlanTerms, Step
from billing.tax_classes import TAX_LABELS, TaxClass
from web.public import DateInput

_STEPS: Final = 5
_OPTIONS: Final = 4
_MOST_YEN: Final = 1_000_000_000


def _yen(label: Any, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=_MOST_YEN, **options)


class PlanForm(forms.Form):
    """料金プランと、ある日からの料金."""

    name = forms.CharField(
        label=gettext_lazy("プラン名"),
        max_length=60,
        help_text=gettext_lazy("同じ名前のプランがあるときは、新しい料金を「いつから」の日に引き継ぎます。"),
    )
    valid_from = forms.DateField(label=gettext_lazy("いつから"), widget=DateInput())
    cycle = forms.ChoiceField(
        label=gettext_lazy("月額・年額"), choices=[(one.value, label) for one, label in CYCLE_LABELS.items()]
    )
    tax = forms.ChoiceField(
        label=gettext_lazy("消費税の区分"),
        choices=[("", gettext_lazy("選んでください")), *((one.value, label) for one, label in TAX_LABELS.items())],
    )
    per_person = forms.DecimalField(
        label=gettext_lazy("人口1人あたりの加算（円）"), required=False, min_value=0, max_value=10_000, decimal_places=4
    )
    meter = forms.ChoiceField(
        label=gettext_lazy("利用量の数え方"), choices=[(one.value, label) for one, label in METER_LABELS.items()]
    )
    included = _yen(gettext_lazy("1か月に含まれる量"), required=False)
    unit_price = forms.DecimalField(
        label=gettext_lazy("超過1単位の単価（円）"),
        required=False,
        min_value=0,
        max_value=100_000,
        decimal_places=4,
        help_text=gettext_lazy("空欄または0のときは、超過を請求しません。"),
    )
    discount_name = forms.CharField(label=gettext_lazy("割引の名前"), max_length=40, required=False)
    discount_percent = forms.DecimalField(
        label=gettext_lazy("割引（％）"), required=False, min_value=0, max_value=100, decimal_places=2
    )
    discount_until = forms.DateField(
        label=gettext_lazy("割引の最後の日"),
        widget=DateInput(),
        required=False,
        help_text=gettext_lazy("空欄のときは、次の料金が始まるまで続きます。月の途中までの割引は日割りです。"),
    )
    note = forms.CharField(label=gettext_lazy("根拠"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for n in range(1, _STEPS + 1):
            text = _("区分%(n)sの人口の上限（人まで）") % {"n": n}
            self.fields[f"up_to_{n}"] = forms.IntegerField(
                label=text, required=False, min_value=1, max_value=20_000_000
            )
            self.fields[f"yen_{n}"] = _yen(_("区分%(n)sの基本料金（円・税抜き）") % {"n": n}, required=n == 1)
        for n in range(1, _OPTIONS + 1):
            self.fields[f"option_{n}"] = forms.CharField(
                label=_("オプション%(n)sの名前") % {"n": n}, max_length=40, required=False
            )
            self.fields[f"option_yen_{n}"] = _yen(_("オプション%(n)sの金額（円・税抜き）") % {"n": n}, required=False)

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields in the order of thought."""
        steps = [f"{name}_{n}" for n in range(1, _STEPS + 1) for name in ("up_to", "yen")]
        options = [f"{name}_{n}" for n in range(1, _OPTIONS + 1) for name in ("option", "option_yen")]
        named = [
            (_("プラン"), ["name", "valid_from", "cycle", "tax", "note"]),
            (_("基本料金（人口区分。最後の区分は上限を空欄に）"), [*steps, "per_person"]),
            (_("含まれる量と超過"), ["meter", "included", "unit_price"]),
            (_("オプション"), options),
            (_("割引"), ["discount_name", "discount_percent", "discount_until"]),
        ]
        return [(legend, [self[name] for name in names]) for legend, names in named]

    @property
    def terms(self) -> PlanTerms:
        """The cleaned terms; a class or an option counts when an amount or a name is written."""
        v = self.cleaned_data
        steps = (Step(v[f"up_to_{n}"], v[f"yen_{n}"]) for n in range(1, _STEPS + 1) if v[f"yen_{n}"] is not None)
        numbers = [n for n in range(1, _OPTIONS + 1) if v[f"option_{n}"] or v[f"option_yen_{n}"] is not None]
        return PlanTerms(
            cycle=Cycle(v["cycle"]),
            steps=tuple(steps),
            tax=TaxClass(v["tax"]),
            per_person=v["per_person"] or Decimal(0),
            meter=Meter(v["meter"]),
            included=v["included"] or 0,
            unit_price=v["unit_price"] or Decimal(0),
            options=tuple(Option(v[f"option_{n}"], v[f"option_yen_{n}"] or 0) for n in numbers),
            discount_percent=v["discount_percent"] or Decimal(0),
            discount_name=v["discount_name"],
            discount_until=v["discount_until"],
        )


class TownPlanForm(forms.Form):
    """町の契約."""

    plan_id = forms.TypedChoiceField(label=gettext_lazy("プラン"), coerce=int, empty_value=None, required=False)
    valid_from = forms.DateField(label=gettext_lazy("いつから"), widget=DateInput())
    population = forms.IntegerField(
        label=gettext_lazy("人口（基準日の住民基本台帳）"),
        required=False,
        min_value=1,
        max_value=20_000_000,
        help_text=gettext_lazy("料金と按分の計算に使います。空欄のときは、登録済みの数のままです。"),
    )
    options = forms.MultipleChoiceField(
        label=gettext_lazy("オプション"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, plans: Sequence[Plan], options: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["plan_id"].choices = [*((plan.pk, plan.name) for plan in plans), ("", _("契約なし（利用をやめる）"))]
        fields["options"].choices = [(name, name) for name in options]
        if not options:
            del self.fields["options"]
