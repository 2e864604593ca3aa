"""The cache that a missing broker cannot turn into an error page."""

import logging
import time
from typing import Any

import redis
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache

log = logging.getLogger(__name__)
LOG_EVERY_S = 60


class ForgivingRedisCache(RedisCache):
    """A Redis cache whose connection errors fall back to this process's memory, logged once a minute.

    Rate limits go on counting there, so sign-in stays slow for a guesser even without Redis.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._memory = LocMemCache("forgiving", params)
        self._said_at = 0.0

    def _fall_back(self, name: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), name)(*args, **kwargs)
        except (redis.ConnectionError, redis.TimeoutError):
            if time.monotonic() - self._said_at > LOG_EVERY_S:
                self._said_at = time.monotonic()
                log.warning("The cache cannot be reached; counting in this process's memory.")
            return getattr(self._memory, name)(*args, **kwargs)

    def add(self, *args: Any, **kwargs: Any) -> Any:
        return self._fall_back("add", *args, **kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._fall_back("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> Any:
        return self._fall_back("set", *args, **kwargs)

    def touch(self, *args: Any, **kwargs: Any) -> Any:
        return self._fall_back("touch", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        return self._fall_back("delete", *args, **kwargs)

    def incr(self, *args: Any, **kwargs: Any) -> Any:
        return self._fall_back("incr", *args, **kwargs)

    def get_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._fall_back("get_many", *args, **kwargs)

    def set_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._fall_back("set_many", *args, **kwargs)

    def delete_many(self, *args: Any, **kwargs: Any) -> Any:
        return self._fall_back("delete_many", *args, **kwargs)

    def has_key(self, *args: Any, **kwargs: Any) -> Any:
        return self._fall_back("has_key", *args, **kwargs)

    def clear(self) -> Any:
        return self._fall_back("clear")
