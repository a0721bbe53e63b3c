"""The gate before the public: without an approved risk form the chat is not opened."""

from django.utils.translation import gettext as _

from tenants.models import RiskForm


def launch_refused() -> str:
    """Why the chat may not be opened now, in a sentence with the next step; empty when it may. One query."""
    states = set(RiskForm.objects.values_list("state", flat=True))
    if RiskForm.State.APPROVED in states:
        return ""
    if RiskForm.State.SUBMITTED in states:
        return _("公開前の確認票が、統括責任者の承認を待っています。「公開前の確認」で承認を受けると、公開できます。")
    return _(
        "公開前の確認票がまだ承認されていません。「公開前の確認」に4つの観点を書き、統括責任者の承認を受けてください。"
    )
