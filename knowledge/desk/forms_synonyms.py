"""Forms of the page of synonyms."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from web.public import FileDrop

_LARGEST: Final = 1024 * 1024


class SynonymForm(forms.Form):
    """One group."""

    words = forms.CharField(
        label=_("同じ意味の語"),
        max_length=500,
        help_text=_("「、」で区切って2つ以上。例：ぐるっとバス、町内循環バス"),
    )


class SynonymFile(forms.Form):
    """A table of groups."""

    table = forms.FileField(
        label=_("同義語の表（CSV）"),
        widget=FileDrop(accept=(".csv",)),
        help_text=_("1行に1組、語ごとに列を分けます。UTF-8とShift_JISのどちらでも読めます。"),
    )

    def clean_table(self) -> Any:
        """A table of words is small."""
        table = self.cleaned_data["table"]
        if table.size > _LARGEST:
            raise forms.ValidationError(_("表が大きすぎます。1MBまでのCSVに分けてください。"))
        return table
