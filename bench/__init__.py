"""Benchmarks: measured side by side in one run, kept in `results/`."""
