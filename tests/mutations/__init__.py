"""Rules taken away one at a time, to see that a test notices: `make mutate`."""
