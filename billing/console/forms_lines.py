"""Forms with lines of a paper: a correction, a credit note, a paper that is written freely."""

from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from billing.invoicing.content import KIND_LABELS, Kind, lines_in
from billing.models import Paper
from billing.planning.charge import ChargeLine
from billing.printing import PAPER_LANGUAGE
from billing.tax_classes import TAX_LABELS, TaxClass
from tenants.public import consortiums, members_of
from web.public import DateInput

_MORE: Final = 2
_FREE: Final = 5
_MOST: Final = 10**12


class LinesForm(forms.Form):
    """Lines to be changed, emptied or added; `known` has None where there is none yet."""

    known: list[ChargeLine | None]

    def add_lines(self, known: list[ChargeLine | None]) -> None:
        """Make the fields of each line."""
        self.known = known
        classes = [(one.value, label) for one, label in TAX_LABELS.items()]
        for n, line in enumerate(self.known, start=1):
            self.fields[f"what_{n}"] = forms.CharField(
                label=_("明細%(n)sの内容") % {"n": n}, max_length=80, required=False, initial=line.what if line else ""
            )
            self.fields[f"yen_{n}"] = forms.IntegerField(
                label=_("明細%(n)sの金額（円・税抜き）") % {"n": n},
                min_value=-_MOST,
                max_value=_MOST,
                required=False,
                initial=line.yen if line else None,
            )
            self.fields[f"tax_{n}"] = forms.ChoiceField(
                label=_("明細%(n)sの消費税") % {"n": n}, choices=classes, initial=line.tax.value if line else "standard"
            )

    def clean(self) -> dict[str, Any]:
        """A line with half of its values would be left out in silence, and the new paper cannot be changed any more.

        Of a line that the paper had, an emptied amount takes it away.
        """
        values: dict[str, Any] = super().clean() or {}
        for n, line in enumerate(self.known, start=1):
            if line is None and values.get(f"what_{n}") and values.get(f"yen_{n}", 0) is None:
                told = self.fields[f"yen_{n}"].error_messages["required"]
                self.add_error(f"yen_{n}", forms.ValidationError(told, code="required"))
            if values.get(f"yen_{n}") is not None and values.get(f"what_{n}") == "":
                text = _("金額のある明細には、内容も入力してください。載せない明細は、金額も空欄にします。")
                self.add_error(f"what_{n}", text)
        return values

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """Each line's fields together."""
        names = ("what", "yen", "tax")
        return [
            (_("明細%(n)s") % {"n": n}, [self[f"{name}_{n}"] for name in names]) for n in range(1, len(self.known) + 1)
        ]

    def lines_now(self, *, days: tuple[date, date]) -> list[ChargeLine]:
        """The lines as they stand now; what did not change keeps quantity and days, what is empty is gone.

        `days`: first and last of lines that are new.
        """
        values, lines = self.cleaned_data, []
        with override(PAPER_LANGUAGE):
            unit = _("式")
        for n, line in enumerate(self.known, start=1):
            what, yen, tax = values[f"what_{n}"], values[f"yen_{n}"], TaxClass(values[f"tax_{n}"])
            if yen is None or not what:
                continue
            if line and (line.what, line.yen, line.tax) == (what, yen, tax):
                lines.append(line)
                continue
            first, last = (line.first, line.last) if line else days
            lines.append(ChargeLine(what, first, last, Decimal(1), unit, Decimal(yen), yen, tax))
        return lines


class CorrectForm(LinesForm):
    """訂正: the lines of the paper, and room for new ones."""

    reason = forms.CharField(label=gettext_lazy("訂正の理由（新しい書類の備考に載ります）"), max_length=200)

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_lines([*lines_in(content=paper.content), *([None] * _MORE)])

    @property
    def lines(self) -> list[ChargeLine]:
        """New ones have the days of the last line that the paper has."""
        last = next(line for line in reversed(self.known) if line)
        return self.lines_now(days=(last.first, last.last))


class FreeForm(LinesForm):
    """自由な書類. `token` makes the same form issue once, however often it is sent."""

    town_id = forms.TypedChoiceField(label=gettext_lazy("宛先"), coerce=int)
    kind = forms.ChoiceField(label=gettext_lazy("書類"))
    title = forms.CharField(label=gettext_lazy("件名"), max_length=120, help_text=gettext_lazy("例: 操作研修会の開催"))
    first = forms.DateField(label=gettext_lazy("期間の始まり"), widget=DateInput())
    last = forms.DateField(
        label=gettext_lazy("期間の終わり"),
        widget=DateInput(),
        help_text=gettext_lazy("年度をまたぐときは、書類を分けます。"),
    )
    note = forms.CharField(label=gettext_lazy("備考"), max_length=300, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput(), initial=uuid4)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        towns = [town for body in consortiums() for town in members_of(consortium_id=body.id)]
        fields["town_id"].choices = [("", _("選んでください")), *((town.town_id, town.name) for town in towns)]
        fields["kind"].choices = [(kind.value, KIND_LABELS[kind]) for kind in (Kind.ESTIMATE, Kind.INVOICE)]
        self.add_lines([None] * _FREE)

    @property
    def lines(self) -> list[ChargeLine]:
        """Each has the period of the paper."""
        return self.lines_now(days=(self.cleaned_data["first"], self.cleaned_data["last"]))

    @property
    def head(self) -> list[Any]:
        """The fields above the lines."""
        return [self[name] for name in ("town_id", "kind", "title", "first", "last", "note")]


class CreditForm(forms.Form):
    """減額: a part of one tax class of an invoice."""

    what = forms.CharField(
        label=gettext_lazy("減額する内容"), max_length=80, help_text=gettext_lazy("例: 停止時間分の減額")
    )
    yen = forms.IntegerField(label=gettext_lazy("減額する金額（円・税抜き）"), min_value=1, max_value=_MOST)
    tax = forms.ChoiceField(label=gettext_lazy("消費税"))
    reason = forms.CharField(label=gettext_lazy("減額の理由（備考に載ります）"), max_length=200)
    token = forms.UUIDField(widget=forms.HiddenInput(), initial=uuid4)

    def __init__(self, *args: Any, paper: Paper, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paper = paper
        self.nets = {row["tax"]: row["net"] for row in paper.content["taxes"]}
        fields: Any = self.fields
        fields["tax"].choices = [(one.value, label) for one, label in TAX_LABELS.items() if one.value in self.nets]

    def clean(self) -> dict[str, Any]:
        """Not more than the invoice asks for in that class."""
        values: dict[str, Any] = super().clean() or {}
        most = self.nets.get(values.get("tax", ""))
        if most is not None and values.get("yen") and values["yen"] > most:
            text = _("この区分の請求額は税抜き%(most)s円です。それより多くは減額できません。") % {"most": f"{most:,}"}
            self.add_error("yen", text)
        return values

    @property
    def line(self) -> ChargeLine:
        """The line of the credit note, below zero, for the days of the invoice's first line of that class."""
        values, tax = self.cleaned_data, TaxClass(self.cleaned_data["tax"])
        like = next(line for line in lines_in(content=self.paper.content) if line.tax is tax)
        with override(PAPER_LANGUAGE):
            unit = _("式")
        yen = -values["yen"]
        return ChargeLine(values["what"], like.first, like.last, Decimal(1), unit, Decimal(yen), yen, tax)
