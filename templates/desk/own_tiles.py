"""What the home page says of the library: adopted things that wait for somebody."""

from django.urls import reverse
from django.utils.translation import gettext as _

from templates.adopting.standing import live_standings
from tenants.public import Access, HomeTile


def tiles(access: Access) -> list[HomeTile]:
    """For who may take things over; five queries, one while the town has none."""
    if not access.may("templates.manage"):
        return []
    rows, url = live_standings(), reverse("library:adopted")
    noticed = sum(bool(one.notices) for one in rows)
    withdrawn = sum(one.withdrawn for one in rows)
    return [
        HomeTile(sum(bool(one.behind) for one in rows), _("新しい版のある共有ひな形"), url),
        HomeTile(noticed, _("法改正のお知らせのある共有ひな形"), url, urgent=True),
        HomeTile(withdrawn, _("取り下げられた共有ひな形"), url, urgent=True),
    ]
