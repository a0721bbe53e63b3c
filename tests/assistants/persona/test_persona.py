"""The guide: pictures are written anew, tone reaches the model alone, questions keep their day, hour and page."""

from datetime import datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from assistants.models import Persona, SuggestedQuestion
from assistants.outcomes import ENDINGS
from assistants.persona.picture import PictureRefused, keep_picture, read_picture
from assistants.persona.suggest import Window, count_choice, suggestions
from assistants.persona.tone import tone_sentence
from tenants.public import open_chat
from tests.knowledge.desk.test_pages import client_of, get, post
from yuimachi.demo.content import SLUGS
from yuimachi.demo.mascots import mascot_picture

pytestmark = pytest.mark.django_db


def picture(kind: str = "PNG", size: tuple[int, int] = (600, 300)) -> bytes:
    written, secret = BytesIO(), PngInfo()
    secret.add_text("Comment", "GPS 35.0 <script>")
    Image.new("RGB", size, "red").save(written, kind, **({"pnginfo": secret} if kind == "PNG" else {}))
    return written.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_only_pixels_are_kept(town, kind: str) -> None:
    kept = read_picture(name=keep_picture(content=picture(kind)))
    assert kept is not None
    assert b"script" not in kept
    with Image.open(BytesIO(kept)) as opened:
        assert (opened.format, opened.size, opened.info.get("Comment")) == ("PNG", (256, 128), None)


@pytest.mark.parametrize(
    "content", [b"", b"<svg onload='x'/>", b"MZ\x00", picture()[:60], b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"]
)
def test_what_is_no_picture_is_refused_with_a_sentence(town, content: bytes) -> None:
    with pytest.raises(PictureRefused, match="PNG・JPEG・WebP"):
        keep_picture(content=content)


@pytest.mark.parametrize(
    ("window", "day", "hour", "path", "offered"),
    [
        (Window(1120, 110), (12, 31), 9, "", True),
        (Window(1120, 110), (1, 10), 9, "", True),
        (Window(1120, 110), (1, 11), 9, "", False),
        (Window(first_hour=17, last_hour=24), (6, 1), 23, "", True),
        (Window(first_hour=17, last_hour=24), (6, 1), 16, "", False),
        (Window(first_hour=22, last_hour=5), (6, 1), 3, "", True),
        (Window(path_prefix="/kosodate/"), (6, 1), 9, "/kosodate/hoiku.html", True),
        (Window(path_prefix="/kosodate/"), (6, 1), 9, "/", False),
    ],
)
def test_windows(window: Window, day: tuple[int, int], hour: int, path: str, offered: bool) -> None:
    assert window.is_open(now=datetime(2026, *day, hour), path=path) is offered


def test_the_pages_own_questions_come_first_and_the_profiles_fill_up(town) -> None:
    SuggestedQuestion.objects.create(text="いつもの質問")
    SuggestedQuestion.objects.create(text="子育ての質問", path_prefix="/kosodate/")
    found = suggestions(now=timezone.localtime(), path="/kosodate/", written={"always": ["役場の質問"]})
    assert found == ("子育ての質問", "いつもの質問", "役場の質問")


def test_choices_are_counted(town) -> None:
    row = SuggestedQuestion.objects.create(text="ごみの日は")
    open_chat()
    client = client_of(town)
    post(client, "/chat/", {"question": "ごみの日は"})
    row.refresh_from_db()
    assert row.clicks == 1
    count_choice(question="ほかの質問")
    row.refresh_from_db()
    assert row.clicks == 1


def test_the_tone_is_one_of_our_own_sentences_and_endings_have_none(town) -> None:
    assert tone_sentence() == ""
    Persona.objects.create(tone="friendly")
    assert "内容と数字は変えない" in tone_sentence()
    assert not any("くださいね" in str(ending.sentence) for ending in ENDINGS.values())


def test_clerks_dress_the_guide_and_residents_see_it(town, people) -> None:
    admin: Client = client_of(town, people.admin)
    upload = SimpleUploadedFile("guide.png", picture())
    post(admin, "/persona/", {"tone": "short", "picture": upload, "picture_alt": "赤い四角"})
    page = get(client_of(town), "/chat/").content.decode()
    assert 'alt="赤い四角"' in page
    shown = get(client_of(town), "/chat/guide.png")
    assert shown["Content-Type"] == "image/png"
    assert shown["Cross-Origin-Resource-Policy"] == "cross-origin", "else the widget on another site shows a hole"
    post(admin, "/persona/", {"tone": "short", "picture": SimpleUploadedFile("x.png", b"no picture")})
    assert Persona.objects.get().picture


def test_clerks_write_questions_with_their_days(town, people) -> None:
    admin = client_of(town, people.admin)
    words = {"text": "年末の窓口は", "first_day": "12/20", "last_day": "1/4", "position": "0"}
    post(admin, "/persona/questions/new/", words)
    row = SuggestedQuestion.objects.get()
    assert (row.first_day, row.last_day) == (1220, 104)
    assert "12/20〜1/4" in get(admin, "/persona/questions/").content.decode()
    assert (
        "月と日を入力"
        in post(admin, "/persona/questions/new/", words | {"text": "x", "first_day": "2/30"}).content.decode()
    )
    post(admin, f"/persona/questions/{row.pk}/remove/", {})
    assert not SuggestedQuestion.objects.exists()


def test_every_demo_town_has_its_mascot(town) -> None:
    sizes = set()
    for slug in SLUGS:
        with Image.open(BytesIO(mascot_picture(slug=slug))) as drawn:
            sizes.add(drawn.size)
    assert sizes == {(256, 256)}
