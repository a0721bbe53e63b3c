"""Celery's settings, read when they are first asked for, so that importing the app needs no Django settings yet."""

from typing import Any

from celery.schedules import crontab
from django.conf import settings
from kombu import Queue

from yuimachi.broker import broker_conninfo

# Separate, so that nothing short waits behind something long: a page that is being answered behind an upload, an upload
# behind a web site, a web site behind an index that is made anew.
QUEUES = ("quick", "ingest", "crawl", "upkeep", "mail", "sweep")
LONGEST_TASK_SECONDS = 30 * 60
_PATIENCE_SECONDS = 2 * 60  # for ending a task that ran over its time, before another worker may read its message

# Beside the database unless a broker is named.
on_database = not settings.BROKER_URL
broker_url = "pgmq://localhost" if on_database else settings.BROKER_URL  # the real address: conn_string
broker_transport = "yuimachi.queue_transport:Transport" if on_database else None
_visibility = {"visibility_timeout": LONGEST_TASK_SECONDS + _PATIENCE_SECONDS}
broker_transport_options: dict[str, Any] = {}
if on_database:
    broker_transport_options = {
        **_visibility,
        "conn_string": broker_conninfo(database=settings.DATABASES["default"]),
        "init_extension": False,  # installed by yuimachi.broker from the wheel's SQL; the server has no such extension
        "use_notify": True,  # wakes at once instead of at the next look
        "notify_throttle_interval_ms": 0,
        "wait_time_seconds": 0,  # a look must not block: one worker looks at several queues in turn
        "polling_interval": 1,
        "pool_size": 4,
        "pool_timeout": 10,
    }
elif broker_url.startswith(("redis", "rediss", "sentinel")):
    broker_transport_options = {**_visibility, "socket_timeout": 10, "socket_connect_timeout": 5}
broker_connection_timeout = 5
broker_connection_retry_on_startup = True
broker_connection_max_retries = None
task_publish_retry_policy = {"max_retries": 2, "interval_start": 0.1, "interval_step": 0.3, "interval_max": 0.5}

# A message is given back when its worker dies, so every task is written to be run twice.
task_acks_late = True
task_reject_on_worker_lost = True
task_acks_on_failure_or_timeout = True  # a failure is a state of the work, not a reason to run it forever
worker_prefetch_multiplier = 1
task_time_limit = LONGEST_TASK_SECONDS
task_soft_time_limit = LONGEST_TASK_SECONDS - 60
worker_max_tasks_per_child = 500
worker_max_memory_per_child = 1_500_000  # kilobytes; parsers of strange files may not give memory back
worker_cancel_long_running_tasks_on_connection_loss = False  # their result is written before the message is given back

task_queues = [Queue(name) for name in QUEUES]
task_default_queue = "quick"
task_create_missing_queues = False  # a misspelt queue is an error, not a place where work waits forever
task_ignore_result = True
result_backend = None
task_serializer = "json"
accept_content = ["json"]
worker_enable_remote_control = False  # its reply queues pile up on the database; the supervisor and health pages look
worker_send_task_events = False
worker_hijack_root_logger = False
enable_utc = True
timezone = settings.TIME_ZONE
task_always_eager = bool(getattr(settings, "TASKS_AT_ONCE", False))
task_eager_propagates = True

# The header is written out: the scheduler sends by name and does not load the tasks.
beat_schedule = {
    "sweep": {
        "task": "yuimachi.sweep_towns",
        "schedule": 60.0,
        "options": {"queue": "sweep", "expires": 55, "headers": {"yuimachi_place": "public"}},
    },
    "hourly": {
        "task": "yuimachi.go_round_hourly",
        "schedule": crontab(minute="7"),
        "options": {"queue": "sweep", "expires": 30 * 60, "headers": {"yuimachi_place": "public"}},
    },
    "nightly": {
        "task": "yuimachi.go_round_nightly",
        "schedule": crontab(hour="2", minute="23"),
        "options": {"queue": "sweep", "expires": 6 * 60 * 60, "headers": {"yuimachi_place": "public"}},
    },
    # Both do nothing without a key of Stripe's.
    "stripe": {
        "task": "billing.stripe.round",
        "schedule": 300.0,
        "options": {"queue": "quick", "expires": 280, "headers": {"yuimachi_place": "public"}},
    },
    "stripe_reconcile": {
        "task": "billing.stripe.reconcile",
        "schedule": crontab(hour="5", minute="11"),  # after the night's use is rolled up
        "options": {"queue": "upkeep", "expires": 3 * 60 * 60, "headers": {"yuimachi_place": "public"}},
    },
    # After the towns' rounds of the night, so that it reads what they told.
    "library": {
        "task": "templates.proving.publish_figures",
        "schedule": crontab(hour="5", minute="41"),
        "options": {"queue": "sweep", "expires": 6 * 60 * 60, "headers": {"yuimachi_place": "public"}},
    },
}
