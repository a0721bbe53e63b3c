"""What the pages of a draft show beside its text: facts without support, findings of the check, readability."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistants.drafting.facts import loose_facts
from assistants.drafting.find import may_write, version_of
from assistants.drafting.layout import as_html
from assistants.drafting.sign import MINUTES, approvers
from assistants.drafting.write import LONGEST_TEXT
from assistants.models import Draft
from assistants.proofreading.finding import Finding
from assistants.proofreading.glossary import town_words
from assistants.proofreading.proofread import Proof, proofread
from assistants.proofreading.rule import Profile
from tenants.public import Access


@dataclass(frozen=True, slots=True)
class Looked:
    """A text as it is looked at: its layout, its check, its loose facts."""

    html: str
    proof: Proof
    findings: Sequence[Finding]
    facts: Sequence[object]


def looked_at(*, row: Draft, text: str) -> Looked:
    """Check a text against the draft's profile, the town's glossary and the basis; what somebody chose to leave is not
    shown again. One query."""
    cut = text[:LONGEST_TEXT]
    proof = proofread(text=cut, profile=Profile(row.profile), words=town_words())
    left = {tuple(one) for one in row.ignored}
    findings = [one for one in proof.findings if (one.rule, one.words) not in left]
    return Looked(as_html(text=cut), proof, findings, loose_facts(text=cut, basis=row.basis))


def draft_context(*, row: Draft, access: Access, text: str | None = None, **more: Any) -> dict[str, Any]:
    """Values of assistants/desk/draft.html; `text` when it is not the stored one."""
    newest = version_of(row=row)
    shown = newest.text if text is None else text
    return {
        "row": row,
        "newest": newest,
        "text": shown,
        "base": row.revision,
        "looked": looked_at(row=row, text=shown),
        "versions": row.versions.defer("text")[:20],
        "writes": may_write(row=row, access=access),
        "decides": row.approver_id == access.person_id and row.state == Draft.State.ASKED,
        "approvers": approvers(access=access) if row.may_leave else [],
        "minutes": MINUTES,
        "offers": (),
        "writing": None,
        "longest": LONGEST_TEXT,
        **more,
    }
