"""The operator's form for opening a town."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.models import Consortium
from tenants.opening.municipality_list import ListedMunicipality, WrongCode, find_municipality
from tenants.opening.open_town import host_of

_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,40}[a-z0-9])?")


class OpenTownForm(forms.Form):
    """Municipality by code, first admin, host."""

    code = forms.CharField(
        label=_("団体コード（6けた）"), max_length=12, help_text=_("上の検索で選ぶと入ります。6けた目は検査数字です。")
    )
    slug = forms.CharField(
        label=_("ホスト名の先頭"),
        max_length=42,
        help_text=_("半角の小文字・数字・ハイフン。例: kumoi"),
    )
    admin_email = forms.EmailField(
        label=_("最初の管理者のメールアドレス"), help_text=_("招待メールが届き、本人がパスワードを決めます。")
    )
    admin_name = forms.CharField(label=_("最初の管理者の氏名"), max_length=60, required=False)
    consortium = forms.ModelChoiceField(label=_("協議会"), queryset=Consortium.objects.none(), empty_label=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["consortium"]
        chosen.queryset = Consortium.objects.order_by("name")
        self.municipality: ListedMunicipality | None = None

    def clean_code(self) -> str:
        """The code as listed; says which digit rule fails."""
        try:
            self.municipality = find_municipality(code=self.cleaned_data["code"])
        except WrongCode as wrong:
            raise forms.ValidationError(str(wrong)) from wrong
        return self.municipality.code

    def clean_slug(self) -> str:
        """A label as host names allow it."""
        slug = str(self.cleaned_data["slug"]).strip().lower()
        if not _LABEL.fullmatch(slug):
            raise forms.ValidationError(_("半角の小文字・数字・ハイフンだけで、2文字以上で入力してください。例: kumoi"))
        return slug

    @property
    def host(self) -> str:
        """The whole host name of the cleaned slug."""
        return host_of(slug=self.cleaned_data["slug"])
