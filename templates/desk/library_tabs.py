"""The tabs that the pages of the library share."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tenants.public import Access
from web.public import Tab


def library_tabs(*, access: Access, here: str) -> list[Tab]:
    """Find, adopted, own; what the person may not open is left out. `here`: name of the address."""
    tabs = [Tab(_("さがす"), reverse("library:home"), here == "home")]
    tabs.append(Tab(_("導入したもの"), reverse("library:adopted"), here == "adopted"))
    tabs.append(Tab(_("ガイドライン・方針"), reverse("library:town_texts"), here == "texts"))
    tabs.append(Tab(_("ほしいひな形"), reverse("library:wishes"), here == "wishes"))
    if access.may("templates.manage"):
        tabs.append(Tab(_("町から共有する"), reverse("library:offerings"), here == "offerings"))
    return tabs
