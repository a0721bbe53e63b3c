"""What may stand in a word of a hand-over: something, not too much, and never a My Number."""

import re
from typing import Final

from django.utils.translation import gettext as _

from assistants.handover.refused import HandoverRefused
from assistants.typed import cleaned
from pii_masking.public import find_my_number

LONGEST: Final = 2_000
LONGEST_CONTACT: Final = 120
# Signs that turn the direction of writing around or cannot be seen: they hide what a line says.
_UNSEEN: Final = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PHONE: Final = re.compile(r"^[0-9+()\- ]{10,20}$")
_MAIL: Final = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


def checked_text(*, text: str) -> str:
    """The text as it is kept. Raises HandoverRefused when there is nothing, too much, or a My Number in it."""
    plain = _UNSEEN.sub("", cleaned(text=text)).strip()
    if not any(letter.isalnum() for letter in plain):
        raise HandoverRefused(_("内容が書かれていません。伝えたいことを文字で書いてください。"))
    if len(plain) > LONGEST:
        raise HandoverRefused(
            _("長すぎます（%(length)s文字）。%(most)s文字以内に短くするか、2回に分けて送ってください。")
            % {"length": len(plain), "most": LONGEST}
        )
    refuse_my_number(text=plain)
    return plain


def refuse_my_number(*, text: str) -> None:
    """Raises HandoverRefused when the text holds a My Number (番号法 19・20条)."""
    if find_my_number(text=text) is not None:
        raise HandoverRefused(
            _("マイナンバー（個人番号）と思われる数字があります。番号を消して、もう一度送ってください。")
        )


def checked_contact(*, text: str) -> str:
    """A phone number or a mail address, empty when nothing was given. Raises HandoverRefused."""
    plain = _UNSEEN.sub("", cleaned(text=text)).strip()
    if not plain:
        return ""
    refuse_my_number(text=plain)
    if len(plain) > LONGEST_CONTACT or not (_MAIL.match(plain) or _PHONE.match(plain)):
        raise HandoverRefused(_("電話番号（市外局番から）か、メールアドレスを書いてください。例: 0999-10-1100"))
    return plain
