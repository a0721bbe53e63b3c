"""What other apps may use of the shared library."""

from templates.adopting.law_notices import write_law_notice
from templates.adopting.put_up import WrittenEdition, put_up_adoption, put_up_item
from templates.proving.put_up import put_up_approvals, put_up_own_entries, put_up_proof
from templates.proving.shown import shown_talk
from templates.proving.talk import answer_question, ask_about, thank
from templates.sharing.put_up import WrittenShare, put_up_share
from templates.wishing.board import board as wish_board
from templates.wishing.board import support as support_wish
from templates.wishing.board import write_wish

__all__ = [
    "WrittenEdition",
    "WrittenShare",
    "answer_question",
    "ask_about",
    "put_up_adoption",
    "put_up_approvals",
    "put_up_item",
    "put_up_own_entries",
    "put_up_proof",
    "put_up_share",
    "shown_talk",
    "support_wish",
    "thank",
    "wish_board",
    "write_law_notice",
    "write_wish",
]
