"""What other apps may use of outbound: the check of a machine, and connections that make it."""

from outbound.guarded_network import GuardedAsyncBackend, GuardedBackend
from outbound.guarded_transport import GuardedTransport
from outbound.machines import METADATA_NAMES, MachineRefused, NotAnAddress, Why, check_machine

__all__ = [
    "METADATA_NAMES",
    "GuardedAsyncBackend",
    "GuardedBackend",
    "GuardedTransport",
    "MachineRefused",
    "NotAnAddress",
    "Why",
    "check_machine",
]
