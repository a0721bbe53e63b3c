"""The image's health check: does the web process say that it is ready, on the operator's host?"""

import http.client
import os
import sys


def main() -> int:
    """0 when it is ready, else 1."""
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=5)
    try:
        connection.request("GET", "/health/ready/", headers={"Host": os.environ["YUIMACHI_OPERATOR_HOST"]})
        return 0 if connection.getresponse().status == http.HTTPStatus.OK else 1
    except OSError:
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
