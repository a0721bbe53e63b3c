"""Every threshold of the gateway, in one place: seconds, counts, sizes."""

from typing import Final

# Defaults of a new endpoint; each is a column that the town's admin can change.
CONNECT_SECONDS: Final = 5.0
FIRST_TOKEN_SECONDS: Final = 20.0
IDLE_SECONDS: Final = 15.0
TOTAL_SECONDS: Final = 90.0
MAX_OUTPUT_TOKENS: Final = 1024

# The whole of one call, over all endpoints of its route, until the first token.
DEADLINE_SECONDS: Final = 60.0

# Trying the same endpoint again: only failures that are known to have produced nothing.
RETRIES: Final = 2
BACKOFF_SECONDS: Final = 0.4
LONGEST_WAIT_SECONDS: Final = 8.0

# Circuit breaker of one town's endpoint.
OPENS_AFTER_FAILURES: Final = 5
FAILURE_WINDOW_SECONDS: Final = 60.0
STAYS_OPEN_SECONDS: Final = 30.0

# A server that ignores the token limit is stopped here. Models differ in characters a token; none writes more than 8
# Japanese or ordinary English characters with one.
CHARACTERS_A_TOKEN_AT_MOST: Final = 8

# After the last word some servers send the usage figures in one more event; longer than this nobody waits for it.
USAGE_WAIT_SECONDS: Final = 2.0

EMBED_BATCH: Final = 64
PARALLEL_CONNECTIONS: Final = 1000
KEPT_CONNECTIONS: Final = 20  # each idle one is polled at every request: 100 of them doubled the cost of a burst
KEPT_SECONDS: Final = 30.0
