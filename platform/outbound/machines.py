"""Which machines may be spoken to: refuses addresses that would turn us into a way into other machines (SSRF).

Cloud metadata addresses are always refused; private ones unless the caller says that its operator allows them.
"""

from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

_METADATA: Final = frozenset(
    # AWS IPv6, Alibaba and Oracle: outside of the link-local ranges, which are refused as a whole.
    ip_address(text)
    for text in ("fd00:ec2::254", "100.100.100.200", "192.0.0.192")
)
METADATA_NAMES: Final = frozenset({"metadata", "metadata.google.internal", "instance-data"})
_NAT64: Final = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_SHARED: Final = ip_network("100.64.0.0/10")  # carrier-grade NAT: neither private nor global for `ipaddress`


class Why(StrEnum):
    """Why a machine may not be spoken to."""

    METADATA = "metadata"  # the cloud's own administration
    NO_MACHINE = "no_machine"  # does not name one machine
    INSIDE = "inside"  # within an organisation's network


class MachineRefused(ValueError):
    """The machine may not be spoken to; `why` says why not."""

    def __init__(self, *, why: Why, address: str) -> None:
        super().__init__(f"{address}: {why.value}")
        self.why = why


class NotAnAddress(ValueError):
    """The text is a name, no IP address."""


def check_machine(*, address: str, private: bool) -> None:
    """Refuse a forbidden IP address; `private`: whether those inside of an organisation are allowed.

    Raises MachineRefused, or NotAnAddress for a name.
    """
    try:
        machine = _inner(ip_address(address.partition("%")[0].strip("[]")))
    except ValueError as name:
        raise NotAnAddress(address) from name
    if machine.is_link_local or machine in _METADATA:
        raise MachineRefused(why=Why.METADATA, address=address)
    if machine.is_multicast or machine.is_unspecified or machine == ip_address("255.255.255.255"):
        raise MachineRefused(why=Why.NO_MACHINE, address=address)
    inside = not machine.is_global or machine in _SHARED
    if inside and not private:
        raise MachineRefused(why=Why.INSIDE, address=address)


def _inner(machine: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """The IPv4 address inside an IPv6 one (mapped, 6to4, NAT64), else the address itself."""
    if isinstance(machine, IPv4Address):
        return machine
    if any(machine in network for network in _NAT64):
        return IPv4Address(int(machine) & 0xFFFFFFFF)
    return machine.ipv4_mapped or machine.sixtofour or machine
