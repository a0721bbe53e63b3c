"""Forms about people: invite, give a role, apply for AI, decide."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tenants.models import Person, Section
from tenants.roles import Role


class RoleForm(forms.Form):
    """A role and where it holds."""

    role = forms.ChoiceField(label=_("役割"), choices=Role.choices)
    section = forms.ModelChoiceField(
        label=_("課"), queryset=Section.objects.none(), required=False, empty_label=_("（町全体）")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["section"]
        chosen.queryset = Section.objects.filter(closed_on=None)

    @property
    def section_id(self) -> int | None:
        """Id of the chosen section."""
        section = self.cleaned_data["section"]
        return section.pk if section else None


class InviteForm(RoleForm):
    """Whom to invite as what."""

    email = forms.EmailField(label=_("メールアドレス"), help_text=_("このアドレスに招待メールが届きます。"))
    name = forms.CharField(label=_("氏名"), max_length=60, required=False, help_text=_("本人が後で直せます。"))
    field_order = ["email", "name", "role", "section"]

    def clean_email(self) -> str:
        """An address nobody of this town has."""
        email = str(self.cleaned_data["email"]).strip().lower()
        if Person.objects.filter(email=email).exists():
            raise forms.ValidationError(_("この町にすでに登録されています。職員の一覧から確かめてください。"))
        return email

    def clean(self) -> dict[str, Any]:
        """A head needs a section."""
        values = super().clean() or {}
        if values.get("role") == Role.SECTION_HEAD and not values.get("section"):
            self.add_error("section", _("課長には課を選んでください。"))
        return values


class ApplicationForm(forms.Form):
    """A person's application to use AI."""

    purpose = forms.CharField(
        label=_("何に使いますか"),
        max_length=300,
        widget=forms.Textarea,
        help_text=_("例: 通知文の下書き、条例の検索、会議の要約"),
    )
    understood = forms.BooleanField(label=_("上の約束を読み、守ります。"))
