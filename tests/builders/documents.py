"""Files for ingestion, handed in and run in the entered town."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.utils import timezone

from knowledge.ingesting.pipeline import ingest
from knowledge.ingesting.receive import Placement, Received, open_batch, receive_file
from knowledge.models import Ingestion

LEAFLET = """# ごみの出し方

## 燃やすごみ

燃やすごみは、月曜日と木曜日の朝8時までに出してください。指定袋は町内の商店で買えます。

## 粗大ごみ

粗大ごみは、環境課に申し込んでから出してください。手数料は1点につき500円です。
"""
FAQ_SHEET = """質問,回答,担当課,分類,言い換え,有効期限
転入届はいつまでに出しますか。,引っ越した日から14日以内に住民課へ出してください。,住民課,届出,引っ越してきた／転入の期限,
印鑑登録には何が必要ですか。,登録する印鑑と本人確認書類をお持ちください。,住民課,証明,,2099-03-31
"""


def hand_in(
    text: str | bytes,
    *,
    name: str = "gomi.md",
    release: bool = True,
    audience: str = "residents",
    by_id: int | None = None,
    **more: object,
) -> Received:
    """Receive one file; nothing rings."""
    content = text.encode() if isinstance(text, str) else text
    return receive_file(
        file=ContentFile(content, name=name),
        file_name=name,
        batch_id=open_batch(label="試験", by_id=by_id),
        placement=Placement(audience=audience, grade=1),
        by_id=by_id,
        release=release,
        now=timezone.now(),
        enqueue=False,
        **more,  # type: ignore[arg-type]
    )


def take_in(text: str | bytes, **options: object) -> Ingestion:
    """Receive one file and run its job to the end."""
    received = hand_in(text, **options)  # type: ignore[arg-type]
    assert received.ingestion_id is not None, received
    ingest(ingestion_id=received.ingestion_id)
    return Ingestion.objects.select_related("version__document").get(pk=received.ingestion_id)


def written(folder: Path, name: str, text: str) -> Path:
    """A file on disk."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path
