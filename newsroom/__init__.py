"""The project: configuration, no rules."""
