"""The form of a section."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.desk.fields import LinesField
from tenants.models import Section


class SectionForm(forms.Form):
    """What residents and colleagues need to know of a desk."""

    name = forms.CharField(label=_("課の名前"), max_length=60, help_text=_("例: 住民福祉課"))
    kana = forms.CharField(label=_("ふりがな"), max_length=80, required=False)
    key = forms.SlugField(
        label=_("記号"),
        max_length=40,
        help_text=_("半角の英小文字と数字。ファイルの取込みで課を指すときに使います。例: juumin"),
    )
    phone = forms.RegexField(
        r"^[0-9][0-9-]{8,13}$",
        label=_("電話番号"),
        required=False,
        help_text=_("半角の数字とハイフン。例: 0999-10-1101"),
        error_messages={"invalid": _("半角の数字とハイフンで、市外局番から入力してください。例: 0999-10-1101")},
    )
    extension = forms.CharField(label=_("内線"), max_length=20, required=False)
    floor = forms.CharField(label=_("場所"), max_length=60, required=False, help_text=_("例: 1階2番窓口"))
    hours = forms.CharField(
        label=_("受付時間"), max_length=120, required=False, help_text=_("町の受付時間と違うときだけ入力します。")
    )
    duties = LinesField(
        label=_("担当の言葉"),
        help_text=_(
            "住民が使う言葉で、1行に1つ。答えが見つからないとき、この言葉から担当の課を案内します。例: 粗大ごみ"
        ),
    )

    def __init__(self, *args: Any, section: Section | None = None, **kwargs: Any) -> None:
        self._section = section
        if section is not None:
            kwargs["initial"] = {name: getattr(section, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)
        if section is not None:
            self.fields["key"].disabled = True  # other records point at it by this word

    def clean(self) -> dict[str, Any]:
        """Names and keys stand once in a town."""
        values = super().clean() or {}
        others = Section.objects.exclude(pk=self._section.pk) if self._section else Section.objects.all()
        for name in ("name", "key"):
            if values.get(name) and others.filter(**{name: values[name]}).exists():
                self.add_error(name, _("ほかの課（廃止した課を含む）が使っています。"))
        return values

    @property
    def labels(self) -> dict[str, str]:
        """What each field is called."""
        return {name: str(field.label) for name, field in self.fields.items()}
