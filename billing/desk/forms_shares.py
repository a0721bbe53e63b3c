"""A member's opinion."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OpinionForm(forms.Form):
    """意見."""

    text = forms.CharField(
        label=_("意見"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("異議がないときは「意見はありません」と書いて送ってください。町の意見として、協議会に届きます。"),
    )
