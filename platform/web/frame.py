"""Context processor: what a frame knows about the request it is drawn for; looked up only when it is drawn."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject, lazystr
from django.utils.module_loading import import_string

from web.navigation import MayAsk, NavGroup, groups_for
from web.request_id import current_request_id


class Frame:
    """Asked by the frame templates as `frame.…`; each answer may cost queries, so draw pages in synchronous code."""

    def __init__(self, *, request: HttpRequest) -> None:
        self._request = request

    @property
    def town_name(self) -> str:
        """Name of the town of this host; "" on the operator's host."""
        town = getattr(self._request, "town", None)
        return str(town.name) if town else ""

    @property
    def person_name(self) -> str:
        """Name of the signed-in person; "" for nobody."""
        user = getattr(self._request, "user", None)
        if user is None or not user.is_authenticated:
            return ""
        return str(getattr(user, "name", "") or user)

    @property
    def support(self) -> Any:
        """Who looks in for support, until when and how to end it; None for everybody else."""
        return getattr(self._request, "support", None)

    @property
    def request_id(self) -> str:
        """The reference number of this request."""
        return current_request_id()

    def access(self) -> MayAsk | None:
        """What the person may do: `request.access` of a guarded view, else what settings.WEB_ACCESS finds."""
        known: MayAsk | None = getattr(self._request, "access", None)
        finder = getattr(settings, "WEB_ACCESS", "")
        if known is not None or not finder or not hasattr(self._request, "user"):
            return known
        found: MayAsk | None = import_string(finder)(self._request)
        return found

    def navigation(self, name: str) -> tuple[NavGroup, ...]:
        """The groups of one frame's navigation as this person sees it."""
        return groups_for(request=self._request, frame=name, access=self.access())


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame` and `csp_nonce` for every template drawn with a request."""
    return {
        "frame": SimpleLazyObject(lambda: Frame(request=request)),
        # Made text when it is drawn: django-csp's own object is false until then, and a page without use has none.
        "csp_nonce": lazystr(request.csp_nonce) if hasattr(request, "csp_nonce") else "",
    }
