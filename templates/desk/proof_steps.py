"""What a clerk can do about cases that came out wrong: where the town's words and knowledge are changed."""

from django.urls import reverse
from django.utils.translation import gettext as _

from templates.models import Adoption, Kind, ProofRun


def next_steps(*, run: ProofRun) -> tuple[tuple[str, str], ...]:
    """Labels with addresses, the likeliest first; one query."""
    if run.kind == Kind.FAQ:
        return ((_("FAQに別の言い方を加える"), reverse("knowledge:faq")),)
    knowledge = ((_("答えのもとになる資料を加える"), reverse("knowledge:upload")),)
    if run.kind == Kind.EVALUATION:
        return (*knowledge, (_("答えをFAQに書く"), reverse("knowledge:faq_new")))
    own = Adoption.objects.live().filter(item_id=run.item_id, kind=Kind.PROMPT).defer("base").first()
    if own is None:
        return ((_("差込欄の値を直す"), reverse("assistants:prompt_blanks")), *knowledge)
    return (
        (_("差込欄の値を直す"), reverse("library:change_blanks", args=[own.pk])),
        (_("この町のひな形を直す"), reverse("assistants:prompt", args=own.local_ids)),
        *knowledge,
    )
