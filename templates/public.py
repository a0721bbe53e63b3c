"""What other apps may use of the shared library."""

from templates.adopting.law_notices import write_law_notice
from templates.adopting.put_up import WrittenEdition, put_up_adoption, put_up_item
from templates.sharing.put_up import WrittenShare, put_up_share

__all__ = [
    "WrittenEdition",
    "WrittenShare",
    "put_up_adoption",
    "put_up_item",
    "put_up_share",
    "write_law_notice",
]
