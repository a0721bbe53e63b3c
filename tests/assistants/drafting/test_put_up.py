"""Drafts and forms that are written beforehand: once each, ready to be checked and taken along."""

from io import BytesIO

from django.utils import timezone
from docx import Document as WordDocument

from assistants.drafting.town_forms import form_of
from assistants.drafting.word import as_word
from assistants.models import Draft, DraftWriting, WordForm
from assistants.public import WrittenDraft, put_up_draft, put_up_word_form
from audit_log.public import Actor, ActorKind
from tenants.models import Section
from tenants.public import in_town
from yuimachi.demo.content import SLUGS, demo_town

WRITTEN = WrittenDraft("断水のお知らせ", "press", "断水の案内", "12月8日", "12月8日に断水します。", sender="甲野町長")


def test_what_is_put_up_twice_stands_once_and_leaves_in_the_towns_form(town, people) -> None:
    with in_town(town):
        section_id = Section.objects.get(key="juumin").pk
        by = Actor(ActorKind.PERSON, str(people.admin.pk), people.admin.name)
        for _again in (1, 2):
            put_up_word_form(name="通知", header="甲野町", footer="甲野町役場", by=by, now=timezone.now())
            put_up_draft(
                written=WRITTEN,
                person_id=people.member.pk,
                person_name=people.member.name,
                section_id=section_id,
                now=timezone.now(),
            )
        row = Draft.objects.get()
        document = WordDocument(BytesIO(as_word(row, WRITTEN.text, form_of(row=row))))
        assert WordForm.objects.get().is_default
        assert DraftWriting.objects.get().state == "done"
    assert document.sections[0].header.paragraphs[0].text == "甲野町"
    assert "12月8日に断水します。" in [one.text for one in document.paragraphs]


def test_each_demo_town_has_desks_for_its_drafts() -> None:
    for slug in SLUGS:
        duties = {duty for section in demo_town(slug=slug).sections for duty in section.duties}
        assert {"断水", "避難"} <= duties
