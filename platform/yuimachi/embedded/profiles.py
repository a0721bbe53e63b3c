"""PostgreSQL's settings: one profile that keeps its word, one for tests that need not survive a crash."""

import shutil
import sys
from pathlib import Path

Profile = dict[str, str]

SERVING: Profile = {
    "max_connections": "200",
    "shared_buffers": "256MB",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "max_locks_per_transaction": "256",  # opening or leaving a town touches all its tables in one transaction
    "max_wal_size": "2GB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "random_page_cost": "1.1",
    "jit": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] %d ",
    "log_min_messages": "warning",
    "cluster_name": "yuimachi",
    "listen_addresses": "",  # the socket only, in a folder of the account alone
    "unix_socket_permissions": "0777",
}
# Crash recovery with 1,741 towns: 87 s by visiting each file, 1.7 s by one call a file system.
if sys.platform == "linux":
    SERVING["recovery_init_sync_method"] = "syncfs"

TESTING: Profile = {
    **SERVING,
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "autovacuum_naptime": "5min",
    "cluster_name": "yuimachi-tests",
}

PROFILES: dict[str, Profile] = {"serving": SERVING, "testing": TESTING}
_ROOMY = 1024**3


def arguments(*, profile: str) -> list[str]:
    """Command-line words for postgres. Containers often give /dev/shm 64 MB, too little for parallel index builds."""
    settings = dict(PROFILES[profile])
    memory = Path("/dev/shm")  # noqa: S108  asked for its size only
    if memory.exists() and shutil.disk_usage(memory).free < _ROOMY:
        settings["dynamic_shared_memory_type"] = "mmap"
    return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
