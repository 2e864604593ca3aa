"""The Django admin: people, desks, the verdict scale, site settings, and what is only looked at."""

from factchecks.admin import checks, desks, jobs, ledger, people, permissions, site, sitepages, verdicts

__all__ = ["checks", "desks", "jobs", "ledger", "people", "permissions", "site", "sitepages", "verdicts"]
