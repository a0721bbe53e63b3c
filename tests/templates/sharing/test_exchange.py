"""Signed files between installations: what goes out comes in elsewhere; anything wrong is refused whole, and said."""

import json
import tracemalloc
from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import CommandError, call_command
from django.utils import timezone

from audit_log.public import SYSTEM
from templates.envelope import Ancestor, Envelope, Origin, canonical, plain_envelope
from templates.models import Edition, KnownInstallation, SharedItem
from templates.sharing.exchange import FORMAT, MOST_BYTES, ExchangeRefused, export_library, import_library
from templates.sharing.signing import own_public_key, signature_of
from tenants.public import Town, in_public, member
from tests.builders.library import edition, faq_content, prompt_content, text_content

pytestmark = pytest.mark.django_db
FAR = UUID("33333333-3333-4333-8333-333333333333")
FARTHER = UUID("44444444-4444-4444-8444-444444444444")


@pytest.fixture
def consortium(towns: tuple[Town, Town]) -> int:
    """Ours; it knows an installation whose key happens to be our own."""
    with in_public():
        KnownInstallation.objects.create(
            name="となりの県の結まち", public_key=own_public_key(), added_by="x", added_at=timezone.now()
        )
    facts = member(town_id=towns[0].id)
    assert facts
    return facts.consortium_id


def far(content=None, *, pk: UUID = FAR, version: str = "1.0.0", lineage: tuple[Ancestor, ...] = ()) -> dict[str, Any]:
    """An edition of a town of the other installation, as plain values."""
    origin = Origin("123456", "戊田町", "隣県", "5000")
    made = Envelope(content or faq_content(), pk, version, "最初の版", "2026-10-01", origin, lineage)
    return plain_envelope(envelope=made)


def signed(*editions: dict[str, Any], **changes: Any) -> bytes:
    """A file of the other installation."""
    head = {"format": FORMAT, "installation": "となり", "public_key": own_public_key(), "made": "2026-11-01"}
    plain = {**head, "editions": list(editions), **changes}
    plain["signature"] = signature_of(data=canonical(plain=plain))
    return json.dumps(plain).encode()


def take_in(data: bytes, consortium: int):
    """Take a file in."""
    with in_public():
        return import_library(data=data, consortium_id=consortium, actor=SYSTEM, now=timezone.now())


def refusal(data: bytes, consortium: int) -> str:
    """Why a file is refused; and nothing of it stands."""
    with in_public():
        before = (SharedItem.objects.count(), Edition.objects.count())
    with pytest.raises(ExchangeRefused) as refused:
        take_in(data, consortium)
    with in_public():
        assert (SharedItem.objects.count(), Edition.objects.count()) == before
    return str(refused.value)


def test_what_goes_out_comes_in_with_its_lineage(consortium) -> None:
    parent = asdict(Ancestor(str(FARTHER), "1.0.0", "元", "己町", "CC BY 4.0"))
    taken = take_in(signed(far(lineage=(Ancestor(**parent),)), far(prompt_content(), pk=FARTHER)), consortium)
    assert (len(taken.new), taken.known) == (2, 0)
    with in_public():
        item = SharedItem.objects.get(pk=FAR)
        assert (item.installation, item.town_name, item.town_id) == ("となりの県の結まち", "戊田町", None)
        assert item.lineage == [parent]
        assert item.latest.signed_by == "となりの県の結まち"


def test_own_items_go_out_signed_and_imported_ones_do_not(consortium, towns) -> None:
    take_in(signed(far()), consortium)
    made = edition(content=text_content(), by=towns[0])
    plain = json.loads(export_library(item_ids=None, actor=SYSTEM, now=timezone.now()))
    assert [one["id"] for one in plain["editions"]] == [str(made.item_id)]
    assert plain["editions"][0]["digest"] == made.digest


def test_a_newer_edition_of_a_known_item_is_added_and_the_known_one_is_counted(consortium) -> None:
    take_in(signed(far()), consortium)
    newer = far(faq_content(answer="窓口へ。{{町名}}{{窓口の電話}}"), version="1.1.0")
    taken = take_in(signed(newer, far(prompt_content(), pk=FARTHER)), consortium)
    assert len(taken.new) == 2
    with in_public():
        assert SharedItem.objects.get(pk=FAR).latest.version == "1.1.0"
    assert take_in(signed(newer, far(text_content(), pk=UUID(int=5))), consortium).known == 1


def test_a_file_whose_editions_all_stand_here_is_refused(consortium) -> None:
    take_in(signed(far()), consortium)
    assert "すべて、すでに読み込まれています" in refusal(signed(far()), consortium)


def test_an_older_edition_does_not_come_after_a_newer_one(consortium) -> None:
    take_in(signed(far(version="2.0.0")), consortium)
    older = far(faq_content(answer="{{町名}}{{窓口の電話}}"), version="1.5.0")
    assert "版 2.0.0 より新しくありません" in refusal(signed(older), consortium)


def _tampered(data: bytes) -> bytes:
    return data.replace(b'"1.0.0"', b'"9.0.0"')


def _of_a_stranger(data: bytes) -> bytes:
    key = Ed25519PrivateKey.from_private_bytes(b"7" * 32)
    plain = json.loads(data)
    del plain["signature"]
    import base64

    plain["public_key"] = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    plain["signature"] = base64.b64encode(key.sign(canonical(plain=plain))).decode()
    return json.dumps(plain).encode()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_tampered, "署名が合いません"),
        (_of_a_stranger, "鍵は登録されていません"),
        (lambda data: data.replace(b"signed-library/1", b"signed-library/2"), "signed-library/2 です"),
        (lambda data: data[: len(data) // 2], "JSONとして読めません"),
        (lambda _data: b" " * (MOST_BYTES + 1), "大きすぎます（20MBまで）"),
        (lambda _data: b"[" * 100_000, "JSONとして読めません"),
        (lambda _data: b"[]", "共有ひな形のファイルではありません"),
        (lambda data: data.replace(b'"made"', b'"maid"'), "知らない項目"),
    ],
)
def test_a_spoilt_file_is_refused_with_its_reason(consortium, spoil: Callable[[bytes], bytes], said: str) -> None:
    assert said in refusal(spoil(signed(far())), consortium)


def test_one_bad_edition_refuses_all_and_names_its_place(consortium) -> None:
    bad = {**far(pk=FARTHER), "kind": "recipe"}
    assert "2件目: 種類（kind）が recipe です" in refusal(signed(far(), bad), consortium)


def test_the_same_edition_twice_in_a_file_is_refused(consortium) -> None:
    assert "2回入っています" in refusal(signed(far(), far()), consortium)


def test_a_circle_over_two_editions_of_a_file_is_refused(consortium) -> None:
    one = far(lineage=(Ancestor(str(FARTHER), "1.0.0", "x", "己町", "CC BY 4.0"),))
    two = far(prompt_content(), pk=FARTHER, lineage=(Ancestor(str(FAR), "1.0.0", "y", "戊田町", "CC BY 4.0"),))
    assert "系譜が輪になっています" in refusal(signed(one, two), consortium)
    take_in(signed(one), consortium)
    assert "系譜が輪になっています" in refusal(signed(two), consortium)


def test_nobody_takes_over_an_item_of_this_installation(consortium, towns) -> None:
    own = edition(content=faq_content(), by=towns[0])
    strange = far(faq_content(answer="{{町名}}{{窓口の電話}}"), pk=own.item_id, version="2.0.0")
    assert "ほかのところのひな形として登録されています" in refusal(signed(strange), consortium)


def test_the_command_writes_reads_and_refuses(consortium, towns, tmp_path, capsys) -> None:
    edition(content=text_content(), by=towns[0])
    file = tmp_path / "library.json"
    call_command("library", "export", str(file))
    with pytest.raises(CommandError, match="すでに読み込まれています"):
        call_command("library", "import", str(file))
    file.write_bytes(signed(far()))
    call_command("library", "import", str(file))
    assert "1 new, 0 were here" in capsys.readouterr().out
    with pytest.raises(CommandError, match="No such file"):
        call_command("library", "import", str(tmp_path / "none"))


def test_of_a_file_of_hundred_megabytes_no_more_is_read_than_is_allowed(consortium, tmp_path) -> None:
    file = tmp_path / "big.json"
    with file.open("wb") as opened:
        opened.truncate(100_000_000)
    tracemalloc.start()
    with pytest.raises(CommandError, match="大きすぎます（20MBまで）"):
        call_command("library", "import", str(file))
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 2 * MOST_BYTES + 5_000_000


def test_without_a_key_nothing_goes_out(consortium, settings) -> None:
    settings.LIBRARY_KEY = ""
    with pytest.raises(CommandError, match="YUIMACHI_LIBRARY_KEY"):
        call_command("library", "export", "x.json")
