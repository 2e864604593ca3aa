"""How the program logs: one line an event, plain on a laptop, JSON in production."""

from typing import Any

import structlog

from newsroom.logclean import cleaned, told

SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.PositionalArgumentsFormatter(),
    structlog.processors.ExceptionRenderer(told),
    cleaned,
]
# They say a line or more for every request or for every beat of the clock.
QUIET = (
    "celery.app.trace",
    "celery.beat",
    "celery.worker.strategy",
    "django.server",
    "django_structlog",
    "factchecks.demo.web",
)


def _for_people() -> structlog.dev.ConsoleRenderer:
    """Lines for a terminal. A traceback is as Python writes it: one with the values of variables would tell secrets."""
    return structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)


def logging_config(*, json_lines: bool) -> dict[str, Any]:
    """The value of Django's LOGGING; structlog events and standard records share one handler."""
    structlog.configure(
        processors=[*SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer: Any = structlog.processors.JSONRenderer() if json_lines else _for_people()
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": renderer,
                "foreign_pre_chain": SHARED,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {name: {"level": "WARNING"} for name in QUIET},
    }
