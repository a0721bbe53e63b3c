"""gunicorn's settings in production: ASGI workers that end without cutting an answer short."""

bind = "0.0.0.0:8000"  # within the container; compose publishes nothing but the proxy
worker_class = "uvicorn_worker.UvicornWorker"  # how many: WEB_CONCURRENCY
worker_tmp_dir = "/dev/shm"  # noqa: S108  gunicorn's heartbeat file; a slow disk must not look like a dead worker
timeout = 120
graceful_timeout = 90  # above the longest answer; stop_grace_period in compose is above this
max_requests = 5000
max_requests_jitter = 1000
accesslog = None  # the proxy has one; ours would repeat what residents asked for
loglevel = "info"
forwarded_allow_ips = ""  # X-Forwarded-For is read in one place: settings.ALLAUTH_TRUSTED_PROXY_COUNT
control_socket_disable = True
