"""Forms of the board of wishes and of what the town gives."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from templates.proving.settle import MOST_PERCENT, Settled


class WishForm(forms.Form):
    """要望."""

    text = forms.CharField(
        label=_("ほしいひな形"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "例: 空き家の相談に答えるFAQのひな形。町の名前で、ほかの町に表示されます。氏名や電話番号は書けません。"
        ),
    )


class SettingsForm(forms.Form):
    """実績の提供と、使い始める基準."""

    gives_figures = forms.BooleanField(
        required=False,
        label=_("導入したひな形の実績を提供する"),
        help_text=_(
            "使った回数、役に立った・立たなかったの数、確認した下書きの数、短くなった分数（中央値）だけを、毎晩、数字で渡します。文章や質問は渡しません。"
        ),
    )
    gives_gaps = forms.BooleanField(
        required=False,
        label=_("答えられなかった質問の傾向を提供する"),
        help_text=_(
            "製品に付いているFAQのことば（どの町でも同じ一覧）に当てはまる語と件数だけを渡します。質問の文は渡しません。5町以上で重なった語だけが要望の一覧に出ます。"
        ),
    )
    least_percent = forms.IntegerField(
        min_value=0,
        max_value=MOST_PERCENT,
        label=_("使い始めるために必要な正解の割合（%）"),
        help_text=_(
            "導入したひな形を、この町で検証してから使い始める決まりにするときに入れます。0のときは決まりなし。"
        ),
    )

    def wanted(self) -> Settled:
        """What was decided; of a valid form."""
        values: dict[str, Any] = self.cleaned_data
        return Settled(values["gives_figures"], values["gives_gaps"], values["least_percent"])
