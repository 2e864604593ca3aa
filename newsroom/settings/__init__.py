"""Settings: `base` holds everything; `dev`, `test` and `prod` change only what they must."""
