"""Where a town books what the consortium charges: its 会計・款・項・目・節, printed on its papers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from billing.fiscal_words import ACCOUNT_HEADS


class TownAccounts(models.Model):
    """予算科目. `town_id` is a plain value."""

    town_id = models.BigIntegerField(unique=True)
    account = models.CharField(_("会計区分"), max_length=40, blank=True, help_text=_("例: 一般会計"))
    chapter = models.CharField(_("款"), max_length=40, blank=True, help_text=_("例: 2 総務費"))
    section = models.CharField(_("項"), max_length=40, blank=True, help_text=_("例: 1 総務管理費"))
    item = models.CharField(_("目"), max_length=40, blank=True, help_text=_("例: 7 情報管理費"))
    node = models.CharField(_("節"), max_length=40, blank=True, help_text=_("例: 18 負担金、補助及び交付金"))

    class Meta:
        verbose_name = "予算科目"

    def __str__(self) -> str:
        return f"{self.town_id}"

    def as_words(self) -> dict[str, str]:
        """Head and value of what is filled in, in the order of the budget. The heads are what is printed."""
        values = (self.account, self.chapter, self.section, self.item, self.node)
        return {head: value for head, value in zip(ACCOUNT_HEADS, values, strict=True) if value}
