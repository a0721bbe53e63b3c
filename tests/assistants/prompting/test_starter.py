"""The starter library: templates keep format and checks, patterns their blanks; nothing twice, no real town."""

import csv
import re
from collections import Counter
from datetime import date

import pytest

from assistants.prompting import schema
from assistants.prompting.assemble import assemble, names_in
from assistants.prompting.content import TASKS, Content, content_of, plain_of
from assistants.prompting.fields import values_of
from assistants.prompting.starter import FAQ_FILE, starter_blanks, starter_patterns, starter_templates
from tenants.opening.municipality_list import listed_municipalities

TEMPLATES = starter_templates()
PATTERNS = starter_patterns()
MUNICIPAL = re.compile(r"[一-龯ぁ-んァ-ヶ]{2,5}[市町村]")
PHONE = re.compile(r"\b0\d{1,4}-\d{1,4}-\d{3,4}\b")
FICTITIOUS_PHONE = re.compile(r"0999-90-\d{4}")  # an area code that does not exist
NATIONAL_PHONES = {"0120-95-0178"}


def test_the_library_is_as_large_as_promised_and_covers_every_kind_of_work() -> None:
    assert len(TEMPLATES) >= 40
    assert len(PATTERNS) >= 150
    assert {content.task for content in TEMPLATES} >= TASKS.keys() - {"other"}


def test_nothing_stands_there_twice() -> None:
    for names in (
        [content.key for content in TEMPLATES],
        [content.title for content in TEMPLATES],
        [content.body for content in TEMPLATES],
        [pattern.key for pattern in PATTERNS],
        [pattern.question for pattern in PATTERNS],
        [pattern.answer for pattern in PATTERNS],
    ):
        assert [name for name, count in Counter(names).items() if count > 1] == []


@pytest.mark.parametrize("content", TEMPLATES, ids=lambda content: content.key)
def test_a_template_says_what_it_is_for_and_its_example_fills_it(content: Content) -> None:
    assert content.purpose
    assert content.cautions
    assert content.expected_output
    assert content.licence
    assert len(content.cases) >= 2
    assert content.input_example is not None
    values, faults = values_of(fields=content.fields, raw=content.input_example)
    assert faults == {}
    blanks = {blank.name: "見本" for blank in content.blanks}
    made = assemble(content=content, inputs=values, blanks=blanks)
    assert made.whole, (made.missing_fields, made.missing_blanks)
    assert "{{" not in made.text
    assert schema.faults_of(plain=plain_of(content=content)) == ()
    assert content_of(plain=plain_of(content=content)) == content


@pytest.mark.parametrize("content", TEMPLATES, ids=lambda content: content.key)
def test_facts_a_case_demands_stand_in_its_inputs_or_in_the_template(content: Content) -> None:
    """A case may only demand what the model can know; figures must come from the inputs, grouped or not."""
    for case in content.cases:
        inputs = " ".join(value if isinstance(value, str) else " ".join(value) for value in case.inputs.values())
        known = (inputs + content.body).replace(",", "")
        for fact in case.must:
            figures = re.findall(r"\d+", fact.replace(",", ""))
            assert all(str(int(figure)) in known or figure in known for figure in figures), fact
            assert not any(fact == forbidden for forbidden in case.must_not)


def test_each_blank_of_a_pattern_is_typed_and_each_typed_blank_is_used() -> None:
    used = {name for pattern in PATTERNS for name in names_in(text=pattern.question + pattern.answer)}
    assert used == set(starter_blanks())


def test_a_pattern_is_one_row_with_question_answer_topic_and_a_dated_law() -> None:
    with FAQ_FILE.open(encoding="utf-8", newline="") as file:
        assert {len(row) for row in csv.reader(file)} == {8}
    for pattern in PATTERNS:
        assert pattern.topic, pattern.key
        assert pattern.question.endswith("。"), pattern.key
        assert pattern.answer.endswith("。"), pattern.key
        assert len(pattern.answer) <= 300, pattern.key
        for law in pattern.laws:
            assert law.article.startswith("第"), pattern.key
            assert date.fromisoformat(law.as_of) <= date(2026, 12, 31)
    assert sum(bool(pattern.laws) for pattern in PATTERNS) >= 90


def test_no_real_town_and_no_real_telephone_stands_in_the_library() -> None:
    texts = [str(plain_of(content=content)) for content in TEMPLATES]
    texts += [pattern.question + pattern.answer for pattern in PATTERNS]
    texts += [blank.example for blank in starter_blanks().values()]
    for text in texts:
        assert all(FICTITIOUS_PHONE.fullmatch(phone) or phone in NATIONAL_PHONES for phone in PHONE.findall(text))
        for name in MUNICIPAL.findall(text):
            assert not any(_is_real(name[start:]) for start in range(len(name) - 2)), (name, text[:80])


def _is_real(name: str) -> bool:
    return name in {one.name for one in listed_municipalities().values()}


def test_the_look_up_of_real_names_works() -> None:
    assert _is_real("横須賀市")
