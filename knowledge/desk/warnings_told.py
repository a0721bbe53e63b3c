"""What a document's page says of things that were left out or guessed while its file was read."""

from knowledge.ingesting.failures import Explanation, explain
from knowledge.models import Version


def warnings_told(*, version: Version | None) -> list[tuple[dict[str, str], Explanation]]:
    """Each warning of a version (code, place, detail) with its sentences."""
    return [(each, explain(code=each["code"])) for each in version.warnings] if version else []
