"""Which kinds of shared things a town can take over, and how each is done."""

from collections.abc import Mapping
from typing import Final

from templates.adopting.local import LocalKind
from templates.adopting.local_evaluation import EvaluationCopy
from templates.adopting.local_faq import FaqCopy
from templates.adopting.local_guide import GuideCopy
from templates.adopting.local_prompt import PromptCopy
from templates.adopting.local_text import TextCopy
from templates.models import Kind

KINDS: Final[Mapping[str, LocalKind]] = {
    Kind.PROMPT: PromptCopy(),
    Kind.FAQ: FaqCopy(),
    Kind.GUIDE: GuideCopy(),
    Kind.EVALUATION: EvaluationCopy(),
    Kind.TEXT: TextCopy(),
}
