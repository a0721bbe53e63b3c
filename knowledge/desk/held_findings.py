"""What the review page shows of a held file: each finding with its place, its surroundings and what can be decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.citing.page_picture import PDF
from knowledge.desk.page_view import PageView, view_of_marks
from knowledge.ingesting.check_personal_data import without_kind
from knowledge.ingesting.failures import Explanation, explain
from knowledge.models import Ingestion
from knowledge.models.ingestion import DROP, KEEP

EACH, REFUSE = "each", "refuse"
_WHOLE = [
    (EACH, _("指摘ごとに、上で選んだとおりに取り込む")),
    (KEEP, _("すべてそのまま取り込む")),
    (DROP, _("見つかった部分をすべて除いて取り込む")),
    (REFUSE, _("取り込まない（ファイルを削除する）")),
]
_PARTS = [(KEEP, _("このまま取り込む")), (DROP, _("この部分を除いて取り込む"))]
# What nobody sees is never taken in; to decide is whether readers may open the file that holds it.
_UNSEEN = [
    (KEEP, _("見えない部分は取り込まず、元のファイルは見せてよい")),
    (DROP, _("見えない部分は取り込まず、元のファイルも見せない")),
]


@dataclass(frozen=True, slots=True)
class HeldFinding:
    """One finding. `before`, `words`, `after`: the surroundings with the excerpt between, where it stands in them."""

    mark: str
    told: Explanation
    place: str
    before: str
    words: str
    after: str
    page: int
    unseen: bool

    @property
    def field(self) -> str:
        """Name of its field in the form."""
        return f"finding_{self.mark}"


def findings_of(*, job: Ingestion) -> list[HeldFinding]:
    """The findings of a held job, each once."""
    found = {str(each.get("mark", number)): each for number, each in enumerate(job.findings)}
    return [_held(mark, each) for mark, each in found.items()]


def _held(mark: str, finding: dict[str, Any]) -> HeldFinding:
    excerpt, around = str(finding.get("excerpt", "")), str(finding.get("around", ""))
    words = without_kind(excerpt=excerpt)
    # A number that may be a My Number is kept without its words.
    before, found, after = around.replace("\n", " ").partition(words) if words else ("", "", "")
    if not found:
        before, after = "", around
    spots = finding.get("spots") or [[0]]
    told = explain(code=str(finding.get("kind", "")))
    place = str(finding.get("place", ""))
    return HeldFinding(
        mark, told, place, before, excerpt if not found else words, after, spots[0][0], not finding.get("part")
    )


def finding_view(*, job: Ingestion, wanted: str, large: bool) -> PageView | None:
    """The page of a held PDF on which the wanted finding (its mark; else the first with a place) stands, marked."""
    version = job.version
    placed = [each for each in job.findings if each.get("spots")]
    if version is None or version.content_type != PDF or not placed:
        return None
    chosen = next((each for each in placed if each.get("mark") == wanted), placed[0])
    marks = [(page, left, top, right - left, low - top) for page, left, top, right, low in chosen["spots"]]
    count = version.page_count or max(mark[0] for mark in marks)
    return view_of_marks(marks=marks, first=marks[0][0], count=count, wanted="", large=large)


class DecisionForm(forms.Form):
    """What is to become of a held file, finding by finding or as a whole, and why."""

    whole = forms.ChoiceField(label=_("このファイルをどうしますか"), choices=_WHOLE, widget=forms.RadioSelect)
    because = forms.CharField(
        label=_("理由"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("監査記録に残ります。例：町長の公表済みの連絡先で、公開してよいと確認した。"),
    )

    def __init__(self, *args: Any, findings: Sequence[HeldFinding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.findings = findings
        for each in findings:
            self.fields[each.field] = forms.ChoiceField(
                label=_("この部分をどうしますか"),
                choices=_UNSEEN if each.unseen else _PARTS,
                widget=forms.RadioSelect,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Whoever decides finding by finding decides about each."""
        data = super().clean() or {}
        for each in self.findings:
            if data.get("whole") == EACH and not data.get(each.field):
                self.add_error(each.field, _("どうするか選んでください。まとめて決めるときは、下で選べます。"))
        return data

    @property
    def refused(self) -> bool:
        """Whether the file is not wanted."""
        return bool(self.cleaned_data["whole"] == REFUSE)

    def decisions(self) -> dict[str, str]:
        """Mark of each finding → KEEP or DROP."""
        whole = self.cleaned_data["whole"]
        return {each.mark: self.cleaned_data[each.field] if whole == EACH else whole for each in self.findings}

    def rows(self) -> list[tuple[HeldFinding, forms.BoundField]]:
        """Each finding beside its field."""
        return [(each, self[each.field]) for each in self.findings]
