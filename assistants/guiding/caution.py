"""The sentence under each result: a guide never says that somebody is entitled."""

from django.utils.translation import gettext as _

from assistants.guiding.content import Item


def caution_of(*, item: Item, desk: str) -> str:
    """Of a benefit that it may fit and who decides; of a procedure where to make sure."""
    if item.benefit:
        return _("対象になる可能性があります。決定は%(desk)sが行います。") % {"desk": desk}
    return _("一般的なご案内です。あなたの場合に要る手続きは、%(desk)sでお確かめください。") % {"desk": desk}
