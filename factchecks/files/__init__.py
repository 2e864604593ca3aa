"""Uploaded files: names, kinds, inspection, the private store, published pictures, virus scan. No Django."""
