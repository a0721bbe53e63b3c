"""Django's ASGI handler with all middleware run in one visit to the request's thread.

Most of Django's middleware is synchronous. Under the stock handler each piece is carried to the thread and back, twenty
times a request; here the chain and a synchronous view run there in one go, and an asynchronous view is called back into
the loop from it. Bodies of streams run in the loop afterwards, as ever, and hold no thread.
"""

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIHandler
from django.http import HttpRequest, HttpResponseBase


class OneHopHandler(ASGIHandler):
    """Answers each request by a synchronous chain in the request's own thread."""

    def load_middleware(self, is_async: bool = False) -> None:
        """Build the synchronous chain, whatever is asked for."""
        super().load_middleware(is_async=False)

    async def get_response_async(self, request: HttpRequest) -> HttpResponseBase:
        """The response; what the chain put into the context (town, request id) holds for the body as well."""
        return await sync_to_async(self.get_response, thread_sensitive=True)(request)
