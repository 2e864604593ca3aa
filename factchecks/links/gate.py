"""Politeness: one request a second for each domain, burst two, counted by one gate that all workers share."""

from factchecks.links.homegate import HomeGate
from factchecks.links.localgate import LocalGate
from factchecks.links.sharedgate import RedisGate
from factchecks.links.turns import BURST, INTERVAL, MAX_WAIT, Gate, OpenGate, Turn

__all__ = ["BURST", "INTERVAL", "MAX_WAIT", "Gate", "HomeGate", "LocalGate", "OpenGate", "RedisGate", "Turn"]
