"""A prompt that the town does not have yet, filled in and run: nothing is installed, the result is the person's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from assistants.desk.forms_prompts import UseForm
from assistants.prompting.content import Content
from assistants.prompting.exchange import content_from
from assistants.prompting.run import begin_run, model_missing
from assistants.prompting.use import Use, fill_in, starting_values
from tenants.public import Access, town_grades, town_policy


@dataclass(frozen=True, slots=True)
class Trial:
    """The form of the prompt's fields; with what was typed the prompt as it would be sent; `no_model`: why none can
    write, empty when one can."""

    content: Content
    form: UseForm
    use: Use | None
    no_model: str

    @property
    def ready(self) -> bool:
        """Whether it can be run."""
        return bool(self.use and self.use.ready and not self.form.errors)


def try_prompt(
    *, body: Mapping[str, Any], data: Any, values: Mapping[str, str], access: Access, now: datetime
) -> Trial:
    """Fill in the fields (`data` None: with the template's example) and, from a posted form, put the prompt together,
    the town's knowledge looked up. `values`: of the blanks. Some fifteen queries. Raises NotATemplate."""
    content = content_from(plain=body)
    start = starting_values(content=content, access=access, now=now) | dict(content.input_example or {})
    grade = min(content.grade, town_policy().highest_grade_entered)
    form = UseForm(data, fields=content.fields, start=start, grades=town_grades(), grade=grade)
    raw = form.raw() if data is None or form.is_valid() else None
    use = None
    if raw is not None:
        use = fill_in(content=content, raw=raw, access=access, now=now, look=data is not None, values=values)
    return Trial(content, form, use, model_missing(access=access, now=now))


def begin_trial(*, trial: Trial, access: Access, now: datetime) -> UUID:
    """Keep a trial that is ready, to be written next on the page of results. Raises Refused: grade, My Number."""
    if trial.use is None:
        raise ValueError("nothing was filled in")
    grade = int(trial.form.cleaned_data["grade"])
    row = begin_run(
        template=None, version=None, title=trial.content.title, use=trial.use, grade=grade, access=access, now=now
    )
    return UUID(str(row.pk))
