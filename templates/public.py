"""What other apps may use of the shared library."""

from templates.adopting.law_notices import write_law_notice
from templates.adopting.put_up import WrittenEdition, put_up_adoption, put_up_item

__all__ = ["WrittenEdition", "put_up_adoption", "put_up_item", "write_law_notice"]
