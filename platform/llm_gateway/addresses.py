"""Where a model may live.

Private addresses are allowed while settings.LLM_ALLOW_PRIVATE_ADDRESSES is true (the default: towns run models inside
LGWAN); a shared cloud operator switches it off. Checked when an address is entered and again at each connection
against the peer itself (`outbound`), so that a name cannot change its mind in between.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from outbound.public import METADATA_NAMES, MachineRefused, NotAnAddress, Why
from outbound.public import check_machine as check_any

__all__ = ["AddressRefused", "NotAnAddress", "check_base_url", "check_machine", "look"]

_SENTENCES: Final[Mapping[Why, Promise]] = {
    Why.METADATA: gettext_lazy("このアドレスには接続できません（クラウドの管理用アドレスです）。"),
    Why.NO_MACHINE: gettext_lazy("このアドレスには接続できません（1台の機械を指すアドレスではありません）。"),
    Why.INSIDE: gettext_lazy("組織内のアドレスには接続できません。運用者の設定で許可されていません。"),
}


class AddressRefused(ValueError):
    """The address may not be used; the text says why, for the person who entered it."""


def check_base_url(*, base_url: str) -> None:
    """Refuse what is no plain http(s) address, or one that names a forbidden machine. Raises AddressRefused."""
    try:
        parts = urlsplit(base_url)
        _port = parts.port  # reading it checks it
    except ValueError as broken:
        raise AddressRefused(_("アドレスの書き方が正しくありません。")) from broken
    if parts.scheme not in {"http", "https"}:
        raise AddressRefused(_("アドレスは http:// または https:// で始めてください。"))
    if not parts.hostname or parts.username is not None or parts.query or parts.fragment:
        raise AddressRefused(_("アドレスには、ホスト名とパスだけを書いてください。"))
    host = parts.hostname.rstrip(".").lower()
    if host in METADATA_NAMES:
        raise AddressRefused(str(_SENTENCES[Why.METADATA]))
    try:
        check_machine(address=host)
    except NotAnAddress:
        return


def check_machine(*, address: str) -> None:
    """Refuse a forbidden IP address. Raises AddressRefused, or NotAnAddress for a name."""
    try:
        check_any(address=address, private=settings.LLM_ALLOW_PRIVATE_ADDRESSES)
    except MachineRefused as refused:
        raise AddressRefused(str(_SENTENCES[refused.why])) from refused


def look(*, address: str, port: int) -> None:
    """What a guarded connection asks; towns choose their models' ports. Raises MachineRefused, NotAnAddress."""
    check_any(address=address, private=settings.LLM_ALLOW_PRIVATE_ADDRESSES)
