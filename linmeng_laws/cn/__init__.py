"""Packs of national law."""
