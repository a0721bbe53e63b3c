"""Files of a town lie in the town's own folder; a path of another town cannot be spelled."""

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from tenants.border.current import current_schema


class TownStorage(FileSystemStorage):
    """FileSystemStorage rooted at MEDIA_ROOT/<schema>; no file has a public address, views hand them out."""

    @property
    def base_location(self) -> str:
        """Folder of the entered place; raises NoTown outside of one."""
        return str(Path(settings.MEDIA_ROOT) / current_schema())

    @property
    def location(self) -> str:
        """Absolute form of `base_location`; Django joins names onto it safely."""
        return str(Path(self.base_location).resolve())

    def url(self, name: str | None) -> str:
        """Refused: uploads are served by views that check the person, never by address."""
        raise ValueError(f"{name}: a town's file has no public address")
