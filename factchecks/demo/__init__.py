"""The demo newsroom: invented content, a small loopback web that serves the cited pages, and the art."""
