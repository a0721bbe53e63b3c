"""Tenancy's own steps of the first day, each asked from real state."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tenants.assessing_risk.gate import launch_refused
from tenants.home_tiles import FirstDayStep, register_first_day_step
from tenants.models import Invitation, OnboardingStep, Person, Policy, Profile, Section


def profile_missing() -> str:
    """Which of the values every answer leans on are empty."""
    row = Profile.objects.get(pk=1)
    asked = {
        _("役場の住所"): row.address,
        _("代表電話"): row.phone,
        _("平日の受付時間"): row.weekday_hours,
        _("長の氏名"): row.mayor,
    }
    empty = [label for label, value in asked.items() if not value]
    return _("まだのもの: %(labels)s") % {"labels": "、".join(empty)} if empty else ""


def sections_missing() -> str:
    """Desks to which residents can be led."""
    rows = list(Section.objects.filter(closed_on=None).values_list("name", "phone"))
    if not rows:
        return _("課がまだ登録されていません。")
    without = [name for name, phone in rows if not phone]
    return _("電話番号のない課: %(names)s") % {"names": "、".join(without)} if without else ""


def people_missing() -> str:
    """Nobody runs a town alone."""
    alone = Person.objects.filter(is_active=True).count() < 2  # noqa: PLR2004  one more than the admin
    if alone and not Invitation.objects.filter(accepted_at=None, withdrawn_at=None).exists():
        return _("ほかの職員をまだ招待していません。")
    return ""


def policy_missing() -> str:
    """A person has looked at the policy and saved it."""
    done = OnboardingStep.objects.filter(key="policy", state=OnboardingStep.State.DONE).exists()
    return "" if done else _("利用方針を確かめて、保存してください。")


def publish_missing() -> str:
    """Whether residents may ask."""
    return "" if Policy.objects.filter(pk=1, resident_chat_open=True).exists() else _("まだ公開していません。")


def register_own_steps() -> None:
    """Called once when the app is ready."""
    lines = (
        ("profile", 10, gettext_lazy("町の情報"), gettext_lazy("住所や受付時間など、答えの土台になる情報です。"),
         "tenants:profile", profile_missing),
        ("sections", 20, gettext_lazy("課と窓口"), gettext_lazy("答えられないとき、住民を担当の窓口へ案内します。"),
         "tenants:sections", sections_missing),
        ("people", 60, gettext_lazy("職員の招待"), gettext_lazy("課長と担当者を招き、知識の確認を分担します。"),
         "tenants:people", people_missing),
        ("policy", 70, gettext_lazy("利用方針"), gettext_lazy("入力してよい情報、二段階認証、記録の保存を決めます。"),
         "tenants:policy", policy_missing),
        ("launch", 90, gettext_lazy("公開前の確認"), gettext_lazy("4つの観点で危険を確かめ、統括責任者が承認します。"),
         "tenants:launch", launch_refused),
        ("publish", 100, gettext_lazy("公開"), gettext_lazy("住民がチャットで質問できるようになります。"),
         "tenants:first_day", publish_missing),
    )  # fmt: skip
    for key, position, title, purpose, url_name, missing in lines:
        register_first_day_step(FirstDayStep(key, position, title, purpose, url_name, missing))
