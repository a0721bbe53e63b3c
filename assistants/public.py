"""What other apps may use of the assistants."""

from assistants.hotlines import WrittenHotline, write_hotlines

__all__ = ["WrittenHotline", "write_hotlines"]
