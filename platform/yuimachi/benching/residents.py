"""Residents for benches: each opens the chat page and asks by stream, in a thread of its own."""

import http.client
import re
import time
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

_TIMEOUT: Final = 120.0
_TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Asked:
    """One stream as its reader saw it: seconds to the first words and to the end; `failed` says why it broke off.

    `first_at`: the monotonic second of the first words. `number`: by which the stream is known at the model server.
    """

    first_seconds: float
    total_seconds: float
    failed: str = ""
    first_at: float = 0.0
    number: str = ""


@dataclass(slots=True)
class Resident:
    """A browser without a face. `address` stands in X-Forwarded-For, so that each is a client of its own."""

    host: str
    port: int
    address: str
    _cookie: str = ""
    _csrf: str = ""

    def open_page(self) -> None:
        """Load the chat page, as everybody does before asking; keeps cookie and token."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT)
        connection.request("GET", "/chat/", headers={"Host": self.host, "X-Forwarded-For": self.address})
        response = connection.getresponse()
        body = response.read().decode()
        connection.close()
        found = _TOKEN.search(body)
        if response.status != http.client.OK or not found:
            raise RuntimeError(f"/chat/ of {self.host} answered {response.status}")
        self._csrf = found.group(1)
        self._cookie = (response.getheader("Set-Cookie") or "").split(";")[0]

    def ask(self, question: str) -> Asked:
        """Ask by stream and read to the end."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_TIMEOUT)
        headers = {
            "Host": self.host,
            "X-Forwarded-For": self.address,
            "Cookie": self._cookie,
            "X-CSRFToken": self._csrf,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        began = time.monotonic()
        try:
            connection.request("POST", "/chat/ask/", urlencode({"question": question}), headers)
            return _read(connection.getresponse(), began)
        except (OSError, http.client.HTTPException) as broken:
            return Asked(0.0, time.monotonic() - began, repr(broken))
        finally:
            connection.close()


def _read(response: http.client.HTTPResponse, began: float) -> Asked:
    first, ended, outcome = 0.0, False, ""
    for line in response:
        if line.startswith(b"event: part") and not first:
            first = time.monotonic() - began
        ended = ended or line.startswith(b"event: ended")
        if b"turn--" in line and not outcome:
            outcome = line.decode(errors="replace").partition("turn--")[2].partition('"')[0]
    total = time.monotonic() - began
    failed = "" if ended and outcome == "answered" else f"{response.status} ended={ended} outcome={outcome}"
    return Asked(first or total, total, failed, began + (first or total))
