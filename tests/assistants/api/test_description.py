"""docs/openapi.yaml is what the code says of itself."""

from io import StringIO
from pathlib import Path

from django.core.management import call_command

PAGE = Path(__file__).resolve().parents[3] / "docs" / "openapi.yaml"


def test_the_committed_description_is_the_present_one() -> None:
    written = StringIO()
    call_command("spectacular", "--validate", stdout=written, stderr=StringIO())
    again = "make it anew: manage.py spectacular --settings yuimachi.settings.testing --file docs/openapi.yaml"
    assert written.getvalue().strip() == PAGE.read_text(encoding="utf-8").strip(), again
