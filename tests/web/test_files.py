"""The frame's own templates and static files: no stranger, nothing inline, nothing missing."""

import re
from pathlib import Path

import pytest

import web
from web.components.icons import icon_names

ROOT = Path(web.__file__).parent
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
STATIC = sorted(path for path in (ROOT / "static").rglob("*") if path.is_file())


@pytest.mark.parametrize("path", [*TEMPLATES, *STATIC], ids=lambda path: path.name)
def test_no_file_names_another_host(path):
    hosts = set(re.findall(r"(?:https?:)?//([a-z0-9.-]+\.[a-z]{2,})", path.read_text(encoding="utf-8")))
    assert hosts <= {"www.w3.org", "kumoi.example"}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_inline_script_or_style(path):
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style\b|\sstyle=|\son[a-z]+=|javascript:", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text.replace("{% comment %}", "").split("{% endcomment %}")[-1])


def test_every_icon_that_a_template_names_is_drawn():
    named = {
        name
        for path in TEMPLATES
        for name in re.findall(r"""{% icon "([a-z-]+)"|icon="([a-z-]+)""", path.read_text())
        for name in name
        if name
    }
    assert named <= icon_names()
    assert len(icon_names()) >= 40
