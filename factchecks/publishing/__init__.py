"""From an edition to what readers and machines get: pure functions, no queries, no request."""
