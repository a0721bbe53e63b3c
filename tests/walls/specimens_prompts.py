"""A prompt template of the town, a person's result and a FAQ pattern, for the walls."""

from django.utils import timezone

from assistants.models import FaqPattern, PromptRun, PromptTemplate, Scope
from assistants.prompting.content import Content
from assistants.prompting.write import make_template
from audit_log.public import SYSTEM
from llm_gateway.public import encrypt_text
from tenants.models import Person
from tenants.public import current_town
from tests.walls.secret import SECRET
from tests.walls.secret import count as _count


def prompt_template() -> PromptTemplate:
    """In one version, for the whole town."""
    content = Content(f"{SECRET}{next(_count)}", SECRET, "other", SECRET)
    return make_template(content=content, scope=Scope.TOWN, holder_id=None, actor=SYSTEM, now=timezone.now())


def prompt_result(person: Person) -> PromptRun:
    """Something that was written."""
    sealed = encrypt_text(text='{"inputs": {}, "vault": {}}', schema_name=current_town().schema_name)
    return PromptRun.objects.create(
        person=person,
        title=SECRET,
        grade=1,
        sent=SECRET,
        sealed=sealed,
        output=SECRET,
        state=PromptRun.State.DONE,
        created_at=timezone.now(),
    )


def faq_pattern() -> FaqPattern:
    """A pattern without blanks."""
    return FaqPattern.objects.create(key=f"secret-{next(_count)}", topic=SECRET, question=SECRET, answer=SECRET)
