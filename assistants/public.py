"""What other apps may use of the assistants."""

from assistants.hotlines import WrittenHotline, write_hotlines
from assistants.warm_up import warm_up

__all__ = ["WrittenHotline", "warm_up", "write_hotlines"]
