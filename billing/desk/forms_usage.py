"""What a report of use is asked for."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from billing.watching.report import Measure, Span
from metering.public import Dimension

_BY: Final = [
    (Dimension.DAY.value, _("日・月")),
    (Dimension.FEATURE.value, _("用途")),
    (Dimension.SECTION.value, _("課")),
    (Dimension.PERSON.value, _("職員")),
    (Dimension.MODEL.value, _("モデル")),
]
_SPAN: Final = [
    (Span.MONTH.value, _("今月")),
    (Span.LAST_MONTH.value, _("先月")),
    (Span.YEAR.value, _("今年度")),
    (Span.LAST_YEAR.value, _("前年度")),
]
_MEASURE: Final = [
    (Measure.YEN.value, _("金額")),
    (Measure.CALLS.value, _("回数")),
    (Measure.TOKENS.value, _("トークン")),
]


class UsageForm(forms.Form):
    """Filters; what is not understood is the first choice, so that an old bookmark still opens."""

    by = forms.ChoiceField(label=_("分け方"), choices=_BY, required=False)
    span = forms.ChoiceField(label=_("期間"), choices=_SPAN, required=False)
    measure = forms.ChoiceField(label=_("数えるもの"), choices=_MEASURE, required=False)

    def __init__(self, data: Any) -> None:
        first = {name: choices[0][0] for name, choices in (("by", _BY), ("span", _SPAN), ("measure", _MEASURE))}
        known = {"by": dict(_BY), "span": dict(_SPAN), "measure": dict(_MEASURE)}
        given = {name: data.get(name, "") for name in first}
        super().__init__({name: given[name] if given[name] in known[name] else first[name] for name in first})
        self.full_clean()

    @property
    def by_dimension(self) -> Dimension:
        """What the rows are."""
        return Dimension(self.cleaned_data["by"])

    @property
    def by_label(self) -> str:
        """The head of the first column."""
        return str(dict(_BY)[self.cleaned_data["by"]])

    @property
    def span_chosen(self) -> Span:
        """The period."""
        return Span(self.cleaned_data["span"])

    @property
    def measure_chosen(self) -> Measure:
        """What is counted."""
        return Measure(self.cleaned_data["measure"])
