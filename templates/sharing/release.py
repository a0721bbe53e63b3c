"""Releases an edition: numbered, frozen, told to the operator's audit log. Everything public begins here."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from assistants.public import PROMPT_TASKS
from audit_log.public import Actor, Subject, record
from knowledge.public import search_spelling
from templates.adopting.index_item import index_item
from templates.audit_actions import EDITION_RELEASED
from templates.bodies import body_faults, strings_of
from templates.envelope import Ancestor, Origin, SharedContent, plain_content
from templates.models import Edition, SharedItem
from templates.versions import FIRST, Version, version_of
from tenants.public import in_public

_MOST_SEARCHED: Final = 20_000  # characters of a body that search reads


class ReleaseRefused(ValueError):
    """Why the edition is not released; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Release:
    """What is to be released. `item_id`: the item it is an edition of; None begins one, under `new_id` if given.

    `derived_from`: the edition it was made from. `lineage`: of a file from elsewhere, else read from that edition.
    """

    content: SharedContent
    origin: Origin
    consortium_id: int
    town_id: int | None
    change_note: str
    version: str = str(FIRST)
    item_id: UUID | None = None
    new_id: UUID | None = None
    derived_from: UUID | None = None
    lineage: tuple[Ancestor, ...] = ()
    signed_by: str = ""


def release_edition(*, release: Release, actor: Actor, now: datetime) -> Edition:
    """The new edition, found from now on by the towns of the consortium.

    Raises ReleaseRefused; then nothing is written.
    """
    faults = body_faults(content=release.content)
    if faults:
        raise ReleaseRefused(" ".join(faults))
    with in_public(), transaction.atomic():
        parent = _parent(release)
        item = _item(release, parent, now)
        version = _version(release, item)
        edition = Edition.objects.create(
            item=item,
            **version._asdict(),
            **_copied(release.content),
            cautions=list(release.content.cautions),
            blanks=plain_content(content=release.content)["blanks"],
            content=dict(release.content.body),
            digest=release.content.digest,
            change_note=release.change_note,
            licence=release.content.licence,
            author=release.content.author,
            released_at=now,
            released_by=actor.label[:60],
            signed_by=release.signed_by,
        )
        values = {**_copied(release.content), "search": _search(release), "released_at": now, "latest": edition}
        SharedItem.objects.filter(pk=item.pk).update(**values, section=release.origin.section)
        index_item(item_id=item.pk)
        _note(edition, release, actor, now)
    return edition


def _parent(release: Release) -> Edition | None:
    if release.derived_from is None:
        return None
    parent = Edition.objects.select_related("item").filter(pk=release.derived_from).first()
    if parent is None or parent.item.consortium_id != release.consortium_id:
        raise ReleaseRefused(_("元にした版が見つかりません。元のひな形を導入し直してから、もう一度出してください。"))
    if release.content.licence != parent.licence:
        words = {"licence": parent.licence, "title": parent.title}
        raise ReleaseRefused(
            _("「%(title)s」をもとにしているため、利用条件は %(licence)s のままにしてください。") % words
        )
    return parent


def _item(release: Release, parent: Edition | None, now: datetime) -> SharedItem:
    if release.item_id is None:
        return _new_item(release, parent, now)
    item = SharedItem.objects.select_for_update().filter(pk=release.item_id).first()
    own = item and (item.town_id, item.consortium_id) == (release.town_id, release.consortium_id)
    if item is None or not own or item.kind != release.content.kind:
        raise ReleaseRefused(_("このひな形の新しい版としては出せません。新しいひな形として出してください。"))
    if item.withdrawn_at:
        raise ReleaseRefused(_("取り下げたひな形に新しい版は出せません。新しいひな形として出してください。"))
    return item


def _new_item(release: Release, parent: Edition | None, now: datetime) -> SharedItem:
    origin = release.origin
    new_id = release.new_id or uuid4()
    lineage = release.lineage or _lineage_of(parent)
    if any(ancestor.id == str(new_id) for ancestor in lineage):
        raise ReleaseRefused(_("系譜が輪になるため出せません。元にしたひな形をたどると自分に戻ります。"))
    return SharedItem.objects.create(
        id=new_id,
        kind=release.content.kind,
        **_copied(release.content),
        consortium_id=release.consortium_id,
        town_id=release.town_id,
        town_code=origin.town_code,
        town_name=origin.town,
        prefecture=origin.prefecture,
        population_class=origin.population_class,
        section=origin.section,
        installation=origin.installation,
        derived_from=parent,
        lineage=[asdict(ancestor) for ancestor in lineage],
        released_at=now,
    )


def _lineage_of(parent: Edition | None) -> tuple[Ancestor, ...]:
    if parent is None:
        return ()
    item = parent.item
    nearest = Ancestor(str(item.pk), parent.version, parent.title, item.town_name, parent.licence)
    return (nearest, *(Ancestor(**one) for one in item.lineage))


def _version(release: Release, item: SharedItem) -> Version:
    """The version asked for, if it is newer than all and the content is new. Raises ReleaseRefused."""
    version = version_of(text=release.version)
    twin = Edition.objects.filter(item=item, digest=release.content.digest).first()
    if twin is not None:
        words = {"version": twin.version}
        raise ReleaseRefused(
            _("同じ内容が版 %(version)s としてすでに公開されています。直してから出してください。") % words
        )
    last = Edition.objects.filter(item=item).first()
    if last and version <= (last.major, last.minor, last.patch):
        words = {"version": str(version), "last": last.version}
        raise ReleaseRefused(
            _("版 %(version)s は、公開済みの版 %(last)s より新しくありません。版の番号を上げてください。") % words
        )
    return version


def _copied(content: SharedContent) -> dict[str, Any]:
    laws = plain_content(content=content)["laws"]
    return {"title": content.title, "purpose": content.purpose, "task": content.task, "laws": laws}


def _search(release: Release) -> str:
    content = release.content
    words = [content.title, content.purpose, str(PROMPT_TASKS[content.task]), release.origin.town]
    words += [law.title for law in content.laws]
    body = " ".join(text for _place, text in strings_of(plain=content.body))
    return search_spelling(text=" ".join([*words, body[:_MOST_SEARCHED]])).lower()


def _note(edition: Edition, release: Release, actor: Actor, now: datetime) -> None:
    subject = Subject("template_library.edition", str(edition.pk), f"{edition.title} {edition.version}")
    detail = {"town": release.origin.town, "digest": edition.digest[:12], "note": release.change_note[:200]}
    record(action=EDITION_RELEASED, actor=actor, subject=subject, detail=detail, at=now)
