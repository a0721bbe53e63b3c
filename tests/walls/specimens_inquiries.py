"""An inquiry of staff with an attached file, for the walls."""

from django.utils import timezone

from assistants.models import Conversation, Inquiry, InquiryFile, InquiryPassage
from tenants.models import Person
from tests.walls.secret import SECRET


def inquiry(person: Person) -> Inquiry:
    """A named inquiry that was asked something."""
    now = timezone.now()
    held = Conversation.objects.create(channel="staff", person=person, started_at=now, last_turn_at=now)
    return Inquiry.objects.create(conversation=held, person=person, title=SECRET, asked_at=now, made_at=now)


def inquiry_file(person: Person) -> InquiryFile:
    """A file that was read."""
    row = inquiry(person)
    made = InquiryFile.objects.create(
        inquiry=row, name=f"{SECRET}.txt", size=3, state=InquiryFile.State.READY, attached_at=row.made_at
    )
    InquiryPassage.objects.create(file=made, position=0, text=SECRET)
    return made
