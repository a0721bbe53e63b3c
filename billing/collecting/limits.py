"""Limits of talking with Stripe, in one place."""

from datetime import timedelta
from typing import Final

API_VERSION: Final = "2026-10-28.endive"  # the shapes that this code was written and tested for
CONNECT_SECONDS: Final = 5.0
CALL_SECONDS: Final = 20.0
RETRIES: Final = 2  # within a call, under the same idempotency key
PAGE: Final = 100  # rows a page, Stripe's own most
CONNECTIONS: Final = 4
KEPT_SECONDS: Final = 30.0

SIGNATURE_SECONDS: Final = 300  # older notices are refused: somebody may be sending a caught one again
NOTICE_BYTES: Final = 1_000_000
LEASE: Final = timedelta(minutes=5)
BACK_OFF: Final = (1, 5, 15, 60, 240, 720)  # minutes after each failed attempt
MOST_ATTEMPTS: Final = 8
UNHEARD: Final = timedelta(minutes=5)  # after this the bell of a waiting row is taken for lost
AT_ONCE: Final = 200  # rows that a round takes up

CHECK_LEASE: Final = timedelta(minutes=30)
LOOK_BACK: Final = timedelta(days=400)  # invoices that the reconciliation looks at: a fiscal year and its close
EVENTS_KEPT: Final = timedelta(days=30)  # by Stripe; as long do we keep the payload of a notice
EVENTS_OVERLAP: Final = timedelta(hours=6)
USE_DAYS: Final = 34  # Stripe takes use of the past 35 days
