"""Uploaded files: names, inspection, store, published pictures, scanner, sandbox."""
