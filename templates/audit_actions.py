"""The shared library's words for the audit log."""

from django.utils.translation import gettext_lazy as _

from audit_log.public import Action

EDITION_RELEASED = Action(
    "templates.edition.released",
    _("共有ひな形の公開"),
    _("{actor}が{town}の「{subject}」を公開しました（{note}）。"),
)
