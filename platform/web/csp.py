"""The Content-Security-Policy of every page, in django-csp's form.

Scripts need the nonce of their request (`nonce="{{ csp_nonce }}"`): a file that somebody uploaded can then never run,
although it comes from our own host. Styles are files of our own host; there is no inline style and no third party.
"""

from typing import Any, Final

from csp.constants import NONCE, NONE, SELF

CONTENT_SECURITY_POLICY: Final[dict[str, Any]] = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        # data: for charts and the QR code of two-step sign-in, which are drawn by ourselves.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
