"""What a new draft may begin with, and the basis of its facts: an answer with its sources, a template's result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from assistants.drafting.order import begin_written
from assistants.drafting.write import Head
from assistants.inquiring.find import InquiryUnknown, inquiry_for
from assistants.inquiring.unmask import unmasked, vault_of
from assistants.models import Draft, Inquiry, PromptTemplate, RecordedTurn
from assistants.names_offered import check_names
from assistants.prompting.run import opened, own_run
from assistants.prompting.use import Use
from assistants.refusals import Refused
from assistants.showing import from_plain
from audit_log.public import Actor
from tenants.public import Access


@dataclass(frozen=True, slots=True)
class Begun:
    """Values of the form above the text, and the text; the template whose result it is."""

    head: dict[str, Any] = field(default_factory=dict)
    text: str = ""
    template_id: int | None = None


def begun_from_answer(*, access: Access, turn_id: str) -> Begun:
    """The answer of a turn that the person may read; nothing for anybody else's."""
    try:
        turn = RecordedTurn.objects.filter(pk=UUID(turn_id)).prefetch_related("citations").first()
    except ValueError:
        return Begun()
    row = Inquiry.objects.filter(conversation_id=turn.conversation_id).first() if turn else None
    if turn is None or row is None or not turn.shown:
        return Begun()
    try:
        inquiry_for(access=access, inquiry_id=row.pk)
    except InquiryUnknown:
        return Begun()
    plain = from_plain(plain=turn.shown, turn_id=turn_id, question=turn.question, at=turn.at)
    shown = unmasked(shown=plain, vault=vault_of(row=row))
    basis = "\n\n".join(f"{one.title} {one.place}\n{one.quote}".strip() for one in turn.citations.all())
    return Begun({"title": shown.question[:60], "grade": row.grade, "basis": basis}, _text(shown.parts))


def begin_from_template(
    *,
    template: PromptTemplate,
    use: Use,
    grade: int,
    names: Mapping[str, bool],
    access: Access,
    actor: Actor,
    now: datetime,
) -> Draft:
    """An empty draft that a model is to write from a filled-in template; what was asked is its basis.

    Raises NamesToDecide, Refused.
    """
    if not use.ready:
        raise Refused(_("まだ足りないところがあります。印の付いた欄を直してください。"))
    asked = use.assembled.text
    head = Head(title=template.title, profile=Draft.Profile.NOTICE, grade=grade, section_id=None, basis=asked)
    own = [value for value in use.blanks.values() if value]
    check_names(texts=(use.typed,), decided=names)
    return begin_written(
        access=access,
        head=head,
        asked=asked,
        allowed=own,
        names=names,
        actor=actor,
        now=now,
        template_id=template.pk,
    )


def begun_from_run(*, access: Access, run_id: str) -> Begun:
    """The result of a template that the person filled in, if there is one yet, on what was filled in."""
    try:
        row = own_run(access=access, run_id=UUID(run_id))
    except ValueError:
        return Begun()
    if row is None:
        return Begun()
    read = opened(row=row)
    return Begun({"title": row.title[:60], "grade": row.grade, "basis": read.prompt}, read.output, row.template_id)


def _text(parts: Any) -> str:
    return "\n\n".join(part.text for part in parts)
