"""How Celery carries jobs. The figures and their reasons: design notes "Jobs" and docs/decisions."""

from typing import Any

CELERY: dict[str, Any] = {
    "CELERY_TASK_IGNORE_RESULT": True,
    "CELERY_TASK_SERIALIZER": "json",
    "CELERY_ACCEPT_CONTENT": ["json"],
    "CELERY_TASK_ACKS_LATE": True,
    "CELERY_TASK_REJECT_ON_WORKER_LOST": True,
    "CELERY_WORKER_PREFETCH_MULTIPLIER": 1,
    "CELERY_TASK_SOFT_TIME_LIMIT": 300,
    "CELERY_TASK_TIME_LIMIT": 330,
    "CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT": 20,
    "CELERY_WORKER_HIJACK_ROOT_LOGGER": False,
    "CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP": True,
    "CELERY_BROKER_CONNECTION_MAX_RETRIES": None,
    "CELERY_BROKER_TRANSPORT_OPTIONS": {
        # Longer than twice the hard time limit, or a long job is delivered again for ever.
        "visibility_timeout": 900,
        # kombu restores unacknowledged messages only every 100 s by default.
        "unacked_restore_interval": 1,
        "unacked_restore_throttle": 1,
        "socket_connect_timeout": 2,
        "socket_timeout": 10,
    },
    "CELERY_TASK_PUBLISH_RETRY": False,
    "CELERY_TASK_DEFAULT_QUEUE": "jobs",
    "CELERY_TIMEZONE": "UTC",
    # What is due stands in our tables. The default keeps a file of its own, which after a killed beat may be
    # unreadable ("disk I/O error" from dbm.sqlite3), and then no beat runs.
    "CELERY_BEAT_SCHEDULER": "celery.beat:Scheduler",
    "CELERY_BEAT_SCHEDULE": {
        "sweep": {"task": "factchecks.sweep", "schedule": 5.0, "options": {"expires": 5}},
        "due_links": {"task": "factchecks.check_due_links", "schedule": 60.0, "options": {"expires": 50}},
        "count_links": {"task": "factchecks.count_links", "schedule": 600.0, "options": {"expires": 500}},
        "forget_readers": {"task": "factchecks.forget_readers", "schedule": 3600.0, "options": {"expires": 3500}},
        "verify_ledger": {"task": "factchecks.verify_ledger", "schedule": 600.0, "options": {"expires": 500}},
        "anchor": {"task": "factchecks.anchor_ledger", "schedule": 60.0, "options": {"expires": 50}},
    },
}
