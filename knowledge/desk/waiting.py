"""What waits for a person on the home page, and knowledge's step of the first day."""

from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.handing_over.board import SEASON, orphaned
from knowledge.ingesting.preview_sheet import WAITS_FOR_COLUMNS
from knowledge.models import Document, Gap, Ingestion, Site
from knowledge.models.document import findable_on
from knowledge.readers import approvable_by, editable_by, gaps_of
from tenants.public import Access, FirstDayStep, HomeTile

_SOON: Final = timedelta(days=30)


def tiles(access: Access) -> list[HomeTile]:
    """Files and documents to decide about, documents that end soon, open gaps, what a rotation leaves; six queries."""
    if not access.may("knowledge.edit"):
        return []
    approvable = Document.objects.filter(approvable_by(access=access))
    held_files = Ingestion.objects.filter(state=Ingestion.State.HELD, version__document__in=approvable)
    held = held_files.exclude(reason=WAITS_FOR_COLUMNS).count()
    waiting = approvable.filter(approved_at=None, withdrawn_at=None, current_version__isnull=False).count()
    today = timezone.localdate()
    ending = Document.objects.filter(
        Q(editable_by(access=access), valid_until__lte=today + _SOON) & findable_on(today=today)
    ).count()
    gaps = Gap.objects.filter(gaps_of(access=access), state=Gap.State.OPEN).count()
    owned = reverse("knowledge:ownership")
    return [
        HomeTile(held + waiting, _("確認・承認を待つ文書"), reverse("knowledge:review"), urgent=True),
        HomeTile(ending, _("30日以内に期限が切れる文書"), f"{reverse('knowledge:documents')}?state=soon"),
        HomeTile(orphaned(access=access), _("担当者が利用停止中の文書"), owned, urgent=True),
        HomeTile(
            _rotating(access, today), _("あなたが受け持つ文書（4月の異動の引き継ぎ）"), reverse("knowledge:ownership")
        ),
        HomeTile(gaps, _("答えられなかった質問"), reverse("knowledge:gaps")),
    ]


def _rotating(access: Access, today: date) -> int:
    """In the months of staff rotation: what this person looks after themselves."""
    if today.month not in SEASON:
        return 0
    return Document.objects.filter(responsible=access.person_id, withdrawn_at=None).count()


def missing_knowledge() -> str:
    """What the first day still lacks; empty when something can be found. One query."""
    if Document.objects.findable(today=timezone.localdate()).exists():
        return ""
    return _("承認された文書がまだありません。")


def missing_site() -> str:
    """Whether the town's web site is read. One query."""
    return "" if Site.objects.standing().exists() else _("公式サイトがまだ登録されていません。")


SITE_STEP: Final = FirstDayStep(
    key="site",
    position=25,
    title=gettext_lazy("公式サイトを登録する"),
    purpose=gettext_lazy("アドレスを入れると、町のページとPDFをまとめて取り込み、変わったところを自動で読み直します。"),
    url_name="knowledge:site_new",
    missing=missing_site,
)
FIRST_DAY_STEP: Final = FirstDayStep(
    key="knowledge",
    position=30,
    title=gettext_lazy("町の文書とFAQを取り込む"),
    purpose=gettext_lazy("チャットボットと職員の質問に、町の資料から答えられるようにします。"),
    url_name="knowledge:upload",
    missing=missing_knowledge,
)
