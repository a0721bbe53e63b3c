"""Fields that several settings pages need."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

_LONGEST_LINE = 200


class LinesField(forms.CharField):
    """A list of short texts, one a line; empty lines and doubles fall away."""

    widget = forms.Textarea

    def __init__(self, *, most: int = 100, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self._most = most

    def prepare_value(self, value: Any) -> Any:
        """The list as lines."""
        return value if isinstance(value, str) or value is None else "\n".join(value)

    def clean(self, value: Any) -> list[str]:
        """The lines. Raises ValidationError when there are too many or one is too long."""
        text: str = super().clean(value) or ""
        lines = list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
        if len(lines) > self._most:
            raise forms.ValidationError(_("%(most)d行までにしてください。"), params={"most": self._most})
        if any(len(line) > _LONGEST_LINE for line in lines):
            raise forms.ValidationError(_("1行は%(most)d文字までにしてください。"), params={"most": _LONGEST_LINE})
        return lines


def labels_of(*, form: forms.Form, names: Iterable[str]) -> str:
    """Labels of the fields for the audit log's sentence."""
    return "、".join(str(form.fields[name].label) for name in names)
