"""A newsroom of any size, made up from a seed: for measuring and for looking, never for readers."""
