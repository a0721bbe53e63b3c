"""What the statistics of the library are asked for."""

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from templates.overseeing.span import Days, Span, days_of
from tenants.public import ConsortiumFacts

SPANS: Final = {
    Span.YEAR_BACK: _("12か月"),
    Span.QUARTER_BACK: _("3か月"),
    Span.FISCAL: _("今年度"),
    Span.LAST_FISCAL: _("前年度"),
}


class StatisticsForm(forms.Form):
    """Filters; what is not understood is the first choice, so that an old bookmark still opens."""

    consortium = forms.TypedChoiceField(label=_("協議会"), coerce=int, required=False)
    span = forms.ChoiceField(
        label=_("期間"), choices=[(one.value, label) for one, label in SPANS.items()], required=False
    )

    def __init__(self, data: Any, *, bodies: tuple[ConsortiumFacts, ...]) -> None:
        ids = [str(one.id) for one in bodies]
        asked, span = str(data.get("consortium", "")), str(data.get("span", ""))
        super().__init__(
            {
                "consortium": asked if asked in ids else ids[0] if ids else "",
                "span": span if span in {one.value for one in Span} else Span.YEAR_BACK.value,
            }
        )
        consortium: Any = self.fields["consortium"]
        consortium.choices = [(one.id, one.name) for one in bodies]
        if len(bodies) == 1:
            consortium.widget = forms.HiddenInput()
        self.full_clean()

    @property
    def consortium_id(self) -> int:
        """Whose library; 0 when there is no consortium."""
        return int(self.cleaned_data.get("consortium") or 0)

    @property
    def query(self) -> str:
        """As it stands in an address."""
        return f"consortium={self.consortium_id}&span={self.cleaned_data['span']}"

    def days(self, *, today: date) -> Days:
        """The chosen days."""
        return days_of(span=Span(self.cleaned_data["span"]), today=today)
