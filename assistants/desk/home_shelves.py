"""What the home page says of drafts, inquiries and saved searches: what waits, and what was worked on last."""

from django.urls import reverse
from django.utils.translation import gettext as _

from assistants.drafting.find import waiting_for
from assistants.models import Draft, Inquiry
from knowledge.public import searches_of
from tenants.public import Access, HomeLink, HomeShelf, HomeTile

_SHOWN = 5


def tiles(access: Access) -> list[HomeTile]:
    """Drafts that wait for this person: to approve, and their own that nobody answered for yet. Two queries."""
    if not access.may("drafts.write"):
        return []
    page, own = reverse("assistants:drafts"), Draft.objects.filter(person_id=access.person_id)
    unchecked = own.filter(state=Draft.State.DRAFT).count()
    return [
        HomeTile(waiting_for(access=access), _("承認を頼まれている下書き"), f"{page}?tab=approve", urgent=True),
        HomeTile(unchecked, _("まだ確認していない自分の下書き"), page),
    ]


def shelves(access: Access) -> list[HomeShelf]:
    """What the person worked on last, and their saved searches; three queries."""
    shown = []
    if access.may("drafts.write"):
        start = HomeLink(_("下書きを始める"), reverse("assistants:new_draft"))
        empty = _("通知やお知らせの文を、数字や用字を確かめながら書けます。書いたものがここに並びます。")
        shown.append(HomeShelf(_("最近の下書き"), _drafts(access), empty, start))
    if access.may("ai.use"):
        start = HomeLink(_("調べものを開く"), reverse("assistants:inquiries"))
        empty = _("町の資料に質問すると、出典つきで答えます。聞いたことがここに並びます。")
        shown.append(HomeShelf(_("最近の調べもの"), _inquiries(access), empty, start))
    if access.may("knowledge.read"):
        saved = searches_of(access=access)[:_SHOWN]
        links = tuple(HomeLink(one.name, reverse("assistants:saved_reference", args=[one.id])) for one in saved)
        shown.append(HomeShelf(_("保存した検索"), links))
    return shown


def _drafts(access: Access) -> tuple[HomeLink, ...]:
    rows = Draft.objects.filter(person_id=access.person_id).order_by("-changed_at").only("pk", "title")[:_SHOWN]
    return tuple(HomeLink(row.title, reverse("assistants:draft", args=[row.pk])) for row in rows)


def _inquiries(access: Access) -> tuple[HomeLink, ...]:
    own = Inquiry.objects.filter(person_id=access.person_id, asked_at__isnull=False)
    rows = own.order_by("-asked_at").only("pk", "title")[:_SHOWN]
    return tuple(HomeLink(row.title or _("調べもの"), reverse("assistants:inquiry", args=[row.pk])) for row in rows)
