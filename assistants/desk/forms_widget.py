"""The form of the widget's sites: one address a line."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assistants.widget.origins import MOST, NotAnOrigin, origin_of


class SitesForm(forms.Form):
    """Sites on which the widget may stand."""

    origins = forms.CharField(
        label=_("ウィジェットを置くサイト"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 4, "spellcheck": "false"}),
        help_text=_(
            "1行に1つ。例: https://www.town.example.jp（ページのアドレスを貼っても、サイトの部分だけを保存します）"
        ),
    )

    def clean_origins(self) -> list[str]:
        """Origins, each once, in the order they were written."""
        lines = [line for line in str(self.cleaned_data["origins"]).splitlines() if line.strip()]
        if len(lines) > MOST:
            raise forms.ValidationError(_("%(most)sまで登録できます。") % {"most": MOST})
        try:
            return list(dict.fromkeys(origin_of(address=line) for line in lines))
        except NotAnOrigin as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
