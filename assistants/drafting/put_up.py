"""Word forms and drafts that are written beforehand, for a demo town."""

from dataclasses import dataclass
from datetime import datetime

from assistants.drafting.sample_form import sample_form
from assistants.drafting.town_forms import put_form
from assistants.drafting.write import Head, begin
from assistants.models import Draft, DraftVersion, DraftWriting, WordForm
from audit_log.public import SYSTEM, Actor
from tenants.public import Access


@dataclass(frozen=True, slots=True)
class WrittenDraft:
    """A draft as a model wrote it, from what was asked."""

    title: str
    profile: str
    asked: str
    basis: str
    text: str
    document_number: str = ""
    addressee: str = ""
    sender: str = ""


def put_up_word_form(*, name: str, header: str, footer: str, by: Actor, now: datetime) -> None:
    """A form of the town; one that is there stays."""
    if not WordForm.objects.filter(name=name).exists():
        content = sample_form(header=header, footer=footer)
        put_form(name=name, file_name="form.docx", content=content, actor=by, now=now)


def put_up_draft(*, written: WrittenDraft, person_id: int, person_name: str, section_id: int, now: datetime) -> None:
    """A draft of somebody, to be checked and confirmed; one of that title stays."""
    if Draft.objects.filter(title=written.title, person_id=person_id).exists():
        return
    head = Head(
        title=written.title,
        profile=written.profile,
        grade=1,
        section_id=section_id,
        basis=written.basis,
        document_number=written.document_number,
        addressee=written.addressee,
        sender=written.sender,
    )
    own = frozenset({section_id})
    access = Access(person_id, person_name, "", frozenset(), own, frozenset(), frozenset(), ai_approved=True)
    row = begin(access=access, head=head, text=written.text, actor=SYSTEM, now=now)
    DraftVersion.objects.filter(draft=row).update(message="AIが書いた文")
    done = {"state": DraftWriting.State.DONE, "asked_at": now, "began_at": now, "kept_at": now}
    DraftWriting.objects.create(draft=row, person_id=person_id, sent=written.asked, model="demo", **done)
