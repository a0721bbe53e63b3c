"""The form by which a town's admin lets an operator in."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.border.current import current_town
from tenants.supporting.grant import operators_of
from tenants.supporting.scopes import SCOPE_NOTES, Scope

_HOURS: Final = (1, 2, 4, 8, 24)


class GrantForm(forms.Form):
    """支援の許可: who, what, how long, why."""

    operator_id = forms.TypedChoiceField(label=_("許可する運営担当"), coerce=int)
    scopes = forms.MultipleChoiceField(
        label=_("見てよい範囲"),
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "選んだもの以外は開けません。AIへの相談、下書き、住民とのやりとり、職員の一覧は、どれを選んでも見えません。"
        ),
    )
    hours = forms.TypedChoiceField(
        label=_("許可する時間"),
        coerce=int,
        choices=[(hours, _("%(hours)s時間") % {"hours": hours}) for hours in _HOURS],
        initial=2,
        help_text=_("いまから数えます。過ぎると自動で終わり、その前でもいつでも打ち切れます。"),
    )
    reason = forms.CharField(
        label=_("理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("運営担当の画面と、監査記録に残ります。例: ごみの資料の取込みが失敗する原因を見てもらうため"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["operator_id"].choices = [
            ("", _("選んでください")),
            *((one.id, f"{one.name}（{one.email}）") for one in operators_of(town=current_town())),
        ]
        fields["scopes"].choices = [(one.value, f"{one.label}（{SCOPE_NOTES[one]}）") for one in Scope]

    def clean_scopes(self) -> list[Scope]:
        """As scopes."""
        return [Scope(one) for one in self.cleaned_data["scopes"]]
