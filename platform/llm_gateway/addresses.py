"""Where a model may live: refuses addresses that would turn the gateway into a way into other machines (SSRF).

Cloud metadata addresses are always refused. Private ones are allowed while settings.LLM_ALLOW_PRIVATE_ADDRESSES is
true (the default: towns run models inside LGWAN); a shared cloud operator switches it off. Checked when an address is
entered and again at each connection against the peer itself, so that a name cannot change its mind in between.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

_METADATA: Final = frozenset(
    # AWS IPv6, Alibaba and Oracle: outside of the link-local ranges, which are refused as a whole.
    ip_address(text)
    for text in ("fd00:ec2::254", "100.100.100.200", "192.0.0.192")
)
_METADATA_NAMES: Final = frozenset({"metadata", "metadata.google.internal", "instance-data"})
_NAT64: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_SHARED: Final = ip_network("100.64.0.0/10")  # carrier-grade NAT: neither private nor global for `ipaddress`


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
    if host in _METADATA_NAMES:
        raise AddressRefused(_("このアドレスには接続できません（クラウドの管理用アドレスです）。"))
    try:
        check_machine(address=host)
    except NotAnAddress:
        return


class NotAnAddress(ValueError):
    """The text is a name, no IP address."""


def check_machine(*, address: str) -> None:
    """Refuse a forbidden IP address. Raises AddressRefused, or NotAnAddress for a name."""
    try:
        machine = _inner(ip_address(address.partition("%")[0].strip("[]")))
    except ValueError as name:
        raise NotAnAddress(address) from name
    if machine.is_link_local or machine in _METADATA:
        raise AddressRefused(_("このアドレスには接続できません（クラウドの管理用アドレスです）。"))
    if machine.is_multicast or machine.is_unspecified or machine == ip_address("255.255.255.255"):
        raise AddressRefused(_("このアドレスには接続できません（1台の機械を指すアドレスではありません）。"))
    inside = not machine.is_global or machine in _SHARED
    if inside and not settings.LLM_ALLOW_PRIVATE_ADDRESSES:
        raise AddressRefused(_("組織内のアドレスには接続できません。運用者の設定で許可されていません。"))


def _inner(machine: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address inside an IPv6 one (mapped, 6to4, NAT64), else the address itself."""
    if isinstance(machine, IPv4Address):
        return machine
    if any(machine in network for network in _NAT64):
        return IPv4Address(int(machine) & 0xFFFFFFFF)
    return machine.ipv4_mapped or machine.sixtofour or machine
