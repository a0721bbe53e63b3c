"""The starter library as a step of the first day."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assistants.prompting.load_starter import starter_loaded
from tenants.public import FirstDayStep


def _missing() -> str:
    return "" if starter_loaded() else _("ひな形集がまだ読み込まれていません。")


STARTER_STEP: Final = FirstDayStep(
    key="starter",
    position=40,
    title=gettext_lazy("ひな形集"),
    purpose=gettext_lazy(
        "挨拶文やお知らせなどのひな形と、FAQのひな形を町に加えます。町を開いたときに入り、業務ごとに外せます。"
    ),
    url_name="assistants:load_starter",
    missing=_missing,
)
