"""Loopback opened on purpose, and limits that suit a test."""

import ipaddress

from factchecks.links.limits import Limits
from factchecks.links.safety import SafetyPolicy

QUICK = Limits(connect=1.0, total=5.0, patient_total=5.0, retries=0)
LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))


def opened(*ports):
    """A policy in which loopback and these ports were opened on purpose."""
    return SafetyPolicy(allowed_networks=LOOPBACK, allowed_ports=frozenset(ports))
